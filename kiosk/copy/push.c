#include "copy/push.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/site_file.h"
#include "system/disk.h"

enum { TEXT_BYTES_MAX = 1 << 20, PICTURE_BYTES_MAX = 64 << 20, BODY_BYTES_MAX = 4 << 20, SHOWN = 300 };

static bool is_changed(const struct copy_file *file) {
    return !copy_same(&file->base, &file->here);
}

/* By its bytes, not only as a name in a revision. */
static bool is_uploaded(const struct copy_file *file) {
    return is_changed(file) && file->here.hex[0] && site_file_is_object(file->path);
}

size_t copy_changed(const struct copy *copy) {
    size_t count = 0;
    for (size_t i = 0; i < copy->count; i++)
        count += is_changed(&copy->files[i]);
    return count;
}

bool copy_push_ready(const struct copy *copy, struct fail *fail) {
    if (copy->revision == 0)
        return fail_at(fail, copy->folder, 0, 0,
                       "is no copy of a desk's site yet: kioskctl desk pull --to %.200s", copy->folder);
    if (copy->unseen)
        return fail_at(
            fail, copy->unseen, 0, 0,
            "is the desk's version of a file that you had changed, too: put into that file what both "
            "want, and remove this one");
    for (size_t i = 0; i < copy->count; i++)
        if (is_uploaded(&copy->files[i]) && !site_file_is_picture(copy->files[i].path))
            return fail_at(fail, copy->files[i].path, 0, 0,
                           "is no picture: fonts, films and what belongs to them come in on the server: "
                           "kiosk-desk import --site DIR --data DIR");
    return true;
}

static bool read_file(const struct copy *copy, const struct copy_file *file, size_t max, char **bytes,
                      size_t *size, struct fail *fail) {
    char *at = copy_path(copy, file->path, "");
    bool fine = at ? disk_read(at, max, bytes, size, fail) : fail_set(fail, "out of memory");
    free(at);
    return fine;
}

static enum talk_end send_picture(struct copy *copy, struct talk *talk, struct copy_file *file,
                                  struct fail *fail) {
    char path[900], escaped[650], *bytes = NULL;
    size_t size = 0;
    json_t *answer = NULL;
    if (!talk_escape(file->path, escaped, sizeof escaped))
        return fail_at(fail, file->path, 0, 0, "has too long a name"), TALK_FAILED;
    if (!read_file(copy, file, PICTURE_BYTES_MAX, &bytes, &size, fail))
        return TALK_FAILED;
    snprintf(path, sizeof path, "/api/1/media?name=%.100s&path=%s&before=%s", strrchr(escaped, '/') + 1,
             escaped, file->base.hex);
    const struct talk_message message = {"PUT", path, "application/octet-stream", bytes, size};
    struct hash sent = hash_bytes(bytes, size);
    enum talk_end end = talk_send(talk, &message, &answer, fail);
    if (end == TALK_DONE)
        file->base = file->here = sent;
    else if (!fail->file[0])
        snprintf(fail->file, sizeof fail->file, "%.150s", file->path);
    json_decref(answer);
    free(bytes);
    return end;
}

static enum talk_end send_pictures(struct copy *copy, struct talk *talk, const struct copy_telling *telling,
                                   struct fail *fail) {
    size_t all = copy_changed(copy), done = 0;
    for (size_t i = 0; i < copy->count; i++) {
        if (!is_uploaded(&copy->files[i]))
            continue;
        telling->progress(telling->context, done++, all);
        enum talk_end end = send_picture(copy, talk, &copy->files[i], fail);
        if (end == TALK_CONFLICT)
            telling->tell(telling->context, COPY_CONFLICT, copy->files[i].path,
                          "another picture was put there in the desk");
        if (end != TALK_DONE)
            return end;
        telling->tell(telling->context, COPY_SENT, copy->files[i].path, "");
        if (!copy_save(copy, fail))
            return TALK_FAILED;
    }
    return TALK_DONE;
}

/* {"path", "text"} of a file as it is right now; NULL: `fail` says why not. */
static json_t *row_of(const struct copy *copy, struct copy_file *file, struct fail *fail) {
    char *bytes = NULL;
    size_t size = 0;
    if (!file->here.hex[0])
        return json_pack("{s:s, s:n}", "path", file->path, "text");
    if (!read_file(copy, file, TEXT_BYTES_MAX, &bytes, &size, fail))
        return NULL;
    file->here = hash_bytes(bytes, size);
    json_t *text = json_stringn(bytes, size);
    free(bytes);
    if (!text)
        fail_at(fail, file->path, 0, 0, "is no UTF-8 text: save it as UTF-8");
    return text ? json_pack("{s:s, s:o}", "path", file->path, "text", text) : NULL;
}

static char *body_of(struct copy *copy, const char *note, struct fail *fail) {
    json_t *list = json_array(), *root = NULL;
    for (size_t i = 0; i < copy->count; i++) {
        json_t *row = is_changed(&copy->files[i]) ? row_of(copy, &copy->files[i], fail) : json_null();
        if (!row || (!json_is_null(row) && json_array_append_new(list, row) != 0)) {
            json_decref(list);
            return NULL;
        }
    }
    root = json_pack("{s:I, s:o, s:s}", "base", (json_int_t)copy->revision, "files", list, "note", note);
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    json_decref(root);
    if (!text)
        fail_set(fail, "out of memory, or the note is no UTF-8 text");
    else if (strlen(text) > BODY_BYTES_MAX)
        fail_set(fail, "more than 4 MiB of texts at once: kiosk-desk import on the server takes them");
    else
        return text;
    free(text);
    return NULL;
}

/* "(taken away)" of what is not there any more. */
static void show(const json_t *value, char out[SHOWN]) {
    char *text = value && !json_is_null(value) ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
    snprintf(out, SHOWN, "%.290s", text ? text : "(taken away)");
    free(text);
}

static void tell_conflicts(const struct copy_telling *telling, json_t *answer) {
    json_t *row;
    size_t i;
    json_array_foreach(json_object_get(answer, "at"), i, row) {
        char mine[SHOWN], theirs[SHOWN], text[4 * SHOWN];
        const char *file = json_string_value(json_object_get(row, "file"));
        const char *path = json_string_value(json_object_get(row, "path"));
        const char *by = json_string_value(json_object_get(row, "by"));
        show(json_object_get(row, "mine"), mine);
        show(json_object_get(row, "theirs"), theirs);
        snprintf(text, sizeof text, "%.200s, changed in the desk%s%.80s\n  here:  %s\n  there: %s",
                 path && *path ? path : "the file", by && *by ? " by " : "", by ? by : "", mine, theirs);
        telling->tell(telling->context, COPY_CONFLICT, file ? file : "", text);
    }
}

static void tell_findings(const struct copy *copy, const struct copy_telling *telling, json_t *answer) {
    json_t *row;
    size_t i;
    json_array_foreach(json_object_get(answer, "findings"), i, row) {
        char text[600];
        const char *file = json_string_value(json_object_get(row, "file"));
        const char *severity = json_string_value(json_object_get(row, "severity"));
        const char *said = json_string_value(json_object_get(json_object_get(row, "text"), "en"));
        bool mine = false;
        for (size_t f = 0; file && f < copy->count; f++)
            mine |= strcmp(copy->files[f].path, file) == 0 && is_changed(&copy->files[f]);
        snprintf(text, sizeof text, "%lld:%lld: %.20s: %.400s",
                 (long long)json_integer_value(json_object_get(row, "line")),
                 (long long)json_integer_value(json_object_get(row, "column")), severity ? severity : "error",
                 said ? said : "");
        if (mine)
            telling->tell(telling->context, COPY_FINDING, file, text);
    }
}

static void note_sent(struct copy *copy, const struct copy_telling *telling) {
    for (size_t i = 0; i < copy->count; i++) {
        if (!is_changed(&copy->files[i]))
            continue;
        telling->tell(telling->context, COPY_SENT, copy->files[i].path, "");
        copy->files[i].base = copy->files[i].here;
    }
}

enum talk_end copy_push(struct copy *copy, struct talk *talk, const struct copy_telling *telling,
                        const char *note, struct fail *fail) {
    json_t *answer = NULL;
    enum talk_end end = send_pictures(copy, talk, telling, fail);
    if (end != TALK_DONE || copy_changed(copy) == 0)
        return end;
    char *body = body_of(copy, note, fail);
    if (!body)
        return TALK_FAILED;
    const struct talk_message message = {"POST", "/api/1/import", "application/json", body, strlen(body)};
    telling->progress(telling->context, 1, 1);
    end = talk_send(talk, &message, &answer, fail);
    if (end == TALK_CONFLICT)
        tell_conflicts(telling, answer);
    if (end == TALK_DONE) {
        tell_findings(copy, telling, answer);
        note_sent(copy, telling);
    }
    json_decref(answer);
    free(body);
    return end;
}
