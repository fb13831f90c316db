#include "intake/ics_value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/time/zone.h"

#define DURATION_DAYS_MAX INT64_C(3652500)

struct cursor {
    const char *at, *end;
};

static void trim(struct cursor *cursor) {
    while (cursor->at < cursor->end && strchr(" \t", *cursor->at))
        cursor->at++;
    while (cursor->at < cursor->end && strchr(" \t", cursor->end[-1]))
        cursor->end--;
}

static bool accept(struct cursor *cursor, char letter) {
    if (cursor->at == cursor->end || toupper((unsigned char)*cursor->at) != letter)
        return false;
    cursor->at++;
    return true;
}

static bool digits(struct cursor *cursor, int count, int *number) {
    if (cursor->end - cursor->at < count)
        return false;
    *number = 0;
    for (int i = 0; i < count; i++, cursor->at++) {
        if (*cursor->at < '0' || *cursor->at > '9')
            return false;
        *number = *number * 10 + (*cursor->at - '0');
    }
    return true;
}

/* Minutes and seconds may be missing. */
static bool clock(struct cursor *cursor, int *second) {
    int hour, minute = 0, seconds = 0;
    if (!digits(cursor, 2, &hour))
        return false;
    bool colon = accept(cursor, ':');
    if (digits(cursor, 2, &minute)) {
        (void)(colon && accept(cursor, ':'));
        if (cursor->at < cursor->end && isdigit((unsigned char)*cursor->at) && !digits(cursor, 2, &seconds))
            return false;
    }
    *second = (hour * 60 + minute) * 60 + (seconds == 60 ? 59 : seconds);
    return minute < 60 && seconds <= 60 && *second <= DAY_S;
}

/* "Z", or an offset, which RFC 5545 does not have but exporters write. */
static bool zone_mark(struct cursor *cursor, struct ics_wall *wall) {
    wall->utc = accept(cursor, 'Z');
    if (wall->utc || cursor->at == cursor->end)
        return cursor->at == cursor->end;
    int sign = accept(cursor, '+') ? 1 : accept(cursor, '-') ? -1 : 0, hours, minutes;
    if (sign == 0 || !digits(cursor, 2, &hours))
        return false;
    (void)accept(cursor, ':');
    if (!digits(cursor, 2, &minutes) || cursor->at != cursor->end || hours > 18 || minutes > 59)
        return false;
    wall->second -= sign * (hours * 60 + minutes) * 60;
    wall->utc = true;
    return true;
}

bool ics_wall_parse(const char *text, size_t length, struct ics_wall *wall) {
    struct cursor cursor = {text, text + length};
    struct ics_wall read = {0};
    int year, month, day;
    trim(&cursor);
    if (!digits(&cursor, 4, &year))
        return false;
    bool dashes = accept(&cursor, '-');
    if (!digits(&cursor, 2, &month) || (dashes && !accept(&cursor, '-')) || !digits(&cursor, 2, &day) ||
        year < 1 || !civil_valid_date(year, month, day))
        return false;
    read.day = civil_days(year, month, day);
    if (accept(&cursor, 'T')) {
        if (!clock(&cursor, &read.second) || !zone_mark(&cursor, &read))
            return false;
    } else {
        (void)accept(&cursor, 'Z');
        read.is_date = true;
    }
    if (cursor.at != cursor.end)
        return false;
    int64_t days = read.second < 0 ? -1 : read.second / DAY_S;
    read.day += days;
    read.second -= (int32_t)(days * DAY_S);
    *wall = read;
    return true;
}

static bool number(struct cursor *cursor, int64_t *value) {
    const char *begin = cursor->at;
    *value = 0;
    for (; cursor->at < cursor->end && isdigit((unsigned char)*cursor->at); cursor->at++)
        if ((*value = *value * 10 + (*cursor->at - '0')) > DURATION_DAYS_MAX * DAY_S)
            return false;
    return cursor->at > begin;
}

bool ics_duration_parse(const char *text, size_t length, struct ics_duration *duration) {
    static const struct {
        char letter;
        bool time;
        int64_t days, seconds;
    } units[] = {
        {'W', false, 7, 0}, {'D', false, 1, 0}, {'H', true, 0, 3600}, {'M', true, 0, 60}, {'S', true, 0, 1}};
    struct cursor cursor = {text, text + length};
    struct ics_duration read = {0};
    trim(&cursor);
    (void)accept(&cursor, '+');
    if (!accept(&cursor, 'P') || cursor.at == cursor.end)
        return false;
    for (bool time = false; cursor.at < cursor.end;) {
        int64_t value;
        size_t i = 0;
        if (!time && accept(&cursor, 'T'))
            time = true;
        if (!number(&cursor, &value))
            return false;
        while (i < LENGTH(units) && (units[i].time != time || !accept(&cursor, units[i].letter)))
            i++;
        if (i == LENGTH(units))
            return false;
        read.days += value * units[i].days;
        read.seconds += value * units[i].seconds;
        if (read.days > DURATION_DAYS_MAX || read.seconds > DURATION_DAYS_MAX * DAY_S)
            return false;
    }
    *duration = read;
    return true;
}

bool ics_offset_parse(const char *text, int *seconds) {
    struct cursor cursor = {text, text + strlen(text)};
    int hours, minutes = 0, rest = 0;
    trim(&cursor);
    int sign = accept(&cursor, '-') ? -1 : 1;
    (void)(sign > 0 && accept(&cursor, '+'));
    bool short_hour = cursor.end - cursor.at == 3; /* "-500" */
    if (!digits(&cursor, short_hour ? 1 : 2, &hours))
        return false;
    (void)accept(&cursor, ':');
    if (cursor.at < cursor.end && !digits(&cursor, 2, &minutes))
        return false;
    (void)accept(&cursor, ':');
    if (cursor.at < cursor.end && !digits(&cursor, 2, &rest))
        return false;
    if (cursor.at != cursor.end || hours > 23 || minutes > 59 || rest > 59)
        return false;
    *seconds = sign * ((hours * 60 + minutes) * 60 + rest);
    return true;
}
