/* Things below each other, cut into leaves that fit: paging instead of scrolling. Private to kiosk/guide. */
#pragma once

#include "guide/view/page_parts.h"

struct rail;

enum { FLOW_MAX = 620, FLOW_STILL = -1 };

enum flow_kind {
    FLOW_ANSWER, /* the first sentence of a page, large */
    FLOW_HEADING,
    FLOW_GROUP, /* a heading of buttons, close above them; again on each leaf that they go on to */
    FLOW_TEXT,
    FLOW_BULLET,
    FLOW_STEP, /* one of several in order: a card with its number */
    FLOW_NOTE,
    FLOW_LABEL,   /* names the choices after it: before them where there is room, else above */
    FLOW_CELL,    /* a short text, in columns as buttons */
    FLOW_CODE,    /* text: a URL */
    FLOW_ADDRESS, /* the same, to be typed: of a code that has no room */
    FLOW_CARD,    /* what is read of a rail */
    FLOW_BUTTON,  /* in columns */
    FLOW_PILL,    /* a choice: as wide as its words, as many in a row as fit */
};
struct flow_item {
    enum flow_kind kind;
    const char *text;
    size_t length;
    const char *language;
    int px;        /* em; 0: as its kind has it */
    char mark[12]; /* FLOW_BULLET: "•"; FLOW_STEP: its number */
    struct button button;
    const struct rail *rail; /* FLOW_CARD */
    bool whole;              /* FLOW_BUTTON: alone in its row, as wide as the page */
    bool again; /* FLOW_GROUP: stands on an earlier leaf, too; laying puts it and takes it away */
    int leaf, x, y, w, height; /* out */
};
struct flow {
    struct flow_item items[FLOW_MAX];
    int count;
    int columns;    /* of buttons or cells beside each other at most; 0: as many as suit */
    int column_ems; /* least width of a column in em of the body; 0: as suits */
    int first; /* px that something else takes at the top of the first leaf; what comes first must have room
                  below it */
    int grow;  /* steps by which letters and buttons may grow when everything fits one leaf; 0: one;
                  FLOW_STILL: none */
    const char *hero_icon; /* a hero stands above when everything fits one leaf below it; NULL: never */
    const char *hero_words, *hero_language;
    const struct picture *hero_picture; /* instead of the sign; NULL: none */
    bool low;    /* the buttons to other leaves are as low as fingers allow, with signs only */
    bool whole;  /* nothing is put when it does not all stand on one leaf */
    bool ranked; /* what is needed most comes first: leaves are filled one after the other, not alike */
    bool spread; /* on one leaf, room that is left goes between what stands there */
    bool brief;  /* second lines give way when they would take more than two leaves; those of groups where
                    fewer leaves are enough without them; then buttons become as low as a finger allows */
    bool whole_groups; /* a group that has room on a leaf is not parted */
    bool dropped;      /* more than FLOW_MAX were given */
};
struct flow *flow_create(void); /* NULL: out of memory */
/* To lay on trial, which changes a flow. NULL: out of memory, and the page has failed. */
struct flow *flow_copy(struct page *page, const struct flow *flow);
void flow_destroy(struct flow *flow);

void flow_text(struct flow *flow, enum flow_kind kind, const char *text, const char *language,
               const char *mark);
void flow_button(struct flow *flow, const struct button *button);
/* What is read of `rail` before the first button and the heading of that; false: there is no button. `rail`
 * must live as long as the flow. */
bool flow_card(struct flow *flow, const struct rail *rail);
void flow_drop_card(struct flow *flow);
/* `name` is what is spoken and must live as long as the flow; NULL: the label. */
void flow_pill(struct flow *flow, const char *label, const char *language, struct action action, bool on,
               const char *name);
/* Lays the flow into `box`, draws leaf state->spot.leaf, puts the buttons to the other leaves, and sets
 * view->leaves. Buttons never stand above reach_top; texts do, unless a hero is there. When texts stand in
 * for missing translations, a note says so first. */
void flow_put(struct page *page, struct flow *flow, struct box box);

/* px that a group's name of one line takes above its buttons. */
int flow_group_room(const struct page *page);

/* What the leaf that was put in `box` leaves of it below what stands there; h = 0: nothing. */
struct box flow_room(const struct page *page, const struct flow *flow, struct box box);

/* Does all of it stand on one leaf there, whole, in the letters that page->m has now? */
bool flow_fits(struct page *page, const struct flow *flow, struct box box);

/* px from the box's top to where all of it ends when it stands on one leaf; more than any box when it does
 * not. */
int flow_end(struct page *page, const struct flow *flow, struct box box);
/* Could what ends at `end` px stand in `height` px in letters so many steps larger? False: it cannot, and
 * need not be tried. */
bool flow_may_grow(int end, int steps, int height);

/* Room for `count` lines of `size` bytes each that must live until the flow is put; NULL: out of memory. */
char *page_lines(size_t count, size_t size);
void page_lines_free(char *lines);

/* "As of …" when a feed of `feeds` is older than its limit; that there is no information when none has come:
 * then false. */
bool page_add_age(struct page *page, struct flow *flow, const struct feed_query *query, char *line,
                  size_t size);
