#include "desk/work/conflict.h"

#include <string.h>

enum { ARENA_LIMIT = 32 << 20, CHANGES_LOOKED_AT = 200 };

static const char *keep(struct arena *arena, const char *text, bool *failed) {
    const char *copy = text ? arena_copy(arena, text, strlen(text)) : NULL;
    *failed |= text && !copy;
    return copy;
}

bool conflicts_add(struct conflicts *conflicts, const struct conflict *conflict) {
    bool failed = false;
    if (!conflicts->arena) {
        conflicts->arena = arena_create(ARENA_LIMIT);
        conflicts->items =
            conflicts->arena ? arena_alloc(conflicts->arena, CONFLICTS_MAX * sizeof *conflicts->items) : NULL;
    }
    if (!conflicts->items)
        return false;
    if (conflicts->count == CONFLICTS_MAX)
        return true;
    struct arena *arena = conflicts->arena;
    struct conflict kept = {.file = keep(arena, conflict->file, &failed),
                            .path = keep(arena, conflict->path, &failed),
                            .base = keep(arena, conflict->base, &failed),
                            .mine = keep(arena, conflict->mine, &failed),
                            .theirs = keep(arena, conflict->theirs, &failed),
                            .by = "",
                            .at_ms = conflict->at_ms};
    if (failed)
        return false;
    conflicts->items[conflicts->count++] = kept;
    return true;
}

void conflicts_finish(struct conflicts *conflicts) {
    arena_destroy(conflicts->arena);
    *conflicts = (struct conflicts){0};
}

struct asking {
    struct conflicts *conflicts;
    struct conflict *conflict;
    int64_t base;
    bool found, failed;
};

/* A change tells its path behind what was done: "set /slides[id=welcome]/headline/da". */
static bool touches(const char *op, const char *path) {
    const char *changed = strchr(op, ' ');
    if (!changed || !*path)
        return true;
    changed++;
    size_t length = strlen(changed), wanted = strlen(path);
    return strncmp(changed, path, length < wanted ? length : wanted) == 0;
}

static void see_change(void *context, const struct change *change) {
    struct asking *asking = context;
    if (asking->found || change->revision <= asking->base || !touches(change->op, asking->conflict->path))
        return;
    asking->found = true;
    asking->conflict->at_ms = change->at_ms;
    asking->conflict->by = keep(asking->conflicts->arena, change->who, &asking->failed);
}

enum outcome conflicts_ask(struct conflicts *conflicts, struct database *database, int64_t base,
                           struct fail *fail) {
    enum outcome outcome = OUTCOME_DONE;
    for (size_t i = 0; i < conflicts->count && outcome == OUTCOME_DONE; i++) {
        struct asking asking = {conflicts, &conflicts->items[i], base, false, false};
        struct change_query query = {.path = conflicts->items[i].file, .most = CHANGES_LOOKED_AT};
        outcome = change_list(database, &query, see_change, &asking, fail);
        if (outcome == OUTCOME_DONE && asking.failed) {
            fail_set(fail, "out of memory");
            outcome = OUTCOME_TROUBLE;
        }
    }
    return outcome;
}

bool slide_of_path(const char *path, char out[CHANGE_NAME_MAX]) {
    static const char HEAD[] = "/slides[id=", SPECIAL[] = "~/[]=";
    size_t size = 0;
    if (strncmp(path, HEAD, strlen(HEAD)) != 0)
        return false;
    for (path += strlen(HEAD); *path && *path != ']' && size + 1 < CHANGE_NAME_MAX; path++)
        if (*path == '~' && path[1] >= '0' && path[1] <= '4')
            out[size++] = SPECIAL[*++path - '0'];
        else
            out[size++] = *path;
    out[size] = '\0';
    return *path == ']';
}
