#include <SDL.h>
#include <SDL_image.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/draw/pixels.h"
#include "intake/intake.h"
#include "intake/picture_decode.h"
#include "intake/picture_header.h"
#include "intake/picture_svg.h"

/* Three times this is needed to write it; more than twice 4K. */
#define COUNT_MAX 20000000.0

/* The factor that makes width × height cover the fit box; 1 without one. */
static double cover(double width, double height, const struct intake_options *options) {
    if (options->fit_width <= 0 || options->fit_height <= 0)
        return 1;
    return fmax(options->fit_width / width, options->fit_height / height);
}

/* The size of the result: never larger than core/draw/pixels.h allows. */
static void size_of(double width, double height, double scale, int *w, int *h) {
    scale = fmin(scale, PIXELS_SIDE_MAX / fmax(width, height));
    scale = fmin(scale, sqrt(COUNT_MAX / (width * height)));
    *w = (int)fmax(1, ceil(width * scale - 1e-6));
    *h = (int)fmax(1, ceil(height * scale - 1e-6));
}

static SDL_Surface *svg_draw(const struct picture_svg *svg, int width, int height) {
    SDL_RWops *source = SDL_RWFromConstMem(svg->text, (int)svg->size);
    if (!source)
        return NULL;
    /* The larger side decides and the renderer keeps the ratio; the other is only a bound, with a pixel to
     * spare, for when it reads another ratio out of a drawing than we did. */
    bool wide = width >= height;
    SDL_Surface *surface = IMG_LoadSizedSVG_RW(source, wide ? width : width + 1, wide ? height + 1 : height);
    SDL_RWclose(source);
    if (!surface || surface->format->format == SDL_PIXELFORMAT_ARGB8888)
        return surface;
    SDL_Surface *converted = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(surface);
    return converted;
}

static bool put_surface(const SDL_Surface *surface, struct picture_rows *rows) {
    if (!picture_rows_begin(rows, surface->w, surface->h))
        return false;
    for (int y = 0; y < surface->h; y++)
        picture_rows_put(rows, (const uint32_t *)(const void *)((const uint8_t *)surface->pixels +
                                                                (size_t)y * (size_t)surface->pitch));
    return picture_rows_finish(rows);
}

static bool svg_read(const char *bytes, size_t size, const struct intake_options *options,
                     struct pixels *pixels, struct fail *fail) {
    struct picture_svg svg;
    struct picture_rows rows;
    if (!picture_svg_read(bytes, size, &svg, fail))
        return false;
    double scale = cover(svg.width, svg.height, options);
    scale = fmin(scale, PIXELS_SIDE_MAX / fmax(svg.width, svg.height));
    scale = fmin(scale, sqrt(COUNT_MAX / (svg.width * svg.height)));
    int width = (int)fmax(1, round(svg.width * scale)), height = (int)fmax(1, round(svg.height * scale));
    SDL_Surface *surface = svg_draw(&svg, width, height);
    free(svg.text);
    bool done =
        surface && picture_rows_init(&rows, surface->w, surface->h, 1, pixels) && put_surface(surface, &rows);
    if (!surface)
        fail_set(fail, "cannot read the picture: %s", SDL_GetError());
    else if (!done)
        fail_set(fail, "the picture does not fit into the memory allowed for one");
    SDL_FreeSurface(surface);
    return done;
}

/* Rasters are only ever made smaller. */
static bool raster_read(const char *bytes, size_t size, const struct picture_header *header,
                        const struct intake_options *options, struct pixels *pixels, struct fail *fail) {
    static picture_decoder *const decoders[] = {
        [PICTURE_PNG] = picture_png, [PICTURE_JPEG] = picture_jpeg, [PICTURE_WEBP] = picture_webp};
    bool turned = header->orientation >= 5;
    double scale = turned ? cover(header->height, header->width, options)
                          : cover(header->width, header->height, options);
    int width, height;
    struct picture_rows rows;
    size_of(header->width, header->height, fmin(scale, 1), &width, &height);
    if (!picture_rows_init(&rows, width, height, header->orientation, pixels))
        return fail_set(fail, "the picture does not fit into the memory allowed for one");
    bool done = decoders[header->kind]((const uint8_t *)bytes, size, &rows, fail);
    bool whole = picture_rows_finish(&rows);
    return done && (whole || fail_set(fail, "the picture is not as large as it says"));
}

/* Decoded as small as can be: that it can be, all of it, is what counts. */
static bool measure(const char *bytes, size_t size, const struct picture_header *header, char **out,
                    size_t *out_size, struct fail *fail) {
    static const char *const ENDS[] = {
        [PICTURE_PNG] = "png", [PICTURE_JPEG] = "jpg", [PICTURE_WEBP] = "webp", [PICTURE_SVG] = "svg"};
    const struct intake_options least = {.fit_width = 1, .fit_height = 1};
    struct pixels pixels = {0};
    struct picture_svg svg = {0};
    bool drawn = header->kind == PICTURE_SVG, turned = header->orientation >= 5;
    bool ok = drawn
                  ? picture_svg_read(bytes, size, &svg, fail) && svg_read(bytes, size, &least, &pixels, fail)
                  : raster_read(bytes, size, header, &least, &pixels, fail);
    double width = drawn    ? svg.width
                   : turned ? header->height
                            : header->width,
           height = drawn    ? svg.height
                    : turned ? header->width
                             : header->height;
    pixels_finish(&pixels);
    free(svg.text);
    if (!ok)
        return false;
    int length = asprintf(out, "%s %.0f %.0f\n", ENDS[header->kind], fmax(1, width), fmax(1, height));
    *out_size = length < 0 ? 0 : (size_t)length;
    return length >= 0 || fail_set(fail, "out of memory");
}

bool picture_intake(const char *bytes, size_t size, const struct intake_options *options, char **out,
                    size_t *out_size, struct fail *fail) {
    struct picture_header header;
    struct pixels pixels = {0};
    void *encoded = NULL;
    bool ok = picture_header_read(bytes, size, &header, fail);
    if (ok && options->measure)
        return measure(bytes, size, &header, out, out_size, fail);
    ok = ok && (header.kind == PICTURE_SVG ? svg_read(bytes, size, options, &pixels, fail)
                                           : raster_read(bytes, size, &header, options, &pixels, fail));
    if (ok && !pixels_encode(&pixels, &encoded, out_size))
        ok = fail_set(fail, "the picture does not fit into the memory allowed for one");
    pixels_finish(&pixels);
    if (ok)
        *out = encoded;
    return ok;
}
