#include "stage/layers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stage/layer_film.h"
#include "stage/mark.h"
#include "stage/sheet.h"

struct layer {
    struct box box;
    struct sheet shown, next;
    struct layer_film film;
    bool shows, moving;
    bool stale; /* the window has something else than it shows */
    enum transition transition;
    int64_t start_ns;
};

struct layers {
    struct window *window;
    struct layer items[SITE_ZONES_MAX];
    int count, degrees;
    struct colour background;
    bool exposed;
    struct sheet cover;
    struct layer_film cover_film;
    bool covered, cover_drawn;
    struct mark mark;
    bool marked;
    struct box stained; /* where the window has one; w 0: nowhere */
};

struct layers *layers_create(struct window *window, const struct box *boxes, int count, int degrees,
                             struct colour background) {
    struct layers *layers = calloc(1, sizeof *layers);
    if (!layers)
        return NULL;
    layers->window = window;
    layers->count = count < SITE_ZONES_MAX ? count : SITE_ZONES_MAX;
    layers->degrees = degrees;
    layers->background = background;
    layers->exposed = true;
    for (int i = 0; i < layers->count; i++)
        layers->items[i].box = boxes[i];
    return layers;
}

void layers_destroy(struct layers *layers) {
    if (!layers)
        return;
    for (int i = 0; i < layers->count; i++) {
        sheet_finish(&layers->items[i].shown);
        sheet_finish(&layers->items[i].next);
        layer_film_finish(&layers->items[i].film);
    }
    sheet_finish(&layers->cover);
    layer_film_finish(&layers->cover_film);
    free(layers);
}

bool layers_offer(struct layers *layers, int zone, struct pixels *pixels) {
    struct layer *layer = &layers->items[zone];
    if (layer->moving || pixels->width != layer->box.w || pixels->height != layer->box.h)
        return false;
    layer_film_offer(&layer->film, NULL, NULL);
    return sheet_take(&layer->next, layers->window, pixels);
}

void layers_place_film(struct layers *layers, int zone, const struct film_place *place) {
    struct layer *layer = &layers->items[zone];
    if (!layer->moving && layer->next.pixels.data)
        layer_film_offer(&layer->film, place, &layer->next.pixels);
}

void layers_withdraw(struct layers *layers, int zone) {
    struct layer *layer = &layers->items[zone];
    if (layer->moving)
        return;
    layer_film_offer(&layer->film, NULL, NULL);
    sheet_drop(&layer->next);
}

/* What of it can be shown there: nothing that has another size. */
static const struct film_frame *fitting(const struct film_frame *frame, const struct film_place *place) {
    bool fits = frame && place->film && frame->width == place->width && frame->height == place->height;
    return fits ? frame : NULL;
}

static bool is_on(const struct layer_film *film, const struct film_frame *frame) {
    return frame ? film->on && frame->position == film->frame.position &&
                       frame->planes[0] == film->frame.planes[0]
                 : !film->on;
}

bool layers_film(struct layers *layers, int zone, const struct film_frame *frame) {
    struct layer *layer = &layers->items[zone];
    struct layer_film *film = &layer->film;
    frame = fitting(frame, layer->moving ? &film->next : &film->shown);
    if (is_on(film, frame))
        return false;
    if (layer->moving) {
        layer_film_put(film, &layer->next, frame);
        return true;
    }
    film->on = film->fresh = frame != NULL;
    layer->stale |= !frame;
    if (frame)
        film->frame = *frame;
    return true;
}

void layers_film_stays(struct layers *layers, int zone) {
    struct layer *layer = &layers->items[zone];
    if (layer->moving)
        layer_film_freeze(&layer->film);
    else
        layer_film_leave(&layer->film, &layer->shown);
}

bool layers_upload(struct layers *layers, int rows) {
    bool left = false;
    for (int i = 0; i < layers->count; i++)
        left |= sheet_upload(&layers->items[i].next, rows);
    return left;
}

bool layers_ready(const struct layers *layers, int zone) {
    return layers->items[zone].next.ready;
}

bool layers_moving(const struct layers *layers, int zone) {
    if (zone >= 0)
        return layers->items[zone].moving;
    for (int i = 0; i < layers->count; i++)
        if (layers->items[i].moving)
            return true;
    return false;
}

void layers_expose(struct layers *layers) {
    layers->exposed = true;
}

static void settle(struct layer *layer) {
    struct sheet old = layer->shown;
    layer->shown = layer->next;
    layer->next = old;
    sheet_drop(&layer->next);
    layer->moving = false;
    layer->shows = layer->stale = true;
    layer_film_settle(&layer->film, &layer->shown);
}

void layers_start(struct layers *layers, int zone, enum transition transition, int64_t now_ns) {
    struct layer *layer = &layers->items[zone];
    if (!layer->next.ready)
        return;
    if (!layer->shows || transition == TRANSITION_CUT) {
        settle(layer);
        return;
    }
    layer_film_leave(&layer->film, &layer->shown);
    layer->moving = true;
    layer->transition = transition;
    layer->start_ns = now_ns;
}

double layers_ease(int64_t elapsed_ns) {
    if (elapsed_ns <= 0)
        return 0;
    if (elapsed_ns >= LAYERS_TRANSITION_NS)
        return 1;
    double t = (double)elapsed_ns / (double)LAYERS_TRANSITION_NS;
    return t * t * (3 - 2 * t);
}

/* The new picture comes from the viewer's right and pushes the old one out to the left. */
static bool draw_sliding(const struct layers *layers, const struct layer *layer, double part) {
    static const int directions[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    const int *d = directions[layers->degrees / 90 % 4];
    struct box box = layer->box;
    int x = box.x - d[0] * (int)lround(part * box.w), y = box.y - d[1] * (int)lround(part * box.h);
    return sheet_draw(&layer->shown, layers->window, x, y, box) &&
           sheet_draw(&layer->next, layers->window, x + d[0] * box.w, y + d[1] * box.h, box);
}

static bool draw_layer(struct layers *layers, struct layer *layer, int64_t now_ns) {
    if (layer->moving && now_ns - layer->start_ns >= LAYERS_TRANSITION_NS)
        settle(layer);
    layer->stale = false;
    if (!layer->shows)
        return true;
    if (!layer->moving)
        return sheet_draw(&layer->shown, layers->window, layer->box.x, layer->box.y, layer->box) &&
               layer_film_draw(&layer->film, &layer->shown, layers->window, layer->box.x, layer->box.y);
    double part = layers_ease(now_ns - layer->start_ns);
    if (layer->transition == TRANSITION_SLIDE)
        return draw_sliding(layers, layer, part);
    return sheet_draw_mixed(&layer->shown, &layer->next, layers->window, part, layer->box);
}

static bool filled(const struct layers *layers) {
    int64_t area = 0;
    for (int i = 0; i < layers->count; i++)
        if (layers->items[i].shows)
            area += (int64_t)layers->items[i].box.w * layers->items[i].box.h;
    return area >= (int64_t)layers->window->width * layers->window->height;
}

bool layers_cover(struct layers *layers, struct pixels *pixels) {
    struct window *window = layers->window;
    if (pixels->width != window->width || pixels->height != window->height)
        return false;
    for (int i = 0; i < layers->count; i++)
        if (layers->items[i].moving)
            settle(&layers->items[i]);
    if (!sheet_take(&layers->cover, window, pixels))
        return false;
    sheet_upload(&layers->cover, window->height);
    layers->covered = true;
    layers->cover_drawn = false;
    return true;
}

void layers_cover_film(struct layers *layers, const struct film_place *place) {
    struct layer_film *film = &layers->cover_film;
    film->shown = place ? *place : (struct film_place){0};
    film->on = film->on && fitting(&film->frame, &film->shown);
}

bool layers_cover_frame(struct layers *layers, const struct film_frame *frame) {
    struct layer_film *film = &layers->cover_film;
    frame = fitting(frame, &film->shown);
    if (is_on(film, frame))
        return false;
    film->on = film->fresh = frame != NULL;
    if (frame)
        film->frame = *frame;
    else
        layers->cover_drawn = false;
    return true;
}

void layers_uncover(struct layers *layers) {
    layer_film_finish(&layers->cover_film);
    sheet_finish(&layers->cover);
    layers->cover = (struct sheet){0};
    layers->exposed |= layers->covered;
    layers->covered = false;
}

bool layers_mark(struct layers *layers, const struct mark *mark) {
    bool same = mark ? layers->marked && memcmp(mark, &layers->mark, sizeof *mark) == 0 : !layers->marked;
    layers->marked = mark != NULL;
    if (mark)
        layers->mark = *mark;
    return !same;
}

/* Where the window and the mark that is wanted disagree; how many boxes. */
static int stains(const struct layers *layers, struct box boxes[2]) {
    const struct box *old = &layers->stained, *wanted = &layers->mark.box;
    int count = 0;
    if (old->w > 0)
        boxes[count++] = *old;
    if (layers->marked && (count == 0 || memcmp(old, wanted, sizeof *old) != 0))
        boxes[count++] = *wanted;
    return count;
}

static bool draw_mark(struct layers *layers) {
    layers->stained = layers->marked ? layers->mark.box : (struct box){0};
    return !layers->marked || mark_draw(&layers->mark, layers->window);
}

static bool present_cover(struct layers *layers) {
    struct window *window = layers->window;
    struct box whole = {0, 0, window->width, window->height}, changed[3];
    struct layer_film *film = &layers->cover_film;
    bool kept;
    if (!window_begin(window, &kept))
        return false;
    bool all = layers->exposed || !kept || !layers->cover_drawn, fine = true;
    int count = stains(layers, changed);
    if (all)
        fine = sheet_draw(&layers->cover, window, 0, 0, whole);
    for (int i = 0; !all && fine && i < count; i++)
        fine = sheet_draw(&layers->cover, window, 0, 0, changed[i]);
    bool moved = film->on && (all || film->fresh || count > 0);
    if (fine && moved) {
        fine = layer_film_draw(film, &layers->cover, window, 0, 0);
        changed[count++] = film->shown.box;
    }
    if (all || count > 0)
        fine = fine && draw_mark(layers);
    layers->cover_drawn = true;
    layers->exposed = false;
    return fine && window_present(window, changed, all ? -1 : count);
}

static struct box film_box(const struct layer *layer) {
    struct box box = layer->film.shown.box;
    return (struct box){layer->box.x + box.x, layer->box.y + box.y, box.w, box.h};
}

static bool touches(struct box a, struct box b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* What lies below a mark that comes or goes, or is drawn anew itself, is drawn whole, and the mark over it.
 */
static bool spread(struct layers *layers) {
    struct box changed[2];
    int count = stains(layers, changed);
    bool stained = count > 0;
    for (int k = 0; k < count; k++)
        for (int i = 0; i < layers->count; i++)
            layers->items[i].stale |= touches(layers->items[i].box, changed[k]);
    for (int i = 0; layers->marked && i < layers->count; i++)
        if (layers->items[i].film.fresh && touches(film_box(&layers->items[i]), layers->mark.box))
            stained = layers->items[i].stale = true;
    return stained;
}

bool layers_present(struct layers *layers, int64_t now_ns) {
    if (layers->covered)
        return present_cover(layers);
    struct box changed[SITE_ZONES_MAX];
    int count = 0;
    bool kept, fine = window_begin(layers->window, &kept);
    bool whole = layers->exposed || !kept;
    if (fine && whole && !filled(layers))
        window_clear(layers->window, layers->background);
    bool stained = spread(layers);
    for (int i = 0; fine && i < layers->count; i++) {
        struct layer *layer = &layers->items[i];
        bool all = whole || layer->stale || layer->moving;
        if (!all && !layer->film.fresh)
            continue;
        changed[count++] = all ? layer->box : film_box(layer);
        fine = all ? draw_layer(layers, layer, now_ns)
                   : layer_film_draw(&layer->film, &layer->shown, layers->window, layer->box.x, layer->box.y);
    }
    if (stained || whole)
        fine = fine && draw_mark(layers);
    layers->exposed = false;
    return fine && window_present(layers->window, changed, whole ? -1 : count);
}
