/* Shared by the parts of rules. Not for others. */
#pragma once

#include "guide/view/metrics_parts.h"
#include "guide/view/rules.h"

struct judge {
    const struct view_request *request;
    const struct view *view;
    const char *where;
    struct metrics m;
    struct report *report;
    size_t count;
    size_t first; /* of the guide's own things in the list */
};

void rules_complain(struct judge *judge, const char *format, ...) PRINTF_LIKE(2, 3);
bool rules_inside(struct box a, struct box b);
/* Area in px² that both have. */
int64_t rules_common(struct box a, struct box b);
/* A sign of the icon font, no letters. */
bool rules_sign(const struct draw_item *item);
/* Where the ink of a run is, roughly: from its capitals' height to a little below the baseline. */
struct box rules_ink(const struct draw_item *item);
/* Nothing lies over a text, numbers to call are no smaller than at the usual size of text, no text leaves its
 * button, numbers run left to right, no two things to touch have one name. */
void rules_check_layout(struct judge *judge);
/* No third of a page is empty, no coloured block without words or a picture, no address goes on after a
 * hyphen. */
void rules_check_room(struct judge *judge);
/* No heading and no answer ends in a line of one word that another could have come along to. */
void rules_check_lines(struct judge *judge);
/* What the keypad stands on is to be seen. */
void rules_check_focus(struct judge *judge);
