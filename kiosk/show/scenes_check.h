/* What only shows when scenes are laid out: text that does not fit, characters without a font, pictures that
 * cannot be shown. */
#pragma once

#include <stdint.h>

#include "core/base/fail.h"
#include "core/scene/scene.h"
#include "show/content.h"

struct scenes_check {
    struct content *content;
    const struct measure *measure;
    int64_t now_ms;    /* UTC */
    const char *slide; /* only those called so, in whichever playlist; NULL: all, and what is no slide */
    /* Before each scene, with the index of its screen; may be NULL. */
    void (*progress)(void *context, const struct scene_request *request, size_t screen);
    void *context;
};
/* Lays it out for every screen, zone and language, at 1920 × 1080 and at 1080 × 1920. A finding that shows in
 * several of them is added once. */
void scenes_check(const struct scenes_check *check, struct report *report);
/* Moves findings of `from` to `to`, which is finished then, unless they are there already. What has no file
 * is about site.json, at this place. */
void scenes_take(struct report *to, struct report *from, int line, int column);
