/* "meetings": the rooms of a house, and what is in them today: written here, or out of calendars. */
#include <string.h>

#include "core/site/site_findings.h"
#include "core/site/site_parts.h"
#include "core/site/slide_kind.h"

enum { DAY_MIN = 1440, DAYS_LOOKED_AT = 400, SIGHT_DAYS = 1 };

static bool read_room(const struct json_place *map, const struct json_place *place, const struct site *site,
                      struct meeting_room *out) {
    static const char *const keys[] = {"name", "floor", "calendar", "house", "spot"};
    size_t before = place->reader->errors;
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_ROOM);
        return false;
    }
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    struct json_place house = place_member(place, "house"), spot = place_member(place, "spot");
    place_position(place, &out->line, &out->column);
    out->id = arena_copy(map->reader->arena, place->key, strlen(place->key));
    read_localized(place, "name", site, true, &out->name);
    read_localized(place, "floor", site, true, &out->floor);
    out->calendar_count = read_texts(place, "calendar", MEETING_NAMES_MAX, &out->calendar);
    out->house = place_id(&house);
    out->spot = place_id(&spot);
    if (!place_member(place, "name").value)
        place_missing(place, "name", "what stands at its door", "det, der står ved døren");
    if (spot.value && !house.value)
        place_error(&spot, FOUND_SPOT_OF_NO_HOUSE);
    return out->id && place->reader->errors == before;
}

static void read_rooms(const struct json_place *slide, const struct site *site, struct slide_meetings *out) {
    struct json_place map = place_member(slide, "rooms"), member;
    size_t count = 0;
    if (!map.value || !place_map(&map, MEETING_ROOMS_MAX, &count))
        return;
    struct meeting_room *rooms = arena_alloc(slide->reader->arena, count * sizeof *rooms);
    out->rooms = rooms;
    for (size_t n = 0; rooms && place_next_member(&map, n, &member); n++) {
        rooms[out->room_count] = (struct meeting_room){0};
        if (!id_valid(member.key))
            place_key_error(&member, FOUND_NO_NAME, member.key);
        else if (read_room(&map, &member, site, &rooms[out->room_count]))
            out->room_count++;
    }
}

static const struct meeting_room *read_its_room(const struct json_place *meeting,
                                                const struct slide_meetings *slide) {
    struct json_place place = place_member(meeting, "room");
    const char *names[MEETING_ROOMS_MAX], *id = read_text(meeting, "room", READER_NAME_MAX);
    if (!place.value)
        place_missing(meeting, "room", "one of \"rooms\"", "et af lokalerne i ”rooms”");
    for (size_t i = 0; id && i < slide->room_count; i++) {
        if (strcmp(slide->rooms[i].id, id) == 0)
            return &slide->rooms[i];
        names[i] = slide->rooms[i].id;
    }
    if (id)
        fail_suggest(place_error(&place, FOUND_UNKNOWN_ROOM, id), nearest_name(id, names, slide->room_count));
    return NULL;
}

/* What is written is published, whoever is shown it: a private meeting is not to be named at all. */
static void read_words(const struct json_place *place, const struct site *site, struct written_meeting *out) {
    static const char *const names[] = {"title", "host"};
    out->is_private = read_bool(place, "private", false);
    read_localized(place, "title", site, true, &out->title);
    read_localized(place, "host", site, true, &out->host);
    for (size_t i = 0; out->is_private && i < LENGTH(names); i++) {
        struct json_place named = place_member(place, names[i]);
        if (named.value)
            place_error(&named, FOUND_PRIVATE_NAMED, names[i]);
    }
    if (!out->is_private && !place_member(place, "title").value)
        place_missing(place, "title", "what it is about, or \"private\": true",
                      "hvad det handler om, eller \"private\": true");
}

static bool read_meeting(const struct json_place *place, const struct site *site,
                         const struct slide_meetings *slide, struct written_meeting *out) {
    static const char *const keys[] = {"room", "title", "host", "private", "when"};
    size_t before = place->reader->errors;
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_MEETING);
        return false;
    }
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    *out = (struct written_meeting){.room = read_its_room(place, slide)};
    place_position(place, &out->line, &out->column);
    read_words(place, site, out);
    struct json_place when = place_member(place, "when"), holidays = place_member(&when, "holidays");
    bool timed = read_hours_when(place, site->zone, &out->schedule);
    if (out->schedule.date_count > 0 && !holidays.value)
        out->schedule.holidays = HOLIDAYS_ANY; /* who names the day means it */
    return timed && place->reader->errors == before;
}

static void read_written(const struct json_place *slide, const struct site *site,
                         struct slide_meetings *out) {
    struct json_place list = place_member(slide, "meetings");
    size_t count = place_array(&list, MEETINGS_WRITTEN_MAX);
    struct written_meeting *all = count ? arena_alloc(slide->reader->arena, count * sizeof *all) : NULL;
    out->written = all;
    for (size_t i = 0; all && i < count; i++) {
        struct json_place place = place_item(&list, i);
        out->written_count += read_meeting(&place, site, out, &all[out->written_count]);
    }
}

static void read_meetings(const struct json_place *place, const struct site_loading *loading,
                          struct slide *slide) {
    struct slide_meetings *meetings = &slide->meetings;
    meetings->query.days = SIGHT_DAYS;
    read_rooms(place, loading->site, meetings);
    read_written(place, loading->site, meetings);
    if (!place_member(place, "rooms").value)
        place_missing(place, "rooms", "the rooms that it speaks of", "de lokaler, det handler om");
    if (!place_member(place, "meetings").value && !place_member(place, "feeds").value)
        place_warning(place, FOUND_MEETINGS_NOWHERE);
}

/* The last day on which one may begin; INT32_MAX: for ever. */
static int32_t ends_with(const struct schedule *schedule) {
    int64_t last = INT32_MAX;
    if (schedule->has_to) {
        struct civil to = schedule->to;
        bool midnight = to.hour == 0 && to.minute == 0 && to.second == 0;
        last = civil_days(to.year, to.month, to.day) - midnight;
    }
    int64_t dated = schedule->date_count ? 0 : last;
    for (size_t i = 0; i < schedule->date_count; i++)
        dated = schedule->dates[i].to_day - 1 > dated ? schedule->dates[i].to_day - 1 : dated;
    return (int32_t)(dated < last ? dated : last);
}

static bool over_midnight(const struct hours_window *window) {
    return window->to_min <= window->from_min;
}

static int32_t last_day(const struct slide *slide) {
    const struct slide_meetings *meetings = &slide->meetings;
    int32_t last = meetings->query.feed_count ? INT32_MAX : 0;
    for (size_t i = 0; i < meetings->written_count && last < INT32_MAX; i++) {
        const struct schedule *schedule = &meetings->written[i].schedule;
        int32_t own = ends_with(schedule);
        for (size_t k = 0; k < schedule->hours_count && own < INT32_MAX; k++)
            if (over_midnight(&schedule->hours[k])) {
                own++;
                break;
            }
        last = own > last ? own : last;
    }
    return last;
}

/* The minute of the day at which one of the windows of each is on; -1: never both. Windows over midnight are
 * looked at as far as their own day goes. */
static int common_minute(const struct schedule *a, const struct schedule *b) {
    for (size_t i = 0; i < a->hours_count; i++)
        for (size_t k = 0; k < b->hours_count; k++) {
            const struct hours_window *one = &a->hours[i], *other = &b->hours[k];
            int from = one->from_min > other->from_min ? one->from_min : other->from_min;
            int one_to = over_midnight(one) ? DAY_MIN : one->to_min;
            int other_to = over_midnight(other) ? DAY_MIN : other->to_min;
            if (from < one_to && from < other_to)
                return from;
        }
    return -1;
}

static int64_t first_day(const struct schedule *schedule) {
    int64_t day =
        schedule->has_from ? civil_days(schedule->from.year, schedule->from.month, schedule->from.day) : 0;
    int64_t dated = schedule->date_count ? INT32_MAX : day;
    for (size_t i = 0; i < schedule->date_count; i++)
        dated = schedule->dates[i].from_day < dated ? schedule->dates[i].from_day : dated;
    return dated > day ? dated : day;
}

/* The first day that has both; -1: none, of those that are looked at. */
static int64_t common_day(const struct schedule *a, const struct schedule *b) {
    int64_t from = first_day(a), other = first_day(b);
    from = other > from ? other : from;
    for (int64_t day = from; day < from + DAYS_LOOKED_AT; day++)
        if (schedule_on_day(a, day) && schedule_on_day(b, day))
            return day;
    return -1;
}

static void check_overlap(const struct slide *slide, const struct written_meeting *one,
                          const struct written_meeting *other, struct report *report) {
    int minute = one->room == other->room ? common_minute(&one->schedule, &other->schedule) : -1;
    int64_t day = minute >= 0 ? common_day(&one->schedule, &other->schedule) : -1;
    if (day < 0)
        return;
    struct civil date = civil_from_days(day);
    report_said(report, &(struct finding_place){SEVERITY_WARNING, slide->file, other->line, other->column},
                FOUND_MEETINGS_OVERLAP, one->room->id, date.year, date.month, date.day, minute / 60,
                minute % 60, one->line);
}

static void check_meetings(const struct slide *slide, const char *const *languages, size_t count,
                           struct report *report) {
    const struct slide_meetings *meetings = &slide->meetings;
    (void)languages;
    (void)count;
    for (size_t i = 0; i < meetings->written_count; i++)
        for (size_t k = i + 1; k < meetings->written_count; k++)
            check_overlap(slide, &meetings->written[i], &meetings->written[k], report);
}

static const char *const keys[] = {"rooms", "meetings", "feeds"};

const struct slide_kind slide_kind_meetings = {.name = "meetings",
                                               .keys = keys,
                                               .key_count = LENGTH(keys),
                                               .read = read_meetings,
                                               .turns = TURNS_EVERY_LANGUAGE,
                                               .sourcing = SOURCING_CHECKED,
                                               .last_day = last_day,
                                               .check = check_meetings,
                                               .feeds.query_at = offsetof(struct slide, meetings.query),
                                               .feeds.kind = FEED_KIND_EVENTS,
                                               .feeds.may_lack = true};
