#include "core/site/reader.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/site/site_findings.h"
#include "core/text/plain_text.h"
#include "core/text/text_findings.h"

enum { KEYS_MAX = 32 };

static int least(int a, int b) {
    return a < b ? a : b;
}

/* Levenshtein distance of two short words; 99 for long ones. */
static int distance(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b);
    if (n > 40 || m > 40)
        return 99;
    int row[42];
    for (size_t j = 0; j <= m; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= n; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= m; j++) {
            int replaced = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = least(replaced, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[m];
}

const char *nearest_name(const char *word, const char *const *names, size_t count) {
    const char *nearest = NULL;
    int best = strlen(word) > 4 ? 4 : 3;
    for (size_t i = 0; i < count; i++) {
        int d = distance(word, names[i]);
        if (d < best) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}

void names_list(char *out, size_t size, const char *const *names, size_t count) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "", names[i]);
}

bool place_object(const struct json_place *place, const char *const *keys, size_t count) {
    if (!place->value)
        return false;
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_OBJECT);
        return false;
    }
    struct json_place member;
    for (size_t n = 0; place_next_member(place, n, &member); n++) {
        const char *key = member.key ? member.key : "";
        bool known = strcmp(key, "$schema") == 0;
        for (size_t i = 0; i < count && !known; i++)
            known = strcmp(key, keys[i]) == 0;
        if (known)
            continue;
        char all[300];
        names_list(all, sizeof all, keys, count);
        const char *nearest = nearest_name(member.key, keys, count);
        if (nearest)
            place_key_error(&member, FOUND_MISSPELT_KEY, member.key, nearest);
        else
            place_key_error(&member, FOUND_UNKNOWN_KEY, member.key, all);
    }
    return true;
}

bool place_object_of(const struct json_place *place, const char *const *keys, size_t count,
                     const char *const *own, size_t own_count) {
    const char *all[KEYS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < count && n < KEYS_MAX; i++)
        all[n++] = keys[i];
    for (size_t i = 0; i < own_count && n < KEYS_MAX; i++)
        all[n++] = own[i];
    return place_object(place, all, n);
}

bool place_map(const struct json_place *place, size_t max, size_t *count) {
    if (!place->value)
        return false;
    size_t size = value_is(place->value, VALUE_OBJECT) ? place->value->count : 0;
    if (!value_is(place->value, VALUE_OBJECT))
        place_error(place, FOUND_NO_OBJECT);
    else if (size == 0)
        place_error(place, FOUND_EMPTY);
    else if (size > max)
        place_error(place, FOUND_TOO_MANY, size, max);
    else
        *count = size;
    return value_is(place->value, VALUE_OBJECT) && size > 0 && size <= max;
}

size_t place_array(const struct json_place *place, size_t max) {
    if (!place->value)
        return 0;
    if (!value_is(place->value, VALUE_LIST)) {
        place_error(place, FOUND_NO_LIST);
        return 0;
    }
    size_t size = value_length(place->value);
    if (size <= max)
        return size;
    place_error(place, FOUND_TOO_MANY, size, max);
    return 0;
}

const char *place_text(const struct json_place *place, size_t max, bool lines) {
    if (!place->value)
        return NULL;
    if (!value_is(place->value, VALUE_TEXT)) {
        place_error(place, FOUND_NO_TEXT);
        return NULL;
    }
    size_t length = place->value->count; /* in bytes, of which no character has less than one */
    if (length > max)
        length = utf8_count(value_text(place->value), length);
    if (length == 0 || length > max) {
        if (length == 0)
            place_error(place, FOUND_EMPTY_TEXT);
        else
            place_error(place, FOUND_TEXT_TOO_LONG, length, max);
        return NULL;
    }
    const struct said *why = NULL;
    const char *text = plain_text(place->reader->arena, value_text(place->value), lines, &why);
    if (!text)
        place_plain(place, SEVERITY_ERROR, why);
    return text;
}

const char *read_text(const struct json_place *above, const char *key, size_t max) {
    struct json_place place = place_member(above, key);
    return place_text(&place, max, false);
}

bool id_valid(const char *id) {
    size_t length = strlen(id);
    return length >= 1 && length <= 40 && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

const char *place_id(const struct json_place *place) {
    const char *id = place_text(place, READER_NAME_MAX, false);
    if (!id || id_valid(id))
        return id;
    place_error(place, FOUND_NO_NAME, id);
    return NULL;
}

bool read_bool(const struct json_place *above, const char *key, bool fallback) {
    struct json_place place = place_member(above, key);
    if (!place.value)
        return fallback;
    if (value_is(place.value, VALUE_TRUE) || value_is(place.value, VALUE_FALSE))
        return value_is(place.value, VALUE_TRUE);
    place_error(&place, FOUND_NO_TRUTH);
    return fallback;
}

int read_int(const struct json_place *above, const char *key, int min, int max, int fallback) {
    struct json_place place = place_member(above, key);
    if (!place.value)
        return fallback;
    if (value_is(place.value, VALUE_WHOLE)) {
        int64_t value = place.value->whole;
        if (value >= min && value <= max)
            return (int)value;
    }
    place_error(&place, FOUND_NO_WHOLE, min, max);
    return fallback;
}

bool place_number(const struct json_place *place, double min, double max, double *out) {
    if (!place->value)
        return false;
    double value = value_number(place->value);
    if (!value_is_number(place->value) || !isfinite(value) || value < min || value > max) {
        place_error(place, FOUND_NO_NUMBER, min, max);
        return false;
    }
    *out = value;
    return true;
}

int read_choice(const struct json_place *above, const char *key, const char *const *choices, int count,
                int fallback) {
    struct json_place place = place_member(above, key);
    if (!place.value)
        return fallback;
    const char *word = value_text(place.value);
    for (int i = 0; word && i < count; i++)
        if (strcmp(word, choices[i]) == 0)
            return i;
    char all[200];
    names_list(all, sizeof all, choices, (size_t)count);
    place_error(&place, FOUND_NO_CHOICE, all);
    return fallback;
}
