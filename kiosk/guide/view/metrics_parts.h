/* Sizes of the guide, from millimetres: what a finger hits, what an eye reads at arm's length, how high a
 * hand in a wheelchair reaches. All px, upright picture.
 *
 * EN 301 549 V3.2.1 5.1.4 asks for one mode with capitals of 0.0122 × distance: TEXT_LARGE is that mode on
 * every panel. TEXT_LARGEST goes two steps further, but never so far that a line of the shorter side holds
 * fewer than METRICS_LINE_EMS: below about 20" it gives no more than fits, at the least what TEXT_LARGE
 * gives.
 *
 * Letters are of one scale (type_parts.h). Distances are of one unit: what stands apart, stands apart by
 * whole multiples of it. */
#pragma once

#include "guide/view/type_parts.h"
#include "guide/visit/state.h"

/* mm; touch-and-access §1.1, §1.3, §1.6 */
#define METRICS_PRIMARY_MM 20.0
#define METRICS_TOUCH_MM 15.0
#define METRICS_GAP_MM 3.0
#define METRICS_REACH_MM 1220.0      /* EN 301 549 8.3: highest needed target, forward reach */
#define METRICS_EASY_REACH_MM 1100.0 /* ISO 21542 */
#define METRICS_LINE_EMS 18.0

struct metrics {
    int width, height;
    double px_per_mm;
    bool portrait;
    int button; /* height and least width of a primary button, ≥ 20 mm */
    int touch;  /* least side of anything touchable, ≥ 15 mm */
    int unit;   /* of every distance */
    int gap;    /* between things to touch, ≥ 3 mm; two units */
    int margin; /* to the picture's edge; five units */
    struct type_scale type;
    int body;   /* em of text to be read; x-height ≥ 0.00595 × distance (EN 301 549 V4 table 5.1); in the
                   larger sizes H ≥ 0.0122 × distance (V3.2.1 5.1.4) */
    int small;  /* em of labels and notes; never under the floor of `body` */
    int head;   /* em of headings */
    int answer; /* em of the sentence a page begins with */
    int title;  /* em of the page's title */
    int least;  /* em of the smallest text there is, at any size: what the V4 rule asks */
    int reach_must; /* nothing touchable above this y: nobody in a wheelchair reaches there */
    int reach_top;  /* where pages begin what is touched: reach_must or, with easy reach, lower still, as far
                       as  an ordinary page has room; one that needs more raises it (page_raise_reach) */
    int pad;        /* inside buttons; two units, more when they grow */
    int radius;
};

/* `screen`: width_mm, touch distance, height of its lower edge above the floor. */
struct metrics metrics_make(const struct screen *screen, int width, int height,
                            const struct guide_state *state);
