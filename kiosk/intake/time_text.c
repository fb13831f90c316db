#include "intake/time_text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool clock_valid(int year, int month, int day, int hour, int minute, int second) {
    return year >= 1970 && year <= 2100 && civil_valid_date(year, month, day) && hour >= 0 && hour <= 24 &&
           minute >= 0 && minute < 60 && second >= 0 && second <= 60 && (hour < 24 || minute + second == 0);
}

static int64_t instant(struct civil at, int offset_s) {
    return ((civil_days(at.year, at.month, at.day) * 24 + at.hour) * 3600 + at.minute * 60 + at.second -
            offset_s) *
           1000;
}

/* "Z", "+0100", "+01:00" */
static bool offset_parse(const char *text, int *offset_s) {
    if ((*text == 'Z' || *text == 'z') && text[1] == '\0') {
        *offset_s = 0;
        return true;
    }
    int hours = 0, minutes = 0, used = 0;
    if ((*text != '+' && *text != '-') || (sscanf(text + 1, "%2d:%2d%n", &hours, &minutes, &used) != 2 &&
                                           sscanf(text + 1, "%2d%2d%n", &hours, &minutes, &used) != 2))
        return false;
    if (text[1 + used] != '\0' || hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return false;
    *offset_s = (hours * 3600 + minutes * 60) * (*text == '-' ? -1 : 1);
    return true;
}

bool time_parse_iso(const char *text, const struct zone *zone, int64_t *utc_ms) {
    struct civil at = {0};
    int used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &at.year, &at.month, &at.day, &used) != 3 || used != 10)
        return false;
    text += used;
    if (*text == 'T' || *text == 't' || *text == ' ') {
        used = 0;
        if (sscanf(text + 1, "%2d:%2d%n", &at.hour, &at.minute, &used) != 2 || used != 5)
            return false;
        text += 1 + used;
        if (*text == ':') {
            if (sscanf(text + 1, "%2d%n", &at.second, &used) != 1 || used != 2)
                return false;
            text += 3;
        }
        if (*text == '.') /* fractions of a second are dropped */
            text += 1 + strspn(text + 1, "0123456789");
    }
    if (!clock_valid(at.year, at.month, at.day, at.hour, at.minute, at.second))
        return false;
    int offset_s;
    if (*text == '\0')
        *utc_ms = zone_utc(zone, at);
    else if (offset_parse(text, &offset_s))
        *utc_ms = instant(at, offset_s);
    else
        return false;
    return true;
}

static bool zone_name_parse(const char *name, int *offset_s) {
    static const struct {
        const char *name;
        int hours;
    } names[] = {{"", 0},     {"GMT", 0},  {"UT", 0},   {"UTC", 0},  {"EST", -5}, {"EDT", -4}, {"CST", -6},
                 {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}, {"CET", 1},  {"CEST", 2}};
    for (size_t i = 0; i < LENGTH(names); i++)
        if (strcasecmp(name, names[i].name) == 0) {
            *offset_s = names[i].hours * 3600;
            return true;
        }
    return offset_parse(name, offset_s);
}

bool time_parse_mail(const char *text, int64_t *utc_ms) {
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const char *comma = strchr(text, ',');
    text = comma ? comma + 1 : text;
    struct civil at = {0};
    char month[4] = "", zone_name[8] = "";
    int used = 0;
    if (sscanf(text, " %2d %3[A-Za-z] %4d %2d:%2d%n", &at.day, month, &at.year, &at.hour, &at.minute, &used) <
        5)
        return false;
    text += used;
    if (*text == ':') {
        if (sscanf(text + 1, "%2d%n", &at.second, &used) != 1)
            return false;
        text += 1 + used;
    }
    int offset_s;
    if (sscanf(text, " %7s", zone_name) == 1 && zone_name[0] == '(')
        zone_name[0] = '\0';
    for (int i = 0; i < 12; i++)
        if (strlen(month) == 3 && strncasecmp(month, months + i * 3, 3) == 0)
            at.month = i + 1;
    if (at.year < 100) /* RFC 5322 §4.3 */
        at.year += at.year < 50 ? 2000 : 1900;
    if (!clock_valid(at.year, at.month, at.day, at.hour, at.minute, at.second) ||
        !zone_name_parse(zone_name, &offset_s))
        return false;
    *utc_ms = instant(at, offset_s);
    return true;
}

int64_t time_midnight(const struct zone *zone, int64_t utc_ms, int days) {
    struct civil at = zone_local(zone, utc_ms);
    return zone_utc(zone, (struct civil){.year = at.year, .month = at.month, .day = at.day + days});
}
