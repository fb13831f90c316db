#include "intake/time_zone_text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Names that mean one offset wherever they are read: of RFC 5322 §4.3, and Europe's. */
static const struct {
    const char *name;
    int hours;
} names[] = {{"Z", 0},    {"GMT", 0},  {"UT", 0},   {"UTC", 0},  {"EST", -5}, {"EDT", -4},
             {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7},
             {"WET", 0},  {"WEST", 1}, {"CET", 1},  {"CEST", 2}, {"MET", 1},  {"MEST", 2},
             {"MEZ", 1},  {"MESZ", 2}, {"EET", 2},  {"EEST", 3}};

/* "+1", "+01", "+100", "+0100", "+1:00", "+01:00"; returns what is behind it, NULL when it is none. */
static const char *offset(const char *text, int *offset_s) {
    int sign = *text == '-' ? -1 : 1, hours = 0, minutes = 0;
    size_t digits = strspn(text + 1, "0123456789");
    const char *at = text + 1, *end = at + digits;
    if (digits < 1 || digits > 4)
        return NULL;
    size_t hour_digits = digits > 2 ? digits - 2 : digits;
    for (size_t i = 0; i < digits; i++) {
        int *part = i < hour_digits ? &hours : &minutes;
        *part = *part * 10 + (at[i] - '0');
    }
    if (digits <= 2 && *end == ':') {
        if (strspn(end + 1, "0123456789") != 2)
            return NULL;
        minutes = (end[1] - '0') * 10 + (end[2] - '0');
        end += 3;
    }
    if (hours > 14 || minutes > 59)
        return NULL;
    *offset_s = sign * (hours * 3600 + minutes * 60);
    return end;
}

bool time_zone_parse(const char *text, int *offset_s) {
    size_t length = 0;
    int result = 0;
    while (isalpha((unsigned char)text[length]))
        length++;
    bool named = length == 0;
    for (size_t i = 0; i < LENGTH(names) && !named; i++)
        if (strlen(names[i].name) == length && strncasecmp(names[i].name, text, length) == 0) {
            result = names[i].hours * 3600;
            named = true;
        }
    if (!named)
        return false;
    const char *at = text + length + strspn(text + length, " ");
    if (*at == '+' || *at == '-') { /* "GMT+0100" counts from Greenwich; "CET+0100" says it twice */
        at = offset(at, &result);
        if (!at)
            return false;
    } else if (length == 0)
        return false;
    at += strspn(at, " ");
    if (*at == '(') { /* the zone's name as a comment, or the place ISO 8601-2 adds */
        at = strchr(at, ')');
        at = at ? at + 1 : "(";
    } else if (*at == '[') {
        at = strchr(at, ']');
        at = at ? at + 1 : "[";
    }
    if (at[strspn(at, " ")] != '\0')
        return false;
    *offset_s = result;
    return true;
}
