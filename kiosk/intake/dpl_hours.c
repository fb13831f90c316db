#include <stdio.h>
#include <string.h>

#include "core/time/instant.h"
#include "intake/dpl.h"
#include "intake/feed_json.h"
#include "intake/feed_write.h"
#include "intake/time_text.h"

enum { DAY_MIN = 24 * 60 };

static bool put_minutes(json_t *item, const char *key, int minutes) {
    char text[16];
    snprintf(text, sizeof(text), "%02d:%02d", minutes / 60, minutes % 60);
    return json_object_set_new(item, key, json_string(text)) == 0;
}

/* One span of one day; outside the window nothing. False only when out of memory. */
static bool add(struct feed_list *list, const json_t *hours, struct civil day, int from_min, int to_min,
                const struct intake_options *options) {
    int64_t start = zone_utc(options->zone, day);
    if (time_midnight(options->zone, start, 1) <= options->from_ms || start >= options->to_ms)
        return true;
    char date[40], branch[24] = "";
    day = zone_local(options->zone, start);
    snprintf(date, sizeof(date), "%04d-%02d-%02d", day.year, day.month, day.day);
    const json_t *id = json_object_get(hours, "branch_id");
    if (json_is_integer(id))
        snprintf(branch, sizeof(branch), "%lld", (long long)json_integer_value(id));
    json_t *item = json_object();
    bool ok =
        item && json_object_set_new(item, "date", json_string(date)) == 0 &&
        put_minutes(item, "from", from_min) && put_minutes(item, "to", to_min) &&
        dpl_put_words(item, "category", dpl_text(json_object_get(hours, "category"), "title"), PLACE_MAX) &&
        feed_put_text(item, "branch", branch, PLACE_MAX) &&
        feed_put_text(item, "branch_isil", dpl_text(hours, "branch_isil_id"), PLACE_MAX);
    if (ok && json_object_get(item, "category") && json_object_get(item, "branch"))
        ok = json_array_append(list->items, item) == 0;
    else
        list->left_out++;
    json_decref(item);
    return ok;
}

/* The list already holds every repetition as a day of its own. Hours over midnight become two spans. */
static bool take(struct feed_list *list, const json_t *hours, const struct intake_options *options) {
    struct civil day = {0};
    int from_min, to_min, used = 0;
    const char *date = dpl_text(hours, "date"), *from = dpl_text(hours, "start_time"),
               *until = dpl_text(hours, "end_time");
    if (!date || sscanf(date, "%4d-%2d-%2d%n", &day.year, &day.month, &day.day, &used) != 3 || date[used] ||
        day.year < 1970 || day.year > 2100 || !civil_valid_date(day.year, day.month, day.day) || !from ||
        !minutes_parse(from, &from_min) || !until || !minutes_parse(until, &to_min) || from_min == to_min ||
        from_min == DAY_MIN) {
        list->left_out++;
        return true;
    }
    if (from_min < to_min)
        return add(list, hours, day, from_min, to_min, options);
    struct civil next = day;
    next.day++;
    return add(list, hours, day, from_min, DAY_MIN, options) &&
           (to_min == 0 || add(list, hours, next, 0, to_min, options));
}

bool dpl_hours_intake(const char *bytes, size_t size, const struct intake_options *options, char **out,
                      size_t *out_size, struct fail *fail) {
    static const struct feed_json kind = {"hours", dpl_find, take};
    return feed_json_intake(&kind, bytes, size, options, out, out_size, fail);
}
