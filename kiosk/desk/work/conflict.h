/* What two people changed and only one of them can have: both versions, who and when. */
#pragma once

#include "core/base/arena.h"
#include "desk/data/revisions.h"

enum { CONFLICTS_MAX = 100 };

/* Values are JSON text, NULL: absent. All texts live in the list's arena. */
struct conflict {
    const char *file, *path;          /* `path` "" : the whole file */
    const char *base, *mine, *theirs; /* as both began; as it should become; as it is now */
    const char *by;                   /* who made it so; "": the console, or it cannot be told */
    int64_t at_ms;                    /* 0: it cannot be told */
};
/* Zeroed to begin with; at most CONFLICTS_MAX are kept. */
struct conflicts {
    struct arena *arena;
    struct conflict *items;
    size_t count;
};
/* Copies all; false: no memory. One more than CONFLICTS_MAX is passed over. */
bool conflicts_add(struct conflicts *conflicts, const struct conflict *conflict) MUST_CHECK;
void conflicts_finish(struct conflicts *conflicts);
/* Fills `by` and `at_ms` from what was changed after revision `base`. */
enum outcome conflicts_ask(struct conflicts *conflicts, struct database *database, int64_t base,
                           struct fail *fail) MUST_CHECK;

/* The slide that a path leads to or into: "/slides[id=welcome]/headline" → "welcome". False: none. */
bool slide_of_path(const char *path, char out[CHANGE_NAME_MAX]);
