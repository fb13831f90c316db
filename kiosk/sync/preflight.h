/* The last look at a candidate before the switch: its pages as the player will read them. */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "store/store.h"

enum preflight {
    PREFLIGHT_FIT,
    PREFLIGHT_TROUBLE, /* this machine could not tell: memory, or a damaged page (then it is removed) */
    PREFLIGHT_BAD,     /* site, playlists or guide cannot be read, or no screen has a slide to show */
};
/* All objects are in the store. Borrows both. */
enum preflight preflight(struct store *store, const struct manifest *manifest, struct fail *fail) MUST_CHECK;
