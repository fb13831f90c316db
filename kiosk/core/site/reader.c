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
#include "core/site/site_findings.h"

enum { WRITTEN_MAX = 60, VALUES_LIMIT = 64 << 20 };

/* False: reported. */
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
            report_said(reader->report, &(struct finding_place){SEVERITY_ERROR, reader->file, line, column},
                        FOUND_TOO_DEEP, READER_DEPTH_MAX);
            return false;
        }
    }
    return true;
}

/* Why there are no values: too deep, no JSON in the words of who knows, or no memory. */
static void say_why(struct reader *reader) {
    struct fail why;
    json_t *root;
    if (!reader->values || arena_wanted(reader->values) || arena_refused(reader->values)) {
        arena_want(reader->arena);
        report_said(reader->report, &(struct finding_place){SEVERITY_ERROR, reader->file, 0, 0},
                    FOUND_NO_MEMORY);
        return;
    }
    if (!depth_ok(reader))
        return;
    errno = 0; /* the library has a code for want of memory, and does not always give it */
    root = json_read(reader->file, reader->text, reader->size, &why);
    if (root)
        fail_at(&why, reader->file, 0, 0, "out of memory");
    if (root || errno == ENOMEM)
        arena_want(reader->arena);
    report_said(reader->report, &(struct finding_place){SEVERITY_ERROR, reader->file, why.line, why.column},
                FOUND_NO_JSON, why.text);
    json_decref(root);
}

bool reader_init(struct reader *reader, const char *file, const char *text, size_t size,
                 struct report *report, struct arena *arena) {
    size_t mark = utf8_mark(text, size);
    *reader = (struct reader){
        .file = file, .text = text + mark, .size = size - mark, .report = report, .arena = arena};
    reader->values = arena_create(VALUES_LIMIT);
    reader->root =
        reader->values ? json_values(reader->text, reader->size, READER_DEPTH_MAX, reader->values) : NULL;
    if (!reader->root) {
        say_why(reader);
        reader_finish(reader);
        return false;
    }
    if (value_is(reader->root, VALUE_OBJECT))
        return true;
    struct json_place root = place_root(reader);
    place_error(&root, FOUND_NO_OBJECT);
    reader_finish(reader);
    return false;
}

void reader_finish(struct reader *reader) {
    arena_destroy(reader->values);
    reader->root = NULL;
    reader->values = NULL;
}

struct json_place place_root(struct reader *reader) {
    return (struct json_place){.reader = reader, .value = reader->root};
}

struct json_place place_member(const struct json_place *above, const char *key) {
    return (struct json_place){above->reader, above, key, 0, value_member(above->value, key)};
}

struct json_place place_item(const struct json_place *above, size_t index) {
    return (struct json_place){above->reader, above, NULL, index, value_item(above->value, index)};
}

bool place_next_member(const struct json_place *above, size_t n, struct json_place *out) {
    if (!value_is(above->value, VALUE_OBJECT) || n >= above->value->count)
        return false;
    const struct json_value *member = &above->value->children[n];
    *out = (struct json_place){above->reader, above, member->key, 0, member};
    return true;
}

/* Of what is absent: what it would stand in. */
static void locate(const struct json_place *place, bool of_key, int *line, int *column) {
    while (!place->value && place->above)
        place = place->above;
    const struct json_spot start = {.line = 1, .column = 1}; /* there is no value at all: the file's */
    struct json_spot spot = !place->value ? start : of_key ? place->value->key_spot : place->value->spot;
    *line = (int)spot.line;
    *column = (int)spot.column;
}

void place_position(const struct json_place *place, int *line, int *column) {
    locate(place, false, line, column);
}

static struct finding_place spot_of(const struct json_place *place, enum severity severity, bool of_key) {
    struct finding_place at = {.severity = severity, .file = place->reader->file};
    locate(place, of_key, &at.line, &at.column);
    return at;
}

struct fail *place_error(const struct json_place *place, const char *code, const char *english,
                         const char *danish, ...) {
    struct finding_place at = spot_of(place, SEVERITY_ERROR, false);
    place->reader->errors++;
    va_list values;
    va_start(values, danish);
    struct fail *found = report_vsaid(place->reader->report, &at, code, english, danish, values);
    va_end(values);
    return found;
}

struct fail *place_key_error(const struct json_place *place, const char *code, const char *english,
                             const char *danish, ...) {
    struct finding_place at = spot_of(place, SEVERITY_ERROR, true);
    place->reader->errors++;
    va_list values;
    va_start(values, danish);
    struct fail *found = report_vsaid(place->reader->report, &at, code, english, danish, values);
    va_end(values);
    return found;
}

void place_warning(const struct json_place *place, const char *code, const char *english, const char *danish,
                   ...) {
    struct finding_place at = spot_of(place, SEVERITY_WARNING, false);
    va_list values;
    va_start(values, danish);
    report_vsaid(place->reader->report, &at, code, english, danish, values);
    va_end(values);
}

void place_plain(const struct json_place *place, enum severity severity, const struct said *said) {
    struct finding_place at = spot_of(place, severity, false);
    place->reader->errors += severity == SEVERITY_ERROR;
    report_plain(place->reader->report, &at, said);
}

void place_translated(const struct json_place *place, const char *language, bool there, const char *code,
                      const char *english, const char *danish, ...) {
    struct finding_place at = spot_of(place, SEVERITY_WARNING, false);
    report_translation(place->reader->report, language, 1, !there);
    if (there)
        return;
    va_list values;
    va_start(values, danish);
    fail_untranslated(report_vsaid(place->reader->report, &at, code, english, danish, values), language);
    va_end(values);
}

void place_complaint(const struct json_place *place, const char *code, const char *english,
                     const char *danish, ...) {
    struct finding_place at = spot_of(place, SEVERITY_ERROR, false);
    va_list values;
    va_start(values, danish);
    report_vsaid(place->reader->report, &at, code, english, danish, values);
    va_end(values);
}

char *place_written(const struct json_place *place) {
    const struct reader *reader = place->reader;
    size_t at = place->value ? place->value->at : reader->size;
    json_t *value =
        json_loadb(reader->text + at, reader->size - at, JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, NULL);
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    json_decref(value);
    if (!text || strlen(text) <= WRITTEN_MAX)
        return text;
    free(text);
    return strdup("\"…\"");
}

void place_missing(const struct json_place *above, const char *key, const char *what, const char *danish) {
    place_error(above, FOUND_MISSING, key, what, danish);
}
