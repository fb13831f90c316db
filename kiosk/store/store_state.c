#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "store/store_parts.h"
#include "system/disk.h"
#include "system/disk_fd.h"

/* A slot is one line with the hash of what follows, then JSON. */
enum { SLOT_MAX = 16 << 10, SLOTS = 2 };
static const char *const SLOT_NAMES[SLOTS] = {"state.a", "state.b"};
static const char *const JUDGES[] = {
    [STORE_BY_UNKNOWN] = "", [STORE_BY_CONTENT] = "content", [STORE_BY_PLAYER] = "player"};

static json_t *id_write(struct generation_id id) {
    return json_pack("[I, I]", (json_int_t)id.epoch, (json_int_t)id.seq);
}

static bool id_read(const json_t *value, struct generation_id *id) {
    json_t *epoch = json_array_get(value, 0), *seq = json_array_get(value, 1);
    if (json_array_size(value) != 2 || !json_is_integer(epoch) || !json_is_integer(seq) ||
        json_integer_value(epoch) < 0 || json_integer_value(epoch) > UINT32_MAX ||
        json_integer_value(seq) < 0) {
        return false;
    }
    *id = (struct generation_id){(uint32_t)json_integer_value(epoch), (uint64_t)json_integer_value(seq)};
    return true;
}

/* Beside the list of ids and not in it, so that an earlier version reads what a later one wrote. */
static json_t *reason_write(const struct store_rejection *rejection) {
    char why[STORE_WHY_MAX];
    return json_pack("{s:s, s:I, s:s}", "by", JUDGES[rejection->by], "at", (json_int_t)rejection->at_s, "why",
                     text_put(why, sizeof why, rejection->why));
}

/* None, as earlier versions wrote it, or one that cannot be read: rejected all the same. */
static void reason_read(const json_t *value, struct store_rejection *rejection) {
    const char *by = json_string_value(json_object_get(value, "by"));
    const char *why = json_string_value(json_object_get(value, "why"));
    rejection->at_s = json_integer_value(json_object_get(value, "at"));
    text_put(rejection->why, sizeof rejection->why, why ? why : "");
    for (size_t i = 0; by && i < LENGTH(JUDGES); i++) {
        if (strcmp(by, JUDGES[i]) == 0) {
            rejection->by = (enum store_judge)i;
        }
    }
}

static char *slot_write(const struct store_state *state, size_t *size) {
    char *json = NULL, *slot = NULL;
    json_t *rejected = json_array(), *reasons = json_array();
    for (size_t i = 0; i < state->rejected_count; i++) {
        json_array_append_new(rejected, id_write(state->rejected[i].id));
        json_array_append_new(reasons, reason_write(&state->rejected[i]));
    }
    json_t *root =
        json_pack("{s:I, s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:I}", "n", (json_int_t)state->n, "current",
                  id_write(state->current), "previous", id_write(state->previous), "ratchet",
                  id_write(state->ratchet), "proven", id_write(state->proven), "site", state->site,
                  "rejected", rejected, "reasons", reasons, "clock", (json_int_t)state->clock_s);
    if (root && (json = json_dumps(root, JSON_COMPACT))) {
        struct hash hash = hash_bytes(json, strlen(json));
        int length = asprintf(&slot, "%s\n%s", hash.hex, json);
        *size = length < 0 ? 0 : (size_t)length;
        slot = length < 0 ? NULL : slot;
    }
    free(json);
    json_decref(root);
    return slot;
}

static bool fields_read(const json_t *root, struct store_state *state) {
    const json_t *n = json_object_get(root, "n"), *clock = json_object_get(root, "clock");
    const json_t *rejected = json_object_get(root, "rejected");
    if (!json_is_integer(n) || json_integer_value(n) < 1 || !json_is_integer(clock) ||
        json_array_size(rejected) > LENGTH(state->rejected) ||
        !id_read(json_object_get(root, "current"), &state->current) ||
        !id_read(json_object_get(root, "previous"), &state->previous) ||
        !id_read(json_object_get(root, "ratchet"), &state->ratchet)) {
        return false;
    }
    /* neither was written by earlier versions */
    const char *site = json_string_value(json_object_get(root, "site"));
    if (!id_read(json_object_get(root, "proven"), &state->proven)) {
        state->proven = (struct generation_id){0, 0};
    }
    snprintf(state->site, sizeof state->site, "%s", site ? site : "");
    state->n = (uint64_t)json_integer_value(n);
    state->clock_s = json_integer_value(clock);
    state->rejected_count = json_array_size(rejected);
    for (size_t i = 0; i < state->rejected_count; i++) {
        if (!id_read(json_array_get(rejected, i), &state->rejected[i].id)) {
            return false;
        }
        reason_read(json_array_get(json_object_get(root, "reasons"), i), &state->rejected[i]);
    }
    return true;
}

static bool slot_parse(const char *slot, size_t size, struct store_state *state) {
    struct store_state found = {0};
    if (size <= HASH_HEX + 1 || slot[HASH_HEX] != '\n') {
        return false;
    }
    const char *json = slot + HASH_HEX + 1;
    struct hash hash = hash_bytes(json, size - HASH_HEX - 1);
    if (memcmp(hash.hex, slot, HASH_HEX) != 0) {
        return false;
    }
    json_t *root = json_loadb(json, size - HASH_HEX - 1, JSON_REJECT_DUPLICATES, NULL);
    bool done = fields_read(root, &found);
    json_decref(root);
    if (done) {
        *state = found;
    }
    return done;
}

static bool slot_read(const struct store *store, int slot, struct store_state *state) {
    char *path = disk_path(store->folder, SLOT_NAMES[slot]), *bytes = NULL;
    size_t size = 0;
    bool done = path && disk_read(path, SLOT_MAX, &bytes, &size, NULL) && slot_parse(bytes, size, state);
    free(bytes);
    free(path);
    return done;
}

/* The newest valid slot, or -1. */
static int newest_slot(const struct store *store, struct store_state *state) {
    struct store_state slots[SLOTS];
    int newest = -1;
    for (int i = 0; i < SLOTS; i++) {
        if (slot_read(store, i, &slots[i]) && (newest < 0 || slots[i].n > slots[newest].n)) {
            newest = i;
        }
    }
    if (newest >= 0) {
        *state = slots[newest];
    }
    return newest;
}

struct search {
    struct store *store;
    struct generation_id best, second;
    int64_t issued_s;
    char site[STORE_SITE_MAX];
};

static void consider(void *context, const char *folder, const char *name) {
    struct search *search = context;
    struct generation_id id;
    (void)folder;
    if (!generation_id_parse(name, &id) || !generation_id_newer(id, search->second)) {
        return;
    }
    struct generation *generation = generation_open(search->store, id, NULL);
    if (!generation) {
        return;
    }
    if (generation_id_newer(id, search->best)) {
        search->second = search->best;
        search->best = id;
        search->issued_s = generation->manifest->issued_s;
        snprintf(search->site, sizeof search->site, "%s", generation->manifest->site);
    } else {
        search->second = id;
    }
    generation_close(generation);
}

bool store_state_read(struct store *store, struct store_state *state, struct fail *fail) {
    if (newest_slot(store, state) >= 0) {
        return true;
    }
    struct search search = {.store = store};
    char *path = disk_path(store->folder, "gen");
    bool listed = path ? disk_list(path, consider, &search, fail) : fail_set(fail, "state: out of memory");
    free(path);
    if (!listed) {
        return false;
    }
    if (generation_id_none(search.best)) {
        return fail_set(fail, "%s: nothing was received yet", store->folder);
    }
    *state = (struct store_state){.current = search.best,
                                  .previous = search.second,
                                  .ratchet = search.best,
                                  .clock_s = search.issued_s};
    memcpy(state->site, search.site, sizeof state->site);
    /* known from what the player says, if that is still there */
    struct generation_id good = store_marked_good(store);
    if (generation_id_same(good, state->current) || generation_id_same(good, state->previous)) {
        state->proven = good;
    }
    return true;
}

static bool slots_write(const struct store *store, int first, const char *bytes, size_t size,
                        struct fail *fail) {
    bool done[SLOTS] = {false, false};
    for (int i = 0; i < SLOTS; i++) {
        char *path = disk_path(store->folder, SLOT_NAMES[i == 0 ? first : 1 - first]);
        store_alive(store);
        /* the second is only a copy: what failed there is written at the next change */
        done[i] = path ? disk_write(path, bytes, size, i == 0 ? fail : NULL)
                       : fail_set(i == 0 ? fail : NULL, "state: out of memory");
        free(path);
        if (!done[0]) {
            return false;
        }
    }
    return true;
}

bool store_state_write(struct store *store, struct store_state *state, struct fail *fail) {
    struct store_state newest = {.n = 0}, next = *state;
    if (!store_may_write(store, fail)) {
        return false;
    }
    int first = newest_slot(store, &newest) == 0 ? 1 : 0;
    next.n = newest.n + 1;
    size_t size = 0;
    char *bytes = slot_write(&next, &size);
    bool done = bytes ? slots_write(store, first, bytes, size, fail) : fail_set(fail, "state: out of memory");
    free(bytes);
    if (done) {
        state->n = next.n;
    }
    return done;
}
