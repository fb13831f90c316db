#include "stage/large.h"

#include <sys/mman.h>

bool large_pixels(struct pixels *pixels, int width, int height) {
    if (!pixels_alloc(pixels, width, height))
        return false;
    size_t room = pixels_room(pixels);
    if (room > 0)
        madvise(pixels->data, room, MADV_HUGEPAGE); /* small pages do as well */
    return true;
}
