#include "intake/ics.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* One VEVENT; several share a UID: a series and its changed instances. */
struct entry {
    icalcomponent *component;
    const char *uid, *title;
    int sequence;
    size_t position;
    bool changes; /* has a RECURRENCE-ID */
    struct ics_time instance;
    struct ics_time start;
    bool all_day;
    int64_t length_ms; /* of a timed event */
    int64_t days;      /* of an all-day event */
};

struct reader {
    const struct intake_options *options;
    struct ics_zones zones;
    struct feed_list list;
    struct entry *entries;
    size_t count, steps;
    /* while a series is walked */
    const struct entry *series, *changes;
    size_t change_count;
};

static const char *text_of(icalcomponent *component, icalproperty_kind kind) {
    icalproperty *property = icalcomponent_get_first_property(component, kind);
    icalvalue *value = property ? icalproperty_get_value(property) : NULL;
    icalvalue_kind is = value ? icalvalue_isa(value) : ICAL_NO_VALUE;
    if (is == ICAL_TEXT_VALUE)
        return icalvalue_get_text(value);
    return is == ICAL_URI_VALUE ? icalvalue_get_uri(value) : NULL;
}

static bool marked_all_day(icalcomponent *component) {
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_X_PROPERTY);
    for (; at; at = icalcomponent_get_next_property(component, ICAL_X_PROPERTY)) {
        const char *name = icalproperty_get_x_name(at), *value = icalproperty_get_x(at);
        if (name && value && strcasecmp(name, "X-MICROSOFT-CDO-ALLDAYEVENT") == 0)
            return strcasecmp(value, "TRUE") == 0;
    }
    return false;
}

static bool midnight(icaltimetype wall) {
    return wall.is_date || (wall.hour == 0 && wall.minute == 0 && wall.second == 0);
}

/* DTEND is exclusive; without one, DURATION; without both a day, or a moment (RFC 5545 §3.6.1). */
static void read_length(struct reader *reader, struct entry *entry) {
    icalproperty *at = icalcomponent_get_first_property(entry->component, ICAL_DTEND_PROPERTY);
    struct ics_time end = entry->start;
    bool has_end = at && ics_time_read(&reader->zones, at, icalproperty_get_dtend(at), &end);
    icalproperty *duration = icalcomponent_get_first_property(entry->component, ICAL_DURATION_PROPERTY);
    int64_t length = has_end ? end.utc_ms - entry->start.utc_ms : 0;
    if (!has_end && duration)
        length = (int64_t)icaldurationtype_as_int(icalproperty_get_duration(duration)) * 1000;
    entry->length_ms = length > 0 && length < 4000LL * DAY_MS ? length : 0;
    int64_t days = has_end ? end.days - entry->start.days : entry->length_ms / DAY_MS;
    entry->days = days >= 1 && days < 4000 ? days : 1;
    bool whole_days = has_end && midnight(entry->start.wall) && midnight(end.wall) && days >= 1 &&
                      !icaltime_is_utc(entry->start.wall);
    entry->all_day = entry->start.is_date || whole_days || marked_all_day(entry->component);
}

/* What nobody outside may see is left out as a whole. */
static bool open_to_all(icalcomponent *component) {
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_CLASS_PROPERTY);
    enum icalproperty_class class = at ? icalproperty_get_class(at) : ICAL_CLASS_PUBLIC;
    return class != ICAL_CLASS_PRIVATE && class != ICAL_CLASS_CONFIDENTIAL;
}

static bool read_entry(struct reader *reader, icalcomponent *component, struct entry *entry) {
    icalproperty *start = icalcomponent_get_first_property(component, ICAL_DTSTART_PROPERTY);
    icalproperty *instance = icalcomponent_get_first_property(component, ICAL_RECURRENCEID_PROPERTY);
    icalproperty *sequence = icalcomponent_get_first_property(component, ICAL_SEQUENCE_PROPERTY);
    *entry = (struct entry){.component = component, .position = reader->count};
    entry->uid = text_of(component, ICAL_UID_PROPERTY);
    entry->title = text_of(component, ICAL_SUMMARY_PROPERTY);
    entry->sequence = sequence ? icalproperty_get_sequence(sequence) : 0;
    if (instance) {
        entry->changes = true;
        if (!ics_time_read(&reader->zones, instance, icalproperty_get_recurrenceid(instance),
                           &entry->instance))
            return false;
    }
    if (!start || !ics_time_read(&reader->zones, start, icalproperty_get_dtstart(start), &entry->start))
        return false;
    read_length(reader, entry);
    return true;
}

static int compare(const void *left, const void *right) {
    const struct entry *a = left, *b = right;
    int order = !a->uid != !b->uid ? (a->uid ? 1 : -1) : a->uid ? strcmp(a->uid, b->uid) : 0;
    if (!order && !a->uid)
        return (a->position > b->position) - (a->position < b->position);
    order = order ? order : a->changes - b->changes;
    order =
        order ? order : (a->instance.utc_ms > b->instance.utc_ms) - (a->instance.utc_ms < b->instance.utc_ms);
    order = order ? order : (a->sequence < b->sequence) - (a->sequence > b->sequence);
    return order ? order : (a->position < b->position) - (a->position > b->position); /* the later one wins */
}

static enum event_state state_of(icalcomponent *component) {
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_STATUS_PROPERTY);
    return at && icalproperty_get_status(at) == ICAL_STATUS_CANCELLED ? EVENT_CANCELLED : EVENT_ACTIVE;
}

/* Descriptions with addresses or links are invitations, not teasers. */
static const char *lead_of(icalcomponent *component) {
    const char *text = text_of(component, ICAL_DESCRIPTION_PROPERTY);
    return text && !strchr(text, '@') && !strstr(text, "://") ? text : NULL;
}

static bool put_tags(json_t *item, icalcomponent *component) {
    json_t *tags = json_array();
    bool ok = tags != NULL;
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_CATEGORIES_PROPERTY);
    for (; ok && at && json_array_size(tags) < TAGS_MAX;
         at = icalcomponent_get_next_property(component, ICAL_CATEGORIES_PROPERTY)) {
        json_t *holder = json_object();
        ok = holder && feed_put_text(holder, "text", icalproperty_get_categories(at), PLACE_MAX);
        if (ok && json_object_get(holder, "text"))
            ok = json_array_append(tags, json_object_get(holder, "text")) == 0;
        json_decref(holder);
    }
    if (ok && json_array_size(tags) > 0)
        return json_object_set_new(item, "tags", tags) == 0;
    json_decref(tags);
    return ok;
}

/* One instance of `entry` at `start`. False only when out of memory. */
static bool emit(struct reader *reader, const struct entry *entry, const struct ics_time *start,
                 bool repeated) {
    const struct zone *local = reader->options->zone;
    struct event_times times = {start->utc_ms, start->utc_ms + entry->length_ms, entry->all_day};
    if (entry->all_day) {
        struct civil day = {.year = start->wall.year, .month = start->wall.month, .day = start->wall.day};
        times.start_ms = zone_utc(local, day);
        day.day += (int)entry->days;
        times.end_ms = zone_utc(local, day);
    }
    if (!feed_in_window(times, reader->options))
        return true;
    char id[ID_MAX];
    if (repeated || !entry->uid)
        snprintf(id, sizeof(id), "%.200s@%" PRId64, entry->uid ? entry->uid : entry->title,
                 start->utc_ms / 1000);
    icalcomponent *component = entry->component;
    json_t *item = feed_add_event(&reader->list, repeated || !entry->uid ? id : entry->uid, entry->title,
                                  times, state_of(component), PRICE_UNKNOWN);
    return !item ||
           (feed_put_text(item, "lead", lead_of(component), LEAD_MAX) &&
            feed_put_text(item, "place", text_of(component, ICAL_LOCATION_PROPERTY), PLACE_MAX) &&
            feed_put_url(item, "url", text_of(component, ICAL_URL_PROPERTY)) && put_tags(item, component));
}

static bool same_instance(const struct ics_time *named, const struct ics_time *at) {
    return named->is_date ? named->days == at->days : named->utc_ms == at->utc_ms;
}

static bool excluded(struct reader *reader, const struct ics_time *at) {
    for (size_t i = 0; i < reader->change_count; i++)
        if (same_instance(&reader->changes[i].instance, at))
            return true;
    icalcomponent *component = reader->series->component;
    icalproperty *out = icalcomponent_get_first_property(component, ICAL_EXDATE_PROPERTY);
    for (; out; out = icalcomponent_get_next_property(component, ICAL_EXDATE_PROPERTY)) {
        struct ics_time named;
        if (ics_time_read(&reader->zones, out, icalproperty_get_exdate(out), &named) &&
            same_instance(&named, at))
            return true;
    }
    return false;
}

static bool each(void *context, const struct ics_time *at) {
    struct reader *reader = context;
    return excluded(reader, at) || emit(reader, reader->series, at, true);
}

/* Extra dates of a series; one that the rule gives as well has been shown already. */
static bool emit_extra(struct reader *reader, bool has_rule) {
    icalcomponent *component = reader->series->component;
    icalproperty *at = icalcomponent_get_first_property(component, ICAL_RDATE_PROPERTY);
    for (int i = 0; at && i < ICS_INSTANCES_MAX;
         i++, at = icalcomponent_get_next_property(component, ICAL_RDATE_PROPERTY)) {
        struct icaldatetimeperiodtype extra = icalproperty_get_rdate(at);
        icaltimetype wall = icaltime_is_null_time(extra.time) ? extra.period.start : extra.time;
        struct ics_time time;
        if (!ics_time_read(&reader->zones, at, wall, &time) ||
            (!has_rule && same_instance(&reader->series->start, &time)))
            continue;
        char id[ID_MAX];
        snprintf(id, sizeof(id), "%.200s@%" PRId64, reader->series->uid ? reader->series->uid : "",
                 time.utc_ms / 1000);
        if (!feed_has(&reader->list, id) && !each(reader, &time))
            return false;
    }
    return true;
}

static bool emit_series(struct reader *reader, const struct entry *series, const struct entry *changes,
                        size_t change_count) {
    reader->series = series;
    reader->changes = changes;
    reader->change_count = change_count;
    icalcomponent *component = series->component;
    icalproperty *rule = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY);
    bool extra = icalcomponent_get_first_property(component, ICAL_RDATE_PROPERTY) != NULL;
    if (!rule && !extra && change_count == 0)
        return emit(reader, series, &series->start, false);
    if (!rule)
        return each(reader, &series->start) && emit_extra(reader, false);
    struct ics_rule_walk walk = {.zones = &reader->zones,
                                 .start = series->start,
                                 .length_ms = series->all_day ? series->days * DAY_MS : series->length_ms,
                                 .from_ms = reader->options->from_ms,
                                 .to_ms = reader->options->to_ms,
                                 .steps = &reader->steps,
                                 .each = each,
                                 .context = reader};
    if (!ics_rule_walk(icalproperty_get_rrule(rule), &walk)) {
        reader->list.left_out++; /* more often than daily, impossible, or without end */
        return true;
    }
    return emit_extra(reader, true);
}

/* Entries [first, end) share a UID: at most one series (the first), then changes, best SEQUENCE first. */
static bool emit_group(struct reader *reader, size_t first, size_t end) {
    struct entry *entries = reader->entries;
    size_t changes = first;
    while (changes < end && !entries[changes].changes)
        changes++;
    bool hidden = changes > first && !open_to_all(entries[first].component);
    for (size_t i = changes; i < end && !hidden; i++) {
        bool superseded = i > changes && same_instance(&entries[i - 1].instance, &entries[i].instance);
        if (superseded || !open_to_all(entries[i].component))
            continue;
        struct entry shown = entries[i]; /* known by the instance it changes, wherever it moved */
        shown.title = shown.title || changes == first ? shown.title : entries[first].title;
        if (!emit(reader, &shown, &shown.start, true))
            return false;
    }
    return hidden || changes == first ||
           emit_series(reader, &entries[first], entries + changes, end - changes);
}

static bool read_all(struct reader *reader, icalcomponent *calendar) {
    size_t most = (size_t)icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT);
    reader->entries = calloc(most + 1, sizeof(*reader->entries));
    if (!reader->entries)
        return false;
    icalcomponent *at = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; at && reader->count < most;
         at = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        if (read_entry(reader, at, &reader->entries[reader->count]))
            reader->count++;
        else
            reader->list.left_out++;
    }
    qsort(reader->entries, reader->count, sizeof(*reader->entries), compare);
    for (size_t i = 0, end; i < reader->count; i = end) {
        end = i + 1;
        const char *uid = reader->entries[i].uid;
        while (uid && end < reader->count && strcmp(reader->entries[end].uid, uid) == 0)
            end++;
        if (!emit_group(reader, i, end))
            return false;
    }
    return true;
}

bool ics_intake(const char *bytes, size_t size, const struct intake_options *options, char **out,
                size_t *out_size, struct fail *fail) {
    const char *text = intake_skip_blank(bytes);
    if (!intake_not_a_page(bytes, size, fail))
        return false;
    if (strlen(bytes) != size)
        return fail_set(fail, "the calendar contains a NUL character");
    if (!ics_whole(text, fail))
        return false;
    icalerror_set_errors_are_fatal(false);
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) {
        if (calendar)
            icalcomponent_free(calendar);
        return fail_set(fail, "the calendar cannot be read");
    }
    struct reader reader = {.options = options, .zones = {.calendar = calendar, .local = options->zone}};
    bool ok = feed_list_init(&reader.list, "events") && read_all(&reader, calendar);
    if (!ok)
        fail_set(fail, "out of memory");
    ok = ok && feed_list_write(&reader.list, out, out_size, fail);
    free(reader.entries);
    feed_list_finish(&reader.list);
    ics_zones_finish(&reader.zones);
    icalcomponent_free(calendar);
    return ok;
}
