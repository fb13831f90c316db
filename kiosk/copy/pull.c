#include "copy/pull.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/site_file.h"
#include "system/disk.h"

enum { LIST_BYTES_MAX = 4 << 20, FILE_BYTES_MAX = 512 << 20, TEXT_BYTES_MAX = 1 << 20 };

struct pulling {
    struct copy *copy;
    struct talk *talk;
    const struct copy_telling *telling;
    int64_t revision; /* the desk's */
    size_t *both;
    struct fail *fail;
};

static bool take_list(struct pulling *pulling, json_t *root) {
    struct copy *copy = pulling->copy;
    json_t *files = json_object_get(root, "files"), *row;
    size_t i;
    pulling->revision = json_integer_value(json_object_get(root, "revision"));
    for (i = 0; i < copy->count; i++)
        copy->files[i].there = (struct hash){""};
    json_array_foreach(files, i, row) {
        const char *path = json_string_value(json_object_get(row, "path"));
        const char *hash = json_string_value(json_object_get(row, "hash"));
        if (!path || !hash || !hash_valid(hash))
            return fail_set(pulling->fail, "%.200s: answers, but is no desk", pulling->talk->desk);
        if (!copy_has(path))
            continue;
        struct copy_file *file = copy_file(copy, path);
        if (!file)
            return fail_set(pulling->fail, "out of memory");
        memcpy(file->there.hex, hash, sizeof file->there.hex);
    }
    return pulling->revision > 0 || fail_set(pulling->fail, "the desk has no site yet: kiosk-desk import");
}

static bool ask_list(struct pulling *pulling) {
    char *bytes = NULL;
    size_t size = 0;
    if (!talk_get(pulling->talk, "/api/1/files", LIST_BYTES_MAX, &bytes, &size, pulling->fail))
        return false;
    json_t *root = json_loadb(bytes, size, 0, NULL);
    bool fine = take_list(pulling, root);
    json_decref(root);
    free(bytes);
    return fine;
}

static bool fetch_file(struct pulling *pulling, const struct copy_file *file, char **bytes, size_t *size) {
    char path[900], escaped[800];
    if (!talk_escape(file->path, escaped, sizeof escaped))
        return fail_at(pulling->fail, file->path, 0, 0, "has too long a name");
    snprintf(path, sizeof path, "/api/1/files/%s?revision=%lld", escaped, (long long)pulling->revision);
    if (!talk_get(pulling->talk, path, FILE_BYTES_MAX, bytes, size, pulling->fail))
        return false;
    struct hash came = hash_bytes(*bytes, *size);
    return copy_same(&came, &file->there) ||
           fail_at(pulling->fail, file->path, 0, 0, "came damaged: pull once more");
}

/* Beside the folder's own file when `end` is COPY_THEIRS. A file that went is removed, or is an empty one
 * beside. */
static bool put_file(const struct pulling *pulling, const struct copy_file *file, const char *bytes,
                     size_t size, const char *end) {
    char *at = copy_path(pulling->copy, file->path, end);
    bool fine = at || fail_set(pulling->fail, "out of memory");
    if (fine)
        fine = file->there.hex[0] || *end ? disk_write(at, bytes ? bytes : "", size, pulling->fail)
                                          : disk_remove(at, pulling->fail);
    free(at);
    return fine;
}

/* What the desk makes of the folder's text and its own; malloc'd. NULL: it cannot. */
static char *ask_merged(struct pulling *pulling, const struct copy_file *file, const char *mine, size_t size,
                        size_t *merged_size) {
    struct fail why = {0};
    char *body = NULL, *merged = NULL;
    json_t *answer = NULL;
    json_t *root =
        json_pack("{s:I, s:I, s:s, s:o}", "base", (json_int_t)pulling->copy->revision, "onto",
                  (json_int_t)pulling->revision, "path", file->path, "text", json_stringn(mine, size));
    if (root)
        body = json_dumps(root, JSON_COMPACT);
    const struct talk_message message = {"POST", "/api/1/merge", "application/json", body,
                                         body ? strlen(body) : 0};
    if (body && talk_send(pulling->talk, &message, &answer, &why) == TALK_DONE) {
        const json_t *text = json_object_get(answer, "text");
        *merged_size = json_string_length(text);
        merged = json_is_string(text) ? malloc(*merged_size + 1) : NULL;
        if (merged)
            memcpy(merged, json_string_value(text), *merged_size + 1);
    }
    json_decref(answer);
    json_decref(root);
    free(body);
    return merged;
}

/* False: the two stay as they are, each whole. */
static bool merge_file(struct pulling *pulling, const struct copy_file *file) {
    struct fail why = {0};
    struct hash now = {""};
    size_t size = 0, merged_size = 0;
    char *mine = NULL, *merged = NULL, *at = copy_path(pulling->copy, file->path, "");
    bool texts =
        file->base.hex[0] && file->here.hex[0] && file->there.hex[0] && !site_file_is_object(file->path);
    if (texts && at && disk_read(at, TEXT_BYTES_MAX, &mine, &size, &why))
        merged = ask_merged(pulling, file, mine, size, &merged_size);
    bool fine = merged && copy_look(pulling->copy, file->path, &now, &why);
    struct hash sent = fine ? hash_bytes(mine, size) : now;
    fine = fine && copy_same(&now, &sent) && disk_write(at, merged, merged_size, &why);
    free(merged);
    free(mine);
    free(at);
    return fine;
}

/* The folder is looked at again when the file has come: somebody may have saved meanwhile. */
static bool settle(struct pulling *pulling, struct copy_file *file, const char *bytes, size_t size) {
    const struct copy_telling *telling = pulling->telling;
    enum copy_event event = file->there.hex[0] ? COPY_TAKEN : COPY_GONE;
    if (!copy_look(pulling->copy, file->path, &file->here, pulling->fail))
        return false;
    if (copy_same(&file->here, &file->there))
        return true;
    if (!copy_same(&file->here, &file->base))
        event = merge_file(pulling, file) ? COPY_MERGED : COPY_BOTH;
    if (event != COPY_MERGED && !put_file(pulling, file, bytes, size, event == COPY_BOTH ? COPY_THEIRS : ""))
        return false;
    *pulling->both += event == COPY_BOTH;
    telling->tell(telling->context, event, file->path, "");
    return true;
}

static bool pull_file(struct pulling *pulling, struct copy_file *file) {
    char *bytes = NULL;
    size_t size = 0;
    if (copy_same(&file->base, &file->there) || copy_same(&file->here, &file->there))
        return true;
    bool fine = (!file->there.hex[0] || fetch_file(pulling, file, &bytes, &size)) &&
                settle(pulling, file, bytes, size);
    free(bytes);
    return fine;
}

/* What it began as is the desk's revision now, also of files that are still to be put right. */
static bool begin_anew(struct pulling *pulling) {
    struct copy *copy = pulling->copy;
    for (size_t i = 0; i < copy->count; i++)
        copy->files[i].base = copy->files[i].there;
    copy->revision = pulling->revision;
    return copy_save(copy, pulling->fail);
}

bool copy_pull(struct copy *copy, struct talk *talk, const struct copy_telling *telling, size_t *both,
               struct fail *fail) {
    struct pulling pulling = {copy, talk, telling, 0, both, fail};
    *both = 0;
    bool fine = ask_list(&pulling);
    for (size_t i = 0; i < copy->count && fine; i++) {
        telling->progress(telling->context, i, copy->count);
        fine = pull_file(&pulling, &copy->files[i]);
    }
    return fine && begin_anew(&pulling);
}
