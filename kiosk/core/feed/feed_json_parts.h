/* Reads the fields of one JSON object of a normalised feed, strictly. Every function returns false and fills
 * `fail` with the feed, the item and the key when the value is not what it must be; an absent optional value
 * leaves the out-parameter untouched. Texts are copied into the arena. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/compiler.h"
#include "core/base/fail.h"

struct json_t;

struct feed_json {
    const char *feed_id;
    const struct json_t *object;
    size_t item; /* counted from 1; 0: the feed itself */
    struct arena *arena;
    struct fail *fail;
};

/* Always false. */
bool feed_json_wrong(const struct feed_json *json, const char *key, const char *problem);
/* `allowed` ends with NULL. */
bool feed_json_keys(const struct feed_json *json, const char *const *allowed) MUST_CHECK;
/* Not empty, no control characters, at most `max` bytes. */
bool feed_json_text(const struct feed_json *json, const char *key, bool required, size_t max,
                    const char **out) MUST_CHECK;
/* An optional list of at most 64 such texts. */
bool feed_json_texts(const struct feed_json *json, const char *key, size_t max, const char *const **out,
                     size_t *count) MUST_CHECK;
/* UTC seconds from 1970 to 2100 → ms. */
bool feed_json_time(const struct feed_json *json, const char *key, bool required, int64_t *out_ms) MUST_CHECK;
/* A whole number from 0 to a thousand million. */
bool feed_json_count(const struct feed_json *json, const char *key, size_t *out) MUST_CHECK;
bool feed_json_bool(const struct feed_json *json, const char *key, bool *out) MUST_CHECK;
/* The index of the value in `names`, which ends with NULL. */
bool feed_json_choice(const struct feed_json *json, const char *key, const char *const *names, bool required,
                      int *out) MUST_CHECK;
/* "2026-12-03" → days since 1970. */
bool feed_json_date(const struct feed_json *json, const char *key, int32_t *out_day) MUST_CHECK;
/* "00:00" … "24:00" → minutes. */
bool feed_json_clock(const struct feed_json *json, const char *key, int16_t *out_min) MUST_CHECK;
