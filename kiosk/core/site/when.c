#include <string.h>

#include "core/site/site_findings.h"
#include "core/site/site_parts.h"
#include "core/time/calendar.h"
#include "core/time/instant.h"

enum { WINDOWS_MAX = 24, RANGES_MAX = 400 };

static const char *const keys[] = {"from",     "to",         "weekdays", "hours",
                                   "holidays", "named_days", "dates",    "except"};
static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
static const char *const holiday_rules[] = {"any", "only", "never", "closed", "open"};

/* `end`: a bare date means the end of that day, so the midnight after it. */
static bool read_moment(const struct json_place *above, const char *key, bool end, struct civil *out) {
    struct json_place place = place_member(above, key);
    const char *text = value_text(place.value);
    bool has_time = false;
    if (!place.value)
        return false;
    if (!text || !civil_parse(text, out, &has_time)) {
        place_error(&place, FOUND_NO_MOMENT);
        return false;
    }
    if (end && !has_time)
        *out = civil_from_days(civil_days(out->year, out->month, out->day) + 1);
    return true;
}

static void read_weekdays(const struct json_place *above, struct schedule *out) {
    struct json_place place = place_member(above, "weekdays");
    size_t count = place_array(&place, LENGTH(weekdays));
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&place, i);
        const char *word = value_text(item.value);
        size_t day = 0;
        while (day < LENGTH(weekdays) && !(word && strcmp(word, weekdays[day]) == 0))
            day++;
        if (day == LENGTH(weekdays))
            place_error(&item, FOUND_NO_WEEKDAY);
        else
            out->weekdays |= (uint8_t)(1u << day);
    }
    if (place.value && value_length(place.value) == 0)
        place_error(&place, FOUND_NO_WEEKDAYS);
}

void read_windows(const struct json_place *above, struct schedule *out) {
    struct json_place place = place_member(above, "hours");
    size_t count = place_array(&place, WINDOWS_MAX), kept = 0;
    struct hours_window *windows = count ? arena_alloc(above->reader->arena, count * sizeof(*windows)) : NULL;
    for (size_t i = 0; windows && i < count; i++) {
        struct json_place item = place_item(&place, i);
        const char *from = value_text(value_item(item.value, 0));
        const char *to = value_text(value_item(item.value, 1));
        int from_min, to_min;
        if (value_length(item.value) != 2 || !from || !to || !minutes_parse(from, &from_min) ||
            !minutes_parse(to, &to_min) || from_min == 1440 || from_min == to_min)
            place_error(&item, FOUND_NO_HOURS);
        else
            windows[kept++] = (struct hours_window){(int16_t)from_min, (int16_t)to_min};
    }
    out->hours = windows;
    out->hours_count = kept;
}

static void read_named_days(const struct json_place *above, struct schedule *out) {
    struct json_place place = place_member(above, "named_days");
    const char *names[CALENDAR_DAY_COUNT];
    char all[400];
    size_t count = place_array(&place, CALENDAR_DAY_COUNT);
    for (size_t i = 0; i < CALENDAR_DAY_COUNT; i++)
        names[i] = calendar_names[i].name;
    names_list(all, sizeof all, names, CALENDAR_DAY_COUNT);
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&place, i);
        const char *word = value_text(item.value);
        size_t day = 0;
        while (day < CALENDAR_DAY_COUNT && !(word && strcmp(word, names[day]) == 0))
            day++;
        if (day == CALENDAR_DAY_COUNT)
            place_error(&item, FOUND_NO_CHOICE, all);
        else
            out->named_days |= 1u << day;
    }
    if (place.value && value_length(place.value) == 0)
        place_error(&place, FOUND_NO_WEEKDAYS);
}

static bool parse_day(const struct json_value *value, int32_t *day) {
    struct civil date;
    const char *text = value_text(value);
    if (!text || !civil_parse(text, &date, NULL))
        return false;
    *day = (int32_t)civil_days(date.year, date.month, date.day);
    return true;
}

static size_t read_ranges(const struct json_place *above, const char *key, const struct day_range **out) {
    struct json_place place = place_member(above, key);
    size_t count = place_array(&place, RANGES_MAX), kept = 0;
    struct day_range *ranges = count ? arena_alloc(above->reader->arena, count * sizeof(*ranges)) : NULL;
    for (size_t i = 0; ranges && i < count; i++) {
        struct json_place item = place_item(&place, i);
        int32_t from = 0, to = 0;
        bool pair = value_is(item.value, VALUE_LIST);
        bool ok = pair ? value_length(item.value) == 2 && parse_day(value_item(item.value, 0), &from) &&
                             parse_day(value_item(item.value, 1), &to) && from <= to
                       : parse_day(item.value, &from);
        if (ok)
            ranges[kept++] = (struct day_range){from, (pair ? to : from) + 1};
        else
            place_error(&item, FOUND_NO_DATES);
    }
    *out = ranges;
    return kept;
}

/* `place` is the whole of "when". */
static void warn_never(const struct json_place *place, enum schedule_never why) {
    static const struct {
        const char *key;
        struct said said;
    } reasons[] = {
        [NEVER_ORDER] = {"to", {FOUND_NEVER_ORDER}},
        [NEVER_WEEKDAYS] = {"weekdays", {FOUND_NEVER_WEEKDAYS}},
        [NEVER_HOLIDAYS] = {"holidays", {FOUND_NEVER_HOLIDAYS}},
        [NEVER_NAMED_DAYS] = {"named_days", {FOUND_NEVER_NAMED_DAYS}},
        [NEVER_HOURS] = {"hours", {FOUND_NEVER_HOURS}},
        [NEVER_DATES] = {"dates", {FOUND_NEVER_DATES}},
        [NEVER_EXCEPT] = {"except", {FOUND_NEVER_EXCEPT}},
        [NEVER_TOGETHER] = {NULL, {FOUND_NEVER_TOGETHER}},
    };
    if (why == NEVER_NOT)
        return;
    struct json_place at = reasons[why].key ? place_member(place, reasons[why].key) : *place;
    place_plain(&at, SEVERITY_WARNING, &reasons[why].said);
}

static void warn_empty(const struct json_place *when, const char *key, const struct said *said) {
    struct json_place place = place_member(when, key);
    if (value_is(place.value, VALUE_LIST) && value_length(place.value) == 0)
        place_plain(&place, SEVERITY_WARNING, said);
}

void read_schedule(const struct json_place *above, const struct zone *zone, const struct schedule *around,
                   struct schedule *out) {
    struct json_place place = place_member(above, "when");
    size_t before = place.reader->errors;
    if (!place_object(&place, keys, LENGTH(keys)))
        return;
    out->has_from = read_moment(&place, "from", false, &out->from);
    out->has_to = read_moment(&place, "to", true, &out->to);
    read_weekdays(&place, out);
    read_windows(&place, out);
    out->holidays = (enum holiday_rule)read_choice(&place, "holidays", holiday_rules, LENGTH(holiday_rules),
                                                   HOLIDAYS_ANY);
    read_named_days(&place, out);
    out->date_count = read_ranges(&place, "dates", &out->dates);
    out->except_count = read_ranges(&place, "except", &out->except);
    warn_empty(&place, "hours", &(struct said){FOUND_EMPTY_HOURS});
    warn_empty(&place, "dates", &(struct said){FOUND_EMPTY_DATES});
    enum schedule_never never = place.reader->errors == before
                                    ? schedule_never(out, zone)
                                    : NEVER_NOT; /* what was not read is not judged */
    warn_never(&place, never);
    if (never == NEVER_NOT && around && !schedule_may_meet(out, around, zone))
        place_warning(&place, FOUND_NEVER_AROUND);
}

bool read_hours_when(const struct json_place *above, const struct zone *zone, struct schedule *out) {
    struct json_place when = place_member(above, "when");
    size_t before = above->reader->errors;
    if (!when.value)
        place_missing(above, "when", "{\"weekdays\": [\"mon\"], \"hours\": [[\"10:00\", \"14:00\"]]}",
                      "{\"weekdays\": [\"mon\"], \"hours\": [[\"10:00\", \"14:00\"]]}");
    else if (value_is(when.value, VALUE_OBJECT) && !place_member(&when, "hours").value)
        place_missing(&when, "hours", "such as [[\"10:00\", \"14:00\"]]", "f.eks. [[\"10:00\", \"14:00\"]]");
    read_schedule(above, zone, NULL, out);
    if (!place_member(&when, "holidays").value)
        out->holidays = HOLIDAYS_NEVER; /* who forgets them sends nobody to a closed door */
    return above->reader->errors == before;
}
