/* kiosk/core/feed/event_words.c */
#include "core/feed/event_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)
#define MIDNIGHT (INT64_C(1796252400) * 1000) /* Thursday 3 December 2026, 00:00 in Copenhagen */

static struct event_reader reader_of(const struct zone *zone, const char *language) {
    return (struct event_reader){.zone = zone, .now_ms = MIDNIGHT + 12 * HOUR, .language = language};
}

static struct event event(int64_t start_ms, int64_t end_ms, bool all_day) {
    return (struct event){
        .id = "e", .title = "e", .start_ms = start_ms, .end_ms = end_ms, .all_day = all_day};
}

static void days_and_time(void **state) {
    (void)state;
    struct zone *zone = zone_create("Europe/Copenhagen");
    const struct {
        const char *why;
        struct event event;
        int shown, last; /* days from today */
        bool running;
        const char *en, *da;
    } rows[] = {
        {"this afternoon", event(MIDNIGHT + 15 * HOUR, MIDNIGHT + 17 * HOUR, false), 0, 0, false, "15:00",
         "15.00"},
        {"it began this morning", event(MIDNIGHT + 10 * HOUR, MIDNIGHT + 17 * HOUR, false), 0, 0, false,
         "10:00", "10.00"},
        {"tomorrow", event(MIDNIGHT + DAY + 8 * HOUR, MIDNIGHT + DAY + 9 * HOUR, false), 1, 1, false, "08:00",
         "08.00"},
        {"a moment", event(MIDNIGHT + 15 * HOUR, MIDNIGHT + 15 * HOUR, false), 0, 0, false, "15:00", "15.00"},
        {"until midnight is still today", event(MIDNIGHT + 20 * HOUR, MIDNIGHT + DAY, false), 0, 0, false,
         "20:00", "20.00"},
        {"into the night", event(MIDNIGHT + 20 * HOUR, MIDNIGHT + 26 * HOUR, false), 0, 1, false, "20:00",
         "20.00"},
        {"since yesterday, ends today", event(MIDNIGHT - 2 * HOUR, MIDNIGHT + 14 * HOUR, false), 0, 0, true,
         "until 14:00", "til 14.00"},
        {"since yesterday, ends on Saturday", event(MIDNIGHT - 2 * HOUR, MIDNIGHT + 2 * DAY + HOUR, false), 0,
         2, true, "until 5 Dec", "til 5. dec."},
        {"the whole day", event(MIDNIGHT, MIDNIGHT + DAY, true), 0, 0, false, "All day", "Hele dagen"},
        {"three whole days from tomorrow", event(MIDNIGHT + DAY, MIDNIGHT + 4 * DAY, true), 1, 3, false,
         "until 6 Dec", "til 6. dec."},
        {"an exhibition on its last day", event(MIDNIGHT - 9 * DAY, MIDNIGHT + DAY, true), 0, 0, true,
         "All day", "Hele dagen"},
    };
    struct event_reader en = reader_of(zone, "en"), da = reader_of(zone, "da");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct event_days days = event_days(&en, &rows[i].event);
        char time[EVENT_TIME_MAX];
        if (days.shown - days.today != rows[i].shown || days.last - days.today != rows[i].last ||
            days.running != rows[i].running)
            fail_msg("%s: %d to %d", rows[i].why, (int)(days.shown - days.today),
                     (int)(days.last - days.today));
        event_time(&en, &rows[i].event, time, sizeof time);
        if (strcmp(time, rows[i].en) != 0)
            fail_msg("%s: \"%s\"", rows[i].why, time);
        event_time(&da, &rows[i].event, time, sizeof time);
        if (strcmp(time, rows[i].da) != 0)
            fail_msg("%s: \"%s\"", rows[i].why, time);
    }
    zone_destroy(zone);
}

#define ISOLATED(text) "\u2068" text "\u2069"

static void place(void **state) {
    (void)state;
    char longest[1001];
    memset(longest, 'x', 1000);
    longest[1000] = '\0';
    const struct {
        const char *why, *place, *room, *address, *shown;
    } rows[] = {
        {"nothing known", NULL, NULL, NULL, ""},
        {"a place", "Rådhuset", NULL, NULL, ISOLATED("Rådhuset")},
        {"with its room", "Rådhuset", "Sal 2", NULL, ISOLATED("Rådhuset, Sal 2")},
        {"that names its room already", "Rådhuset, Sal 2", "Sal 2", NULL, ISOLATED("Rådhuset, Sal 2")},
        {"only a room", NULL, "Sal 2", NULL, ISOLATED("Sal 2")},
        {"the address stands in", NULL, NULL, "Hold-an Vej 7", ISOLATED("Hold-an Vej 7")},
        {"and is left out beside a place", "Rådhuset", NULL, "Hold-an Vej 7", ISOLATED("Rådhuset")},
        {"longer than there is room", longest, longest, NULL, NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct event one = {.place = rows[i].place, .room = rows[i].room, .address = rows[i].address};
        char out[EVENT_PLACE_MAX];
        event_place(&one, out, sizeof out);
        if (rows[i].shown && strcmp(out, rows[i].shown) != 0)
            fail_msg("%s: \"%s\"", rows[i].why, out);
        size_t length = strlen(out);
        if (length > 0 && strcmp(out + length - 3, "\u2069") != 0)
            fail_msg("%s: the isolate is not closed", rows[i].why);
    }
}

static void labels(void **state) {
    (void)state;
    const struct {
        const char *why;
        enum event_state state;
        enum event_price price;
        const char *shown; /* "!" before a warning */
    } rows[] = {
        {"an unknown price is not free", EVENT_ACTIVE, PRICE_UNKNOWN, ""},
        {"a price is not said", EVENT_ACTIVE, PRICE_PAID, ""},
        {"free", EVENT_ACTIVE, PRICE_FREE, "Free;"},
        {"sold out, free", EVENT_SOLD_OUT, PRICE_FREE, "!Sold out;Free;"},
        {"a cancelled one is not free", EVENT_CANCELLED, PRICE_FREE, "!Cancelled;"},
        {"not open is no warning", EVENT_NOT_OPEN, PRICE_UNKNOWN, "Booking not open yet;"},
    };
    struct event_reader reader = reader_of(NULL, "en");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct event one = {.state = rows[i].state, .price = rows[i].price};
        struct event_label out[EVENT_LABELS];
        size_t count = event_labels(&reader, &one, out);
        char said[100] = "";
        for (size_t k = 0; k < count; k++)
            snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s;", out[k].strong ? "!" : "",
                     out[k].text);
        if (strcmp(said, rows[i].shown) != 0)
            fail_msg("%s: \"%s\"", rows[i].why, said);
    }
}

static void language(void **state) {
    (void)state;
    static const struct {
        const char *why, *title, *language, *reader, *expected;
    } rows[] = {
        {"the feed says", "Cafe", "da", "ar", "da"},
        {"unknown: the reader's", "Cafe", NULL, "da", "da"},
        {"unknown, from left to right on an Arabic screen", "Cafe", NULL, "ar", "en"},
        {"unknown, in Arabic letters", "مقهى", NULL, "ar", "ar"},
        {"unknown, without letters", "2026", NULL, "fa", "fa"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct event one = {.title = rows[i].title, .language = rows[i].language};
        struct event_reader reader = reader_of(NULL, rows[i].reader);
        if (strcmp(event_language(&reader, &one), rows[i].expected) != 0)
            fail_msg("%s: %s", rows[i].why, event_language(&reader, &one));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_time),
        cmocka_unit_test(place),
        cmocka_unit_test(labels),
        cmocka_unit_test(language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
