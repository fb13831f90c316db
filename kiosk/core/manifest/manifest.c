#include "core/manifest/manifest.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/site/site.h"
#include "core/site/site_file.h"

enum { ARENA_MAX = 4 << 20, DEPTH_MAX = 5 };

/* A string member copied into the arena; false and `fail` when it is missing, empty or too long. */
static bool take_string(struct arena *arena, const json_t *object, const char *key, size_t max,
                        const char **out, struct fail *fail) {
    const json_t *value = json_object_get(object, key);
    size_t length = json_is_string(value) ? json_string_length(value) : 0;
    if (length == 0 || length > max) {
        return fail_set(fail, "manifest: \"%s\" must be a text of 1 to %zu bytes", key, max);
    }
    *out = arena_copy(arena, json_string_value(value), length);
    return *out || fail_set(fail, "manifest: out of memory");
}

static bool take_number(const json_t *object, const char *key, uint64_t max, uint64_t *out,
                        struct fail *fail) {
    const json_t *value = json_object_get(object, key);
    if (!json_is_integer(value) || json_integer_value(value) < 0 ||
        (uint64_t)json_integer_value(value) > max) {
        return fail_set(fail, "manifest: \"%s\" must be a whole number of 0 to %" PRIu64, key, max);
    }
    *out = (uint64_t)json_integer_value(value);
    return true;
}

static bool take_file(struct arena *arena, const json_t *value, struct manifest_file *file,
                      struct fail *fail) {
    if (!json_is_object(value)) {
        return fail_set(fail, "manifest: a file must be an object");
    }
    if (!take_string(arena, value, "name", 200, &file->name, fail) ||
        !take_string(arena, value, "h", 64, &file->hash, fail) ||
        !take_string(arena, value, "t", 60, &file->type, fail) ||
        !take_number(value, "n", MANIFEST_FILE_BYTES_MAX, &file->size, fail)) {
        return false;
    }
    if (!site_name_valid(file->name)) {
        return fail_set(fail, "manifest: a file's name leads out of the site");
    }
    if (strlen(file->hash) != 64 || strspn(file->hash, "0123456789abcdef") != 64) {
        return fail_set(fail, "manifest: %s: \"h\" must be 64 hex digits", file->name);
    }
    return site_file_type_known(file->type) ||
           fail_set(fail, "manifest: %s: type \"%s\" is not allowed", file->name, file->type);
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct manifest_file *)a)->name, ((const struct manifest_file *)b)->name);
}

static char small(char letter) {
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static int by_name_in_any_case(const void *a, const void *b) {
    const char *x = (*(const struct manifest_file *const *)a)->name;
    const char *y = (*(const struct manifest_file *const *)b)->name;
    for (; *x && small(*x) == small(*y); x++)
        y++;
    return small(*x) - small(*y);
}

/* Two names that differ in the case of their letters only are one file on some computers, and one mistake on
 * all others. */
static bool names_differ(const struct manifest *manifest, size_t count, struct fail *fail) {
    const struct manifest_file **sorted = arena_alloc(manifest->arena, count * sizeof(*sorted));
    if (!sorted) {
        return fail_set(fail, "manifest: out of memory");
    }
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &manifest->files[i];
    }
    qsort(sorted, count, sizeof(*sorted), by_name_in_any_case);
    for (size_t i = 1; i < count; i++) {
        if (by_name_in_any_case(&sorted[i - 1], &sorted[i]) == 0) {
            return strcmp(sorted[i - 1]->name, sorted[i]->name) == 0
                       ? fail_set(fail, "manifest: %s is listed twice", sorted[i]->name)
                       : fail_set(fail, "manifest: %s and %s differ in case only; rename one of them",
                                  sorted[i - 1]->name, sorted[i]->name);
        }
    }
    return true;
}

static bool take_files(struct manifest *manifest, const json_t *list, struct fail *fail) {
    size_t count = json_array_size(list);
    if (!json_is_array(list) || count == 0 || count > MANIFEST_FILES_MAX) {
        return fail_set(fail, "manifest: \"files\" must be a list of 1 to %d files", MANIFEST_FILES_MAX);
    }
    manifest->files = arena_alloc(manifest->arena, count * sizeof *manifest->files);
    if (!manifest->files) {
        return fail_set(fail, "manifest: out of memory");
    }
    for (size_t i = 0; i < count; i++) {
        if (!take_file(manifest->arena, json_array_get(list, i), &manifest->files[i], fail)) {
            return false;
        }
    }
    qsort(manifest->files, count, sizeof *manifest->files, by_name);
    manifest->file_count = count;
    return names_differ(manifest, count, fail);
}

static bool take_head(struct manifest *manifest, const json_t *root, struct fail *fail) {
    const json_t *type = json_object_get(root, "type");
    uint64_t spec = 0, epoch = 0, issued = 0, fresh = 0, expires = 0;
    if (!json_is_string(type) || strcmp(json_string_value(type), "signage.content") != 0) {
        return fail_set(fail, "manifest: \"type\" must be \"signage.content\"");
    }
    if (!take_number(root, "spec", INT32_MAX, &spec, fail)) {
        return false;
    }
    if (spec != 1) {
        return fail_set(fail, "manifest: spec %" PRIu64 " is not known here", spec);
    }
    if (!take_string(manifest->arena, root, "site", MANIFEST_ID_MAX, &manifest->site, fail) ||
        !take_string(manifest->arena, root, "channel", MANIFEST_ID_MAX, &manifest->channel, fail) ||
        !take_string(manifest->arena, root, "min_player", 20, &manifest->min_player, fail) ||
        !take_number(root, "epoch", UINT32_MAX, &epoch, fail) ||
        !take_number(root, "seq", INT64_MAX, &manifest->seq, fail) ||
        !take_number(root, "issued", INT64_MAX, &issued, fail) ||
        !take_number(root, "fresh_until", INT64_MAX, &fresh, fail) ||
        !take_number(root, "expires", INT64_MAX, &expires, fail)) {
        return false;
    }
    if (issued > fresh || fresh > expires) {
        return fail_set(fail, "manifest: issued, fresh_until and expires are not in order");
    }
    manifest->epoch = (uint32_t)epoch;
    manifest->issued_s = (int64_t)issued;
    manifest->fresh_until_s = (int64_t)fresh;
    manifest->expires_s = (int64_t)expires;
    return true;
}

/* Before the JSON library sees it: nothing in a manifest is deep, and a deep one must not use up the stack.
 */
static bool shallow(const char *json, size_t size) {
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < size; i++) {
        if (quoted && json[i] == '\\') {
            i++;
        } else if (json[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && (json[i] == '{' || json[i] == '[')) {
            depth++;
        } else if (!quoted && (json[i] == '}' || json[i] == ']')) {
            depth--;
        }
        if (depth >= DEPTH_MAX) {
            return false;
        }
    }
    return true;
}

struct manifest *manifest_parse(const char *json, size_t size, struct fail *fail) {
    json_error_t error;
    if (size > MANIFEST_BYTES_MAX) {
        fail_set(fail, "manifest: more than %d bytes", MANIFEST_BYTES_MAX);
        return NULL;
    }
    if (!shallow(json, size)) {
        fail_set(fail, "manifest: nested too deep");
        return NULL;
    }
    json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        fail_at(fail, "manifest", error.line, error.column, "%s", error.text);
        return NULL;
    }
    struct arena *arena = arena_create(ARENA_MAX);
    struct manifest *manifest = arena ? arena_alloc(arena, sizeof *manifest) : NULL;
    bool done = false;
    if (!manifest) {
        fail_set(fail, "manifest: out of memory");
    } else {
        manifest->arena = arena;
        done = take_head(manifest, root, fail) && take_files(manifest, json_object_get(root, "files"), fail);
    }
    json_decref(root);
    if (!done) {
        arena_destroy(arena);
        return NULL;
    }
    return manifest;
}

void manifest_destroy(struct manifest *manifest) {
    if (manifest) {
        arena_destroy(manifest->arena);
    }
}

static json_t *write_file(const struct manifest_file *file) {
    return json_pack("{s:s, s:s, s:I, s:s}", "name", file->name, "h", file->hash, "n", (json_int_t)file->size,
                     "t", file->type);
}

char *manifest_write(const struct manifest *manifest, size_t *size) {
    json_t *root =
        json_pack("{s:s, s:i, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:s, s:[]}", "type", "signage.content",
                  "spec", 1, "site", manifest->site, "channel", manifest->channel, "epoch",
                  (json_int_t)manifest->epoch, "seq", (json_int_t)manifest->seq, "issued",
                  (json_int_t)manifest->issued_s, "fresh_until", (json_int_t)manifest->fresh_until_s,
                  "expires", (json_int_t)manifest->expires_s, "min_player", manifest->min_player, "files");
    json_t *files = json_object_get(root, "files");
    bool done = root != NULL;
    for (size_t i = 0; done && i < manifest->file_count; i++) {
        done = json_array_append_new(files, write_file(&manifest->files[i])) == 0;
    }
    char *text = done ? json_dumps(root, JSON_INDENT(1) | JSON_PRESERVE_ORDER) : NULL;
    json_decref(root);
    if (text) {
        *size = strlen(text);
    }
    return text;
}

/* Compares "1.2.3" by its numbers; what is missing counts as 0. */
static int version_compare(const char *a, const char *b) {
    for (int i = 0; i < 3; i++) {
        char *end_a = NULL, *end_b = NULL;
        unsigned long x = strtoul(a, &end_a, 10), y = strtoul(b, &end_b, 10);
        if (x != y) {
            return x < y ? -1 : 1;
        }
        a = *end_a == '.' ? end_a + 1 : "";
        b = *end_b == '.' ? end_b + 1 : "";
    }
    return 0;
}

enum manifest_verdict manifest_judge(const struct manifest *manifest, const char *site, const char *channel,
                                     uint32_t ratchet_epoch, uint64_t ratchet_seq, int64_t now_s) {
    if (strcmp(manifest->site, site) != 0 || strcmp(manifest->channel, channel) != 0) {
        return MANIFEST_FOREIGN;
    }
    if (manifest->epoch == ratchet_epoch && manifest->seq == ratchet_seq) {
        return MANIFEST_SAME;
    }
    if (manifest->epoch < ratchet_epoch ||
        (manifest->epoch == ratchet_epoch && manifest->seq < ratchet_seq)) {
        return MANIFEST_OLDER;
    }
    uint64_t base = manifest->epoch == ratchet_epoch ? ratchet_seq : 0;
    if (manifest->seq - base > MANIFEST_SEQ_JUMP_MAX) {
        return MANIFEST_JUMP;
    }
    if (manifest->expires_s <= now_s) {
        return MANIFEST_EXPIRED;
    }
    return version_compare(manifest->min_player, KIOSK_VERSION) > 0 ? MANIFEST_TOO_NEW : MANIFEST_NEW;
}

void manifest_head_comment(const struct manifest_head *head, char *out, size_t size) {
    snprintf(out, size, "site=%s channel=%s epoch=%" PRIu32 " seq=%" PRIu64 " issued=%" PRId64, head->site,
             head->channel, head->epoch, head->seq, head->issued_s);
}

struct manifest_head manifest_head_of(const struct manifest *manifest) {
    struct manifest_head head = {
        .epoch = manifest->epoch, .seq = manifest->seq, .issued_s = manifest->issued_s};
    snprintf(head.site, sizeof head.site, "%s", manifest->site);
    snprintf(head.channel, sizeof head.channel, "%s", manifest->channel);
    return head;
}

void manifest_comment(const struct manifest *manifest, char *out, size_t size) {
    struct manifest_head head = manifest_head_of(manifest);
    manifest_head_comment(&head, out, size);
}

/* The value of "NAME=VALUE", up to a space or the end, which stays in *at. */
static bool head_word(const char **at, const char *name, char *out, size_t size) {
    size_t length = strlen(name);
    if (strncmp(*at, name, length) != 0) {
        return false;
    }
    const char *value = *at + length;
    length = strcspn(value, " ");
    if (length == 0 || length >= size) {
        return false;
    }
    memcpy(out, value, length);
    out[length] = '\0';
    *at = value + length + (value[length] == ' ');
    return true;
}

bool manifest_comment_parse(const char *comment, struct manifest_head *out) {
    struct manifest_head head = {0};
    char epoch[24], seq[24], issued[24], again[200];
    const char *at = comment;
    if (!head_word(&at, "site=", head.site, sizeof head.site) ||
        !head_word(&at, "channel=", head.channel, sizeof head.channel) ||
        !head_word(&at, "epoch=", epoch, sizeof epoch) || !head_word(&at, "seq=", seq, sizeof seq) ||
        !head_word(&at, "issued=", issued, sizeof issued)) {
        return false;
    }
    head.epoch = (uint32_t)strtoul(epoch, NULL, 10);
    head.seq = strtoull(seq, NULL, 10);
    head.issued_s = strtoll(issued, NULL, 10);
    manifest_head_comment(&head, again, sizeof again); /* what is written otherwise is not ours */
    if (strcmp(again, comment) != 0) {
        return false;
    }
    *out = head;
    return true;
}

bool manifest_comment_agrees(const struct manifest *manifest, const char *comment) {
    char expected[512];
    manifest_comment(manifest, expected, sizeof expected);
    return strcmp(expected, comment) == 0;
}

const char *manifest_verdict_text(enum manifest_verdict verdict) {
    switch (verdict) {
    case MANIFEST_NEW:
        return "new";
    case MANIFEST_SAME:
        return "already here";
    case MANIFEST_OLDER:
        return "older than what was accepted before";
    case MANIFEST_FOREIGN:
        return "for another site or channel";
    case MANIFEST_JUMP:
        return "its sequence number is too far ahead";
    case MANIFEST_EXPIRED:
        return "expired";
    case MANIFEST_TOO_NEW:
        return "needs a newer player";
    }
    return "unknown";
}

const struct manifest_file *manifest_find(const struct manifest *manifest, const char *name) {
    const struct manifest_file key = {.name = name};
    return bsearch(&key, manifest->files, manifest->file_count, sizeof key, by_name);
}
