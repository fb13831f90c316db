#include "stage/sheet.h"

#include <SDL2/SDL.h>
#include <math.h>

bool sheet_take(struct sheet *sheet, const struct window *window, struct pixels *pixels) {
    if (window->renderer && !sheet->texture) {
        /* XRGB: SDL's software renderer blends it five times as fast as ARGB. */
        sheet->texture = SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_RGB888, SDL_TEXTUREACCESS_STATIC,
                                           pixels->width, pixels->height);
        if (!sheet->texture)
            return false;
    }
    pixels_finish(&sheet->pixels);
    sheet->pixels = *pixels;
    *pixels = (struct pixels){0};
    sheet->uploaded = 0;
    sheet->ready = !window->renderer;
    return true;
}

bool sheet_upload(struct sheet *sheet, int rows) {
    if (sheet->ready || !sheet->pixels.data)
        return false;
    int left = sheet->pixels.height - sheet->uploaded, width = sheet->pixels.width;
    SDL_Rect part = {0, sheet->uploaded, width, rows < left ? rows : left};
    SDL_UpdateTexture(sheet->texture, &part, sheet->pixels.data + (size_t)sheet->uploaded * (size_t)width,
                      width * 4);
    sheet->uploaded += part.h;
    if (sheet->uploaded < sheet->pixels.height)
        return true;
    pixels_finish(&sheet->pixels);
    sheet->ready = true;
    return false;
}

void sheet_paste(struct sheet *sheet, const struct pixels *source, int x, int y, struct box piece) {
    if (sheet->texture) {
        const uint32_t *from = source->data + (ptrdiff_t)(piece.y - y) * source->width + (piece.x - x);
        SDL_Rect part = {piece.x, piece.y, piece.w, piece.h};
        SDL_UpdateTexture(sheet->texture, &part, from, source->width * 4);
        return;
    }
    struct blit_target target = {sheet->pixels.data, (size_t)sheet->pixels.width, sheet->pixels.width,
                                 sheet->pixels.height};
    blit_copy(&target, source, x, y, piece);
}

void sheet_drop(struct sheet *sheet) {
    pixels_finish(&sheet->pixels);
    sheet->ready = false;
}

void sheet_finish(struct sheet *sheet) {
    if (sheet->texture)
        SDL_DestroyTexture(sheet->texture);
    pixels_finish(&sheet->pixels);
    *sheet = (struct sheet){0};
}

static bool copy(const struct sheet *sheet, const struct window *window, SDL_Rect at, int alpha) {
    SDL_SetTextureBlendMode(sheet->texture, alpha < 255 ? SDL_BLENDMODE_BLEND : SDL_BLENDMODE_NONE);
    SDL_SetTextureAlphaMod(sheet->texture, (uint8_t)alpha);
    return SDL_RenderCopy(window->renderer, sheet->texture, NULL, &at) == 0;
}

bool sheet_draw(const struct sheet *sheet, const struct window *window, int x, int y, struct box clip) {
    if (!window->renderer) {
        blit_copy(&window->target, &sheet->pixels, x, y, clip);
        return true;
    }
    SDL_Rect at = {x, y, 0, 0}, inside = {clip.x, clip.y, clip.w, clip.h};
    SDL_QueryTexture(sheet->texture, NULL, NULL, &at.w, &at.h);
    bool cut = x < clip.x || y < clip.y || x + at.w > clip.x + clip.w || y + at.h > clip.y + clip.h;
    if (cut)
        SDL_RenderSetClipRect(window->renderer, &inside);
    bool fine = copy(sheet, window, at, 255);
    if (cut)
        SDL_RenderSetClipRect(window->renderer, NULL);
    return fine;
}

bool sheet_draw_mixed(const struct sheet *below, const struct sheet *above, const struct window *window,
                      double part, struct box at) {
    if (!window->renderer) {
        blit_mix(&window->target, &below->pixels, &above->pixels, (int)lround(part * 256), at.x, at.y, at);
        return true;
    }
    SDL_Rect rect = {at.x, at.y, at.w, at.h};
    return copy(below, window, rect, 255) && copy(above, window, rect, (int)lround(part * 255));
}
