#include "show/skips.h"

#include <stdio.h>

#include "core/site/slide_kind.h"

bool skips_has(const struct skips *skips, const struct slide *slide) {
    for (size_t i = 0; i < skips->count; i++)
        if (skips->items[i].slide == slide)
            return true;
    return false;
}

bool skips_add(struct skips *skips, const struct slide *slide, const char *why) {
    if (!slide || skips->count == SKIPS_MAX || skips_has(skips, slide))
        return false;
    struct skip *skip = &skips->items[skips->count++];
    skip->slide = slide;
    snprintf(skip->why, sizeof skip->why, "%s", why);
    return true;
}

void skips_collect(struct skips *skips, struct content *content) {
    const struct site *site = content_site(content);
    skips->count = 0;
    for (size_t p = 0; p < site->playlist_count; p++)
        for (size_t s = 0; s < site->playlists[p].slide_count; s++) {
            const struct slide *slide = &site->playlists[p].slides[s];
            if (slide_kind(slide->type)->needs_picture &&
                (!slide->picture.asset || !content_has_picture(content, slide->picture.asset)))
                skips_add(skips, slide, "its picture is missing or cannot be read");
        }
}

static bool is_skipped(void *context, const struct slide *slide) {
    return skips_has(context, slide);
}

struct timeline_skip skips_timeline(struct skips *skips) {
    return (struct timeline_skip){skips, is_skipped};
}
