/* Dates with their month in words. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/time_text.h"
#include "intake/time_zone_text.h"

enum { WORD_BYTES_MAX = 24 };

/* Month by month; the first of each are English. */
static const char *const months[12] = {
    "jan january | januar januari jän jänner jaenner",
    "feb february | februar februari",
    "mar march | marts mars mär märz maerz mrz",
    "apr april |",
    "may | maj mai",
    "jun june | juni",
    "jul july | juli",
    "aug august | augusti",
    "sep sept september |",
    "oct october | okt oktober",
    "nov november |",
    "dec december | des desember dez dezember",
};
/* What may stand around a date without changing it. */
static const char fillers[] =
    " mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
    " man mandag tir tirs tirsdag ons onsdag tor tors torsdag fre fredag lør lørdag søn søndag den d kl kl. "
    "klokken"
    " mån måndag tis tisdag lördag lör söndag sön montag mo dienstag di mittwoch mi donnerstag do freitag fr"
    " samstag sa sonntag so uhr at the of og um am ";

struct reading {
    struct civil at;
    bool day, month, year, clock, zone, noon;
    bool local; /* the words are not English */
    int offset_s;
    bool month_first;
};

static bool in_list(const char *list, const char *word, size_t length) {
    for (const char *at = list; *at;) {
        at += strspn(at, " ");
        size_t size = strcspn(at, " ");
        if (size == length && strncasecmp(at, word, length) == 0)
            return true;
        at += size;
    }
    return false;
}

/* 1–12, 0 when it is none. */
static int month_of(const char *word, size_t length, bool *english) {
    for (int i = 0; i < 12 && length > 1; i++)
        if (in_list(months[i], word, length)) {
            const char *others = strchr(months[i], '|');
            *english = !in_list(others + 1, word, length);
            return i + 1;
        }
    return 0;
}

static size_t word_length(const char *at) {
    size_t length = 0;
    while (isalpha((unsigned char)at[length]) || (unsigned char)at[length] >= 0x80)
        length++;
    return length;
}

/* "10:00", "10:00:30.5", and "10.00" where a day stands before it. NULL: it is none. */
static const char *clock_end(const char *at, struct reading *reading) {
    char *end;
    long hour = strtol(at, &end, 10);
    char between = *end;
    if (end - at > 2 || (between != ':' && (between != '.' || !reading->day || !reading->month)) ||
        strspn(end + 1, "0123456789") != 2)
        return NULL;
    reading->at.hour = (int)hour;
    reading->at.minute = (end[1] - '0') * 10 + (end[2] - '0');
    at = end + 3;
    if (*at == between && isdigit((unsigned char)at[1])) {
        if (strspn(at + 1, "0123456789") != 2)
            return NULL;
        reading->at.second = (at[1] - '0') * 10 + (at[2] - '0');
        at += 3;
        if (*at == '.')
            at += 1 + strspn(at + 1, "0123456789");
    }
    reading->clock = true;
    return at;
}

/* A number that is no clock: the day comes first of those with two digits, the year is the one with four, or
 * follows day and month. */
static const char *number_end(const char *at, struct reading *reading) {
    char *end;
    long number = strtol(at, &end, 10);
    size_t digits = (size_t)(end - at);
    if (digits == 4 && !reading->year) {
        reading->at.year = (int)number;
        reading->year = true;
        return end;
    }
    if (digits > 2)
        return NULL;
    if (!reading->day) {
        reading->at.day = (int)number;
        reading->day = true;
        reading->month_first = reading->month;
        size_t suffix = word_length(end);
        if (suffix == 2 && in_list("st nd rd th", end, suffix))
            end += suffix;
        reading->local = reading->local || *end == '.'; /* "26." */
        return end + (*end == '.');
    }
    /* "Nov 26 26" could be anything; RFC 5322 §4.3 says which century */
    if (digits != 2 || !reading->month || reading->month_first || reading->year)
        return NULL;
    reading->at.year = (int)number + (number < 50 ? 2000 : 1900);
    reading->year = true;
    return end;
}

/* "AM", "p.m." behind a clock of twelve hours. */
static const char *half_end(const char *at, struct reading *reading) {
    bool afternoon = *at == 'p' || *at == 'P';
    if ((!afternoon && *at != 'a' && *at != 'A') || !reading->clock || reading->noon)
        return NULL;
    const char *end = at + 1 + (at[1] == '.');
    if (*end != 'm' && *end != 'M')
        return NULL;
    end += 1 + (end[1] == '.');
    if (isalpha((unsigned char)*end) || reading->at.hour < 1 || reading->at.hour > 12)
        return NULL;
    reading->at.hour = reading->at.hour % 12 + (afternoon ? 12 : 0);
    reading->noon = true;
    return end;
}

static const char *word_end(const char *at, struct reading *reading) {
    const char *half = half_end(at, reading);
    if (half)
        return half;
    size_t length = word_length(at);
    bool english = false;
    int month = length <= WORD_BYTES_MAX ? month_of(at, length, &english) : 0;
    if (month > 0 && !reading->month) {
        reading->at.month = month;
        reading->month = true;
        reading->local = reading->local || !english;
        return at + length + (at[length] == '.');
    }
    if (length <= WORD_BYTES_MAX && in_list(fillers, at, length)) {
        reading->local = reading->local || in_list("kl klokken den d uhr um og", at, length);
        return at + length + (at[length] == '.');
    }
    return NULL;
}

/* The year is put behind the clock and the zone by asctime and date(1). */
static const char *zone_end(const char *at, struct reading *reading) {
    size_t length = strlen(at);
    char copy[80];
    if (!reading->clock || reading->zone || length >= sizeof(copy))
        return NULL;
    memcpy(copy, at, length + 1);
    char *last = strrchr(copy, ' ');
    if (!reading->year && last && strspn(last + 1, "0123456789") == 4 && last[5] == '\0')
        *last = '\0';
    if (!time_zone_parse(copy, &reading->offset_s))
        return NULL;
    reading->zone = true;
    return at + strlen(copy);
}

static const char *part_end(const char *at, struct reading *reading) {
    if (*at == '+' || (*at == '-' && reading->clock))
        return zone_end(at, reading);
    if (isdigit((unsigned char)*at)) {
        const char *end = reading->clock ? NULL : clock_end(at, reading);
        return end ? end : number_end(at, reading);
    }
    if (*at == ',' || *at == ' ' || (*at == '-' && !reading->clock))
        return at + 1;
    const char *end = word_end(at, reading);
    return end ? end : zone_end(at, reading);
}

bool time_parse_words(const char *text, const struct zone *zone, int64_t *utc_ms) {
    struct reading reading = {0};
    for (const char *at = text; *at;) {
        const char *end = part_end(at, &reading);
        if (!end || end == at)
            return false;
        at = end;
    }
    if (!reading.day || !reading.month || !reading.year || !time_valid(&reading.at))
        return false;
    if (reading.zone || (reading.clock && !reading.local))
        *utc_ms = time_instant(&reading.at, reading.offset_s);
    else
        *utc_ms = zone_utc(zone, reading.at);
    return true;
}
