#include <SDL.h>
#include <SDL_image.h>
#include <math.h>
#include <stdlib.h>

#include "core/pixels.h"
#include "intake/intake.h"
#include "intake/picture_header.h"

/* The factor that makes width × height cover the fit box; 1 without one. */
static double cover(double width, double height, const struct intake_options *options) {
    if (options->fit_width <= 0 || options->fit_height <= 0)
        return 1;
    return fmax(options->fit_width / width, options->fit_height / height);
}

static SDL_Surface *svg_load(SDL_RWops *source, const struct picture_header *header,
                             const struct intake_options *options) {
    double scale = cover(header->width, header->height, options);
    scale = fmin(scale, PIXELS_SIDE_MAX / fmax(header->width, header->height));
    scale = fmin(scale, sqrt(PIXELS_COUNT_MAX / (header->width * header->height)));
    int width = (int)fmax(1, round(header->width * scale)),
        height = (int)fmax(1, round(header->height * scale));
    /* The larger side decides and the renderer keeps the ratio; the other is only a bound, with a pixel to
     * spare, for when it reads another ratio out of a broken file than we did. */
    bool wide = width >= height;
    return IMG_LoadSizedSVG_RW(source, wide ? width : width + 1, wide ? height + 1 : height);
}

static SDL_Surface *load(const char *bytes, size_t size, const struct picture_header *header,
                         const struct intake_options *options) {
    SDL_RWops *source = SDL_RWFromConstMem(bytes, (int)size);
    if (!source)
        return NULL;
    SDL_Surface *surface = NULL;
    switch (header->kind) {
    case PICTURE_PNG:
        surface = IMG_LoadPNG_RW(source);
        break;
    case PICTURE_JPEG:
        surface = IMG_LoadJPG_RW(source);
        break;
    case PICTURE_WEBP:
        surface = IMG_LoadWEBP_RW(source);
        break;
    case PICTURE_SVG:
        surface = svg_load(source, header, options);
        break;
    }
    SDL_RWclose(source);
    if (!surface || surface->format->format == SDL_PIXELFORMAT_ARGB8888)
        return surface;
    SDL_Surface *converted = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(surface);
    return converted;
}

/* Where the pixel (x, y) of the upright picture is stored, for EXIF orientations 1–8. */
static void stored_at(int orientation, int x, int y, int w, int h, int *sx, int *sy) {
    bool turned = orientation >= 5;
    int u = turned ? y : x, v = turned ? x : y;
    bool mirror_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    bool mirror_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    *sx = mirror_x ? w - 1 - u : u;
    *sy = mirror_y ? h - 1 - v : v;
}

static bool upright(const SDL_Surface *surface, int orientation, struct pixels *out) {
    bool turned = orientation >= 5;
    int w = surface->w, h = surface->h;
    if (!pixels_init(out, turned ? h : w, turned ? w : h))
        return false;
    uint32_t all = 0xFF000000;
    for (int y = 0; y < out->height; y++)
        for (int x = 0; x < out->width; x++) {
            int sx, sy;
            stored_at(orientation, x, y, w, h, &sx, &sy);
            const uint8_t *row = (const uint8_t *)surface->pixels + (size_t)sy * (size_t)surface->pitch;
            uint32_t pixel;
            SDL_memcpy(&pixel, row + (size_t)sx * 4, sizeof(pixel));
            out->data[(size_t)y * (size_t)out->width + (size_t)x] = pixel;
            all &= pixel;
        }
    out->opaque = all == 0xFF000000;
    return true;
}

/* Rasters are only ever made smaller; an SVG already has its size. */
static bool shrink(struct pixels *pixels, const struct intake_options *options) {
    double scale = cover(pixels->width, pixels->height, options);
    if (scale >= 1)
        return true;
    struct pixels small;
    int width = (int)fmax(1, ceil(pixels->width * scale - 1e-6));
    int height = (int)fmax(1, ceil(pixels->height * scale - 1e-6));
    if (!pixels_scale(pixels, 0, 0, pixels->width, pixels->height, width, height, &small))
        return false;
    small.opaque = pixels->opaque;
    pixels_finish(pixels);
    *pixels = small;
    return true;
}

bool picture_intake(const char *bytes, size_t size, const struct intake_options *options, char **out,
                    size_t *out_size, struct fail *fail) {
    struct picture_header header;
    if (!picture_header_read(bytes, size, &header, fail))
        return false;
    SDL_Surface *surface = load(bytes, size, &header, options);
    if (!surface)
        return fail_set(fail, "cannot read the picture: %s", SDL_GetError());
    bool raster = header.kind != PICTURE_SVG;
    if (raster && (surface->w != (int)header.width || surface->h != (int)header.height)) {
        SDL_FreeSurface(surface);
        return fail_set(fail, "the picture is not as large as it says");
    }
    struct pixels pixels = {0};
    bool ok = upright(surface, header.orientation, &pixels);
    SDL_FreeSurface(surface);
    void *encoded = NULL;
    ok = ok && (!raster || shrink(&pixels, options)) && pixels_encode(&pixels, &encoded, out_size);
    pixels_finish(&pixels);
    if (!ok)
        return fail_set(fail, "the picture does not fit into the memory allowed for one");
    *out = encoded;
    return true;
}
