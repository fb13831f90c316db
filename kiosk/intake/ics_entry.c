#include "intake/ics_entry.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NEARLY_A_DAY_S (DAY_S - 60)

struct entry_reader {
    struct ics_zones *zones;
    const struct ics_file *file;
    struct ics_entry *entry;
};

static const struct ics_property *first(const struct entry_reader *reader, enum ics_name name) {
    return ics_first(reader->file, reader->entry->component, name);
}

static bool read_time(const struct entry_reader *reader, const struct ics_property *property,
                      struct ics_time *time) {
    return property && ics_time_read(reader->zones, property, reader->entry->calendar, property->value,
                                     strlen(property->value), time);
}

/* One value of any such property is not among the `words`; one that is empty says nothing. */
static bool any_other(const struct ics_file *file, const struct ics_component *component, enum ics_name name,
                      const char *const *words, size_t count) {
    const struct ics_property *at = ics_first(file, component, name);
    for (; at; at = ics_next(file, at)) {
        bool known = ics_value_is(at, "");
        for (size_t i = 0; i < count && !known; i++)
            known = ics_value_is(at, words[i]);
        if (!known)
            return true;
    }
    return false;
}

/* What nobody outside may see. A word nobody knows means private (RFC 5545 §3.8.1.3). */
static bool is_hidden(const struct ics_file *file, const struct ics_component *component) {
    static const char *const open[] = {"PUBLIC"}, *const plain[] = {"0", "NORMAL", "NONE", "PUBLIC"};
    return any_other(file, component, ICS_CLASS, open, LENGTH(open)) ||
           any_other(file, component, ICS_ACCESS, open, LENGTH(open)) ||
           any_other(file, component, ICS_SENSITIVITY, plain, LENGTH(plain));
}

static bool is_cancelled(const struct ics_file *file, const struct ics_component *component,
                         const struct ics_component *calendar) {
    const struct ics_property *status = ics_first(file, component, ICS_STATUS);
    const struct ics_property *method = ics_first(file, calendar, ICS_METHOD);
    return (status && (ics_value_is(status, "CANCELLED") || ics_value_is(status, "CANCELED"))) ||
           (method && ics_value_is(method, "CANCEL"));
}

static bool marked_all_day(const struct entry_reader *reader) {
    const struct ics_property *at = first(reader, ICS_ALL_DAY_MARK);
    for (; at; at = ics_next(reader->file, at))
        if (ics_value_is(at, "TRUE") || ics_value_is(at, "1"))
            return true;
    return false;
}

/* From midnight to midnight, or to the minute before it, on one wall clock. */
static bool whole_days(struct ics_wall start, struct ics_wall end) {
    int64_t end_day = end.day + (end.second >= NEARLY_A_DAY_S);
    return start.second == 0 && (end.second == 0 || end.second >= NEARLY_A_DAY_S) && end_day > start.day;
}

/* As written, which for UTC is nobody's clock, or at the site. */
static bool lasts_whole_days(const struct entry_reader *reader, const struct ics_time *start,
                             const struct ics_time *end) {
    if (!start->wall.utc && !end->wall.utc && start->zone == end->zone && whole_days(start->wall, end->wall))
        return true;
    return whole_days(ics_time_local(reader->zones, start->utc_ms),
                      ics_time_local(reader->zones, end->utc_ms));
}

static struct ics_time after(const struct ics_zones *zones, const struct ics_time *start,
                             struct ics_duration length) {
    struct ics_time end = *start;
    end.wall.day += length.days;
    end.utc_ms = ics_zone_utc_ms(zones, end.zone, end.wall) + length.seconds * 1000;
    int64_t wall_s = end.wall.day * DAY_S + end.wall.second + length.seconds;
    end.wall.day = wall_s / DAY_S - (wall_s % DAY_S < 0);
    end.wall.second = (int32_t)(wall_s - end.wall.day * DAY_S);
    return end;
}

/* DTEND is exclusive; without one, DURATION; without both a day, or a moment (RFC 5545 §3.6.1). */
static void read_length(const struct entry_reader *reader) {
    struct ics_entry *entry = reader->entry;
    struct ics_time start = entry->start, end = start;
    const struct ics_property *duration = first(reader, ICS_DURATION);
    bool has_end = read_time(reader, first(reader, ICS_DTEND), &end);
    if (has_end && end.utc_ms > start.utc_ms) {
        entry->length = (struct ics_duration){0, (end.utc_ms - start.utc_ms) / 1000};
    } else if (!has_end && duration &&
               ics_duration_parse(duration->value, strlen(duration->value), &entry->length)) {
        end = after(reader->zones, &start, entry->length);
        has_end = true;
    }
    entry->all_day =
        start.wall.is_date || marked_all_day(reader) || (has_end && lasts_whole_days(reader, &start, &end));
    if (!entry->all_day)
        return;
    int64_t day = ics_entry_day(reader->zones, &start);
    int64_t days = has_end ? ics_entry_day(reader->zones, &end) - day : 1;
    entry->days = days > 1 ? days : 1;
    entry->written_shift = day - start.wall.day;
    entry->start = (struct ics_time){.wall = {.day = day, .is_date = true}};
    entry->start.utc_ms = ics_zone_utc_ms(reader->zones, NULL, entry->start.wall);
}

static void read_words(const struct entry_reader *reader) {
    struct ics_entry *entry = reader->entry;
    const struct ics_property *uid = first(reader, ICS_UID), *title = first(reader, ICS_SUMMARY);
    const struct ics_property *sequence = first(reader, ICS_SEQUENCE);
    struct ics_time modified;
    entry->uid = uid && !ics_value_is(uid, "") ? uid->value : NULL;
    entry->title = title && !ics_value_is(title, "") ? title->value : NULL;
    entry->sequence = sequence ? (int)strtol(sequence->value, NULL, 10) : 0;
    entry->modified_ms =
        read_time(reader, first(reader, ICS_LAST_MODIFIED), &modified) ? modified.utc_ms : INT64_MIN;
}

bool ics_entry_read(struct ics_zones *zones, size_t component, struct ics_entry *entry) {
    const struct ics_file *file = zones->file;
    const struct ics_component *at = &file->components[component];
    const struct ics_component *calendar = &file->components[at->parent];
    struct entry_reader reader = {zones, file, entry};
    *entry = (struct ics_entry){.component = at, .calendar = at->parent, .position = component};
    read_words(&reader);
    entry->hidden = is_hidden(file, at) || is_hidden(file, calendar);
    entry->cancelled = is_cancelled(file, at, calendar);
    const struct ics_property *instance = first(&reader, ICS_RECURRENCE_ID);
    const struct ics_property *start = first(&reader, ICS_DTSTART);
    char range[20];
    if (instance) {
        entry->changes = true;
        entry->and_later =
            ics_parameter(instance, "RANGE", range, sizeof(range)) && strcasecmp(range, "THISANDFUTURE") == 0;
        if (!read_time(&reader, instance, &entry->instance))
            return false;
    }
    entry->has_start = read_time(&reader, start, &entry->start);
    if (entry->has_start)
        read_length(&reader);
    return entry->has_start || (!start && entry->changes);
}

bool ics_entry_older(const struct ics_entry *entry, const struct ics_entry *other) {
    if (entry->sequence != other->sequence)
        return entry->sequence < other->sequence;
    return entry->modified_ms != INT64_MIN && other->modified_ms != INT64_MIN &&
           entry->modified_ms < other->modified_ms;
}

int ics_entry_compare(const void *left, const void *right) {
    const struct ics_entry *a = left, *b = right;
    int order = !a->uid != !b->uid ? (a->uid ? 1 : -1) : a->uid ? strcmp(a->uid, b->uid) : 0;
    if (!order && !a->uid)
        return (a->position > b->position) - (a->position < b->position);
    order = order ? order : a->changes - b->changes;
    order =
        order ? order : (a->instance.utc_ms > b->instance.utc_ms) - (a->instance.utc_ms < b->instance.utc_ms);
    order = order ? order : (a->sequence < b->sequence) - (a->sequence > b->sequence);
    order = order ? order : (a->modified_ms < b->modified_ms) - (a->modified_ms > b->modified_ms);
    return order ? order : (a->position < b->position) - (a->position > b->position); /* the later one wins */
}

int64_t ics_entry_day(const struct ics_zones *zones, const struct ics_time *time) {
    if (time->wall.is_date || time->wall.second == 0)
        return time->wall.day;
    struct ics_wall local = ics_time_local(zones, time->utc_ms);
    return local.day + (local.second >= DAY_S / 2);
}

int64_t ics_entry_end_ms(const struct ics_zones *zones, const struct ics_entry *entry,
                         const struct ics_time *start) {
    struct ics_time end = *start;
    int64_t last = civil_days(2100, 12, 31); /* feeds end there: a permanent exhibition has no end */
    int64_t days = entry->all_day ? entry->days : entry->length.days;
    end.wall.day = days < last - end.wall.day ? end.wall.day + days : last;
    end.utc_ms = ics_zone_utc_ms(zones, end.zone, end.wall);
    if (!entry->all_day)
        end.utc_ms += entry->length.seconds * 1000;
    int64_t most = last * DAY_S * 1000;
    return end.utc_ms < most ? end.utc_ms : most;
}
