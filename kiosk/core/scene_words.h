/* The words scenes add of their own, and dates and times as people write them, in fourteen languages. Any
 * other gets English words and its own dates. Pure: neither locale nor clock of the machine. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/zone.h"

enum word {
    WORD_SAMPLE,
    WORD_TODAY,
    WORD_TOMORROW,
    WORD_CANCELLED,
    WORD_SOLD_OUT,
    WORD_NOT_OPEN,
    WORD_FREE,
    WORD_ALL_DAY,
    WORD_UNTIL_DATE, /* {0}: a date */
    WORD_UNTIL_TIME, /* {0}: a time */
    WORD_UPDATED,    /* {0}: a date, {1}: a time */
    WORD_EVENTS,
    WORD_NEWS,
    WORD_HOURS,
    WORD_NO_EVENTS,
    WORD_NO_NEWS,
    WORD_CLOSED,
    WORD_NO_INFORMATION,
    WORD_STAFFED,
    WORD_SELF_SERVICE,
    WORD_WELCOME,
    WORD_COUNT,
};
enum { WORDS_MAX = 120 }; /* bytes of one formatted value */

const char *word(enum word id, const char *language);
/* The same with its "{0}" and "{1}" filled in; cut at `size`. `second` may be NULL where there is no "{1}".
 */
void word_fill(enum word id, const char *language, const char *first, const char *second, char *out,
               size_t size);
/* The languages there are words in; NULL from the end on. */
const char *words_language(size_t index);

/* "16:30", "16.30". `minutes` since midnight; 1440 is 24:00. */
void words_time(int minutes, const char *language, char *out, int size);
/* A date by ICU skeleton ("EEEEdMMMM": "Thursday 3 December"), capitalised as a label. `day` since 1970. */
void words_date(int64_t day, const char *skeleton, const char *language, char *out, int size);
/* "Today", "Tomorrow", "Thursday 3 December". */
void words_day(int64_t day, int64_t today, const char *language, char *out, int size);
/* "As of 3 December, 16:30". */
void words_updated(const struct civil *when, const char *language, char *out, int size);
