/* Strict reading of the JSON that people write. Every finding carries line and column and says what would be
 * right; reading goes on after one, so that a person sees them all at once. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/base/json_values.h"

enum { READER_DEPTH_MAX = 24, READER_NAME_MAX = 200 };

/* One file being read. */
struct reader {
    const char *file; /* for findings */
    const char *text;
    size_t size;
    const struct json_value *root;
    struct arena *values; /* where those of `text` are */
    struct report *report;
    struct arena *arena; /* what is read is copied here */
    size_t errors;       /* how many this file has had: compare before and after to judge a part */
};

/* A value and how it is reached. `value` is NULL when it is absent. Lives on the stack; `above` outlives it.
 */
struct json_place {
    struct reader *reader;
    const struct json_place *above;
    const char *key; /* NULL: element `index` of an array, or the root */
    size_t index;
    const struct json_value *value;
};

/* Parses `text` (UTF-8, no duplicate keys, at most READER_DEPTH_MAX deep, an object; a byte order mark is
 * passed over); `text` must outlive the reader. False: reported, at the place and with what to do about it.
 */
bool reader_init(struct reader *reader, const char *file, const char *text, size_t size,
                 struct report *report, struct arena *arena) MUST_CHECK;
void reader_finish(struct reader *reader);

struct json_place place_root(struct reader *reader);
struct json_place place_member(const struct json_place *above, const char *key);
struct json_place place_item(const struct json_place *above, size_t index);
/* The n-th member, in the order written; false after the last. */
bool place_next_member(const struct json_place *above, size_t n, struct json_place *out);

/* Findings at the value, or at the key, of a row of …findings.h. An error counts in reader->errors, and can
 * be told more about (or is NULL). */
struct fail *place_error(const struct json_place *place, const char *code, const char *english,
                         const char *danish, ...) SAID_LIKE(2, 5);
struct fail *place_key_error(const struct json_place *place, const char *code, const char *english,
                             const char *danish, ...) SAID_LIKE(2, 5);
void place_warning(const struct json_place *place, const char *code, const char *english, const char *danish,
                   ...) SAID_LIKE(2, 5);
/* What has no values. */
void place_plain(const struct json_place *place, enum severity severity, const struct said *said);
/* A text that the place should have in `language`: counted, and a warning when it is not `there`. */
void place_translated(const struct json_place *place, const char *language, bool there, const char *code,
                      const char *english, const char *danish, ...) SAID_LIKE(4, 7);
/* An error that does not spoil what it stands in: a file that is missing. */
void place_complaint(const struct json_place *place, const char *code, const char *english,
                     const char *danish, ...) SAID_LIKE(2, 5);
void place_position(const struct json_place *place, int *line, int *column);

/* True for an object whose keys are all among `keys` ("$schema" always is); otherwise reported. Absent: false
 * and silent. */
bool place_object(const struct json_place *place, const char *const *keys, size_t count);
/* The same, with those of `own` besides: of a kind, which has some beside those of every kind. */
bool place_object_of(const struct json_place *place, const char *const *keys, size_t count,
                     const char *const *own, size_t own_count);
/* True for an object with any keys, 1–`max` of them. */
bool place_map(const struct json_place *place, size_t max, size_t *count);
/* Number of elements of an array of at most `max`; 0 when absent, or reported when it is not one. */
size_t place_array(const struct json_place *place, size_t max);
/* The value as it would be written, for "write …": at most 60 bytes, else "…". malloc'd. */
char *place_written(const struct json_place *place) MUST_CHECK;
/* Reports the key as missing; `what` it should be, in English and Danish. */
void place_missing(const struct json_place *above, const char *key, const char *what, const char *danish);

/* Text of at most `max` characters (as the schemas count), NFC, not empty, without control characters ("\n"
 * where `lines`), copied to the arena. NULL: absent, or reported. */
const char *place_text(const struct json_place *place, size_t max, bool lines);
const char *read_text(const struct json_place *above, const char *key, size_t max);
/* 1–40 of a–z, 0–9 and "-": what names a thing. NULL: absent, or reported. */
const char *place_id(const struct json_place *place);
bool id_valid(const char *id);
bool read_bool(const struct json_place *above, const char *key, bool fallback);
int read_int(const struct json_place *above, const char *key, int min, int max, int fallback);
bool place_number(const struct json_place *place, double min, double max, double *out);
/* The index in `choices`. */
int read_choice(const struct json_place *above, const char *key, const char *const *choices, int count,
                int fallback);
/* "ics, rss": `names` with commas between them, cut at `size`. */
void names_list(char *out, size_t size, const char *const *names, size_t count);
/* The name in `names` that `word` was probably meant to be, or NULL. */
const char *nearest_name(const char *word, const char *const *names, size_t count);
