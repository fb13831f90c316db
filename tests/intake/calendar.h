/* Calendars for the tests of kiosk-intake's iCalendar: given as text, compared as lines. Each goes through
 * the program, and so through its jail. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/feed/feed.h"
#include "core/time/zone.h"
#include "system/intake_client.h"

struct calendar_row {
    const char *why;
    const char *body;     /* between BEGIN:VCALENDAR and END:VCALENDAR; its lines end with LF */
    const char *expected; /* "2026-12-01T10:00 60 a Title\n" or "2026-12-01 1d a Title\n" for each: minutes or
                             days, a: takes place, c: cancelled; local times */
};

#define EVENT(uid, title, lines) "BEGIN:VEVENT\nUID:" uid "\nSUMMARY:" title "\n" lines "END:VEVENT\n"

/* From here to there all expectations are, unless a row says otherwise. */
#define CALENDAR_FROM "2026-10-01"
#define CALENDAR_TO "2027-03-01"

static inline struct feed_data *calendar_take(const char *bytes, size_t size, const char *from,
                                              const char *to, struct fail *fail) {
    const char *const window[] = {"--from", from, "--to", to, NULL};
    char *out = NULL;
    size_t out_size = 0;
    const struct intake_request request = {
        .format = "ics", .args = window, .bytes = bytes, .size = size, .max = FEED_BYTES_MAX};
    if (!intake_run(&request, &out, &out_size, fail))
        return NULL;
    struct feed_data *feed = feed_parse("test", out, out_size, 0, fail);
    if (!feed)
        fail_msg("the reader refuses what intake wrote: %s\n%s", fail->text, out);
    free(out);
    return feed;
}

static inline void calendar_describe(const struct feed_data *feed, char *text, size_t size) {
    static const char states[] = {'a', 'c', 's', 'n'};
    struct zone *zone = zone_create("Europe/Copenhagen");
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < feed->count && used < size; i++) {
        const struct event *event = &feed->events[i];
        struct civil at = zone_local(zone, event->start_ms), end = zone_local(zone, event->end_ms);
        char clock[40], length[40];
        snprintf(clock, sizeof(clock), event->all_day ? "" : "T%02d:%02d", at.hour, at.minute);
        if (event->all_day)
            snprintf(length, sizeof(length), "%dd",
                     (int)(civil_days(end.year, end.month, end.day) - civil_days(at.year, at.month, at.day)));
        else
            snprintf(length, sizeof(length), "%lld", (long long)(event->end_ms - event->start_ms) / 60000);
        used += (size_t)snprintf(text + used, size - used, "%04d-%02d-%02d%s %s %c %s\n", at.year, at.month,
                                 at.day, clock, length, states[event->state], event->title);
    }
    zone_destroy(zone);
}

static inline void calendar_expect_bytes(const char *why, const char *bytes, size_t size,
                                         const char *expected) {
    struct fail fail = {0};
    char text[6000];
    struct feed_data *feed = calendar_take(bytes, size, CALENDAR_FROM, CALENDAR_TO, &fail);
    if (!feed)
        fail_msg("%s: %s", why, fail.text);
    calendar_describe(feed, text, sizeof(text));
    feed_destroy(feed);
    if (strcmp(text, expected) != 0)
        fail_msg("%s: expected\n%sgot\n%s", why, expected, text);
}

static inline void calendar_expect(const struct calendar_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char text[8000];
        int size =
            snprintf(text, sizeof(text), "BEGIN:VCALENDAR\nVERSION:2.0\n%sEND:VCALENDAR\n", rows[i].body);
        assert_in_range(size, 1, sizeof(text) - 1);
        calendar_expect_bytes(rows[i].why, text, (size_t)size, rows[i].expected);
    }
}
