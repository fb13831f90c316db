#include "guide/metrics.h"

#include <math.h>

/* Of Inter and Noto Sans: x-height 0.53 em or more, capitals 0.714 em or more. */
#define X_HEIGHT 0.53
#define CAP_HEIGHT 0.714
#define X_HEIGHT_OF_DISTANCE 0.00595  /* EN 301 549 V4 table 5.1 */
#define CAP_HEIGHT_OF_DISTANCE 0.0122 /* EN 301 549 V3.2.1 5.1.4: 0.7° */

static double body_px(double floor, double capitals, double side, enum text_size size) {
    double normal = fmax(floor, side / 36);
    if (size == TEXT_NORMAL)
        return normal;
    double large = fmax(capitals, normal * 1.3);
    return size == TEXT_LARGE ? large : large * 1.25;
}

struct metrics metrics_make(const struct screen *screen, int width, int height,
                            const struct guide_state *state) {
    double long_side = width > height ? width : height, side = width > height ? height : width;
    double mm = long_side / screen->width_mm, distance = screen->touch.distance_mm;
    double floor = X_HEIGHT_OF_DISTANCE * distance / X_HEIGHT * mm;
    double body = body_px(floor, CAP_HEIGHT_OF_DISTANCE * distance / CAP_HEIGHT * mm, side, state->text_size);
    double reach = state->easy_reach ? METRICS_EASY_REACH_MM : METRICS_REACH_MM;
    double top = (height / mm + screen->touch.bottom_mm - reach) * mm;
    if (state->easy_reach && top < height * 0.4)
        top = height * 0.4; /* lower than before, also where all could be reached */
    return (struct metrics){
        .width = width,
        .height = height,
        .px_per_mm = mm,
        .portrait = height > width,
        .button = (int)ceil(fmax(fmax(METRICS_PRIMARY_MM * mm, side / 15), body * 2)),
        .touch = (int)ceil(fmax(METRICS_TOUCH_MM * mm, side / 20)),
        .gap = (int)ceil(fmax(METRICS_GAP_MM * mm, side / 70)),
        .margin = (int)lround(side * 0.04),
        .body = (int)ceil(body),
        .small = (int)ceil(fmax(floor, body * 0.8)),
        .head = (int)ceil(body * 1.3),
        .title = (int)ceil(body * 1.7),
        .reach_top = top > 0 ? (int)ceil(top) : 0,
        .pad = (int)lround(body * 0.6),
        .radius = (int)lround(side / 90),
    };
}
