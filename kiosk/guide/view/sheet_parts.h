/* A page that is read, of whatever kind: a text that a flow holds, the rail beside it or at its foot, a
 * picture above it on an upright page, and its source in one line at the foot of every leaf. Private to
 * kiosk/guide/view. */
#pragma once

#include "guide/view/flow_parts.h"
#include "guide/view/rail_parts.h"

enum { SHEET_LINE_MAX = 1200, SHEET_NUMBER_MAX = 300 };

/* Zero-initialise but for the first four. */
struct sheet {
    struct rail rail;
    const struct guide_contact *contact;
    const struct source *source;
    bool sample;
    bool call;       /* it is about whom to call: the number is as large as the title in the text, too */
    bool still;      /* something else fills what is left: letters stay as they are, and no picture comes */
    struct box text; /* px */
    int foot;        /* px of the source's line */
    char line[SHEET_LINE_MAX];     /* the contact, where it stands in the text */
    char number[SHEET_NUMBER_MAX]; /* likewise, where that is said apart */
};

/* Where the text and the rail stand in page->content, below what is there already. */
void sheet_place(struct page *page, struct sheet *sheet);
/* Does all that stands beside the text have room there? */
bool sheet_is_beside(const struct sheet *sheet);
/* An upright page with boxes to tick: what is read of the rail goes into the text, above the boxes, if all
 * then stands on one leaf, below a picture where that has room. False: it does not, and everything is as
 * sheet_place left it. */
bool sheet_part(struct page *page, struct sheet *sheet, struct flow *flow);
/* Nothing stands beside it: all goes into the text. */
void sheet_alone(struct page *page, struct sheet *sheet);
/* Adds to the flow what has no room in the rail, and draws all of it. */
void sheet_put(struct page *page, struct sheet *sheet, struct flow *flow);
