/* Sizes of the guide, from millimetres: what a finger hits, what an eye reads at arm's length, how high a
 * hand in a wheelchair reaches. All px, upright picture. */
#pragma once

#include "core/draw.h"
#include "guide/state.h"

/* mm; touch-and-access §1.1, §1.3, §1.6 */
#define METRICS_PRIMARY_MM 20.0
#define METRICS_TOUCH_MM 15.0
#define METRICS_GAP_MM 3.0
#define METRICS_REACH_MM 1220.0      /* EN 301 549 8.3: highest needed target, forward reach */
#define METRICS_EASY_REACH_MM 1100.0 /* ISO 21542 */

struct metrics {
    int width, height;
    double px_per_mm;
    bool portrait;
    int button; /* height and least width of a primary button, ≥ 20 mm */
    int touch;  /* least side of anything touchable, ≥ 15 mm */
    int gap;    /* between things to touch, ≥ 3 mm */
    int margin; /* to the picture's edge */
    int body;   /* em of text to be read; x-height ≥ 0.00595 × distance (EN 301 549 V4 table 5.1); in the
                   larger sizes H ≥ 0.0122 × distance (V3.2.1 5.1.4) */
    int small;  /* em of labels and notes; never under the floor of `body` */
    int head;   /* em of headings */
    int title;  /* em of the page's title */
    int least;  /* em of the smallest text there is, at any size: what the V4 rule asks */
    int reach_top; /* nothing touchable above this y */
    int pad;       /* inside buttons */
    int radius;
};

/* `screen`: width_mm, touch distance, height of its lower edge above the floor. */
struct metrics metrics_make(const struct screen *screen, int width, int height,
                            const struct guide_state *state);
