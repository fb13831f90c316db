#include "core/time/instant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads exactly `count` digits; NULL when there are fewer. */
static const char *digits(const char *text, int count, int *out) {
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return NULL;
        value = 10 * value + text[i] - '0';
    }
    *out = value;
    return text + count;
}

static const char *separated(const char *text, char separator, int *out) {
    return text && *text == separator ? digits(text + 1, 2, out) : NULL;
}

static const char *parse_date(const char *text, struct civil *out) {
    const char *at = digits(text, 4, &out->year);
    at = separated(at, '-', &out->month);
    at = separated(at, '-', &out->day);
    if (!at || out->year < 1970 || out->year > 2100 || !civil_valid_date(out->year, out->month, out->day))
        return NULL;
    return at;
}

static const char *parse_time(const char *text, struct civil *out) {
    const char *at = digits(text, 2, &out->hour);
    at = separated(at, ':', &out->minute);
    if (at && *at == ':')
        at = separated(at, ':', &out->second);
    return at && out->hour < 24 && out->minute < 60 && out->second < 60 ? at : NULL;
}

/* The end of what was read, or NULL. */
static const char *parse(const char *text, struct civil *out, bool *has_time) {
    const char *at = parse_date(text, out);
    *has_time = at && *at == 'T';
    return *has_time ? parse_time(at + 1, out) : at;
}

bool civil_parse(const char *text, struct civil *out, bool *has_time) {
    struct civil read = {0};
    bool timed;
    const char *end = parse(text, &read, &timed);
    if (!end || *end != '\0' || (timed && !has_time))
        return false;
    if (has_time)
        *has_time = timed;
    *out = read;
    return true;
}

bool minutes_parse(const char *text, int *minutes) {
    int hour = 0, minute = 0;
    const char *at = digits(text, 2, &hour);
    at = separated(at, ':', &minute);
    if (!at || *at != '\0' || minute > 59 || hour > 24 || (hour == 24 && minute > 0))
        return false;
    *minutes = 60 * hour + minute;
    return true;
}

static bool parse_offset(const char *text, int *seconds) {
    if (strcmp(text, "Z") == 0) {
        *seconds = 0;
        return true;
    }
    int hours, minutes;
    const char *at = *text == '+' || *text == '-' ? digits(text + 1, 2, &hours) : NULL;
    at = separated(at, ':', &minutes);
    if (!at || *at != '\0' || hours > 14 || minutes > 59)
        return false;
    *seconds = (*text == '-' ? -60 : 60) * (60 * hours + minutes);
    return true;
}

/* ".25" behind the seconds of what was read since `begin`: 250 ms. NULL: there are none before it. */
static const char *parse_fraction(const char *begin, const char *at, int *ms) {
    enum { WITH_SECONDS = 19, FINEST = 100 };
    if (*at != '.')
        return at;
    if (at - begin != WITH_SECONDS)
        return NULL;
    int unit = FINEST;
    for (at++; *at >= '0' && *at <= '9' && unit > 0; at++, unit /= 10)
        *ms += (*at - '0') * unit;
    return unit < FINEST ? at : NULL;
}

bool instant_parse(const char *text, const struct zone *zone, int64_t *utc_ms) {
    struct civil local = {0};
    bool timed;
    int ms = 0, offset;
    const char *end = parse(text, &local, &timed);
    end = end ? parse_fraction(text, end, &ms) : NULL;
    if (!end)
        return false;
    if (*end == '\0') {
        *utc_ms = zone_utc(zone, local) + ms;
        return true;
    }
    if (!timed || !parse_offset(end, &offset))
        return false;
    int64_t days = civil_days(local.year, local.month, local.day);
    *utc_ms = (days * 86400 + local.hour * 3600 + local.minute * 60 + local.second - offset) * 1000 + ms;
    return true;
}

const char *instant_format(int64_t utc_ms, const struct zone *zone, char *out, size_t size) {
    struct civil local = zone_local(zone, utc_ms);
    int minutes = zone_offset_s(zone, utc_ms) / 60;
    snprintf(out, size, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", local.year, local.month, local.day,
             local.hour, local.minute, local.second, minutes < 0 ? '-' : '+', abs(minutes) / 60,
             abs(minutes) % 60);
    return out;
}
