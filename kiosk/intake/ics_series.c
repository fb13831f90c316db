#include "intake/ics_series.h"

#include <stdlib.h>
#include <string.h>

#include "intake/ics_dates.h"

struct group {
    struct ics_reader *reader;
    struct ics_entry *series, *changes; /* the changes are in the order of the instances they change */
    size_t series_count, change_count;
    bool repeats; /* more than one instance has this UID */
    bool hidden;  /* a series nobody outside may see, and so its changes */
};

static int text_order(const char *a, const char *b) {
    return !a || !b ? (a != NULL) - (b != NULL) : strcmp(a, b);
}

/* Several dates may share a UID; what has the same date and title is one event, told twice: the later holds.
 */
static int by_date(const void *left, const void *right) {
    const struct ics_entry *a = left, *b = right;
    if (a->start.utc_ms != b->start.utc_ms)
        return a->start.utc_ms < b->start.utc_ms ? -1 : 1;
    int title = text_order(a->title, b->title);
    return title ? title : (a->position < b->position) - (a->position > b->position);
}

/* Only the newest versions: `series` has the highest SEQUENCE first. */
static void keep_newest(struct group *group) {
    struct ics_entry *series = group->series;
    size_t kept = 0, newest = 0;
    for (size_t i = 0; i < group->series_count; i++)
        if (ics_entry_older(&series[newest], &series[i]))
            newest = i;
    struct ics_entry best = group->series_count > 0 ? series[newest] : (struct ics_entry){0};
    for (size_t i = 0; i < group->series_count; i++)
        if (!ics_entry_older(&series[i], &best))
            series[kept++] = series[i];
    qsort(series, kept, sizeof(*series), by_date);
    group->series_count = 0;
    for (size_t i = 0; i < kept; i++) {
        const struct ics_entry *last = group->series_count > 0 ? &series[group->series_count - 1] : NULL;
        if (!last || last->start.utc_ms != series[i].start.utc_ms ||
            text_order(last->title, series[i].title) != 0)
            series[group->series_count++] = series[i];
    }
}

static bool same_instance(const struct ics_entry *a, const struct ics_entry *b) {
    return a->instance.utc_ms == b->instance.utc_ms ||
           (a->instance.wall.is_date && a->instance.wall.day == b->instance.wall.day);
}

/* Only the version of each change that holds: it is the first of its instance. */
static void keep_changes(struct group *group) {
    size_t kept = 0;
    for (size_t i = 0; i < group->change_count; i++)
        if (kept == 0 || !same_instance(&group->changes[kept - 1], &group->changes[i]))
            group->changes[kept++] = group->changes[i];
    group->change_count = kept;
}

static void show(const struct group *group, const struct ics_entry *entry, const struct ics_entry *series,
                 struct event_times times, int64_t named_ms) {
    if (times.start_ms < 0) /* feeds begin in 1970, a day later than some zones do */
        times.start_ms = ics_zone_utc_ms(&group->reader->zones, NULL, (struct ics_wall){.day = 1});
    struct ics_instance instance = {times, entry, series, named_ms, group->repeats};
    if (!entry->hidden && feed_in_window(times, group->reader->options))
        ics_keep_add(&group->reader->keep, &instance);
}

static struct event_times times_of(const struct ics_reader *reader, const struct ics_entry *entry,
                                   const struct ics_time *start) {
    return (struct event_times){start->utc_ms, ics_entry_end_ms(&reader->zones, entry, start),
                                entry->all_day};
}

static int64_t wall_s(struct ics_wall wall) {
    return wall.day * DAY_S + wall.second;
}

/* The clock of an entry's time at the site; a date is its midnight. */
static int64_t site_s(const struct ics_reader *reader, const struct ics_time *time) {
    return wall_s(time->wall.is_date ? time->wall : ics_time_local(&reader->zones, time->utc_ms));
}

/* The first date that is not before `utc_ms`. */
static size_t date_from(const struct ics_dates *dates, int64_t utc_ms) {
    size_t low = 0, high = dates->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (dates->items[middle].at.utc_ms < utc_ms)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Which date a change replaces: the very one, or else the only one of that day that no other change names. */
static struct ics_date *replaced(const struct ics_reader *reader, const struct ics_dates *dates,
                                 const struct ics_entry *series, const struct ics_entry *change,
                                 bool exactly) {
    const struct ics_time *named = &change->instance;
    bool by_day = series->all_day || named->wall.is_date || !exactly;
    int64_t written = series->all_day ? ics_entry_day(&reader->zones, named) : named->wall.day;
    int64_t local = ics_time_local(&reader->zones, named->utc_ms).day;
    struct ics_date *found = NULL;
    for (size_t i = date_from(dates, named->utc_ms - 2 * DAY_MS); i < dates->count; i++) {
        struct ics_date *date = &dates->items[i];
        if (date->at.utc_ms > named->utc_ms + 2 * DAY_MS)
            break;
        int64_t day = ics_time_local(&reader->zones, date->at.utc_ms).day;
        bool same = by_day ? date->at.wall.day == written || (!exactly && day == local)
                           : date->at.utc_ms == named->utc_ms;
        if (!same || date->gone)
            continue;
        if (exactly)
            return date;
        if (found)
            return NULL;
        found = date;
    }
    return found;
}

/* A date of the series as a change makes it that holds from an earlier one on: moved by as much, or only off.
 */
static void show_changed(const struct group *group, const struct ics_entry *series,
                         const struct ics_entry *change, const struct ics_date *date) {
    struct ics_reader *reader = group->reader;
    struct event_times times = {date->at.utc_ms, date->end_ms, series->all_day};
    if (change->has_start) {
        struct ics_time named = change->instance, start = date->at;
        if (series->all_day)
            named.wall = (struct ics_wall){.day = ics_entry_day(&reader->zones, &named), .is_date = true};
        int64_t clock = site_s(reader, &date->at), day_s = clock % DAY_S;
        int64_t from =
            named.wall.is_date && !series->all_day ? named.wall.day * DAY_S + day_s : site_s(reader, &named);
        int64_t moved = clock + site_s(reader, &change->start) - from;
        int64_t day = moved / DAY_S - (moved % DAY_S < 0);
        start = (struct ics_time){.wall = {.day = day, .is_date = change->all_day}};
        start.wall.second = change->all_day ? 0 : (int32_t)(moved - day * DAY_S);
        start.utc_ms = ics_zone_utc_ms(&reader->zones, NULL, start.wall);
        times = times_of(reader, change, &start);
    }
    show(group, change, series, times, date->at.utc_ms);
}

/* The last change that holds for it and all that follow; NULL: none. */
static const struct ics_entry *governing(const struct group *group, const struct ics_date *date) {
    const struct ics_entry *found = NULL;
    for (size_t i = 0; i < group->change_count && group->changes[i].instance.utc_ms <= date->at.utc_ms; i++)
        if (group->changes[i].and_later)
            found = &group->changes[i];
    return found;
}

/* Takes out the dates that changes replace. A change without a time of its own stands where its date is. */
static void take_out(const struct group *group, const struct ics_entry *series, struct ics_dates *dates,
                     bool *placed, bool exactly) {
    for (size_t i = 0; i < group->change_count; i++) {
        const struct ics_entry *change = &group->changes[i];
        struct ics_date *date = placed[i] ? NULL : replaced(group->reader, dates, series, change, exactly);
        if (!date)
            continue;
        placed[i] = date->gone = true;
        if (!change->has_start && !group->hidden) {
            struct event_times times = {date->at.utc_ms, date->end_ms, series->all_day};
            show(group, change, series, times, date->at.utc_ms);
        }
    }
}

static void show_dates(const struct group *group, const struct ics_entry *series,
                       const struct ics_dates *dates) {
    for (size_t i = 0; i < dates->count; i++) {
        const struct ics_date *date = &dates->items[i];
        const struct ics_entry *change = date->gone ? NULL : governing(group, date);
        struct event_times times = {date->at.utc_ms, date->end_ms, series->all_day};
        if (change)
            show_changed(group, series, change, date);
        else if (!date->gone)
            show(group, series, series, times, date->at.utc_ms);
    }
}

static bool read_series(struct group *group, const struct ics_entry *series, bool *placed) {
    struct ics_reader *reader = group->reader;
    struct ics_dates dates;
    if (!ics_dates_init(&dates, &reader->zones, series, reader->options, ICS_INSTANCES_MAX))
        return false;
    group->repeats |= dates.repeats;
    reader->unusable += dates.refused || dates.broken;
    reader->used += !dates.refused && !dates.broken;
    reader->keep.left_out += series->hidden ? 0 : dates.left_out;
    take_out(group, series, &dates, placed, true);
    take_out(group, series, &dates, placed, false);
    show_dates(group, series, &dates);
    ics_dates_finish(&dates);
    return true;
}

bool ics_series_read(struct ics_reader *reader, struct ics_entry *entries, size_t count) {
    struct group group = {.reader = reader, .series = entries};
    while (group.series_count < count && !entries[group.series_count].changes)
        group.series_count++;
    group.changes = entries + group.series_count;
    group.change_count = count - group.series_count;
    keep_newest(&group);
    keep_changes(&group);
    group.repeats = group.series_count + group.change_count > 1 || group.change_count > 0;
    for (size_t i = 0; i < group.series_count; i++)
        group.hidden |= entries[i].hidden;
    bool *placed = calloc(group.change_count + 1, sizeof(bool)), ok = placed != NULL;
    for (size_t i = 0; ok && i < group.series_count; i++)
        ok = read_series(&group, &entries[i], placed);
    for (size_t i = 0; ok && !group.hidden && i < group.change_count; i++) {
        const struct ics_entry *change = &group.changes[i];
        reader->used++;
        if (change->has_start)
            show(&group, change, group.series_count > 0 ? entries : change,
                 times_of(reader, change, &change->start), change->instance.utc_ms);
    }
    free(placed);
    return ok;
}
