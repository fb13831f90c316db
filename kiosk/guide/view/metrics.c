#include "guide/view/metrics_parts.h"

#include <math.h>

#include "core/site/scale.h"

/* Of Inter and Noto Sans: capitals 0.714 em or more. */
#define CAP_HEIGHT 0.714
#define CAP_HEIGHT_OF_DISTANCE 0.0122 /* EN 301 549 V3.2.1 5.1.4: 0.7° */
/* Letters and buttons grow with the panel, less so where only a part of its height is reached. */
#define REACHED_ALL 0.55
#define REACHED_LEAST 0.65
enum { LARGER = 2 /* steps */, UNITS_A_SIDE = 140, UNITS_A_GAP = 2, UNITS_A_MARGIN = 5 };
#define EASY_BAND_MM 250.0 /* an ordinary page: three rows of buttons, those to the leaves, and the bar */

/* The step of text to be read. */
static int body_step(const struct type_scale *type, double capitals, double most, enum text_size size) {
    if (size == TEXT_NORMAL)
        return TYPE_BODY;
    int large = type_step_for(type, TYPE_BODY + LARGER, capitals), step = large;
    while (size == TEXT_LARGEST && step < large + LARGER && type_px(type, step + 1) <= most)
        step++;
    return step;
}

static int higher(int a, int b) {
    return a > b ? a : b;
}

struct metrics metrics_make(const struct screen *screen, int width, int height,
                            const struct guide_state *state) {
    double long_side = width > height ? width : height, side = width > height ? height : width;
    double mm = long_side / screen->width_mm, distance = screen->touch.distance_mm;
    double floor = scale_floor_px(mm, distance);
    double reach = state->aids.easy_reach ? METRICS_EASY_REACH_MM : METRICS_REACH_MM;
    double must = (height / mm + screen->touch.bottom_mm - reach) * mm, top = must;
    double standing = (height / mm + screen->touch.bottom_mm - METRICS_REACH_MM) * mm;
    double lower = fmin(height * 0.4, height - EASY_BAND_MM * mm);
    if (state->aids.easy_reach && top < lower)
        top = lower; /* lower than before, also where all could be reached, but not on a small panel */
    /* whoever reaches less high does not read worse: letters and buttons stay as they are */
    double share = fmin(1, fmax(REACHED_LEAST, (1 - fmax(standing, 0) / height) / REACHED_ALL));
    double normal = fmax(floor, side / 36 * share);
    double capitals = CAP_HEIGHT_OF_DISTANCE * distance / CAP_HEIGHT * mm;
    struct type_scale type = {.body = normal, .least = (int)ceil(floor)};
    int step = body_step(&type, capitals, side / METRICS_LINE_EMS, state->aids.text_size);
    type.read = step;
    int body = type_px(&type, step);
    int unit = (int)ceil(fmax(METRICS_GAP_MM * mm, side / UNITS_A_SIDE * UNITS_A_GAP * share) / UNITS_A_GAP);
    return (struct metrics){
        .width = width,
        .height = height,
        .px_per_mm = mm,
        .portrait = height > width,
        .button = (int)ceil(fmax(fmax(METRICS_PRIMARY_MM * mm, side / 15 * share), body * 1.8)),
        .touch = (int)ceil(fmax(METRICS_TOUCH_MM * mm, side / 20 * share)),
        .unit = unit,
        .gap = unit * UNITS_A_GAP,
        .margin = unit * UNITS_A_MARGIN,
        .type = type,
        .body = body,
        .small = type_px(&type, step + TYPE_SMALL),
        .head = type_px(&type, higher(TYPE_HEAD, step + 1)), /* in larger text they grow less */
        .answer = type_px(&type, higher(TYPE_ANSWER, step + 1)),
        .title = type_px(&type, higher(TYPE_TITLE, step + 2)),
        .least = type.least,
        .reach_must = must > 0 ? (int)ceil(must) : 0,
        .reach_top = top > 0 ? (int)ceil(top) : 0,
        .pad = unit * UNITS_A_GAP,
        .radius = unit * 3 / 2,
    };
}
