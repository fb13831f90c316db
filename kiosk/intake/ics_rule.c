#include "intake/ics_rule.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { INTERVAL_MAX = 100000, COUNT_MAX = 1000000 };

struct part {
    const char *value;
    size_t length;
};

/* Cuts the next item off a list; false at its end. */
static bool next_item(struct part *list, struct part *item) {
    if (list->length == 0)
        return false;
    const char *comma = memchr(list->value, ',', list->length);
    item->value = list->value;
    item->length = comma ? (size_t)(comma - list->value) : list->length;
    size_t used = item->length + (comma != NULL);
    list->value += used;
    list->length -= used;
    return true;
}

static bool is_word(struct part part, const char *word) {
    return strlen(word) == part.length && strncasecmp(word, part.value, part.length) == 0;
}

/* A whole number of at most seven digits with an optional sign. */
static bool whole_number(struct part part, int *number) {
    bool negative = part.length > 0 && *part.value == '-';
    size_t at = negative || (part.length > 0 && *part.value == '+');
    int value = 0;
    if (at == part.length || part.length - at > 7)
        return false;
    for (; at < part.length; at++) {
        if (part.value[at] < '0' || part.value[at] > '9')
            return false;
        value = value * 10 + (part.value[at] - '0');
    }
    *number = negative ? -value : value;
    return true;
}

/* 1 = Monday … 7 = Sunday; 0: none. */
static int weekday_of(const char *text, size_t length) {
    static const char *const days[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    for (int i = 0; i < 7; i++)
        if (length == 2 && strncasecmp(days[i], text, 2) == 0)
            return i + 1;
    return 0;
}

static bool read_frequency(struct part value, struct ics_rule *rule, bool *refused) {
    static const char *const names[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    static const char *const often[] = {"HOURLY", "MINUTELY", "SECONDLY"};
    for (size_t i = 0; i < LENGTH(often); i++)
        if (is_word(value, often[i]))
            return *refused = true;
    for (size_t i = 0; i < LENGTH(names); i++)
        if (is_word(value, names[i])) {
            rule->frequency = (enum ics_frequency)i;
            return true;
        }
    return false;
}

/* Numbers low … high as bits; `low` < 0 allows them counted from the end, in bits[1]. */
static bool read_bits(struct part value, int high, bool signs, bool zero, uint64_t *bits[2]) {
    struct part item;
    int number;
    if (value.length == 0)
        return false;
    while (next_item(&value, &item)) {
        if (!whole_number(item, &number) || number > high || number < (signs ? -high : 0) ||
            (number == 0 && !zero))
            return false;
        int n = abs(number);
        bits[number < 0][n / 64] |= UINT64_C(1) << (n % 64);
    }
    return true;
}

static bool read_days(struct part value, struct ics_rule *rule, bool *refused) {
    struct part item;
    if (value.length == 0)
        return false;
    while (next_item(&value, &item)) {
        int nth = 0;
        int day = item.length >= 2 ? weekday_of(item.value + item.length - 2, 2) : 0;
        struct part number = {item.value, item.length - 2};
        if (day == 0 || (number.length > 0 && (!whole_number(number, &nth) || nth == 0 || abs(nth) > 53)))
            return false;
        if (nth == 0) {
            rule->weekdays |= (uint8_t)(1u << day);
        } else if (rule->nth_count < ICS_NTH_MAX) {
            rule->nth[rule->nth_count].weekday = (int8_t)day;
            rule->nth[rule->nth_count++].nth = (int16_t)nth;
        } else {
            *refused = true;
        }
    }
    return true;
}

static bool read_positions(struct part value, struct ics_rule *rule, bool *refused) {
    struct part item;
    int number;
    if (value.length == 0)
        return false;
    while (next_item(&value, &item)) {
        if (!whole_number(item, &number) || number == 0 || abs(number) > 366)
            return false;
        if (rule->position_count < ICS_POSITIONS_MAX)
            rule->positions[rule->position_count++] = (int16_t)number;
        else
            *refused = true;
    }
    return true;
}

static const struct {
    const char *key;
    int high;
    bool signs, zero;
} number_lists[] = {{"BYMONTH", 12, false, false},  {"BYMONTHDAY", 31, true, false},
                    {"BYWEEKNO", 53, true, false},  {"BYHOUR", 23, false, true},
                    {"BYMINUTE", 59, false, true},  {"BYSECOND", 60, false, true},
                    {"BYYEARDAY", 366, true, false}};

/* `list` is an index of number_lists. */
static bool read_numbers(size_t list, struct part value, struct ics_rule *rule) {
    struct ics_days_of_year read = {0};
    uint64_t *bits[2] = {read.bits[0], read.bits[1]};
    if (!read_bits(value, number_lists[list].high, number_lists[list].signs, number_lists[list].zero, bits))
        return false;
    uint64_t first = read.bits[0][0], last = read.bits[1][0];
    switch (list) {
    case 0:
        rule->months = (uint16_t)first;
        break;
    case 1:
        rule->month_days[0] = (uint32_t)first;
        rule->month_days[1] = (uint32_t)last;
        break;
    case 2:
        rule->weeks[0] = first;
        rule->weeks[1] = last;
        break;
    case 3:
        rule->times.hours = (uint32_t)first;
        break;
    case 4:
        rule->times.minutes = first;
        break;
    case 5: /* a leap second is the one before */
        rule->times.seconds = first >> 60 & 1 ? (first & ~(UINT64_C(1) << 60)) | UINT64_C(1) << 59 : first;
        break;
    default:
        rule->has_year_days = true;
        rule->year_days = read;
    }
    return true;
}

static bool read_part(const char *key, struct part value, struct ics_rule *rule, bool *refused) {
    int number;
    for (size_t i = 0; i < LENGTH(number_lists); i++)
        if (strcasecmp(number_lists[i].key, key) == 0)
            return read_numbers(i, value, rule);
    if (strcasecmp(key, "FREQ") == 0)
        return read_frequency(value, rule, refused);
    if (strcasecmp(key, "BYDAY") == 0)
        return read_days(value, rule, refused);
    if (strcasecmp(key, "BYSETPOS") == 0)
        return read_positions(value, rule, refused);
    if (strcasecmp(key, "UNTIL") == 0)
        return rule->has_until = ics_wall_parse(value.value, value.length, &rule->until);
    if (strcasecmp(key, "WKST") == 0)
        return (rule->week_start = weekday_of(value.value, value.length)) > 0;
    if (strcasecmp(key, "INTERVAL") == 0) {
        bool ok = whole_number(value, &number) && number >= 1;
        rule->interval = ok && number < INTERVAL_MAX ? number : INTERVAL_MAX;
        return ok;
    }
    if (strcasecmp(key, "COUNT") == 0) {
        bool ok = whole_number(value, &number) && number >= 1;
        rule->count = ok && number < COUNT_MAX ? number : COUNT_MAX;
        return ok;
    }
    if (strcasecmp(key, "RSCALE") == 0) /* RFC 7529 */
        *refused |= !is_word(value, "GREGORIAN");
    return true; /* a part from later than RFC 5545 changes nothing here, as X- parts do */
}

static void trim(struct part *part) {
    while (part->length > 0 && strchr(" \t", *part->value)) {
        part->value++;
        part->length--;
    }
    while (part->length > 0 && strchr(" \t", part->value[part->length - 1]))
        part->length--;
}

enum ics_rule_result ics_rule_parse(const char *text, struct ics_rule *rule) {
    bool has_frequency = false, refused = false;
    *rule = (struct ics_rule){.interval = 1, .week_start = 1};
    while (*text) {
        struct part part = {text, strcspn(text, ";")}, value;
        text += part.length + (text[part.length] == ';');
        trim(&part);
        if (part.length == 0)
            continue;
        const char *equals = memchr(part.value, '=', part.length);
        char key[16];
        size_t length = equals ? (size_t)(equals - part.value) : 0;
        if (!equals)
            return ICS_RULE_BROKEN;
        if (length >= sizeof(key))
            continue;
        memcpy(key, part.value, length);
        key[length] = '\0';
        value = (struct part){equals + 1, part.length - length - 1};
        if (!read_part(key, value, rule, &refused))
            return ICS_RULE_BROKEN;
        has_frequency |= strcasecmp(key, "FREQ") == 0;
    }
    return !has_frequency ? ICS_RULE_BROKEN : refused ? ICS_RULE_REFUSED : ICS_RULE_READ;
}
