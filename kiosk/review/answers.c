#include "review/answers.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/json_read.h"
#include "core/base/json_values.h"
#include "core/text/plain_text.h"
#include "core/time/instant.h"
#include "review/texts.h"

#include <jansson.h>

enum { ARENA_LIMIT = 64 << 20, DEPTH = 8, TAG_MAX = 40, ID_MAX = 800 };

struct reading {
    struct review_answers *answers;
    const char *file;
    struct fail *fail;
};

static bool wrong(const struct reading *r, const struct json_value *at, const char *what) {
    return fail_at(r->fail, r->file, at ? (int)at->spot.line : 1, at ? (int)at->spot.column : 1, "%s", what);
}

static bool clean(const char *text) {
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 127)
            return false;
    return true;
}

/* A text of 1 to `max` bytes on one line. */
static bool take(const struct reading *r, const struct json_value *above, const char *key, size_t max,
                 const char **out) {
    const struct json_value *value = value_member(above, key);
    const char *text = value_text(value);
    if (!text || !*text || value->count != strlen(text) || value->count > max || !clean(text))
        return fail_at(r->fail, r->file, value ? (int)value->spot.line : (int)above->spot.line,
                       value ? (int)value->spot.column : (int)above->spot.column,
                       "\"%s\" must be a text of 1 to %zu bytes on one line", key, max);
    *out = text;
    return true;
}

static bool known(const struct reading *r, const struct json_value *object, const char *const *keys,
                  size_t count) {
    for (uint32_t i = 0; i < object->count; i++) {
        bool found = false;
        for (size_t k = 0; k < count; k++)
            found = found || strcmp(object->children[i].key, keys[k]) == 0;
        if (!found)
            return fail_at(r->fail, r->file, (int)object->children[i].key_spot.line,
                           (int)object->children[i].key_spot.column, "unknown key \"%.40s\"",
                           object->children[i].key);
    }
    return true;
}

/* Lines become one, as a browser's box for text has them. */
static bool take_correction(const struct reading *r, const struct json_value *above, const char **out) {
    const struct json_value *value = value_member(above, "correction");
    if (!value)
        return true;
    char *text = value_text(value) ? arena_copy(r->answers->arena, value->text, value->count) : NULL;
    for (char *c = text; c && *c; c++)
        *c = *c == '\n' || *c == '\r' || *c == '\t' ? ' ' : *c;
    if (!text || !*text || text[strspn(text, " ")] == '\0' || value->count != strlen(text) ||
        value->count > ANSWER_TEXT_MAX || !clean(text))
        return wrong(r, value, "a correction is a text of 1 to 4000 bytes without control characters");
    *out = text;
    return true;
}

static bool take_answer(const struct reading *r, const struct json_value *value, struct review_answer *out) {
    static const char *const keys[] = {"id", "source", "text", "approved", "correction"};
    if (!value_is(value, VALUE_OBJECT))
        return wrong(r, value, "an answer is an object: { … }");
    const struct json_value *approved = value_member(value, "approved");
    *out = (struct review_answer){.approved = value_is(approved, VALUE_TRUE)};
    if (!known(r, value, keys, LENGTH(keys)) || !take(r, value, "id", ID_MAX, &out->id) ||
        !take(r, value, "source", HASH_HEX, &out->source) || !take(r, value, "text", HASH_HEX, &out->text) ||
        !take_correction(r, value, &out->correction))
        return false;
    if (!out->approved && !value_is(approved, VALUE_FALSE))
        return wrong(r, approved ? approved : value, "\"approved\" must be true or false");
    return hash_valid(out->source) && hash_valid(out->text)
               ? true
               : wrong(r, value, "\"source\" and \"text\" are the hashes that the page came with");
}

static int by_id(const void *a, const void *b) {
    return strcmp(((const struct review_answer *)a)->id, ((const struct review_answer *)b)->id);
}

static bool take_answers(const struct reading *r, const struct json_value *texts) {
    struct review_answers *answers = r->answers;
    if (!value_is(texts, VALUE_LIST) || texts->count > REVIEW_TEXTS_MAX)
        return wrong(r, texts, "\"texts\" must be a list of answers");
    answers->items = calloc(texts->count + 1, sizeof *answers->items);
    if (!answers->items)
        return fail_set(r->fail, "out of memory");
    for (uint32_t i = 0; i < texts->count; i++)
        if (!take_answer(r, &texts->children[i], &answers->items[answers->count++]))
            return false;
    qsort(answers->items, answers->count, sizeof *answers->items, by_id);
    for (size_t i = 1; i < answers->count; i++)
        if (strcmp(answers->items[i - 1].id, answers->items[i].id) == 0)
            return fail_at(r->fail, r->file, 1, 1, "\"%.200s\" is answered twice", answers->items[i].id);
    return true;
}

static bool date_valid(const char *text) {
    struct civil day;
    return strlen(text) == 10 && civil_parse(text, &day, NULL);
}

static bool take_root(const struct reading *r, const struct json_value *root) {
    static const char *const keys[] = {"review", "language", "beside", "reviewer", "reviewed_on", "texts"};
    struct review_answers *answers = r->answers;
    const struct json_value *version = value_member(root, "review");
    if (!value_is(root, VALUE_OBJECT) || !value_is(version, VALUE_WHOLE) || version->whole != 1)
        return wrong(r, root, "these are no answers that a page of kioskctl review has saved");
    if (!known(r, root, keys, LENGTH(keys)) || !take(r, root, "language", TAG_MAX, &answers->language) ||
        !take(r, root, "beside", TAG_MAX, &answers->beside) ||
        !take(r, root, "reviewer", REVIEW_NAME_MAX, &answers->reviewer) ||
        !take(r, root, "reviewed_on", 10, &answers->reviewed_on))
        return false;
    if (!language_valid(answers->language) || !language_valid(answers->beside))
        return wrong(r, root, "\"language\" and \"beside\" must be languages");
    if (!date_valid(answers->reviewed_on))
        return wrong(r, value_member(root, "reviewed_on"),
                     "\"reviewed_on\" must be a day such as 2026-12-01");
    return take_answers(r, value_member(root, "texts"));
}

bool review_answers_read(struct review_answers *answers, const char *file, const char *bytes, size_t size,
                         struct fail *fail) {
    struct reading r = {.answers = answers, .file = file, .fail = fail};
    *answers = (struct review_answers){.arena = arena_create(ARENA_LIMIT)};
    if (!answers->arena)
        return fail_set(fail, "out of memory");
    const struct json_value *root =
        size <= ANSWERS_BYTES_MAX ? json_values(bytes, size, DEPTH, answers->arena) : NULL;
    if (root)
        return take_root(&r, root);
    json_t *read = json_read(file, bytes, size, fail); /* says what is wrong */
    json_decref(read);
    return read ? fail_at(fail, file, 1, 1, "is too large, or nested too deep") : false;
}

void review_answers_finish(struct review_answers *answers) {
    free(answers->items);
    arena_destroy(answers->arena);
    *answers = (struct review_answers){0};
}
