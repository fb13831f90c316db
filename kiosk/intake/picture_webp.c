#include <stdlib.h>

#include <webp/decode.h>

#include "intake/picture_decode.h"

/* libwebp makes it smaller while it decodes, so that only the result is in memory; its own average is as
 * good. */
bool picture_webp(const uint8_t *bytes, size_t size, struct picture_rows *rows, struct fail *fail) {
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config) || WebPGetFeatures(bytes, size, &config.input) != VP8_STATUS_OK)
        return fail_set(fail, "the picture is broken or cut short");
    if (config.input.has_animation)
        return fail_set(fail,
                        "the WebP is animated; save one of its pictures as WebP, PNG or JPEG, or use a film");
    bool smaller = rows->width < config.input.width || rows->height < config.input.height;
    config.options.use_scaling = smaller;
    config.options.scaled_width = rows->width;
    config.options.scaled_height = rows->height;
    config.output.colorspace = MODE_ARGB;
    VP8StatusCode status = WebPDecode(bytes, size, &config);
    if (status == VP8_STATUS_OUT_OF_MEMORY)
        fail_set(fail, "the WebP needs more memory than a picture may; save it smaller");
    else if (status != VP8_STATUS_OK)
        fail_set(fail, "the picture is broken or cut short");
    uint32_t *line = NULL;
    bool done = status == VP8_STATUS_OK &&
                picture_rows_begin(rows, config.output.width, config.output.height) &&
                (line = malloc((size_t)config.output.width * sizeof *line));
    for (int y = 0; done && y < config.output.height; y++) {
        const uint8_t *from = config.output.u.RGBA.rgba + (size_t)y * (size_t)config.output.u.RGBA.stride;
        for (int x = 0; x < config.output.width; x++, from += 4)
            line[x] = (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 | (uint32_t)from[2] << 8 | from[3];
        picture_rows_put(rows, line);
    }
    free(line);
    WebPFreeDecBuffer(&config.output);
    return done || (status == VP8_STATUS_OK && fail_set(fail, "out of memory"));
}
