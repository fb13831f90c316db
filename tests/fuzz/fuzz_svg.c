/* SVG: the check of what it refers to, and its pixels. */
#include <stdlib.h>

#include "fuzz/target.h"
#include "intake/picture_svg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = target_copy(data, size);
    double width = 0, height = 0;
    bool fine = picture_svg_check(copy, size, &width, &height, NULL);
    free(copy);
    if (fine) {
        PROMISED(width > 0 && height > 0 && width / height <= 1000 && height / width <= 1000);
        target_picture(data, size);
    }
    return 0;
}
