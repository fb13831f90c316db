#include "core/feed/meetings_today.h"

#include <string.h>
#include <strings.h>

#include "core/feed/feed_select.h"

enum { DAY_MIN = 1440 };

/* Local midnights of the day that is looked at. */
struct day {
    const struct zone *zone;
    int32_t number;
    int64_t start_ms, end_ms, now_ms;
};

struct list {
    struct meeting *items;
    size_t count;
};

static int64_t over_ms(const struct meeting *meeting) {
    return event_over_ms(meeting->start_ms, meeting->end_ms, meeting->event && meeting->event->all_day);
}

/* Lists are kept sorted by insertion; of those that begin together the earlier written stands first. */
static void add(struct list *list, const struct day *day, const struct meeting *meeting) {
    size_t at = list->count;
    if (over_ms(meeting) <= day->now_ms || over_ms(meeting) <= day->start_ms ||
        meeting->start_ms >= day->end_ms)
        return;
    while (at > 0 && list->items[at - 1].start_ms > meeting->start_ms)
        at--;
    if (at == MEETINGS_TODAY_MAX)
        return;
    size_t keep = list->count < MEETINGS_TODAY_MAX ? list->count : MEETINGS_TODAY_MAX - 1;
    memmove(list->items + at + 1, list->items + at, (keep - at) * sizeof *list->items);
    list->items[at] = *meeting;
    list->count = keep + 1;
}

/* Yesterday's may reach over midnight. */
static void add_written(struct list *list, const struct day *day, const struct written_meeting *written) {
    const struct schedule *schedule = &written->schedule;
    for (int32_t on = day->number - 1; on <= day->number; on++)
        for (size_t i = 0; i < schedule->hours_count && schedule_on_day(schedule, on); i++) {
            struct hours_window hours = schedule->hours[i];
            int to = hours.to_min > hours.from_min ? hours.to_min : hours.to_min + DAY_MIN;
            add(list, day,
                &(struct meeting){.start_ms = zone_day_minute(day->zone, on, hours.from_min),
                                  .end_ms = zone_day_minute(day->zone, on, to),
                                  .written = written,
                                  .room = written->room});
        }
}

static bool same_name(const char *name, const char *text, size_t size) {
    return strlen(name) == size && strncasecmp(name, text, size) == 0;
}

static bool is_called(const struct meeting_room *room, const char *text, size_t size) {
    for (size_t i = 0; i < room->name.count; i++)
        if (same_name(room->name.entries[i].text, text, size))
            return true;
    for (size_t i = 0; i < room->calendar_count; i++)
        if (same_name(room->calendar[i], text, size))
            return true;
    return false;
}

static const struct meeting_room *room_called(const struct slide_meetings *shown, const char *text,
                                              size_t size) {
    while (size > 0 && *text == ' ') {
        text++;
        size--;
    }
    while (size > 0 && text[size - 1] == ' ')
        size--;
    for (size_t i = 0; size > 0 && i < shown->room_count; i++)
        if (is_called(&shown->rooms[i], text, size))
            return &shown->rooms[i];
    return NULL;
}

const struct meeting_room *meetings_room(const struct slide_meetings *shown, const char *place) {
    const struct meeting_room *room = place ? room_called(shown, place, strlen(place)) : NULL;
    for (const char *part = place; part && *part && !room;) {
        size_t size = strcspn(part, ",;");
        room = room_called(shown, part, size);
        part += size + (part[size] != '\0');
    }
    return room;
}

static void add_events(struct list *list, const struct day *day, const struct slide_meetings *shown,
                       const struct screen *screen, const struct feeds *feeds) {
    const struct event *events[MEETINGS_TODAY_MAX];
    size_t count = feed_select_events(&shown->query, screen, feeds, day->now_ms, events, MEETINGS_TODAY_MAX);
    for (size_t i = 0; i < count; i++) {
        const struct meeting_room *room = meetings_room(shown, events[i]->room);
        add(list, day,
            &(struct meeting){.start_ms = events[i]->start_ms,
                              .end_ms = events[i]->end_ms,
                              .event = events[i],
                              .room = room ? room : meetings_room(shown, events[i]->place)});
    }
}

bool meeting_cancelled(const struct meeting *meeting) {
    return meeting->event && meeting->event->state == EVENT_CANCELLED;
}

static void set_stages(struct list *list, int64_t now_ms) {
    int64_t next_ms = INT64_MAX;
    for (size_t i = 0; i < list->count; i++) {
        const struct meeting *meeting = &list->items[i];
        if (meeting->start_ms > now_ms && meeting->start_ms < next_ms && !meeting_cancelled(meeting))
            next_ms = meeting->start_ms;
    }
    for (size_t i = 0; i < list->count; i++)
        list->items[i].stage = list->items[i].start_ms <= now_ms    ? MEETING_NOW
                               : list->items[i].start_ms <= next_ms ? MEETING_NEXT
                                                                    : MEETING_LATER;
}

size_t meetings_today(const struct slide_meetings *shown, const struct zone *zone,
                      const struct screen *screen, const struct feeds *feeds, int64_t now_ms,
                      struct meeting out[MEETINGS_TODAY_MAX]) {
    struct list list = {out, 0};
    int32_t today = zone_day(zone, now_ms);
    const struct day day = {zone, today, zone_day_start(zone, today), zone_day_start(zone, today + 1),
                            now_ms};
    for (size_t i = 0; i < shown->written_count; i++)
        add_written(&list, &day, &shown->written[i]);
    add_events(&list, &day, shown, screen, feeds);
    set_stages(&list, now_ms);
    return list.count;
}

int64_t meetings_next_edge(const struct slide_meetings *shown, const struct zone *zone,
                           const struct screen *screen, const struct feeds *feeds, int64_t now_ms,
                           int64_t until_ms) {
    struct meeting meetings[MEETINGS_TODAY_MAX];
    size_t count = meetings_today(shown, zone, screen, feeds, now_ms, meetings);
    for (size_t i = 0; i < count; i++) {
        int64_t start_ms = meetings[i].start_ms, end_ms = over_ms(&meetings[i]);
        until_ms = start_ms > now_ms && start_ms < until_ms ? start_ms : until_ms;
        until_ms = end_ms > now_ms && end_ms < until_ms ? end_ms : until_ms;
    }
    return until_ms;
}
