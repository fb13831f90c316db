#include "core/feed/feed_json_parts.h"

#include <jansson.h>
#include <string.h>

#include "core/time/zone.h"

enum { TEXTS_MAX = 64, COUNT_MAX = 1000000000 };
#define SECONDS_MAX INT64_C(4133980800) /* 2101-01-01 */

bool feed_json_wrong(const struct feed_json *json, const char *key, const char *problem) {
    if (json->item == 0)
        return fail_set(json->fail, "feed %s: \"%s\" %s", json->feed_id, key, problem);
    return fail_set(json->fail, "feed %s: item %zu: \"%s\" %s", json->feed_id, json->item, key, problem);
}

bool feed_json_keys(const struct feed_json *json, const char *const *allowed) {
    json_t *object = (json_t *)json->object;
    for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
        size_t i = 0;
        while (allowed[i] && strcmp(allowed[i], json_object_iter_key(at)) != 0)
            i++;
        if (!allowed[i])
            return feed_json_wrong(json, json_object_iter_key(at), "is not a known key");
    }
    return true;
}

/* C0, DEL and C1; UTF-8 itself was checked when the JSON was read. */
static bool has_control(const char *text) {
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if (*c < 0x20 || *c == 0x7f || (*c == 0xc2 && c[1] < 0xa0))
            return true;
    return false;
}

static bool copy_text(const struct feed_json *json, const char *key, const json_t *value, size_t max,
                      const char **out) {
    size_t length = json_string_length(value);
    if (!json_is_string(value) || length == 0)
        return feed_json_wrong(json, key, "must be a text that is not empty");
    if (length > max)
        return feed_json_wrong(json, key, "is too long");
    if (has_control(json_string_value(value)))
        return feed_json_wrong(json, key, "has control characters");
    const char *copy = arena_copy(json->arena, json_string_value(value), length);
    if (!copy)
        return feed_json_wrong(json, key, "needs too much memory");
    *out = copy;
    return true;
}

bool feed_json_text(const struct feed_json *json, const char *key, bool required, size_t max,
                    const char **out) {
    const json_t *value = json_object_get(json->object, key);
    if (!value)
        return !required || feed_json_wrong(json, key, "is missing");
    return copy_text(json, key, value, max, out);
}

bool feed_json_texts(const struct feed_json *json, const char *key, size_t max, const char *const **out,
                     size_t *count) {
    const json_t *list = json_object_get(json->object, key);
    size_t n = json_array_size(list);
    if (list && (!json_is_array(list) || n > TEXTS_MAX))
        return feed_json_wrong(json, key, "must be a list of at most 64 texts");
    if (n == 0)
        return true;
    const char **texts = arena_alloc(json->arena, n * sizeof *texts);
    if (!texts)
        return feed_json_wrong(json, key, "needs too much memory");
    for (size_t i = 0; i < n; i++)
        if (!copy_text(json, key, json_array_get(list, i), max, &texts[i]))
            return false;
    *out = texts;
    *count = n;
    return true;
}

bool feed_json_time(const struct feed_json *json, const char *key, bool required, int64_t *out_ms) {
    const json_t *value = json_object_get(json->object, key);
    if (!value)
        return !required || feed_json_wrong(json, key, "is missing");
    int64_t seconds = json_integer_value(value);
    if (!json_is_integer(value) || seconds < 0 || seconds >= SECONDS_MAX)
        return feed_json_wrong(json, key, "must be UTC seconds between 1970 and 2100");
    *out_ms = seconds * 1000;
    return true;
}

bool feed_json_count(const struct feed_json *json, const char *key, size_t *out) {
    const json_t *value = json_object_get(json->object, key);
    if (!value)
        return true;
    json_int_t count = json_integer_value(value);
    if (!json_is_integer(value) || count < 0 || count > COUNT_MAX)
        return feed_json_wrong(json, key, "must be a number of items");
    *out = (size_t)count;
    return true;
}

bool feed_json_bool(const struct feed_json *json, const char *key, bool *out) {
    const json_t *value = json_object_get(json->object, key);
    if (!value)
        return true;
    if (!json_is_boolean(value))
        return feed_json_wrong(json, key, "must be true or false");
    *out = json_is_true(value);
    return true;
}

bool feed_json_choice(const struct feed_json *json, const char *key, const char *const *names, bool required,
                      int *out) {
    const json_t *value = json_object_get(json->object, key);
    if (!value)
        return !required || feed_json_wrong(json, key, "is missing");
    const char *text = json_string_value(value);
    for (int i = 0; text && names[i]; i++) {
        if (strcmp(text, names[i]) == 0) {
            *out = i;
            return true;
        }
    }
    return feed_json_wrong(json, key, "is not one of the known words");
}

/* The number in `n` digits at `text`, or -1. */
static int digits(const char *text, int n) {
    int number = 0;
    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool feed_json_date(const struct feed_json *json, const char *key, int32_t *out_day) {
    const json_t *value = json_object_get(json->object, key);
    const char *text = json_string_value(value);
    if (text && json_string_length(value) == 10 && text[4] == '-' && text[7] == '-') {
        int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
        if (year >= 1970 && year <= 2100 && civil_valid_date(year, month, day)) {
            *out_day = (int32_t)civil_days(year, month, day);
            return true;
        }
    }
    return feed_json_wrong(json, key, "must be a date like 2026-12-03");
}

bool feed_json_clock(const struct feed_json *json, const char *key, int16_t *out_min) {
    const json_t *value = json_object_get(json->object, key);
    const char *text = json_string_value(value);
    if (text && json_string_length(value) == 5 && text[2] == ':') {
        int hour = digits(text, 2), minute = digits(text + 3, 2);
        if (hour >= 0 && minute >= 0 && minute < 60 && hour * 60 + minute <= 1440) {
            *out_min = (int16_t)(hour * 60 + minute);
            return true;
        }
    }
    return feed_json_wrong(json, key, "must be a time like 09:30");
}
