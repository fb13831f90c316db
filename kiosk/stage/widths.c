#include "stage/widths.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fnv.h"

enum { KEPT = 8192 }; /* the words of some pages, whole and in the parts that their lines may end with */

struct widths {
    struct {
        uint64_t key; /* 0: nothing */
        int width;
    } slots[KEPT];
};

struct widths *widths_create(void) {
    return calloc(1, sizeof(struct widths));
}

void widths_destroy(struct widths *widths) {
    if (widths)
        explicit_bzero(widths, sizeof *widths); /* a visitor may have typed it */
    free(widths);
}

uint64_t widths_key(int face, int px, uint32_t script, bool rtl, const char *utf8, size_t length) {
    uint32_t set[] = {(uint32_t)face, (uint32_t)px, script, rtl};
    uint64_t key = fnv64(fnv64(FNV64, set, sizeof set), utf8, length);
    return key ? key : 1;
}

bool widths_find(const struct widths *widths, uint64_t key, int *width) {
    if (!widths || widths->slots[key % KEPT].key != key)
        return false;
    *width = widths->slots[key % KEPT].width;
    return true;
}

void widths_keep(struct widths *widths, uint64_t key, int width) {
    if (!widths)
        return;
    widths->slots[key % KEPT].key = key;
    widths->slots[key % KEPT].width = width;
}
