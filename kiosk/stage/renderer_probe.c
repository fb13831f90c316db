#include "stage/renderer_probe.h"

#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 8, PLACES = 5, TOLERANCE = 8, PLANES_TOLERANCE = 16 };
#define GROUND 0xff204060u
static const uint32_t colours[PLACES] = {0xffe01020u, 0xff10d030u, 0xff3020f0u, 0xfff0e010u, 0xffffffffu};

static bool near_enough(uint32_t seen, uint32_t wanted, int tolerance) {
    for (int shift = 0; shift <= 16; shift += 8)
        if (abs((int)(seen >> shift & 255) - (int)(wanted >> shift & 255)) > tolerance)
            return false;
    return true;
}

static SDL_Rect place(int i, int width, int height) {
    int x[PLACES] = {0, width - SIDE, 0, width - SIDE, (width - SIDE) / 2};
    int y[PLACES] = {0, 0, height - SIDE, height - SIDE, (height - SIDE) / 2};
    return (SDL_Rect){x[i], y[i], SIDE, SIDE};
}

static bool draw(struct SDL_Renderer *renderer, SDL_Texture *texture, int width, int height) {
    bool fine =
        SDL_SetRenderDrawColor(renderer, GROUND >> 16 & 255, GROUND >> 8 & 255, GROUND & 255, 255) == 0 &&
        SDL_RenderClear(renderer) == 0;
    for (int i = 0; fine && i < PLACES; i++) {
        uint32_t pixels[SIDE * SIDE];
        SDL_Rect at = place(i, width, height);
        for (int k = 0; k < SIDE * SIDE; k++)
            pixels[k] = colours[i];
        /* RenderCopy may be put off until the texture changes; what is drawn later must not change it */
        fine = SDL_UpdateTexture(texture, NULL, pixels, SIDE * 4) == 0 &&
               SDL_RenderCopy(renderer, texture, NULL, &at) == 0 && SDL_RenderFlush(renderer) == 0;
    }
    return fine;
}

/* The pixel in the middle of `at`. */
static bool read_at(struct SDL_Renderer *renderer, SDL_Rect at, uint32_t *out) {
    SDL_Rect pixel = {at.x + at.w / 2, at.y + at.h / 2, 1, 1};
    return SDL_RenderReadPixels(renderer, &pixel, SDL_PIXELFORMAT_ARGB8888, out, 4) == 0;
}

static bool compare(struct SDL_Renderer *renderer, int width, int height, struct fail *fail) {
    SDL_Rect ground = {width / 4, height / 4, SIDE, SIDE};
    uint32_t seen = 0;
    if (!read_at(renderer, ground, &seen))
        return fail_set(fail, "what it drew cannot be read back: %s", SDL_GetError());
    if (!near_enough(seen, GROUND, TOLERANCE))
        return fail_set(fail, "the ground is #%06x and not #%06x", seen & 0xffffffu, GROUND & 0xffffffu);
    for (int i = 0; i < PLACES; i++) {
        if (!read_at(renderer, place(i, width, height), &seen))
            return fail_set(fail, "what it drew cannot be read back: %s", SDL_GetError());
        if (!near_enough(seen, colours[i], TOLERANCE))
            return fail_set(fail, "picture %d of %d is #%06x and not #%06x", i + 1, PLACES, seen & 0xffffffu,
                            colours[i] & 0xffffffu);
    }
    return true;
}

bool renderer_probe(struct SDL_Renderer *renderer, struct fail *fail) {
    int width = 0, height = 0;
    if (SDL_GetRendererOutputSize(renderer, &width, &height) != 0 || width < 4 * SIDE || height < 4 * SIDE)
        return fail_set(fail, "its picture is %d × %d px", width, height);
    SDL_Texture *texture =
        SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STREAMING, SIDE, SIDE);
    if (!texture)
        return fail_set(fail, "it makes no texture: %s", SDL_GetError());
    bool fine =
        draw(renderer, texture, width, height) || fail_set(fail, "it draws nothing: %s", SDL_GetError());
    fine = fine && compare(renderer, width, height, fail);
    SDL_DestroyTexture(texture);
    return fine;
}

/* Red in BT.709, limited range; in BT.601 the same numbers are a darker one. */
bool renderer_probe_planes(struct SDL_Renderer *renderer) {
    uint8_t y[SIDE * SIDE], u[SIDE * SIDE / 4], v[SIDE * SIDE / 4];
    SDL_Rect at = {SIDE, SIDE, SIDE, SIDE};
    uint32_t seen = 0;
    memset(y, 63, sizeof y);
    memset(u, 102, sizeof u);
    memset(v, 240, sizeof v);
    SDL_Texture *texture =
        SDL_CreateTexture(renderer, SDL_PIXELFORMAT_IYUV, SDL_TEXTUREACCESS_STREAMING, SIDE, SIDE);
    if (!texture)
        return false;
    SDL_SetYUVConversionMode(SDL_YUV_CONVERSION_BT709);
    bool fine = SDL_UpdateYUVTexture(texture, NULL, y, SIDE, u, SIDE / 2, v, SIDE / 2) == 0 &&
                SDL_RenderCopy(renderer, texture, NULL, &at) == 0 && read_at(renderer, at, &seen) &&
                near_enough(seen, 0xffff0000u, PLANES_TOLERANCE);
    SDL_DestroyTexture(texture);
    return fine;
}
