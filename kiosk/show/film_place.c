#include "show/film_place.h"

#include <math.h>

#include "show/turn.h"

static struct box inside(struct box a, struct box b) {
    int left = a.x > b.x ? a.x : b.x, top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct box){left, top, right > left ? right - left : 0, bottom > top ? bottom - top : 0};
}

/* `value` in whole px from 0 to `limit`. */
static int whole(double value, int limit) {
    long rounded = lround(value);
    return rounded < 0 ? 0 : rounded > limit ? limit : (int)rounded;
}

/* Colour is told for two px by two: a part begins between such pairs. */
static void see(struct film_place *place, const struct pixels_part *part) {
    const struct film *film = place->film;
    place->w = whole(part->w, film->width);
    place->h = whole(part->h, film->height);
    place->w = place->w < 2 ? 2 : place->w;
    place->h = place->h < 2 ? 2 : place->h;
    place->x = whole(part->x, film->width - place->w) & ~1;
    place->y = whole(part->y, film->height - place->h) & ~1;
}

bool film_place_make(const struct film *film, const struct film_fit *fit, int width, int height, int degrees,
                     struct film_place *out) {
    struct film_place place = {
        .film = film, .width = film->width, .height = film->height, .upright = fit->box, .degrees = degrees};
    struct pixels_part part = {.w = film->width, .h = film->height};
    struct box zone = {0, 0, width, height};
    if (fit->fit == FIT_CONTAIN)
        place.upright = box_contain(fit->box, film->width, film->height);
    else
        part = pixels_cover(film->width, film->height, fit->box.w, fit->box.h, fit->focus_x, fit->focus_y);
    struct box seen = inside(place.upright, zone);
    if (seen.w < 1 || seen.h < 1 || seen.w != place.upright.w || seen.h != place.upright.h)
        return false;
    see(&place, &part);
    place.box = turn_box(place.upright, width, height, degrees);
    *out = place;
    return true;
}

bool film_place_cover(struct film_place *place, struct box over, int width, int height) {
    struct box seen = inside(turn_box(over, width, height, place->degrees), place->box);
    if (seen.w < 1 || seen.h < 1)
        return true;
    if (place->over_count == FILM_OVER_MAX)
        return false;
    place->over[place->over_count++] = seen;
    return true;
}

/* The next edge of something over it below `y`, or its own lower one. */
static int next_edge(const struct film_place *place, int y) {
    int edge = place->box.y + place->box.h;
    for (int i = 0; i < place->over_count; i++) {
        int top = place->over[i].y, bottom = top + place->over[i].h;
        edge = top > y && top < edge ? top : edge;
        edge = bottom > y && bottom < edge ? bottom : edge;
    }
    return edge;
}

/* From `x` on, in the band at `y`: how far it is free, or, where something lies there, −1 with the end of
 * that. */
static int free_until(const struct film_place *place, int x, int y, int *end) {
    int until = place->box.x + place->box.w;
    for (int i = 0; i < place->over_count; i++) {
        const struct box *over = &place->over[i];
        if (y < over->y || y >= over->y + over->h || over->x + over->w <= x)
            continue;
        if (over->x <= x) {
            *end = over->x + over->w;
            return -1;
        }
        until = over->x < until ? over->x : until;
    }
    return until;
}

int film_place_pieces(const struct film_place *place, struct box pieces[FILM_PIECES_MAX]) {
    int count = 0, right = place->box.x + place->box.w;
    for (int y = place->box.y; y < place->box.y + place->box.h; y = next_edge(place, y))
        for (int x = place->box.x, end = x; x < right; x = end) {
            int until = free_until(place, x, y, &end);
            if (until < 0)
                continue;
            pieces[count++] = (struct box){x, y, until - x, next_edge(place, y) - y};
            end = until;
        }
    return count;
}

const struct draw_item *film_place_item(const struct draw_list *list) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == DRAW_FILM)
            return &list->items[i];
    return NULL;
}

static bool opaque(const struct draw_item *item) {
    return item->kind == DRAW_RECT && item->colour.a == 255 && (!item->gradient || item->colour_to.a == 255);
}

bool film_place_find(const struct draw_list *list, const struct draw_item *item, const struct film *film,
                     int width, int height, int degrees, struct film_place *out) {
    struct film_fit fit = {item->box, item->fit, item->focus_x, item->focus_y};
    struct film_place place;
    bool seen = film_place_make(film, &fit, width, height, degrees, &place);
    for (item++; seen && item < list->items + list->count; item++)
        seen = !opaque(item) || film_place_cover(&place, item->box, width, height);
    if (seen)
        *out = place;
    return seen;
}
