#include "core/site/scene_words.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/udisplaycontext.h>
#include <unicode/ustring.h>

#include "core/base/compiler.h"

void words_time(int minutes, const char *language, char *out, int size) {
    snprintf(out, (size_t)size, "%02d%c%02d", minutes / 60, strcmp(language, "da") == 0 ? '.' : ':',
             minutes % 60);
}

/* English on a Danish wall is European English. Digits stay 0–9, so that a date reads like a phone number,
 * and the calendar is the one that hangs beside the screen, not the Persian one. */
static void locale_of(const char *language, char *out, size_t size) {
    snprintf(out, size, "%s-u-ca-gregory-nu-latn", strcmp(language, "en") == 0 ? "en-GB" : language);
}

/* The site's own languages have fixed patterns: ICU's data change from release to release ("Thursday, 3
 * December" in 72, "Thursday 3 December" in 76), and a screen must not. */
static const struct {
    const char *skeleton, *en, *da;
} fixed[] = {
    {"EEEEdMMMM", "EEEE d MMMM", "EEEE d. MMMM"},
    {"EEEdMMM", "EEE d MMM", "EEE d. MMM"},
    {"dMMMM", "d MMMM", "d. MMMM"},
    {"dMMM", "d MMM", "d. MMM"},
    {"EEEEd", "EEEE d", "EEEE 'den' d."},
    {"EEEE", "EEEE", "EEEE"},
};

static void pattern_of(const char *skeleton, const char *language, const char *locale, UChar *out,
                       int32_t size, UErrorCode *status) {
    bool en = strcmp(language, "en") == 0, da = strcmp(language, "da") == 0;
    for (size_t i = 0; i < LENGTH(fixed) && (en || da); i++) {
        if (strcmp(fixed[i].skeleton, skeleton) == 0) {
            u_uastrncpy(out, en ? fixed[i].en : fixed[i].da, size);
            return;
        }
    }
    UChar wanted[40];
    u_uastrncpy(wanted, skeleton, (int32_t)LENGTH(wanted));
    UDateTimePatternGenerator *patterns = udatpg_open(locale, status);
    udatpg_getBestPattern(patterns, wanted, -1, out, size, status);
    udatpg_close(patterns);
}

static void write_date(int64_t day, const char *skeleton, const char *language,
                       UDisplayContext capitalization, char *out, int size) {
    UErrorCode status = U_ZERO_ERROR;
    char tag[80], locale[100];
    int32_t parsed;
    UChar pattern[100], text[WORDS_MAX];
    static const UChar utc[] = {'U', 'T', 'C', 0};
    locale_of(language, tag, sizeof tag);
    uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
    pattern_of(skeleton, language, locale, pattern, (int32_t)LENGTH(pattern), &status);
    UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1, pattern, -1, &status);
    udat_setContext(format, capitalization, &status);
    udat_format(format, (UDate)day * 86400000.0, text, (int32_t)LENGTH(text), NULL, &status);
    udat_close(format);
    u_strToUTF8(out, size, NULL, text, -1, &status);
    if (U_FAILURE(status)) {
        struct civil civil = civil_from_days(day);
        snprintf(out, (size_t)size, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
    }
}

void words_date(int64_t day, const char *skeleton, const char *language, char *out, int size) {
    write_date(day, skeleton, language, UDISPCTX_CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE, out, size);
}

void words_weekday(int64_t day, const char *language, char *out, int size) {
    write_date(day, "EEEE", language, UDISPCTX_CAPITALIZATION_FOR_MIDDLE_OF_SENTENCE, out, size);
}

void words_day(const struct words *words, int64_t day, int64_t today, const char *language, char *out,
               int size) {
    if (day == today || day == today + 1)
        snprintf(out, (size_t)size, "%s", word(words, day == today ? WORD_TODAY : WORD_TOMORROW, language));
    else
        words_date(day, "EEEEdMMMM", language, out, size);
}

void words_updated(const struct words *words, const struct civil *when, const char *language, char *out,
                   int size) {
    char date[WORDS_MAX], time[20], both[WORDS_MAX + 24];
    words_date(civil_days(when->year, when->month, when->day), "dMMMM", language, date, sizeof date);
    words_time(when->hour * 60 + when->minute, language, time, sizeof time);
    snprintf(both, sizeof both, "%s, %s", date, time);
    word_fill(word(words, WORD_UPDATED, language), both, NULL, out, (size_t)size);
}
