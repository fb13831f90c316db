#include <string.h>

#include "core/site/site_parts.h"
#include "core/time/instant.h"

enum { WINDOWS_MAX = 24, RANGES_MAX = 400 };

static const char *const keys[] = {"from", "to", "weekdays", "hours", "holidays", "dates", "except"};
static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
static const char *const holiday_rules[] = {"any", "only", "never"};

/* `end`: a bare date means the end of that day, so the midnight after it. */
static bool read_moment(const struct json_place *above, const char *key, bool end, struct civil *out) {
    struct json_place place = place_member(above, key);
    const char *text = value_text(place.value);
    bool has_time = false;
    if (!place.value)
        return false;
    if (!text || !civil_parse(text, out, &has_time)) {
        place_error(&place, "must be a date or local time such as \"2026-12-01\" or \"2026-12-01T08:00\"");
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
            place_error(&item, "must be one of: mon, tue, wed, thu, fri, sat, sun");
        else
            out->weekdays |= (uint8_t)(1u << day);
    }
    if (place.value && value_length(place.value) == 0)
        place_error(&place, "is empty, so it is never shown; leave it out for every day");
}

static void read_hours(const struct json_place *above, struct schedule *out) {
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
            place_error(&item, "must be two different times such as [\"08:00\", \"16:00\"]");
        else
            windows[kept++] = (struct hours_window){(int16_t)from_min, (int16_t)to_min};
    }
    out->hours = windows;
    out->hours_count = kept;
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
            place_error(&item, "must be a date \"2026-12-24\" or a first and last date [\"2026-12-01\", "
                               "\"2026-12-05\"]");
    }
    *out = ranges;
    return kept;
}

/* `place` is the whole of "when". */
static void warn_never(const struct json_place *place, enum schedule_never why) {
    static const struct {
        const char *key, *text;
    } reasons[] = {
        [NEVER_ORDER] = {"to", "never shown: it ends before it begins; put \"from\" before \"to\""},
        [NEVER_WEEKDAYS] = {"weekdays",
                            "never shown: none of these weekdays is among the days that the rest of "
                            "\"when\" leaves; add one, or widen the dates"},
        [NEVER_HOLIDAYS] = {"holidays",
                            "never shown: \"holidays\" takes out each day that the rest of \"when\" "
                            "leaves"},
        [NEVER_HOURS] = {"hours", "never shown: these hours do not lie between \"from\" and \"to\""},
        [NEVER_DATES] = {"dates", "never shown: none of these dates is left by the rest of \"when\""},
        [NEVER_EXCEPT] = {"except", "never shown: each day that the rest of \"when\" leaves is excepted"},
        [NEVER_TOGETHER] = {NULL, "never shown: its conditions do not go together"},
    };
    if (why == NEVER_NOT)
        return;
    struct json_place at = reasons[why].key ? place_member(place, reasons[why].key) : *place;
    place_warning(&at, "%s", reasons[why].text);
}

static void warn_empty(const struct json_place *when, const char *key, const char *instead) {
    struct json_place place = place_member(when, key);
    if (value_is(place.value, VALUE_LIST) && value_length(place.value) == 0)
        place_warning(&place, "is empty, so it is shown %s; leave it out, or say when", instead);
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
    read_hours(&place, out);
    out->holidays = (enum holiday_rule)read_choice(&place, "holidays", holiday_rules, LENGTH(holiday_rules),
                                                   HOLIDAYS_ANY);
    out->date_count = read_ranges(&place, "dates", &out->dates);
    out->except_count = read_ranges(&place, "except", &out->except);
    warn_empty(&place, "hours", "at all hours");
    warn_empty(&place, "dates", "on all days");
    enum schedule_never never = place.reader->errors == before
                                    ? schedule_never(out, zone)
                                    : NEVER_NOT; /* what was not read is not judged */
    warn_never(&place, never);
    if (never == NEVER_NOT && around && !schedule_may_meet(out, around, zone))
        place_warning(&place,
                      "never shown: the playlist's own \"when\" is over before this begins, or begins when "
                      "this is over");
}
