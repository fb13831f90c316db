/* SVG: written again for the renderer, and its pixels. */
#include <stdlib.h>

#include "fuzz/target.h"
#include "intake/picture_svg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = target_copy(data, size);
    struct picture_svg svg, again;
    if (picture_svg_read(copy, size, &svg, NULL)) {
        PROMISED(svg.width > 0 && svg.height > 0 && svg.width / svg.height <= 1000 &&
                 svg.height / svg.width <= 1000);
        PROMISED(picture_svg_read(svg.text, svg.size, &again, &target_why)); /* what is written is plain */
        free(again.text);
        free(svg.text);
        target_picture(data, size);
    }
    free(copy);
    return 0;
}
