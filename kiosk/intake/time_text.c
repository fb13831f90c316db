#include "intake/time_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "intake/time_zone_text.h"

bool time_valid(const struct civil *at) {
    return at->year >= 1970 && at->year <= 2100 && civil_valid_date(at->year, at->month, at->day) &&
           at->hour >= 0 && at->hour <= 24 && at->minute >= 0 && at->minute < 60 && at->second >= 0 &&
           at->second <= 60 && (at->hour < 24 || at->minute + at->second == 0);
}

int64_t time_instant(const struct civil *at, int offset_s) {
    return ((civil_days(at->year, at->month, at->day) * 24 + at->hour) * 3600 + at->minute * 60 + at->second -
            offset_s) *
           1000;
}

/* Exactly `digits` of them. */
static bool digits_parse(const char **text, int digits, int *value) {
    int number = 0;
    for (int i = 0; i < digits; i++) {
        if (!isdigit((unsigned char)(*text)[i]))
            return false;
        number = number * 10 + ((*text)[i] - '0');
    }
    *text += digits;
    *value = number;
    return true;
}

static bool skips(const char **text, char c) {
    bool there = **text == c;
    *text += there;
    return there;
}

/* "2026-12-03", "2026/12/03", "20261203" */
static bool iso_date(const char **text, struct civil *at) {
    if (!digits_parse(text, 4, &at->year))
        return false;
    char between = **text == '-' || **text == '/' ? *(*text)++ : '\0';
    if (!digits_parse(text, 2, &at->month) || (between && !skips(text, between)))
        return false;
    return digits_parse(text, 2, &at->day) && !isdigit((unsigned char)**text);
}

/* "16:30", "16:30:00.25", "163000" */
static bool iso_clock(const char **text, struct civil *at) {
    if (!digits_parse(text, 2, &at->hour))
        return false;
    bool colons = skips(text, ':');
    if (!digits_parse(text, 2, &at->minute))
        return false;
    if (colons ? skips(text, ':') : isdigit((unsigned char)**text) != 0)
        if (!digits_parse(text, 2, &at->second))
            return false;
    if (**text == '.' || **text == ',') /* fractions of a second are dropped */
        *text += 1 + strspn(*text + 1, "0123456789");
    return true;
}

bool time_parse_iso(const char *text, const struct zone *zone, int64_t *utc_ms) {
    struct civil at = {0};
    if (!iso_date(&text, &at))
        return false;
    bool clock = *text == 'T' || *text == 't' || *text == ' ';
    if (clock)
        text += 1 + strspn(text + 1, " ");
    if (clock && *text != '\0' && !iso_clock(&text, &at))
        return false;
    text += strspn(text, " ");
    if (!time_valid(&at))
        return false;
    int offset_s;
    if (*text == '\0')
        *utc_ms = zone_utc(zone, at);
    else if (clock && time_zone_parse(text, &offset_s))
        *utc_ms = time_instant(&at, offset_s);
    else
        return false;
    return true;
}

int64_t time_midnight(const struct zone *zone, int64_t utc_ms, int days) {
    struct civil at = zone_local(zone, utc_ms);
    return zone_utc(zone, (struct civil){.year = at.year, .month = at.month, .day = at.day + days});
}
