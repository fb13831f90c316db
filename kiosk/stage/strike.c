#include "stage/strike.h"

#include <SDL2/SDL.h>
#include <string.h>

#include "core/draw/pixels.h"

int strike_px(int length, int em, int px) {
    return em > 0 ? (length * px + em / 2) / em : length;
}

static bool take(struct pixels *pixels, const SDL_Surface *surface) {
    if (!pixels_alloc(pixels, surface->w, surface->h))
        return false;
    for (int y = 0; y < surface->h; y++)
        memcpy(pixels->data + (ptrdiff_t)y * surface->w,
               (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch, (size_t)surface->w * 4);
    return true;
}

static SDL_Surface *surface_of(const struct pixels *pixels) {
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, pixels->width, pixels->height, 32, SDL_PIXELFORMAT_ARGB8888);
    for (int y = 0; surface && y < surface->h; y++)
        memcpy((uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch,
               pixels->data + (ptrdiff_t)y * pixels->width, (size_t)pixels->width * 4);
    return surface;
}

SDL_Surface *strike_scaled(SDL_Surface *drawn, int em, int px, int *ascent) {
    struct pixels whole = {0}, scaled = {0};
    SDL_Surface *result = NULL;
    if (!drawn)
        return NULL;
    int w = strike_px(drawn->w, em, px), h = strike_px(drawn->h, em, px);
    *ascent = strike_px(*ascent, em, px);
    if (take(&whole, drawn) &&
        pixels_scale(&whole, &(struct pixels_part){0, 0, drawn->w, drawn->h}, w, h, &scaled))
        result = surface_of(&scaled);
    pixels_finish(&whole);
    pixels_finish(&scaled);
    SDL_FreeSurface(drawn);
    return result;
}
