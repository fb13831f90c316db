#include "stage/film_sheet.h"

#include <SDL2/SDL.h>
#include <libyuv.h>
#include <stdlib.h>

/* Three planes of one picture, 4:2:0. */
struct planes {
    const uint8_t *at[3];
    int strides[3];
    int width, height;
};

static int half(int value) {
    return (value + 1) / 2;
}

static size_t bytes_of(int width, int height) {
    return (size_t)width * (size_t)height + 2 * (size_t)half(width) * (size_t)half(height);
}

/* As they lie one after the other in `bytes`. */
static struct planes room(uint8_t *bytes, int width, int height) {
    uint8_t *u = bytes + (size_t)width * (size_t)height;
    return (struct planes){.at = {bytes, u, u + (size_t)half(width) * (size_t)half(height)},
                           .strides = {width, half(width), half(width)},
                           .width = width,
                           .height = height};
}

static bool keep_room(struct film_sheet *sheet, size_t size) {
    if (sheet->size >= size)
        return true;
    uint8_t *bytes = realloc(sheet->bytes, size);
    if (!bytes)
        return false;
    sheet->bytes = bytes;
    sheet->size = size;
    return true;
}

static struct planes seen_of(const struct film_frame *frame, const struct film_place *place) {
    struct planes seen = {.width = place->w, .height = place->h};
    for (int i = 0; i < 3; i++) {
        int x = i ? place->x / 2 : place->x, y = i ? place->y / 2 : place->y;
        seen.strides[i] = frame->strides[i];
        seen.at[i] = frame->planes[i] + (ptrdiff_t)y * frame->strides[i] + x;
    }
    return seen;
}

static bool scale(const struct planes *from, struct planes to) {
    return I420Scale(from->at[0], from->strides[0], from->at[1], from->strides[1], from->at[2],
                     from->strides[2], from->width, from->height, (uint8_t *)to.at[0], to.strides[0],
                     (uint8_t *)to.at[1], to.strides[1], (uint8_t *)to.at[2], to.strides[2], to.width,
                     to.height, kFilterBox) == 0;
}

static bool rotate(const struct planes *from, struct planes to, int degrees) {
    return I420Rotate(from->at[0], from->strides[0], from->at[1], from->strides[1], from->at[2],
                      from->strides[2], (uint8_t *)to.at[0], to.strides[0], (uint8_t *)to.at[1],
                      to.strides[1], (uint8_t *)to.at[2], to.strides[2], from->width, from->height,
                      (enum RotationMode)degrees) == 0;
}

bool film_sheet_paint(struct film_sheet *sheet, const struct film_frame *frame,
                      const struct film_place *place, const struct blit_target *target, int x, int y) {
    struct planes now = seen_of(frame, place);
    int width = place->upright.w, height = place->upright.h;
    bool scaled = now.width != width || now.height != height;
    size_t one = bytes_of(width, height);
    if ((scaled || place->degrees) && !keep_room(sheet, 2 * one))
        return false;
    if (scaled) {
        struct planes to = room(sheet->bytes, width, height);
        if (!scale(&now, to))
            return false;
        now = to;
    }
    if (place->degrees) {
        struct planes to = room(sheet->bytes + one, place->box.w, place->box.h);
        if (!rotate(&now, to, place->degrees))
            return false;
        now = to;
    }
    uint32_t *pixels = target->data + (size_t)y * target->stride + x;
    return H420ToARGB(now.at[0], now.strides[0], now.at[1], now.strides[1], now.at[2], now.strides[2],
                      (uint8_t *)pixels, (int)target->stride * 4, now.width, now.height) == 0;
}

static bool make_texture(struct film_sheet *sheet, const struct window *window, bool planes, int width,
                         int height) {
    if (sheet->texture && sheet->planes == planes && sheet->width == width && sheet->height == height)
        return true;
    if (sheet->texture)
        SDL_DestroyTexture(sheet->texture);
    uint32_t format = planes ? SDL_PIXELFORMAT_IYUV : SDL_PIXELFORMAT_RGB888;
    sheet->texture = SDL_CreateTexture(window->renderer, format, SDL_TEXTUREACCESS_STREAMING, width, height);
    sheet->planes = planes;
    sheet->width = width;
    sheet->height = height;
    return sheet->texture != NULL;
}

/* The renderer does it all. */
static bool draw_planes(struct film_sheet *sheet, const struct film_frame *frame,
                        const struct film_place *place, const struct window *window, int x, int y,
                        bool fresh) {
    bool made = !sheet->texture || !sheet->planes || sheet->width != frame->width;
    if (!make_texture(sheet, window, true, frame->width, frame->height))
        return false;
    SDL_SetYUVConversionMode(SDL_YUV_CONVERSION_BT709);
    if ((fresh || made) &&
        SDL_UpdateYUVTexture(sheet->texture, NULL, frame->planes[0], frame->strides[0], frame->planes[1],
                             frame->strides[1], frame->planes[2], frame->strides[2]) != 0)
        return false;
    SDL_Rect part = {place->x, place->y, place->w, place->h};
    float width = (float)place->upright.w, height = (float)place->upright.h;
    SDL_FRect at = {(float)x + ((float)place->box.w - width) / 2,
                    (float)y + ((float)place->box.h - height) / 2, width, height};
    SDL_SetTextureScaleMode(sheet->texture, SDL_ScaleModeLinear);
    return SDL_RenderCopyExF(window->renderer, sheet->texture, &part, &at, place->degrees, NULL,
                             SDL_FLIP_NONE) == 0;
}

/* For a renderer that cannot. */
static bool draw_pixels(struct film_sheet *sheet, const struct film_frame *frame,
                        const struct film_place *place, const struct window *window, int x, int y) {
    void *pixels;
    int pitch;
    if (!make_texture(sheet, window, false, place->box.w, place->box.h) ||
        SDL_LockTexture(sheet->texture, NULL, &pixels, &pitch) != 0)
        return false;
    struct blit_target target = {pixels, (size_t)pitch / 4, place->box.w, place->box.h};
    bool fine = film_sheet_paint(sheet, frame, place, &target, 0, 0);
    SDL_UnlockTexture(sheet->texture);
    SDL_Rect at = {x, y, place->box.w, place->box.h};
    return fine && SDL_RenderCopy(window->renderer, sheet->texture, NULL, &at) == 0;
}

bool film_sheet_draw(struct film_sheet *sheet, const struct film_frame *frame, const struct film_place *place,
                     const struct window *window, int x, int y, bool fresh) {
    if (!window->renderer)
        return film_sheet_paint(sheet, frame, place, &window->target, x, y);
    if (window->planes)
        return draw_planes(sheet, frame, place, window, x, y, fresh);
    return draw_pixels(sheet, frame, place, window, x, y);
}

void film_sheet_finish(struct film_sheet *sheet) {
    if (sheet->texture)
        SDL_DestroyTexture(sheet->texture);
    free(sheet->bytes);
    *sheet = (struct film_sheet){0};
}
