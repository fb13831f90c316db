#include "intake/ics_dates.h"

#include <stdlib.h>
#include <string.h>

#include "intake/feed_write.h"
#include "intake/ics_except.h"
#include "intake/ics_recur.h"

struct filler {
    struct ics_dates *out;
    struct ics_zones *zones;
    const struct ics_file *file;
    const struct ics_entry *series;
    struct ics_except except;
    const struct intake_options *options;
    int64_t from_ms, to_ms; /* with the day before and behind */
    size_t room, max, sorted;
    const struct ics_rule *rule; /* while one is walked */
    int64_t shift;               /* its days to those of the series */
    bool excluding;
    bool no_memory;
};

static int by_time(const void *left, const void *right) {
    const struct ics_date *a = left, *b = right;
    return (a->at.utc_ms > b->at.utc_ms) - (a->at.utc_ms < b->at.utc_ms);
}

/* By time, none twice; what comes is compared with them. */
static void sort(struct filler *filler) {
    struct ics_dates *dates = filler->out;
    size_t kept = 0;
    if (dates->count > 1)
        qsort(dates->items, dates->count, sizeof(*dates->items), by_time);
    for (size_t i = 0; i < dates->count; i++)
        if (i == 0 || dates->items[i].at.utc_ms != dates->items[kept - 1].at.utc_ms)
            dates->items[kept++] = dates->items[i];
    dates->count = filler->sorted = kept;
}

static bool keep(struct filler *filler, const struct ics_time *at, int64_t end_ms) {
    struct ics_dates *out = filler->out;
    if (at->utc_ms >= filler->to_ms || (end_ms > at->utc_ms ? end_ms : at->utc_ms + 1) <= filler->from_ms ||
        ics_except_has(&filler->except, at))
        return true;
    struct ics_date date = {*at, end_ms, false};
    if (filler->sorted > 0 && bsearch(&date, out->items, filler->sorted, sizeof(date), by_time))
        return true;
    if (out->count >= filler->max) {
        struct event_times times = {at->utc_ms, end_ms, filler->series->all_day};
        out->left_out += feed_in_window(times, filler->options);
        return true;
    }
    if (out->count == filler->room) {
        size_t room = filler->room ? filler->room * 2 : 16;
        struct ics_date *grown = realloc(out->items, room * sizeof(*grown));
        if (!grown)
            return !(filler->no_memory = true);
        out->items = grown;
        filler->room = room;
    }
    out->items[out->count++] = date;
    return true;
}

/* The series' wall clock on another day. */
static struct ics_time on(const struct filler *filler, int64_t day, int32_t second) {
    struct ics_time at = filler->series->start;
    at.wall.day = day;
    at.wall.second = second;
    at.utc_ms = ics_zone_utc_ms(filler->zones, at.zone, at.wall);
    return at;
}

static bool keep_day(struct filler *filler, int64_t day, int32_t second) {
    struct ics_time at = on(filler, day, second);
    return keep(filler, &at, ics_entry_end_ms(filler->zones, filler->series, &at));
}

/* The last day that UNTIL means for a series of whole days; exporters write its midnight, the last second of
 * it, or its midnight at the site in UTC. */
static int64_t last_day(const struct filler *filler, struct ics_wall until) {
    if (until.is_date || until.second == 0 || until.second >= DAY_S - 60 || !until.utc)
        return until.day;
    struct ics_wall local = ics_time_local(filler->zones, ics_zone_utc_ms(filler->zones, NULL, until));
    return local.second == 0 || filler->series->written_shift != 0 ? local.day : until.day;
}

/* UNTIL in UTC is compared as an instant, a date as the end of that day (RFC 5545 §3.3.10). */
static bool past_until(const struct filler *filler, const struct ics_time *at) {
    struct ics_wall until = filler->rule->until;
    if (!filler->rule->has_until)
        return false;
    if (filler->series->all_day)
        return at->wall.day > last_day(filler, until);
    if (until.is_date)
        return at->wall.day > until.day;
    if (until.utc)
        return at->utc_ms > ics_zone_utc_ms(filler->zones, NULL, until);
    return at->wall.day > until.day || (at->wall.day == until.day && at->wall.second > until.second);
}

static bool each(void *context, int64_t day, int32_t second) {
    struct filler *filler = context;
    struct ics_time at = on(filler, day + filler->shift, second);
    if (past_until(filler, &at))
        return false;
    if (filler->excluding)
        return ics_except_add(&filler->except, &at) || !(filler->no_memory = true);
    return keep(filler, &at, ics_entry_end_ms(filler->zones, filler->series, &at));
}

static bool note(void *context, int64_t day, int32_t second) {
    (void)day, (void)second;
    *(bool *)context = true;
    return false;
}

static bool gives(struct filler *filler, const struct ics_rule *rule, int64_t day) {
    bool found = false;
    struct ics_recur recur = {
        rule, day, filler->series->start.wall.second, day, day, filler->zones->looked_at, note, &found};
    return ics_recur_walk(&recur) && found;
}

/* Exchange writes whole days in UTC: the day before, while its rules name the days people see. Others' rules
 * name the days as written. */
static int64_t shift_of(struct filler *filler, const struct ics_rule *rule) {
    int64_t day = filler->series->start.wall.day, shift = filler->series->written_shift;
    return shift != 0 && !gives(filler, rule, day) && gives(filler, rule, day - shift) ? shift : 0;
}

/* False when the rule takes too long. */
static bool walk(struct filler *filler, struct ics_rule *rule) {
    const struct ics_time *start = &filler->series->start;
    if (filler->series->all_day) /* a date has no hours (§3.3.10) */
        rule->times.hours = 0, rule->times.minutes = rule->times.seconds = 0;
    filler->rule = rule;
    filler->shift = shift_of(filler, rule);
    int64_t length = (ics_entry_end_ms(filler->zones, filler->series, start) - start->utc_ms) / DAY_MS + 2;
    struct ics_recur recur = {.rule = rule,
                              .start_day = start->wall.day - filler->shift,
                              .start_second = start->wall.second,
                              .from_day = filler->from_ms / DAY_MS - length - 1,
                              .to_day = filler->to_ms / DAY_MS + 2,
                              .looked_at = filler->zones->looked_at,
                              .each = each,
                              .context = filler};
    return ics_recur_walk(&recur);
}

/* All rules of that name. False when one cannot be used. */
static bool walk_all(struct filler *filler, enum ics_name name) {
    const struct ics_property *at = ics_first(filler->file, filler->series->component, name);
    filler->excluding = name == ICS_EXRULE;
    for (; at; at = ics_next(filler->file, at)) {
        struct ics_rule rule;
        enum ics_rule_result result = ics_rule_parse(at->value, &rule);
        filler->out->broken |= result == ICS_RULE_BROKEN;
        if (result == ICS_RULE_REFUSED || (result == ICS_RULE_BROKEN && filler->excluding) ||
            (result == ICS_RULE_READ && ics_recur_too_often(&rule)))
            return false;
        if (result == ICS_RULE_READ && !walk(filler, &rule))
            return false;
        if (filler->out->count > filler->sorted)
            sort(filler);
    }
    return true;
}

/* One value of RDATE: a date, a time, or a period with an end or a length of its own (§3.3.9). */
static void add_extra(struct filler *filler, const struct ics_property *property, const char *text,
                      size_t length) {
    const struct ics_entry *series = filler->series;
    const char *slash = memchr(text, '/', length);
    size_t begin = slash ? (size_t)(slash - text) : length;
    struct ics_time at, end;
    struct ics_duration lasts;
    if (!ics_time_read(filler->zones, property, series->calendar, text, begin, &at))
        return;
    if (series->all_day || at.wall.is_date) {
        (void)keep_day(filler, ics_entry_day(filler->zones, &at), series->start.wall.second);
        return;
    }
    int64_t end_ms = ics_entry_end_ms(filler->zones, series, &at);
    if (slash && ics_duration_parse(slash + 1, length - begin - 1, &lasts)) {
        struct ics_entry own = *series;
        own.length = lasts;
        end_ms = ics_entry_end_ms(filler->zones, &own, &at);
    } else if (slash && ics_time_read(filler->zones, property, series->calendar, slash + 1,
                                      length - begin - 1, &end)) {
        end_ms = end.utc_ms > at.utc_ms ? end.utc_ms : at.utc_ms;
    }
    (void)keep(filler, &at, end_ms);
}

static void add_extras(struct filler *filler) {
    const struct ics_property *at = ics_first(filler->file, filler->series->component, ICS_RDATE);
    for (; at; at = ics_next(filler->file, at))
        for (const char *text = at->value; *text;) {
            size_t length = strcspn(text, ",");
            add_extra(filler, at, text, length);
            text += length + (text[length] == ',');
        }
}

bool ics_dates_init(struct ics_dates *dates, struct ics_zones *zones, const struct ics_entry *series,
                    const struct intake_options *options, size_t max) {
    *dates = (struct ics_dates){0};
    struct filler filler = {.out = dates,
                            .zones = zones,
                            .file = zones->file,
                            .series = series,
                            .options = options,
                            .from_ms = options->from_ms - DAY_MS,
                            .to_ms = options->to_ms + DAY_MS,
                            .max = max};
    bool rule = ics_first(filler.file, series->component, ICS_RRULE) != NULL;
    dates->repeats = rule || ics_first(filler.file, series->component, ICS_RDATE) != NULL;
    filler.no_memory = !ics_except_init(&filler.except, zones, series);
    bool ok = walk_all(&filler, ICS_EXRULE);
    ics_except_sort(&filler.except);
    ok = ok && walk_all(&filler, ICS_RRULE);
    dates->refused = !ok;
    if (ok)
        add_extras(&filler);
    if (ok && (!rule || dates->broken))
        (void)keep_day(&filler, series->start.wall.day, series->start.wall.second);
    ics_except_finish(&filler.except);
    if (!ok)
        dates->count = 0;
    sort(&filler);
    if (filler.no_memory)
        ics_dates_finish(dates);
    return !filler.no_memory;
}

void ics_dates_finish(struct ics_dates *dates) {
    free(dates->items);
    *dates = (struct ics_dates){0};
}
