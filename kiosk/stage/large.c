#include "stage/large.h"

#include <sys/mman.h>

#define HUGE_BYTES ((size_t)2 << 20)

static size_t rounded(size_t bytes) {
    return (bytes + HUGE_BYTES - 1) / HUGE_BYTES * HUGE_BYTES;
}

static void release(void *data, size_t bytes) {
    munmap(data, rounded(bytes));
}

/* At an address where a huge page can begin: what is mapped too much on both sides is given back. */
static void *map_aligned(size_t bytes) {
    char *all = mmap(NULL, bytes + HUGE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED)
        return NULL;
    size_t before = (HUGE_BYTES - (size_t)(uintptr_t)all % HUGE_BYTES) % HUGE_BYTES;
    if (before > 0)
        munmap(all, before);
    munmap(all + before + bytes, HUGE_BYTES - before);
    return all + before;
}

/* Not from malloc: while somebody is here it fills what it gives out (visit_keep_nothing), and would bring
 * every small page before the system hears that large ones are wanted. */
bool large_pixels(struct pixels *pixels, int width, int height) {
    size_t bytes = width > 0 && height > 0 ? (size_t)width * (size_t)height * sizeof(uint32_t) : 0;
    if (bytes < 2 * HUGE_BYTES || bytes > PIXELS_COUNT_MAX * sizeof(uint32_t))
        return pixels_alloc(pixels, width, height);
    void *data = map_aligned(rounded(bytes));
    if (!data)
        return false;
    /* a tail of at least half a huge page becomes a whole one; small pages do as well */
    madvise(data, (bytes + HUGE_BYTES / 2) / HUGE_BYTES * HUGE_BYTES, MADV_HUGEPAGE);
    if (pixels_adopt(pixels, width, height, data, release))
        return true;
    release(data, bytes);
    return false;
}
