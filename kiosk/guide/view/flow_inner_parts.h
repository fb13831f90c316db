/* Private to kiosk/guide/flow*.c. */
#pragma once

#include "guide/view/flow_parts.h"

enum { FLOW_PIECE_MAX = 4200 }; /* bytes of one text, with its end */

bool flow_touchable(const struct flow_item *item);
struct words_style flow_style(const struct page *page, const struct flow_item *item);
/* px before and after the words of a text, and above and below them. */
int flow_indent(const struct page *page, const struct flow_item *item);
int flow_outdent(const struct page *page, const struct flow_item *item);
int flow_padding(const struct page *page, const struct flow_item *item);
/* The item's text, ended after its length, in `out` of FLOW_PIECE_MAX bytes; returns `out`. */
const char *flow_piece(const struct flow_item *item, char *out);
/* px that a text, not a button, needs at this width. */
int flow_text_height(const struct page *page, const struct flow_item *item, int width);

/* How much of a text that is higher than a leaf goes on this one, `height` px: up to the end of a sentence if
 * that fills half of it, or of a line of the author's, else of a word; 0: nothing fits. */
size_t flow_split_at(const struct page *page, const struct flow_item *item, int width, int height);
/* Cuts item number `at` after `length` bytes; the rest is the next item. False: there are too many. */
bool flow_insert_rest(struct flow *flow, int at, size_t length);

struct layout_pass {
    int width, height, columns;
    int label;        /* width kept for labels before their choices; 0: they stand above them */
    int first;        /* the first leaf begins at this y */
    int reach;        /* buttons stand at this y or below it */
    bool hero;        /* so does everything else */
    int full;         /* leaves are filled to this y only, not to `height`; 0: to there */
    bool first_whole; /* but the first one to `height` */
    int leaves;
};
/* Gives every item its leaf and box, and sets pass->leaves. Texts higher than a leaf are cut in two items,
 * and buttons may lose their second line: the flow is changed. */
void flow_lay(struct page *page, struct flow *flow, struct layout_pass *pass);
/* The y where what stands on a leaf ends. */
int flow_leaf_end(const struct flow *flow, int leaf);
/* How many leaves but the last one look empty. */
int flow_empty_leaves(const struct page *page, const struct flow *flow, const struct layout_pass *pass);
/* The same in a box, with as many columns as have room there. */
struct layout_pass flow_lay_in(struct page *page, struct flow *flow, struct box box, bool hero);

/* More than one leaf leave room for the buttons to the others. Returns their height. */
int flow_lay_leaves(struct page *page, struct flow *flow, struct box box, struct layout_pass *pass);
/* Only things to touch, and what names them, to be spread? */
bool flow_is_list(const struct flow *flow);
/* A list fills its leaves about alike, rather than all but the last; choices that stand above it leave the
 * first as it is. */
void flow_even(struct page *page, struct flow *flow, struct layout_pass *pass);
/* Second lines, then the height of buttons, give way for fewer leaves. */
void flow_be_brief(struct page *page, struct flow *flow, struct box box);

/* Room that a leaf leaves up to `height` px goes evenly between and into what stands on it, but no more than
 * a line for each row. */
void flow_spread(const struct page *page, struct flow *flow, int leaf, int height);

/* Little on a page: a hero above where nobody reaches or a field beside, which narrows *box, and larger
 * letters. */
void flow_use_room(struct page *page, const struct flow *flow, struct box *box);

/* px that the buttons to other leaves need in a page of this width; of more leaves never more. `low`: as few
 * as fingers allow. */
int flow_leaves_height(const struct page *page, int width, int leaves, bool low);
/* Puts them for leaf number `leaf` of `leaves`. */
void flow_put_leaves(struct page *page, struct box box, int leaf, int leaves, bool low);
