#include "core/site/reader.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/base/json_locate.h"
#include "core/base/json_read.h"
#include "core/base/utf8.h"

enum { WRITTEN_MAX = 60 };

/* A bound on recursion before anything recurses; positions are exact because nothing was parsed yet. */
static bool depth_ok(struct reader *reader) {
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < reader->size; i++) {
        char c = reader->text[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            depth++;
        else if (!quoted && (c == '}' || c == ']'))
            depth--;
        if (depth > READER_DEPTH_MAX) {
            int line, column;
            json_position(reader->text, reader->size, i, &line, &column);
            report_add(reader->report, SEVERITY_ERROR, reader->file, line, column, "nested more than %d deep",
                       READER_DEPTH_MAX);
            return false;
        }
    }
    return true;
}

bool reader_init(struct reader *reader, const char *file, const char *text, size_t size,
                 struct report *report, struct arena *arena) {
    size_t mark = utf8_mark(text, size);
    *reader = (struct reader){
        .file = file, .text = text + mark, .size = size - mark, .report = report, .arena = arena};
    if (!depth_ok(reader))
        return false;
    struct fail why;
    errno = 0; /* the library has a code for want of memory, and does not always give it */
    reader->root = json_read(file, reader->text, reader->size, &why);
    if (!reader->root) {
        if (errno == ENOMEM)
            arena_want(arena);
        report_add(report, SEVERITY_ERROR, file, why.line, why.column, "%s", why.text);
        return false;
    }
    reader->places = json_index_create(reader->text, reader->size);
    if (!reader->places) {
        arena_want(arena);
        report_add(report, SEVERITY_ERROR, file, 0, 0, "out of memory");
        reader_finish(reader);
        return false;
    }
    if (json_is_object(reader->root))
        return true;
    struct json_place root = place_root(reader);
    place_error(&root, "must be an object: { … }");
    reader_finish(reader);
    return false;
}

void reader_finish(struct reader *reader) {
    json_decref(reader->root);
    json_index_destroy(reader->places);
    reader->root = NULL;
    reader->places = NULL;
}

struct json_place place_root(struct reader *reader) {
    return (struct json_place){.reader = reader, .value = reader->root};
}

struct json_place place_member(const struct json_place *above, const char *key) {
    return (struct json_place){above->reader, above, key, 0, json_object_get(above->value, key)};
}

struct json_place place_item(const struct json_place *above, size_t index) {
    return (struct json_place){above->reader, above, NULL, index, json_array_get(above->value, index)};
}

bool place_next_member(const struct json_place *above, size_t n, struct json_place *out) {
    json_t *object = (json_t *)above->value;
    void *member = json_object_iter(object);
    for (; member && n > 0; n--)
        member = json_object_iter_next(object, member);
    if (!member)
        return false;
    *out = (struct json_place){above->reader, above, json_object_iter_key(member), 0,
                               json_object_iter_value(member)};
    return true;
}

static void locate(const struct json_place *place, bool of_key, int *line, int *column) {
    struct json_step steps[READER_DEPTH_MAX];
    size_t count = 0;
    for (const struct json_place *step = place; step->above && count < READER_DEPTH_MAX; step = step->above)
        count++;
    size_t i = count;
    for (const struct json_place *step = place; i > 0; step = step->above)
        steps[--i] = (struct json_step){step->key, step->index};
    json_index_find(place->reader->places, steps, count, of_key, line, column);
}

void place_position(const struct json_place *place, int *line, int *column) {
    locate(place, false, line, column);
}

static void found(const struct json_place *place, enum severity severity, bool of_key, const char *format,
                  va_list arguments) PRINTF_LIKE(4, 0);

static void found(const struct json_place *place, enum severity severity, bool of_key, const char *format,
                  va_list arguments) {
    char text[1000];
    vsnprintf(text, sizeof text, format, arguments);
    int line, column;
    locate(place, of_key, &line, &column);
    report_add(place->reader->report, severity, place->reader->file, line, column, "%s", text);
}

void place_error(const struct json_place *place, const char *format, ...) {
    place->reader->errors++;
    va_list arguments;
    va_start(arguments, format);
    found(place, SEVERITY_ERROR, false, format, arguments);
    va_end(arguments);
}

void place_key_error(const struct json_place *place, const char *format, ...) {
    place->reader->errors++;
    va_list arguments;
    va_start(arguments, format);
    found(place, SEVERITY_ERROR, true, format, arguments);
    va_end(arguments);
}

void place_warning(const struct json_place *place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    found(place, SEVERITY_WARNING, false, format, arguments);
    va_end(arguments);
}

void place_translated(const struct json_place *place, const char *language, bool there, const char *format,
                      ...) {
    char text[1000];
    int line, column;
    report_translation(place->reader->report, language, 1, !there);
    if (there)
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    locate(place, false, &line, &column);
    report_untranslated(place->reader->report, language, place->reader->file, line, column, "%s", text);
}

void place_complaint(const struct json_place *place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    found(place, SEVERITY_ERROR, false, format, arguments);
    va_end(arguments);
}

char *place_written(const struct json_place *place) {
    char *text = json_dumps(place->value, JSON_ENCODE_ANY | JSON_COMPACT);
    if (!text || strlen(text) <= WRITTEN_MAX)
        return text;
    free(text);
    return strdup("\"…\"");
}

void place_missing(const struct json_place *above, const char *key, const char *what) {
    place_error(above, "\"%s\" is missing: %s", key, what);
}
