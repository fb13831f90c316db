#include "stage/layer_film.h"

#include <string.h>

#include "stage/large.h"

static void forget_poster(struct layer_film *film) {
    pixels_finish(&film->poster);
    pixels_finish(&film->mixed);
    film->put_in = false;
}

static bool keep_poster(struct layer_film *film, const struct pixels *picture) {
    struct box box = film->next.box;
    if (!large_pixels(&film->poster, box.w, box.h))
        return false;
    for (int y = 0; y < box.h; y++)
        memcpy(film->poster.data + (size_t)y * (size_t)box.w,
               picture->data + (size_t)(box.y + y) * (size_t)picture->width + box.x, (size_t)box.w * 4);
    return true;
}

/* Without memory for it there is no film: the picture has the poster. */
void layer_film_offer(struct layer_film *film, const struct film_place *place, const struct pixels *picture) {
    forget_poster(film);
    film->next = place ? *place : (struct film_place){0};
    if (place && place->film && !keep_poster(film, picture))
        film->next = (struct film_place){0};
}

static void put_into(struct layer_film *film, struct sheet *sheet, const struct film_place *place) {
    struct box pieces[FILM_PIECES_MAX], box = place->box;
    if (!film->mixed.data && !large_pixels(&film->mixed, box.w, box.h))
        return;
    struct blit_target target = {film->mixed.data, (size_t)box.w, box.w, box.h};
    if (film->mixed.width != box.w || film->mixed.height != box.h ||
        !film_sheet_paint(&film->sheet, &film->frame, place, &target, 0, 0))
        return;
    int count = film_place_pieces(place, pieces);
    for (int i = 0; i < count; i++)
        sheet_paste(sheet, &film->mixed, box.x, box.y, pieces[i]);
}

void layer_film_leave(struct layer_film *film, struct sheet *shown) {
    if (film->on && film->shown.film)
        put_into(film, shown, &film->shown);
    pixels_finish(&film->mixed); /* the next one may have another size */
    film->on = film->fresh = false;
}

void layer_film_put(struct layer_film *film, struct sheet *next, const struct film_frame *frame) {
    film->on = frame != NULL;
    if (frame) {
        film->frame = *frame;
        put_into(film, next, &film->next);
        film->put_in = true;
    } else if (film->put_in) {
        sheet_paste(next, &film->poster, film->next.box.x, film->next.box.y, film->next.box);
        film->put_in = false;
    }
}

void layer_film_freeze(struct layer_film *film) {
    film->on = film->put_in = false;
}

void layer_film_settle(struct layer_film *film, struct sheet *shown) {
    if (film->put_in)
        sheet_paste(shown, &film->poster, film->next.box.x, film->next.box.y, film->next.box);
    forget_poster(film);
    film->shown = film->next;
    film->next = (struct film_place){0};
    film->fresh = film->on;
}

bool layer_film_draw(struct layer_film *film, const struct sheet *shown, const struct window *window, int x,
                     int y) {
    const struct film_place *place = &film->shown;
    struct box box = {place->box.x + x, place->box.y + y, place->box.w, place->box.h};
    bool fresh = film->fresh;
    film->fresh = false;
    if (!film->on || !place->film || box.x < 0 || box.y < 0 || box.x + box.w > window->width ||
        box.y + box.h > window->height)
        return true;
    bool fine = film_sheet_draw(&film->sheet, &film->frame, place, window, box.x, box.y, fresh);
    for (int i = 0; fine && i < place->over_count; i++) {
        struct box over = place->over[i];
        over.x += x;
        over.y += y;
        fine = sheet_draw(shown, window, x, y, over);
    }
    return fine;
}

void layer_film_finish(struct layer_film *film) {
    forget_poster(film);
    film_sheet_finish(&film->sheet);
    *film = (struct layer_film){0};
}
