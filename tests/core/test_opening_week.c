/* kiosk/core/feed/opening_week.c */
#include "core/feed/opening_week.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20790, ROWS_MAX = 16 };

static const char *const both[] = {"a", "b"};
static const char *const staffed[] = {"betjent", "betjening", "staffed"}, *const self[] = {"selvbetjen",
                                                                                           "ubetjent"};
static const struct service_names service_names = {staffed, self, LENGTH(staffed), LENGTH(self)};

/* A day as "?" (nothing known), "closed", or "10-18 staffed, 7-22 self, 9-10 Café". */
static void say(const struct opening_day *day, char *out, size_t size) {
    static const char *const names[] = {[SERVICE_STAFFED] = "staffed", [SERVICE_SELF] = "self"};
    snprintf(out, size, "%s", day->count ? "" : day->known ? "closed" : "?");
    for (size_t i = 0; i < day->count; i++) {
        const struct day_opening *opening = &day->openings[i];
        size_t used = strlen(out);
        const char *name = opening->service == SERVICE_AS_NAMED ? opening->name : names[opening->service];
        snprintf(out + used, size - used, "%s%d-%d%s%s", used ? ", " : "", opening->from_min / 60,
                 opening->to_min / 60, *name ? " " : "", name);
    }
}

static struct opening at(int day, int from, int to, const char *category) {
    return (struct opening){.day = TODAY + day,
                            .from_min = (int16_t)(60 * from),
                            .to_min = (int16_t)(60 * to),
                            .category = category,
                            .branch = "12",
                            .branch_isil = "DK-715100"};
}

static void the_week_says_what_the_feeds_know(void **state) {
    (void)state;
    const struct opening mon = at(0, 10, 18, "Betjent"), late = at(0, 18, 22, "Selvbetjening"),
                         wed = at(2, 10, 18, "Betjent"), old = at(-3, 10, 18, "Betjent"),
                         far = at(9, 10, 18, "Betjent"), plain = at(0, 10, 18, NULL),
                         again = at(0, 10, 18, "Betjent åbningstid"), cafe = at(0, 10, 18, "Café"),
                         early = at(0, 8, 9, "Café"), whole = at(0, 0, 24, NULL);
    struct opening elsewhere = at(0, 8, 12, "Betjent"), nowhere = at(1, 8, 12, "Betjent");
    elsewhere.branch = "13";
    elsewhere.branch_isil = "DK-715101";
    nowhere.branch = nowhere.branch_isil = NULL;
    const struct {
        const char *why;
        const char *branch;
        struct opening a[ROWS_MAX], b[ROWS_MAX]; /* two feeds; from_min == to_min == 0 ends them */
        const char *days[4];                     /* today and on */
    } rows[] = {
        {"no rows: nothing is claimed", NULL, {{0}}, {{0}}, {"?", "?", "?", "?"}},
        {"one day is all that is known", NULL, {mon}, {{0}}, {"10-18 staffed", "?", "?", "?"}},
        {"a day between known days is closed",
         NULL,
         {mon, wed},
         {{0}},
         {"10-18 staffed", "closed", "10-18 staffed", "?"}},
        {"today is closed between last week and Wednesday",
         NULL,
         {old, wed},
         {{0}},
         {"closed", "closed", "10-18 staffed", "?"}},
        {"today is unknown before the first known day", NULL, {wed}, {{0}}, {"?", "?", "10-18 staffed", "?"}},
        {"known beyond the week: closed throughout",
         NULL,
         {old, far},
         {{0}},
         {"closed", "closed", "closed", "closed"}},
        {"a feed that has ended", NULL, {old}, {{0}}, {"?", "?", "?", "?"}},
        {"two feeds reach as far as the longer",
         NULL,
         {mon},
         {wed},
         {"10-18 staffed", "closed", "10-18 staffed", "?"}},
        {"one service after the other",
         NULL,
         {mon, late},
         {{0}},
         {"10-18 staffed, 18-22 self", "?", "?", "?"}},
        {"two feeds are one day, by time", NULL, {late}, {mon}, {"10-18 staffed, 18-22 self", "?", "?", "?"}},
        {"entered twice", NULL, {mon, mon}, {{0}}, {"10-18 staffed", "?", "?", "?"}},
        {"twice under two names of one service", NULL, {mon, again}, {{0}}, {"10-18 staffed", "?", "?", "?"}},
        {"twice, once in each feed", NULL, {mon}, {mon}, {"10-18 staffed", "?", "?", "?"}},
        {"the same time without a name is another statement",
         NULL,
         {again, plain},
         {{0}},
         {"10-18 staffed, 10-18", "?", "?", "?"}},
        {"the same time of another service",
         NULL,
         {mon, cafe},
         {{0}},
         {"10-18 staffed, 10-18 Café", "?", "?", "?"}},
        {"the same service at another time",
         NULL,
         {early, cafe},
         {{0}},
         {"8-9 Café, 10-18 Café", "?", "?", "?"}},
        {"the whole day", NULL, {whole}, {{0}}, {"0-24", "?", "?", "?"}},
        {"every branch when none is named",
         NULL,
         {elsewhere, mon},
         {{0}},
         {"8-12 staffed, 10-18 staffed", "?", "?", "?"}},
        {"a branch by its id", "12", {elsewhere, mon}, {{0}}, {"10-18 staffed", "?", "?", "?"}},
        {"a branch by its ISIL", "DK-715101", {elsewhere, mon}, {{0}}, {"8-12 staffed", "?", "?", "?"}},
        {"days of other branches say nothing of ours",
         "12",
         {elsewhere, nowhere, wed},
         {{0}},
         {"?", "?", "10-18 staffed", "?"}},
        {"a branch no feed names", "99", {mon, wed}, {{0}}, {"?", "?", "?", "?"}},
    };
    for (size_t r = 0; r < LENGTH(rows); r++) {
        struct opening a[ROWS_MAX], b[ROWS_MAX];
        memcpy(a, rows[r].a, sizeof a);
        memcpy(b, rows[r].b, sizeof b);
        struct feed_data one = {.kind = FEED_KIND_HOURS, .feed_id = "a", .openings = a},
                         two = {.kind = FEED_KIND_HOURS, .feed_id = "b", .openings = b},
                         *list[] = {&two, &one};
        while (a[one.count].to_min)
            one.count++;
        while (b[two.count].to_min)
            two.count++;
        struct feeds feeds = {list, 2};
        struct feed_query query = {.feeds = both, .feed_count = 2, .branch = rows[r].branch};
        struct opening_week week;
        opening_week(&query, &service_names, &feeds, TODAY, &week);
        for (size_t i = 0; i < LENGTH(rows[r].days); i++) {
            char said[200];
            say(&week.days[i], said, sizeof said);
            assert_int_equal(week.days[i].day, TODAY + (int64_t)i);
            if (strcmp(said, rows[r].days[i]) != 0)
                fail_msg("%s: day %zu is \"%s\", not \"%s\"", rows[r].why, i, said, rows[r].days[i]);
        }
    }
}

static void only_hours_of_the_slide_count(void **state) {
    (void)state;
    struct opening mon = at(0, 10, 18, NULL);
    struct event event = {.id = "e", .title = "e"};
    struct feed_data hours = {.kind = FEED_KIND_HOURS, .feed_id = "another", .openings = &mon, .count = 1},
                     events = {.kind = FEED_KIND_EVENTS, .feed_id = "a", .events = &event, .count = 1},
                     *list[] = {&hours, &events};
    struct feeds feeds = {list, 2};
    struct feed_query query = {.feeds = both, .feed_count = 2};
    struct opening_week week;
    opening_week(&query, &service_names, &feeds, TODAY, &week);
    assert_true(!week.days[0].known && week.days[0].count == 0);
    opening_week(&query, &service_names, NULL, TODAY, &week);
    assert_true(!week.days[6].known && week.days[6].day == TODAY + 6);
}

static void a_day_has_room_for_so_many(void **state) {
    (void)state;
    struct opening many[OPENINGS_A_DAY + 4];
    for (int i = 0; i < (int)LENGTH(many); i++)
        many[i] = at(0, i, i + 1, "Betjent");
    struct feed_data feed = {.kind = FEED_KIND_HOURS,
                             .feed_id = "a",
                             .openings = many,
                             .count = LENGTH(many)},
                     *list[] = {&feed};
    struct feeds feeds = {list, 1};
    struct feed_query query = {.feeds = both, .feed_count = 2};
    struct opening_week week;
    opening_week(&query, &service_names, &feeds, TODAY, &week);
    assert_int_equal(week.days[0].count, OPENINGS_A_DAY);
    assert_int_equal(week.days[0].openings[OPENINGS_A_DAY - 1].to_min, 60 * OPENINGS_A_DAY);
}

static void services_are_known_by_their_names(void **state) {
    (void)state;
    static const struct {
        const char *category;
        enum service service;
    } rows[] = {
        {"Betjent åbningstid", SERVICE_STAFFED},
        {"Åbent med betjening", SERVICE_STAFFED},
        {"Staffed", SERVICE_STAFFED},
        {"Selvbetjening", SERVICE_SELF},
        {"Åben selvbetjent", SERVICE_SELF},
        {"Ubetjent", SERVICE_SELF},
        {"Åbent, ubetjent", SERVICE_SELF},
        {"Telefontid", SERVICE_AS_NAMED},
        {"", SERVICE_AS_NAMED},
        {NULL, SERVICE_AS_NAMED},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (service_of(&service_names, rows[i].category) != rows[i].service)
            fail_msg("%s", rows[i].category);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_week_says_what_the_feeds_know),
        cmocka_unit_test(only_hours_of_the_slide_count),
        cmocka_unit_test(a_day_has_room_for_so_many),
        cmocka_unit_test(services_are_known_by_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
