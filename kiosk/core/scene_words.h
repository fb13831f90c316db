/* The words scenes add of their own, and dates and times as people write them. Other languages than the
 * known ones get English words and their own dates. Pure: neither locale nor clock of the machine. */
#pragma once

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
    WORD_UNTIL,
    WORD_UPDATED,
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
};
enum { WORDS_MAX = 120 }; /* bytes of one formatted value */

const char *word(enum word id, const char *language);

/* "16:30", "16.30". `minutes` since midnight; 1440 is 24:00. */
void words_time(int minutes, const char *language, char *out, int size);
/* A date by ICU skeleton ("EEEEdMMMM": "Thursday 3 December"), capitalised as a label. `day` since 1970. */
void words_date(int64_t day, const char *skeleton, const char *language, char *out, int size);
/* "Today", "Tomorrow", "Thursday 3 December". */
void words_day(int64_t day, int64_t today, const char *language, char *out, int size);
/* "As of 3 December, 16:30". */
void words_updated(const struct civil *when, const char *language, char *out, int size);
