/* kiosk/guide/written/house.c, counter_now.c: what a house's and a counter's hours say at a moment. */
#include "guide/written/counter_now.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"

/* Monday 30 November 2026. */
enum { MONDAY = 20787, HOUR = 3600000, MON = 1, TUE = 2, THU = 8 };

struct world {
    struct site site;
    struct feed feed;
    struct opening openings[2];
    struct feed_data data;
    struct feed_data *items[1];
    struct feeds feeds;
};

static int64_t at(const struct world *world, int day, int hour, int minute) {
    return zone_day_minute(world->site.zone, MONDAY + day, hour * 60 + minute);
}

static int setup(void **state) {
    static struct world world;
    world.site.zone = zone_create("Europe/Copenhagen");
    world.feed = (struct feed){.id = "open", .stale_ms = 24 * HOUR};
    world.site.feeds = &world.feed;
    world.site.feed_count = 1;
    for (int i = 0; i < 2; i++)
        world.openings[i] = (struct opening){.day = MONDAY + i, .from_min = 540, .to_min = 900};
    world.data = (struct feed_data){.kind = FEED_KIND_HOURS,
                                    .feed_id = "open",
                                    .openings = world.openings,
                                    .count = 2,
                                    .fetched_ms = at(&world, 0, 8, 0)};
    world.items[0] = &world.data;
    world.feeds = (struct feeds){world.items, 1};
    *state = &world;
    return 0;
}

static int teardown(void **state) {
    struct world *world = *state;
    zone_destroy(world->site.zone);
    return 0;
}

static const char *const feed_names[] = {"open"};
static const struct hours_window ten[] = {{600, 840}}, two[] = {{600, 720}}, late[] = {{840, 960}};
static const struct written_row rows_written[] = {
    {.schedule = {.weekdays = MON | TUE | THU, .hours = ten, .hours_count = 1, .holidays = HOLIDAYS_NEVER}}};
#define WRITTEN                                                                                              \
    { rows_written, 1, NULL, 0 }
#define QUERY                                                                                                \
    { .feeds = feed_names, .feed_count = 1, .kind = FEED_KIND_HOURS }

static void a_feed_goes_before_what_was_written(void **state) {
    struct world *world = *state;
    const struct guide_house fed = {.query = QUERY}, written = {.hours = WRITTEN},
                             both = {.query = QUERY, .hours = WRITTEN}, neither = {.id = "n"},
                             over = {.hours = WRITTEN, .source = {.expires_day = MONDAY}};
    const struct {
        const char *why;
        const struct guide_house *house;
        const struct feeds *feeds;
        int day, hour;
        enum hours_origin origin;
        int from_min; /* of the first day; 0: it has none */
    } rows[] = {
        {"a fresh feed", &fed, &world->feeds, 0, 12, HOURS_FEED, 540},
        {"no feed has come", &fed, NULL, 0, 12, HOURS_NONE, 0},
        {"an old feed says what it knows, but nothing of now", &fed, &world->feeds, 1, 12, HOURS_OLD, 540},
        {"a feed that has ended", &fed, &world->feeds, 2, 12, HOURS_NONE, 0},
        {"written", &written, NULL, 0, 12, HOURS_WRITTEN, 600},
        {"a fresh feed goes first", &both, &world->feeds, 0, 12, HOURS_FEED, 540},
        {"an old one does not", &both, &world->feeds, 1, 12, HOURS_WRITTEN, 600},
        {"nor one that has not come", &both, NULL, 0, 12, HOURS_WRITTEN, 600},
        {"past its date", &over, NULL, 0, 12, HOURS_NONE, 0},
        {"nothing was written", &neither, &world->feeds, 0, 12, HOURS_NONE, 0},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct opening_week week;
        enum hours_origin origin = house_week(rows[i].house, &world->site, rows[i].feeds,
                                              at(world, rows[i].day, rows[i].hour, 0), &week);
        int from = week.days[0].count ? week.days[0].openings[0].from_min : 0;
        if (origin != rows[i].origin || from != rows[i].from_min)
            fail_msg("%s: %d, from %d", rows[i].why, (int)origin, from);
        assert_int_equal(week.days[0].day, MONDAY + rows[i].day);
    }
}

static void say(const struct world *world, const struct counter_now *now, char *out, size_t size) {
    (void)world;
    out[0] = '\0';
    for (size_t i = 0; i < now->language_count; i++)
        snprintf(out + strlen(out), size - strlen(out), "%s ", now->languages[i]);
    for (size_t i = 0; i < now->next_count; i++)
        snprintf(out + strlen(out), size - strlen(out), "| %s +%d %d-%d ", now->next[i].language,
                 (int)(now->next[i].day - MONDAY), now->next[i].from_min, now->next[i].to_min);
}

static void a_counter_says_who_is_there(void **state) {
    struct world *world = *state;
    static const char *const always[] = {"da", "en"}, *const uk[] = {"uk"}, *const both[] = {"uk", "pl"};
    static const struct counter_time times[] = {
        {both, 2, {.weekdays = TUE, .hours = two, .hours_count = 1, .holidays = HOLIDAYS_NEVER}},
        {uk, 1, {.weekdays = THU, .hours = two, .hours_count = 1, .holidays = HOLIDAYS_NEVER}},
        {uk, 1, {.weekdays = MON, .hours = late, .hours_count = 1, .holidays = HOLIDAYS_NEVER}},
    };
    static const struct yearly_day first[] = {{12, 1}};
    static const struct guide_house house = {.hours = WRITTEN}, unknown = {.id = "n"},
                                    shut = {.hours = {rows_written, 1, first, 1}},
                                    fed = {.query = QUERY, .hours = {NULL, 0, first, 1}};
    const struct guide_counter
        counter = {.languages = always,
                   .language_count = 2,
                   .times = times,
                   .time_count = 3,
                   .house = &house},
        anywhere = {.languages = always, .language_count = 2, .times = times, .time_count = 3},
        resting = {.languages = always, .language_count = 2, .times = times, .time_count = 3, .house = &shut},
        ended = {.times = times, .time_count = 3, .house = &fed},
        odd = {.languages = always, .language_count = 2, .house = &unknown};
    const struct {
        const char *why;
        const struct guide_counter *counter;
        int day, hour;
        const char *says;
    } rows[] = {
        {"open, the others come later", &counter, 0, 11, "da en | uk +0 840-960 | pl +1 600-720 "},
        {"somebody is there", &counter, 1, 11, "da en uk pl "},
        {"closed: nobody is there, whatever the row says", &counter, 0, 15,
         "| uk +1 600-720 | pl +1 600-720 "},
        {"before it opens", &counter, 1, 9, "| uk +1 600-720 | pl +1 600-720 "},
        {"the house is closed on Tuesday, 1 December", &resting, 0, 15, "| uk +3 600-720 | pl +8 600-720 "},
        {"and no feed says when it is open", &ended, 0, 17, "| uk +3 600-720 | pl +8 600-720 "},
        {"no house: the rows alone decide", &anywhere, 0, 15, "da en uk | pl +1 600-720 "},
        {"hours that nobody knows", &odd, 0, 3, "da en "},
        {"holidays are passed over: Maundy Thursday and Easter Monday of 2027", &counter, 114, 15,
         "| uk +120 600-720 | pl +120 600-720 "},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct counter_now now;
        char out[200];
        counter_now(rows[i].counter, &world->site, NULL, at(world, rows[i].day, rows[i].hour, 0), &now);
        say(world, &now, out, sizeof out);
        if (strcmp(out, rows[i].says) != 0)
            fail_msg("%s: %s", rows[i].why, out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feed_goes_before_what_was_written),
        cmocka_unit_test(a_counter_says_who_is_there),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
