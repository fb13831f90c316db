#include <stdlib.h>
#include <string.h>

#include "store/store_parts.h"
#include "system/disk.h"

static bool share_a_key(const struct trust *a, const struct trust *b) {
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            if (memcmp(a->keys[i].key, b->keys[j].key, sizeof a->keys[i].key) == 0)
                return true;
    return false;
}

/* What the player said of generations that only share their numbers with those to come. */
static bool forget_player(struct store *store, struct fail *fail) {
    char *path = disk_path(store->folder, "player");
    bool done = path ? disk_remove(path, fail) : fail_set(fail, "out of memory");
    free(path);
    return done;
}

bool store_forget(struct store *store, struct fail *fail) {
    struct store_state state, none = {.n = 0};
    if (!store_state_read(store, &state, NULL))
        return true;
    none.n = state.n;
    none.clock_s = state.clock_s; /* it is this late, whoever said so */
    return forget_player(store, fail) && store_state_write(store, &none, fail);
}

bool store_change_owner(struct store *store, const struct trust *trust, struct fail *fail) {
    struct trust before;
    return !store_trusted(store, &before, NULL) || share_a_key(&before, trust) ||
           (store_forget(store, fail) && store_trust_keep(store, trust, fail));
}
