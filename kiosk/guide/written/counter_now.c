#include "guide/written/counter_now.h"

#include <string.h>

enum { DAY_MIN = 1440 };

static bool speaks(const struct counter_now *now, const char *language) {
    for (size_t i = 0; i < now->language_count; i++)
        if (strcmp(now->languages[i], language) == 0)
            return true;
    return false;
}

static void add_languages(struct counter_now *out, const char *const *languages, size_t count) {
    for (size_t i = 0; i < count && out->language_count < GUIDE_LANGUAGES_MAX; i++)
        if (!speaks(out, languages[i]))
            out->languages[out->language_count++] = languages[i];
}

/* What is known of the days on which a counter's house is closed. */
struct closures {
    const struct guide_house *house; /* NULL: none */
    bool known;                      /* `week` says it of its days */
    struct opening_week week;
};

static bool closed_on(const struct closures *closures, int64_t day) {
    int64_t ahead = day - closures->week.days[0].day;
    if (closures->known && ahead < OPENING_DAYS && closures->week.days[ahead].known)
        return closures->week.days[ahead].count == 0;
    return closures->house && written_closed(&closures->house->hours, day);
}

/* The soonest beginning after `now_ms`; false: none within the days that are looked at. */
static bool next_time(const struct counter_time *time, const struct closures *closures,
                      const struct zone *zone, int64_t now_ms, struct counter_next *out) {
    int32_t today = zone_day(zone, now_ms);
    bool found = false;
    for (int64_t day = today; day < today + COUNTER_DAYS_AHEAD && !found; day++) {
        if (closed_on(closures, day))
            continue;
        for (size_t i = 0; i < time->schedule.hours_count && schedule_on_day(&time->schedule, day); i++) {
            struct hours_window hours = time->schedule.hours[i];
            if (zone_day_minute(zone, day, hours.from_min) <= now_ms ||
                (found && hours.from_min >= out->from_min))
                continue;
            found = true;
            out->day = day;
            out->from_min = hours.from_min;
            out->to_min = hours.to_min > hours.from_min ? hours.to_min : DAY_MIN;
        }
    }
    return found;
}

static bool sooner(const struct counter_next *a, const struct counter_next *b) {
    return a->day != b->day ? a->day < b->day : a->from_min < b->from_min;
}

/* Keeps the list in order; of one language the sooner time. */
static void add_next(struct counter_now *out, const struct counter_next *next) {
    for (size_t i = 0; i < out->next_count; i++) {
        if (strcmp(out->next[i].language, next->language) != 0)
            continue;
        if (!sooner(next, &out->next[i]))
            return;
        memmove(&out->next[i], &out->next[i + 1], (out->next_count - i - 1) * sizeof *out->next);
        out->next_count--;
    }
    size_t at = out->next_count;
    while (at > 0 && sooner(next, &out->next[at - 1]))
        at--;
    if (at == COUNTER_NEXT_MAX)
        return;
    size_t after = out->next_count - at;
    if (out->next_count == COUNTER_NEXT_MAX)
        after--;
    else
        out->next_count++;
    memmove(&out->next[at + 1], &out->next[at], after * sizeof *out->next);
    out->next[at] = *next;
}

static void find_opening(const struct guide_counter *counter, const struct site *site,
                         const struct feeds *feeds, int64_t now_ms, struct closures *closures,
                         struct counter_now *out) {
    struct opening_week *week = &closures->week;
    enum hours_origin origin =
        counter->house ? house_week(counter->house, site, feeds, now_ms, week) : HOURS_NONE;
    closures->house = counter->house;
    closures->known = origin == HOURS_FEED || origin == HOURS_WRITTEN;
    out->staffed = true;
    if (!closures->known)
        return;
    struct civil now = zone_local(site->zone, now_ms);
    out->opening = opening_now(week, now.hour * 60 + now.minute);
    out->staffed = out->opening.state != OPENING_CLOSED && out->opening.staff != STAFF_FROM &&
                   out->opening.staff != STAFF_NONE;
}

void counter_now(const struct guide_counter *counter, const struct site *site, const struct feeds *feeds,
                 int64_t now_ms, struct counter_now *out) {
    *out = (struct counter_now){.next_count = 0};
    struct closures closures = {.house = NULL};
    find_opening(counter, site, feeds, now_ms, &closures, out);
    if (out->staffed)
        add_languages(out, counter->languages, counter->language_count);
    for (size_t i = 0; out->staffed && i < counter->time_count; i++)
        if (schedule_active(&counter->times[i].schedule, site->zone, now_ms))
            add_languages(out, counter->times[i].languages, counter->times[i].language_count);
    for (size_t i = 0; i < counter->time_count; i++) {
        const struct counter_time *time = &counter->times[i];
        struct counter_next next;
        for (size_t k = 0; k < time->language_count && next_time(time, &closures, site->zone, now_ms, &next);
             k++) {
            next.language = time->languages[k];
            if (!speaks(out, next.language))
                add_next(out, &next);
        }
    }
}
