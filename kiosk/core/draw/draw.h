/* A picture as a list of things to draw, in order, in px of its zone. Made by scenes, executed by
 * stage/paint.c, compared by tests. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/draw/colour.h"
#include "core/draw/picture_fit.h"

struct box {
    int x, y, w, h;
};

enum draw_kind {
    DRAW_RECT,    /* filled; radius > 0: rounded, anti-aliased; colour_to: vertical gradient from colour to
                     colour_to */
    DRAW_TEXT,    /* one run: one font, one direction, one script */
    DRAW_PICTURE, /* an asset, scaled to cover or be contained in box, clipped to it (and its radius) */
    DRAW_FILM, /* as DRAW_PICTURE, of the film's poster: whoever plays films plays `film` in its place, below
                  all that follows in the list */
    DRAW_MODULES, /* a QR code's modules, size × size, scaled to whole px inside box */
    DRAW_CLIP,    /* what follows is clipped to box; w 0 ends it */
};

struct draw_item {
    enum draw_kind kind;
    struct box box;
    struct colour colour;
    struct colour colour_to; /* DRAW_RECT: a == 0 and r == g == b == 0 means no gradient unless `gradient` */
    bool gradient;
    int radius;
    /* DRAW_TEXT: box.x, box.y is the left end of the baseline; box.w the advance */
    int face;        /* of struct measure */
    int px;          /* font size, em in px */
    uint32_t script; /* ISO 15924 as a HarfBuzz tag, 'L'<<24|'a'<<16|'t'<<8|'n' */
    bool rtl;
    bool begins; /* the first run after a line break that stands in the text itself; nothing to the eye */
    const char
        *text; /* DRAW_TEXT: UTF-8 in logical order; DRAW_PICTURE, DRAW_FILM: asset name. Owned by the list */
    /* DRAW_PICTURE, DRAW_FILM */
    enum picture_fit fit;
    double focus_x, focus_y;
    const char *film; /* DRAW_FILM: name of its index. Owned by the list */
    /* DRAW_MODULES */
    int modules;         /* side length */
    const uint8_t *bits; /* modules × modules bytes, 1 = dark. Owned by the list */
};

enum { DRAW_MAX = 4000 };
struct draw_list {
    struct draw_item *items;
    size_t count;
    struct arena *arena;
    bool overflow; /* more than DRAW_MAX, or out of memory: the list is not to be shown */
};

void draw_init(struct draw_list *list);
void draw_finish(struct draw_list *list);
void draw_rect(struct draw_list *list, struct box box, struct colour colour, int radius);
void draw_gradient(struct draw_list *list, struct box box, struct colour top, struct colour bottom);
void draw_picture(struct draw_list *list, struct box box, const char *asset, enum picture_fit fit,
                  double focus_x, double focus_y, int radius);
/* The film with the index `film`, whose poster is `asset`. */
void draw_film(struct draw_list *list, struct box box, const char *film, const char *asset,
               enum picture_fit fit, double focus_x, double focus_y);
void draw_modules(struct draw_list *list, struct box box, int modules, const uint8_t *bits,
                  struct colour colour);
void draw_clip(struct draw_list *list, struct box box);
void draw_clip_end(struct draw_list *list);
/* One run, as it stands in struct draw_item; `text` is copied. */
struct draw_text {
    int x, baseline, advance; /* x, baseline: the left end of the baseline */
    int face, px;
    uint32_t script;
    bool rtl;
    bool begins;
    struct colour colour;
};
void draw_run(struct draw_list *list, const struct draw_text *run, const char *text, size_t length);

/* Where in `box` a picture of width × height lies that is seen whole and as large as can be. */
struct box box_contain(struct box box, int width, int height);

/* Equal lists paint equal pixels. The hash is for comparing lists across threads and in tests. */
bool draw_equal(const struct draw_list *a, const struct draw_list *b);
uint64_t draw_hash(const struct draw_list *list);
/* One line an item, for tests. Caller frees. */
char *draw_dump(const struct draw_list *list);
