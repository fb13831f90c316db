/* Where a film lies in the picture of its zone, and what of that picture lies over it: said with the picture,
 * since whoever shows the frames knows no layout. */
#pragma once

#include <stdbool.h>

#include "core/draw/draw.h"
#include "core/draw/pixels.h"
#include "core/film/film.h"

enum { FILM_OVER_MAX = 4, FILM_PIECES_MAX = (2 * FILM_OVER_MAX + 1) * (FILM_OVER_MAX + 1) };

struct film_place {
    const struct film *film;        /* NULL: there is none. It lives as long as its content */
    int width, height;              /* its, px */
    struct box box;                 /* px of the turned picture */
    struct box upright;             /* the same before it was turned; only its size counts */
    int degrees;                    /* clockwise */
    int x, y, w, h;                 /* the part of the film that is seen there, px of it; x, y even */
    struct box over[FILM_OVER_MAX]; /* px of the turned picture, inside `box`: captions, opaque */
    int over_count;
};

/* How it fills its box: as a picture of its size would. */
struct film_fit {
    struct box box; /* upright px of the zone */
    enum picture_fit fit;
    double focus_x, focus_y;
};
/* In a zone of width × height upright px, turned by `degrees`. False: nothing of it would be seen. */
bool film_place_make(const struct film *film, const struct film_fit *fit, int width, int height, int degrees,
                     struct film_place *out) MUST_CHECK;
/* `over` (upright px of the same zone) lies over it; what is outside of it does not count. False: there is no
 * room for one more. */
bool film_place_cover(struct film_place *place, struct box over, int width, int height) MUST_CHECK;

/* The first film in a list; NULL: there is none. */
const struct draw_item *film_place_item(const struct draw_list *list);
/* Where `film`, which `item` of the list draws, is seen: every opaque rectangle after it lies over it. False:
 * nothing of it would be seen, or more lies over it than can be told. */
bool film_place_find(const struct draw_list *list, const struct draw_item *item, const struct film *film,
                     int width, int height, int degrees, struct film_place *out) MUST_CHECK;

/* What is left of its box where nothing lies over it; returns how many. */
int film_place_pieces(const struct film_place *place, struct box pieces[FILM_PIECES_MAX]);
