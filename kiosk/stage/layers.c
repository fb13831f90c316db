#include "stage/layers.h"

#include <SDL2/SDL.h>
#include <math.h>
#include <stdlib.h>

struct layer {
    SDL_Rect box;
    SDL_Texture *shown, *next;
    struct pixels waiting; /* rows below `uploaded` are still to be taken over */
    int uploaded;
    bool ready, moving;
    enum transition transition;
    int64_t start_ns;
};

struct layers {
    SDL_Renderer *renderer;
    struct layer items[SITE_ZONES_MAX];
    int count, degrees;
    struct colour background;
};

struct layers *layers_create(struct SDL_Renderer *renderer, const struct box *boxes, int count, int degrees,
                             struct colour background) {
    struct layers *layers = calloc(1, sizeof *layers);
    if (!layers)
        return NULL;
    layers->renderer = renderer;
    layers->count = count < SITE_ZONES_MAX ? count : SITE_ZONES_MAX;
    layers->degrees = degrees;
    layers->background = background;
    for (int i = 0; i < layers->count; i++)
        layers->items[i].box = (SDL_Rect){boxes[i].x, boxes[i].y, boxes[i].w, boxes[i].h};
    return layers;
}

void layers_destroy(struct layers *layers) {
    if (!layers)
        return;
    for (int i = 0; i < layers->count; i++) {
        struct layer *layer = &layers->items[i];
        if (layer->shown)
            SDL_DestroyTexture(layer->shown);
        if (layer->next)
            SDL_DestroyTexture(layer->next);
        pixels_finish(&layer->waiting);
    }
    free(layers);
}

static SDL_Texture *create_texture(struct layers *layers, const struct layer *layer) {
    /* XRGB: SDL's software renderer blends it five times as fast as ARGB. */
    SDL_Texture *texture = SDL_CreateTexture(layers->renderer, SDL_PIXELFORMAT_RGB888,
                                             SDL_TEXTUREACCESS_STATIC, layer->box.w, layer->box.h);
    return texture;
}

bool layers_offer(struct layers *layers, int zone, struct pixels *pixels) {
    struct layer *layer = &layers->items[zone];
    if (layer->moving || pixels->width != layer->box.w || pixels->height != layer->box.h)
        return false;
    if (!layer->next && !(layer->next = create_texture(layers, layer)))
        return false;
    pixels_finish(&layer->waiting);
    layer->waiting = *pixels;
    *pixels = (struct pixels){0};
    layer->uploaded = 0;
    layer->ready = false;
    return true;
}

static bool upload_layer(struct layer *layer, int rows) {
    if (!layer->waiting.data)
        return false;
    int left = layer->box.h - layer->uploaded;
    SDL_Rect part = {0, layer->uploaded, layer->box.w, rows < left ? rows : left};
    SDL_UpdateTexture(layer->next, &part,
                      layer->waiting.data + (size_t)layer->uploaded * (size_t)layer->box.w, layer->box.w * 4);
    layer->uploaded += part.h;
    if (layer->uploaded < layer->box.h)
        return true;
    pixels_finish(&layer->waiting);
    layer->ready = true;
    return false;
}

bool layers_upload(struct layers *layers, int rows) {
    bool left = false;
    for (int i = 0; i < layers->count; i++)
        left |= upload_layer(&layers->items[i], rows);
    return left;
}

bool layers_ready(const struct layers *layers, int zone) {
    return layers->items[zone].ready;
}

bool layers_moving(const struct layers *layers, int zone) {
    if (zone >= 0)
        return layers->items[zone].moving;
    for (int i = 0; i < layers->count; i++)
        if (layers->items[i].moving)
            return true;
    return false;
}

bool layers_shown(const struct layers *layers, int zone) {
    return layers->items[zone].shown != NULL;
}

static void settle(struct layer *layer) {
    SDL_Texture *old = layer->shown;
    layer->shown = layer->next;
    layer->next = old;
    layer->ready = layer->moving = false;
}

void layers_start(struct layers *layers, int zone, enum transition transition, int64_t now_ns) {
    struct layer *layer = &layers->items[zone];
    if (!layer->ready)
        return;
    if (!layer->shown || transition == TRANSITION_CUT) {
        settle(layer);
        return;
    }
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

static bool copy(SDL_Renderer *renderer, SDL_Texture *texture, SDL_Rect at, int alpha) {
    SDL_SetTextureBlendMode(texture, alpha < 255 ? SDL_BLENDMODE_BLEND : SDL_BLENDMODE_NONE);
    SDL_SetTextureAlphaMod(texture, (uint8_t)alpha);
    return SDL_RenderCopy(renderer, texture, NULL, &at) == 0;
}

/* The new picture comes from the viewer's right and pushes the old one out to the left. */
static bool draw_sliding(struct layers *layers, const struct layer *layer, double part) {
    static const int directions[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    const int *d = directions[layers->degrees / 90 % 4];
    SDL_Rect old = layer->box, new = layer->box;
    int moved_x = (int)lround(part * layer->box.w), moved_y = (int)lround(part * layer->box.h);
    old.x -= d[0] * moved_x;
    old.y -= d[1] * moved_y;
    new.x = old.x + d[0] * layer->box.w;
    new.y = old.y + d[1] * layer->box.h;
    SDL_RenderSetClipRect(layers->renderer, &layer->box);
    bool fine =
        copy(layers->renderer, layer->shown, old, 255) && copy(layers->renderer, layer->next, new, 255);
    SDL_RenderSetClipRect(layers->renderer, NULL);
    return fine;
}

static bool draw_layer(struct layers *layers, struct layer *layer, int64_t now_ns) {
    if (layer->moving && now_ns - layer->start_ns >= LAYERS_TRANSITION_NS)
        settle(layer);
    if (!layer->shown)
        return true;
    if (!layer->moving)
        return copy(layers->renderer, layer->shown, layer->box, 255);
    double part = layers_ease(now_ns - layer->start_ns);
    if (layer->transition == TRANSITION_SLIDE)
        return draw_sliding(layers, layer, part);
    return copy(layers->renderer, layer->shown, layer->box, 255) &&
           copy(layers->renderer, layer->next, layer->box, (int)lround(part * 255));
}

static bool covered(const struct layers *layers) {
    int width, height;
    int64_t area = 0;
    SDL_GetRendererOutputSize(layers->renderer, &width, &height);
    for (int i = 0; i < layers->count; i++)
        if (layers->items[i].shown)
            area += (int64_t)layers->items[i].box.w * layers->items[i].box.h;
    return area >= (int64_t)width * height;
}

bool layers_present(struct layers *layers, int64_t now_ns) {
    if (!covered(layers)) {
        struct colour c = layers->background;
        SDL_SetRenderDrawColor(layers->renderer, c.r, c.g, c.b, 255);
        SDL_RenderClear(layers->renderer);
    }
    bool fine = true;
    for (int i = 0; i < layers->count; i++)
        fine &= draw_layer(layers, &layers->items[i], now_ns);
    SDL_RenderPresent(layers->renderer);
    return fine;
}
