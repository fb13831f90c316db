#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/plain_text.h"
#include "store/store_parts.h"
#include "system/disk.h"

enum { REFUSALS_BYTES_MAX = 16 << 10 };

bool store_note_write(const struct store_note *note, struct fail *fail) {
    return note->text ? disk_write(note->path, note->text, strlen(note->text), fail)
                      : disk_remove(note->path, fail);
}

void store_note_finish(struct store_note *note) {
    free(note->path);
    free(note->text);
    *note = (struct store_note){0};
}

void store_player_in(struct store *store, const char *folder) {
    store->player = folder;
}

char *store_player_folder(const struct store *store) {
    return store->player ? strdup(store->player) : disk_path(store->folder, "player");
}

static char *word_path(const struct store *store, const char *name) {
    char *folder = store_player_folder(store), *path = folder ? disk_path(folder, name) : NULL;
    free(folder);
    return path;
}

bool store_mark_good(const struct store *store, struct generation_id id, struct store_note *note) {
    char text[40];
    snprintf(text, sizeof text, "%" PRIu32 ".%" PRIu64, id.epoch, id.seq);
    *note = (struct store_note){word_path(store, "good"), strdup(text)};
    if (note->path && note->text)
        return true;
    store_note_finish(note);
    return false;
}

struct generation_id store_marked_good(const struct store *store) {
    struct generation_id id = {0, 0};
    char *path = word_path(store, "good"), *bytes = NULL;
    size_t size = 0;
    if (path && disk_read(path, 40, &bytes, &size, NULL) && !generation_id_parse(bytes, &id))
        id = (struct generation_id){0, 0};
    free(bytes);
    free(path);
    return id;
}

static bool item_read(const json_t *json, struct store_refusal *item) {
    const char *id = json_string_value(json_object_get(json, "generation"));
    const char *why = json_string_value(json_object_get(json, "why"));
    const json_t *at = json_object_get(json, "at");
    if (!id || !generation_id_parse(id, &item->id) || !why || !json_is_integer(at))
        return false;
    snprintf(item->why, sizeof item->why, "%s", why);
    item->at_s = json_integer_value(at);
    return true;
}

static void refusals_parse(const char *bytes, size_t size, struct store_refusals *refusals) {
    struct store_refusals found = {.count = 0};
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, NULL);
    const char *configuration = json_string_value(json_object_get(root, "configuration"));
    const json_t *list = json_object_get(root, "refused");
    bool fine = configuration && hash_valid(configuration) && json_array_size(list) <= LENGTH(found.items);
    for (; fine && found.count < json_array_size(list); found.count++)
        fine = item_read(json_array_get(list, found.count), &found.items[found.count]);
    if (fine) {
        memcpy(found.configuration, configuration, HASH_HEX);
        *refusals = found;
    }
    json_decref(root);
}

struct store_refusals store_refusals(const struct store *store) {
    struct store_refusals refusals = {.count = 0};
    char *path = word_path(store, "rejected"), *bytes = NULL;
    size_t size = 0;
    if (path && disk_read(path, REFUSALS_BYTES_MAX, &bytes, &size, NULL))
        refusals_parse(bytes, size, &refusals);
    free(bytes);
    free(path);
    return refusals;
}

const struct store_refusal *store_refusal_of(const struct store_refusals *refusals, struct generation_id id) {
    for (size_t i = 0; i < refusals->count; i++)
        if (generation_id_same(refusals->items[i].id, id))
            return &refusals->items[i];
    return NULL;
}

static char *refusals_text(const struct store_refusals *refusals) {
    json_t *list = json_array();
    bool whole = list != NULL;
    for (size_t i = 0; i < refusals->count; i++) {
        char id[40];
        snprintf(id, sizeof id, "%" PRIu32 ".%" PRIu64, refusals->items[i].id.epoch,
                 refusals->items[i].id.seq);
        json_t *item = json_pack("{s:s, s:s, s:I}", "generation", id, "why", refusals->items[i].why, "at",
                                 (json_int_t)refusals->items[i].at_s);
        whole = json_array_append_new(list, item) == 0 && whole;
    }
    json_t *root = json_pack("{s:s, s:o}", "configuration", refusals->configuration, "refused", list);
    char *text = root && whole ? json_dumps(root, JSON_INDENT(1)) : NULL;
    json_decref(root);
    return text;
}

void store_refuse(struct store_refusals *refusals, const char *configuration,
                  const struct store_refusal *refusal) {
    struct store_refusals next = {.count = 1, .items = {*refusal}};
    snprintf(next.configuration, sizeof next.configuration, "%s", configuration);
    text_put(next.items[0].why, sizeof next.items[0].why, refusal->why); /* or it could not be written */
    bool same = strcmp(refusals->configuration, configuration) == 0;
    for (size_t i = 0; same && i < refusals->count && next.count < LENGTH(next.items); i++)
        if (!generation_id_same(refusals->items[i].id, refusal->id))
            next.items[next.count++] = refusals->items[i];
    *refusals = next;
}

bool store_note_refusals(const struct store *store, const struct store_refusals *refusals,
                         struct store_note *note) {
    *note = (struct store_note){.path = word_path(store, "rejected")};
    if (refusals->count)
        note->text = refusals_text(refusals);
    if (note->path && (note->text || !refusals->count))
        return true;
    store_note_finish(note);
    return false;
}
