#include "stage/mark.h"

#include <SDL2/SDL.h>
#include <math.h>

enum { TINT = 36 /* of 255 */ };

/* How much of the pixel lies inside a box `inset` px smaller on every side, 0–1. */
static double inside(const struct mark *mark, int x, int y, int inset) {
    double half_w = mark->box.w / 2.0 - inset, half_h = mark->box.h / 2.0 - inset;
    double radius = mark->radius > inset ? mark->radius - inset : 0;
    double dx = fabs(x + 0.5 - mark->box.w / 2.0) - (half_w - radius);
    double dy = fabs(y + 0.5 - mark->box.h / 2.0) - (half_h - radius);
    double away = dx > 0 && dy > 0 ? hypot(dx, dy) - radius : (dx > dy ? dx : dy) - radius;
    return away <= -0.5 ? 1 : away >= 0.5 ? 0 : 0.5 - away;
}

/* ARGB, not premultiplied. */
static bool paint(const struct mark *mark, struct pixels *out) {
    if (!pixels_init(out, mark->box.w, mark->box.h))
        return false;
    int edge = mark->line / 2; /* what the thing has of its own stays to be seen */
    uint32_t colour = (uint32_t)mark->colour.r << 16 | (uint32_t)mark->colour.g << 8 | mark->colour.b;
    for (int y = 0; y < out->height; y++)
        for (int x = 0; x < out->width; x++) {
            double outer = inside(mark, x, y, edge), inner = inside(mark, x, y, edge + mark->line);
            double alpha = 255 * (outer - inner) + TINT * inner;
            out->data[(size_t)y * (size_t)out->width + (size_t)x] = (uint32_t)lround(alpha) << 24 | colour;
        }
    return true;
}

static bool copy(const struct pixels *pixels, struct box box, struct SDL_Renderer *renderer) {
    SDL_Rect at = {box.x, box.y, box.w, box.h};
    SDL_Texture *texture =
        SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, box.w, box.h);
    bool fine = texture && SDL_UpdateTexture(texture, NULL, pixels->data, pixels->width * 4) == 0 &&
                SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND) == 0 &&
                SDL_RenderCopy(renderer, texture, NULL, &at) == 0;
    if (texture)
        SDL_DestroyTexture(texture);
    return fine;
}

bool mark_draw(const struct mark *mark, const struct window *window) {
    struct pixels pixels = {0};
    bool fine = paint(mark, &pixels);
    if (fine && window->renderer)
        fine = copy(&pixels, mark->box, window->renderer);
    else if (fine)
        blit_blend(&window->target, &pixels, mark->box.x, mark->box.y);
    pixels_finish(&pixels);
    return fine;
}
