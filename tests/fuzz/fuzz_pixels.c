/* Display-ready pictures (.pic), which the player reads from disk. */
#include <stdlib.h>

#include "core/draw/pixels.h"
#include "fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = target_copy(data, size);
    int width = 0, height = 0;
    bool opaque = false;
    struct pixels pixels = {0};
    if (pixels_peek(copy, size, &width, &height, &opaque, NULL)) {
        PROMISED(width > 0 && height > 0 && (long long)width * height <= PIXELS_COUNT_MAX);
        if (width * height <= 1000000 && pixels_decode(copy, size, &pixels, NULL)) {
            PROMISED(pixels.width == width && pixels.height == height && pixels.data);
            struct pixels part = {0};
            if (pixels_init(&part, 7, 5))
                PROMISED(pixels_decode_scaled(copy, size, &(struct pixels_part){0, 0, width, height}, &part,
                                              NULL));
            pixels_finish(&part);
            pixels_finish(&pixels);
        }
    }
    free(copy);
    return 0;
}
