#include "stage/scaled.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    char *asset; /* NULL: free */
    enum picture_fit fit;
    double focus_x, focus_y;
    int width, height; /* of the item's box */
    int left, top;     /* of the pixels in it */
    struct pixels pixels;
    uint64_t used;
    bool common;
};
struct scaled {
    struct entry entries[SCALED_ENTRIES];
    bool common;
    uint64_t clock;
};

struct scaled *scaled_create(void) {
    return calloc(1, sizeof(struct scaled));
}

static void drop(struct entry *entry) {
    pixels_finish(&entry->pixels);
    free(entry->asset);
    *entry = (struct entry){0};
}

void scaled_clear(struct scaled *scaled) {
    for (int i = 0; scaled && i < SCALED_ENTRIES; i++)
        drop(&scaled->entries[i]);
}

void scaled_common(struct scaled *scaled, bool common) {
    if (scaled)
        scaled->common = common;
}

void scaled_forget(struct scaled *scaled) {
    for (int i = 0; scaled && i < SCALED_ENTRIES; i++)
        if (!scaled->entries[i].common)
            drop(&scaled->entries[i]);
}

void scaled_destroy(struct scaled *scaled) {
    scaled_clear(scaled);
    free(scaled);
}

static bool same(const struct entry *entry, const struct draw_item *item) {
    return entry->asset && entry->width == item->box.w && entry->height == item->box.h &&
           entry->fit == item->fit && !(entry->focus_x < item->focus_x || entry->focus_x > item->focus_x) &&
           !(entry->focus_y < item->focus_y || entry->focus_y > item->focus_y) &&
           strcmp(entry->asset, item->text) == 0;
}

const struct pixels *scaled_find(struct scaled *scaled, const struct draw_item *item, struct box *at) {
    for (int i = 0; scaled && i < SCALED_ENTRIES; i++) {
        struct entry *entry = &scaled->entries[i];
        if (!same(entry, item))
            continue;
        entry->used = ++scaled->clock;
        *at = (struct box){item->box.x + entry->left, item->box.y + entry->top, entry->pixels.width,
                           entry->pixels.height};
        return &entry->pixels;
    }
    return NULL;
}

static size_t bytes(const struct pixels *pixels) {
    return (size_t)pixels->width * (size_t)pixels->height * sizeof *pixels->data;
}

/* `a` goes before `b`. */
static bool goes_first(const struct entry *a, const struct entry *b) {
    return a->common != b->common ? !a->common : a->used < b->used;
}

/* A free place with `size` bytes to spare; NULL: it is too large, or all that is left is common, as is what
 * comes. The first common ones stay, or the last of them would drive out the start page, which comes first.
 */
static struct entry *make_room(struct scaled *scaled, size_t size) {
    for (; scaled && size <= SCALED_ONE_MAX;) {
        struct entry *first = NULL, *empty = NULL;
        size_t kept = 0;
        for (int i = 0; i < SCALED_ENTRIES; i++) {
            struct entry *entry = &scaled->entries[i];
            if (!entry->asset)
                empty = entry;
            else if (!first || goes_first(entry, first))
                first = entry;
            kept += entry->asset ? bytes(&entry->pixels) : 0;
        }
        if (empty && kept + size <= SCALED_BYTES_MAX)
            return empty;
        if (first->common && scaled->common)
            return NULL;
        drop(first);
    }
    return NULL;
}

bool scaled_room(struct scaled *scaled, int width, int height) {
    const struct pixels wanted = {.width = width, .height = height};
    return make_room(scaled, bytes(&wanted)) != NULL;
}

bool scaled_keep(struct scaled *scaled, const struct draw_item *item, struct box at, struct pixels *pixels) {
    struct entry *entry = make_room(scaled, bytes(pixels));
    char *asset = entry ? strdup(item->text) : NULL;
    if (!asset)
        return false;
    *entry = (struct entry){.asset = asset,
                            .fit = item->fit,
                            .focus_x = item->focus_x,
                            .focus_y = item->focus_y,
                            .width = item->box.w,
                            .height = item->box.h,
                            .left = at.x - item->box.x,
                            .top = at.y - item->box.y,
                            .pixels = *pixels,
                            .used = ++scaled->clock,
                            .common = scaled->common};
    *pixels = (struct pixels){0};
    return true;
}
