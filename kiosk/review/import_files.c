#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json_edit.h"
#include "core/base/json_read.h"
#include "review/import_parts.h"

/* The operations that one file needs. */
struct ops {
    struct json_op *items;
    size_t count, room;
    bool failed;
};

static void add_op(struct ops *ops, const char *path, const char *text) {
    json_t *string = json_string(text);
    char *value = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;
    json_decref(string);
    ops->failed = ops->failed || !value || ops->count == ops->room;
    if (ops->failed)
        free(value);
    else
        ops->items[ops->count++] = (struct json_op){.kind = JSON_OP_SET, .path = path, .value = value};
}

static void ops_finish(struct ops *ops) {
    for (size_t i = 0; i < ops->count; i++)
        free((char *)(uintptr_t)ops->items[i].value);
    free(ops->items);
}

static bool rewrite_json(const char *name, const struct verdicts *verdicts,
                         const struct review_answers *reviewer, struct review_change *out,
                         struct fail *fail) {
    struct ops ops = {.items = calloc(verdicts->count + 2, sizeof *ops.items), .room = verdicts->count + 2};
    struct json_source source = {name, out->before, out->before_size};
    ops.failed = !ops.items;
    for (size_t i = 0; i < verdicts->count; i++)
        if (verdicts->items[i].correction && strcmp(verdicts->items[i].text->file, name) == 0)
            add_op(&ops, verdicts->items[i].text->path, verdicts->items[i].correction);
    if (reviewer) {
        add_op(&ops, "/reviewer", reviewer->reviewer);
        add_op(&ops, "/reviewed_on", reviewer->reviewed_on);
    }
    bool fine = !ops.failed ? ops.count == 0 || json_edit_all(&source, ops.items, ops.count, &out->after,
                                                              &out->after_size, fail)
                            : fail_set(fail, "out of memory");
    ops_finish(&ops);
    return fine;
}

/* Does the file, read again, still have the text where it was when it was judged? */
static bool stands(const struct review_change *change, size_t done, const struct review_text *text) {
    return text->at >= done && text->at <= change->before_size &&
           text->size <= change->before_size - text->at &&
           memcmp(change->before + text->at, text->text, text->size) == 0;
}

/* Nothing but the pieces changes. Verdicts of one file stand in the order of their places. */
static bool rewrite_page(const char *name, const struct verdicts *verdicts, struct review_change *out,
                         struct fail *fail) {
    size_t room = out->before_size + 1, done = 0, size = 0;
    bool any = false;
    for (size_t i = 0; i < verdicts->count; i++)
        room += verdicts->items[i].correction ? strlen(verdicts->items[i].correction) : 0;
    char *after = malloc(room);
    if (!after)
        return fail_set(fail, "out of memory");
    for (size_t i = 0; i < verdicts->count; i++) {
        const struct verdict *verdict = &verdicts->items[i];
        if (!verdict->correction || strcmp(verdict->text->file, name) != 0)
            continue;
        if (!stands(out, done, verdict->text)) {
            free(after);
            return fail_set(fail, "%s: it was changed meanwhile; import once more", name);
        }
        size_t length = strlen(verdict->correction), kept = verdict->text->at - done;
        memcpy(after + size, out->before + done, kept);
        memcpy(after + size + kept, verdict->correction, length);
        size += kept + length;
        done = verdict->text->at + verdict->text->size;
        any = true;
    }
    memcpy(after + size, out->before + done, out->before_size - done);
    size += out->before_size - done;
    after[size] = '\0';
    if (any)
        *out = (struct review_change){out->file, out->before, after, out->before_size, size};
    else
        free(after);
    return true;
}

bool review_rewrite(const char *name, const struct verdicts *verdicts, const struct site_files *files,
                    const struct review_answers *reviewer, struct review_change *out, struct fail *fail) {
    *out = (struct review_change){.file = name};
    if (!files->exists(files->context, name)) /* no words of its own, and nobody can stand in it */
        return true;
    if (!files->read(files->context, name, SITE_FILE_MAX, &out->before, &out->before_size, fail))
        return false;
    size_t length = strlen(name);
    bool page = length > 3 && strcmp(name + length - 3, ".md") == 0;
    bool fine =
        page ? rewrite_page(name, verdicts, out, fail) : rewrite_json(name, verdicts, reviewer, out, fail);
    if (fine && out->after && out->after_size == out->before_size &&
        memcmp(out->after, out->before, out->after_size) == 0) {
        free(out->after);
        out->after = NULL;
    }
    if (!fine)
        free(out->before);
    return fine;
}

static bool approve(json_t *texts, const struct verdict *verdict, const struct review_answers *answers) {
    const struct review_text *text = verdict->text;
    struct hash own =
        verdict->correction ? hash_bytes(verdict->correction, strlen(verdict->correction)) : text->text_hash;
    return json_object_set_new(texts, text->id,
                               json_pack("{s:s, s:s, s:s, s:s}", "source", text->source_hash.hex, "text",
                                         own.hex, "reviewer", answers->reviewer, "on",
                                         answers->reviewed_on)) == 0;
}

static json_t *approvals_now(const char *name, const struct site_files *files, struct review_change *out,
                             const char *language, struct fail *fail) {
    if (!files->exists(files->context, name))
        return json_pack("{s:s, s:{}}", "language", language, "texts");
    if (!files->read(files->context, name, SITE_FILE_MAX, &out->before, &out->before_size, fail))
        return NULL;
    json_t *root = json_read(name, out->before, out->before_size, fail);
    if (root && json_is_object(json_object_get(root, "texts")))
        return root;
    if (root)
        fail_set(fail, "%s: has no \"texts\"; remove it, or put back an earlier one", name);
    json_decref(root);
    return NULL;
}

bool review_approvals(const char *name, const struct verdicts *verdicts, const struct site_files *files,
                      const struct review_answers *answers, struct review_change *out, struct fail *fail) {
    *out = (struct review_change){.file = name};
    json_t *root = approvals_now(name, files, out, answers->language, fail);
    bool fine = root != NULL, any = false;
    for (size_t i = 0; fine && i < verdicts->count; i++) {
        json_t *texts = json_object_get(root, "texts");
        const struct verdict *verdict = &verdicts->items[i];
        bool withdrawn = !verdict->approved && json_object_del(texts, verdict->text->id) == 0;
        fine = !verdict->approved || approve(texts, verdict, answers);
        any = any || withdrawn || verdict->approved;
    }
    char *text = fine && any ? json_dumps(root, JSON_INDENT(1)) : NULL;
    size_t size = text ? strlen(text) : 0;
    if (size >= SITE_FILE_MAX)
        fine =
            fail_set(fail,
                     "%s: would be of %zu bytes, more than the %d that are read again; remove from it what "
                     "is not approved any more",
                     name, size + 1, SITE_FILE_MAX);
    char *after = text ? realloc(text, size + 2) : NULL;
    json_decref(root);
    if (!fine || (any && !after)) {
        free(after ? after : text);
        free(out->before);
        return fail->text[0] ? false : fail_set(fail, "out of memory");
    }
    if (after) {
        memcpy(after + size, "\n", 2);
        bool same = out->before && out->before_size == size + 1 && memcmp(out->before, after, size + 1) == 0;
        out->after = same ? NULL : after;
        out->after_size = size + 1;
        if (same)
            free(after);
    }
    return true;
}
