#include "guide/view/metrics_parts.h"

#include <math.h>

#include "core/site/scale.h"

/* Of Inter and Noto Sans: capitals 0.714 em or more. */
#define CAP_HEIGHT 0.714
#define CAP_HEIGHT_OF_DISTANCE 0.0122 /* EN 301 549 V3.2.1 5.1.4: 0.7° */
/* Letters and buttons grow with the panel, less so where only a part of its height is reached. */
#define REACHED_ALL 0.55
#define REACHED_LEAST 0.65
#define EASY_BAND_MM 250.0 /* an ordinary page: three rows of buttons, those to the leaves, and the bar */

static double body_px(double normal, double capitals, double most, enum text_size size) {
    if (size == TEXT_NORMAL)
        return normal;
    double large = fmax(capitals, normal * 1.3);
    return size == TEXT_LARGE ? large : fmax(large, fmin(large * 1.25, most));
}

struct metrics metrics_make(const struct screen *screen, int width, int height,
                            const struct guide_state *state) {
    double long_side = width > height ? width : height, side = width > height ? height : width;
    double mm = long_side / screen->width_mm, distance = screen->touch.distance_mm;
    double floor = scale_floor_px(mm, distance);
    double reach = state->aids.easy_reach ? METRICS_EASY_REACH_MM : METRICS_REACH_MM;
    double must = (height / mm + screen->touch.bottom_mm - reach) * mm, top = must;
    double lower = fmin(height * 0.4, height - EASY_BAND_MM * mm);
    if (state->aids.easy_reach && top < lower)
        top = lower; /* lower than before, also where all could be reached, but not on a small panel */
    double share = fmin(1, fmax(REACHED_LEAST, (1 - fmax(top, 0) / height) / REACHED_ALL));
    double normal = fmax(floor, side / 36 * share);
    double capitals = CAP_HEIGHT_OF_DISTANCE * distance / CAP_HEIGHT * mm;
    double body = body_px(normal, capitals, side / METRICS_LINE_EMS, state->aids.text_size);
    return (struct metrics){
        .width = width,
        .height = height,
        .px_per_mm = mm,
        .portrait = height > width,
        .button = (int)ceil(fmax(fmax(METRICS_PRIMARY_MM * mm, side / 15 * share), body * 1.8)),
        .touch = (int)ceil(fmax(METRICS_TOUCH_MM * mm, side / 20 * share)),
        .gap = (int)ceil(fmax(METRICS_GAP_MM * mm, side / 70 * share)),
        .margin = (int)lround(side * 0.04),
        .body = (int)ceil(body),
        .small = (int)ceil(fmax(floor, body * 0.8)),
        .head = (int)ceil(fmax(normal * 1.3, body * 1.1)),
        .title = (int)ceil(fmax(normal * 1.7, body * 1.2)),
        .least = (int)ceil(floor),
        .reach_must = must > 0 ? (int)ceil(must) : 0,
        .reach_top = top > 0 ? (int)ceil(top) : 0,
        .pad = (int)lround(normal * 0.6),
        .radius = (int)lround(side / 90),
    };
}
