/* Meetings of the day: what is read and refused, what is drawn, when it is on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/scene/scene_kind.h"
#include "core/site/check.h"
#include "support/slide_fixture.h"

#define ROOMS                                                                                                \
    ",\"rooms\":{\"hall\":{\"name\":{\"en\":\"Great hall\",\"da\":\"Store sal\"},"                           \
    "\"floor\":{\"en\":\"First floor\",\"da\":\"1. sal\"},\"house\":\"town\",\"spot\":\"hall\"},"            \
    "\"a\":{\"name\":{\"en\":\"Room A\"},\"calendar\":[\"R1\"]}}"
#define WHEN(days, from, to) "\"when\":{" days ",\"hours\":[[\"" from "\",\"" to "\"]]}"
#define MONDAYS "\"weekdays\":[\"mon\"]"
#define THURSDAYS "\"weekdays\":[\"thu\"]"
#define CHOIR "\"room\":\"hall\",\"title\":{\"en\":\"Choir\",\"da\":\"Kor\"},"

static void is_read(void **state) {
    (void)state;
    struct slide_fixture f;
    const struct slide *slide =
        slide_from(&f, "meetings",
                   ROOMS ",\"meetings\":[{" CHOIR "\"host\":{\"da\":\"Klubben\"}," WHEN(
                       MONDAYS, "17:00",
                       "19:00") "},{\"room\":\"a\",\"private\":true," WHEN("\"dates\":[\"2026-12-24\"]",
                                                                           "09:00", "10:00") "}]");
    assert_non_null(slide);
    const struct slide_meetings *meetings = &slide->meetings;
    assert_int_equal(meetings->query.feed_count, 0);
    assert_int_equal(meetings->room_count, 2);
    assert_string_equal(meetings->rooms[0].spot, "hall");
    assert_string_equal(meetings->rooms[1].calendar[0], "R1");
    assert_int_equal(meetings->written_count, 2);
    assert_ptr_equal(meetings->written[0].room, &meetings->rooms[0]);
    assert_int_equal(meetings->written[0].schedule.holidays, HOLIDAYS_NEVER);
    assert_true(meetings->written[1].is_private);
    assert_int_equal(meetings->written[1].schedule.holidays, HOLIDAYS_ANY); /* who names the day means it */
    slide_fixture_finish(&f);
    slide = slide_from(&f, "meetings", ROOMS ",\"feeds\":[\"events\"]");
    assert_non_null(slide);
    assert_int_equal(slide_query(slide)->kind, FEED_KIND_EVENTS);
    slide_fixture_finish(&f);
}

static void what_is_wrong_is_said(void **state) {
    (void)state;
    static const struct {
        const char *keys, *why;
    } rows[] = {
        {",\"feeds\":[\"events\"]", "\"rooms\" is missing"},
        {ROOMS ",\"feeds\":[\"hours\"]", "not of a kind that can be shown as \"events\""},
        {ROOMS ",\"feeds\":[]", "at least one feed"},
        {ROOMS
         ",\"meetings\":[{\"room\":\"hal\",\"title\":{\"en\":\"C\"}," WHEN(MONDAYS, "17:00", "19:00") "}]",
         "\"rooms\" has no room \"hal\""},
        {ROOMS ",\"meetings\":[{\"title\":{\"en\":\"C\"}," WHEN(MONDAYS, "17:00", "19:00") "}]",
         "\"room\" is missing"},
        {ROOMS ",\"meetings\":[{\"room\":\"a\"," WHEN(MONDAYS, "17:00", "19:00") "}]",
         "\"title\" is missing"},
        {ROOMS ",\"meetings\":[{\"private\":true," CHOIR WHEN(MONDAYS, "17:00", "19:00") "}]",
         "a private meeting has no \"title\": what stands here is published"},
        {ROOMS ",\"meetings\":[{\"private\":true,\"room\":\"a\",\"host\":{\"en\":\"Me\"}," WHEN(
             MONDAYS, "17:00", "19:00") "}]",
         "a private meeting has no \"host\""},
        {ROOMS ",\"meetings\":[{" CHOIR "\"when\":{\"weekdays\":[\"mon\"]}}]", "\"hours\" is missing"},
        {ROOMS ",\"meetings\":[{\"room\":\"a\",\"title\":{\"en\":\"C\"}}]", "\"when\" is missing"},
        {ROOMS ",\"meetings\":[\"choir\"]", "must be a meeting"},
        {",\"feeds\":[\"events\"],\"rooms\":{\"a\":{\"floor\":{\"en\":\"1\"}}}", "\"name\" is missing"},
        {",\"feeds\":[\"events\"],\"rooms\":{\"a\":{\"name\":{\"en\":\"1\"},\"spot\":\"a\"}}",
         "needs \"house\" beside it"},
        {",\"feeds\":[\"events\"],\"rooms\":{\"A b\":{\"name\":{\"en\":\"1\"}}}", "is not a name"},
        {",\"feeds\":[\"events\"],\"rooms\":{\"a\":\"Room\"}", "must be a room"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        assert_refused("meetings", rows[i].keys, rows[i].why);
    struct slide_fixture f;
    assert_non_null(slide_from(&f, "meetings", ROOMS));
    assert_int_equal(f.report.count, 1);
    assert_non_null(strstr(f.report.items[0].text, "neither \"meetings\" nor \"feeds\""));
    slide_fixture_finish(&f);
}

/* At the fixture's moment, Thursday 3 December, 12:30. */
static void is_drawn(void **state) {
    (void)state;
    struct slide_fixture s;
    struct fixture f;
    const struct slide *slide = slide_from(
        &s, "meetings",
        ROOMS
        ",\"meetings\":[{" CHOIR WHEN(THURSDAYS, "12:00", "13:00") "},{\"room\":\"a\",\"private\":true," WHEN(
            THURSDAYS, "13:00", "14:00") "},{" CHOIR WHEN(MONDAYS, "17:00", "19:00") "}]");
    static const struct {
        const char *why;
        int hour, minute, height;
        bool wrong_clock;
        const char *says, *not ;
    } rows[] = {
        {"what is on", 12, 30, 885, false, "12.00–13.00 Nu Kor Store sal · 1. sal", "17.00"},
        {"of a private one nothing but where", 12, 30, 885, false, "13.00–14.00 Næste Lukket møde Room A",
         NULL},
        {"over a minute later", 13, 0, 885, false, "Nu Lukket møde", "Kor"},
        {"in a strip", 12, 30, 86, false, "· Nu Kor · ", "Lukket"},
        {"a wrong clock knows no today", 12, 30, 885, true, "Ingen oplysninger", "Kor"},
    };
    assert_non_null(slide);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        fixture_init(&f);
        f.now_ms = fixture_at(0, rows[i].hour, rows[i].minute);
        f.wrong_clock = rows[i].wrong_clock;
        char *words = slide_words(&f, slide, "da", 1920, rows[i].height, NULL);
        if (!strstr(words, rows[i].says) || (rows[i].not &&strstr(words, rows[i].not )))
            fail_msg("%s: %s", rows[i].why, words);
        free(words);
        fixture_finish(&f);
    }
    slide_fixture_finish(&s);
}

/* Out of a calendar, in a room that nobody wrote. */
static void a_calendar_is_drawn(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_MEETINGS);
    f.data[0].count = 2; /* the exhibition, and the café at half past four */
    assert_says(&f, &f.slide, "en", 885, "16:30–18:00 Next International Café Ballerup Bibliotek, Sal 1 ");
    f.events[1].state = EVENT_CANCELLED;
    assert_says(&f, &f.slide, "en", 885, "Cancelled International Café");
    f.data[0].count = 0;
    assert_says(&f, &f.slide, "en", 885, "Meetings No more meetings today.");
    fixture_finish(&f);
}

/* More than have room: whole rows, and when the others begin. */
static void the_rest_is_said(void **state) {
    (void)state;
    struct fixture f;
    struct written_meeting written[12];
    struct hours_window hours[12];
    static const struct localized_entry title_entries[] = {{"da", "Langt møde", 0, 0}},
                                        room_entries[] = {{"da", "Lokale", 0, 0}};
    const struct meeting_room room = {.id = "a", .name = {1, room_entries}};
    fixture_init(&f);
    fixture_type(&f, SLIDE_MEETINGS);
    for (int i = 0; i < 12; i++) {
        hours[i] = (struct hours_window){(int16_t)(13 * 60 + 30 * i), (int16_t)(14 * 60 + 30 * i)};
        written[i] = (struct written_meeting){
            .room = &room, .title = {1, title_entries}, .schedule = {.hours = &hours[i], .hours_count = 1}};
    }
    f.slide.meetings =
        (struct slide_meetings){.rooms = &room, .room_count = 1, .written = written, .written_count = 12};
    assert_says(&f, &f.slide, "da", 885, "Senere i dag: 14.00 · 14.30 · ");
    f.now_ms = fixture_at(0, 13, 0);
    for (int i = 0; i < 12; i++)
        hours[i].from_min = 12 * 60;
    char *words = slide_words(&f, &f.slide, "da", 1920, 885, NULL);
    assert_null(strstr(words, "Senere i dag"));
    assert_non_null(strstr(words, "+"));
    free(words);
    fixture_finish(&f);
}

/* Nothing today: it is not on; in a strip one by one. */
static void is_on_while_there_are_meetings(void **state) {
    (void)state;
    struct slide_fixture s;
    struct fixture f;
    const void *items[20];
    const struct scene_kind *kind = scene_kind(SLIDE_MEETINGS);
    const struct slide *slide = slide_from(
        &s, "meetings",
        ROOMS ",\"meetings\":[{" CHOIR "\"when\":{\"weekdays\":[\"thu\"],\"hours\":[[\"12:00\",\"13:00\"],"
              "[\"15:00\",\"16:00\"]]}}]");
    fixture_init(&f);
    struct scene_moment moment = {
        .site = &f.site, .slide = slide, .screen = &f.screen, .now_ms = fixture_at(0, 12, 30)};
    int64_t midnight_ms = fixture_at(1, 0, 0);
    assert_int_equal(kind->items_at(&moment, items, 20), 1);
    assert_ptr_equal(items[0], slide);
    assert_true(kind->next_edge(&moment, midnight_ms) == fixture_at(0, 13, 0));
    moment.strip = true;
    assert_int_equal(kind->items_at(&moment, items, 20), 2);
    moment.strip = false;
    moment.now_ms = fixture_at(0, 13, 0);
    assert_true(kind->next_edge(&moment, midnight_ms) == fixture_at(0, 15, 0));
    moment.now_ms = fixture_at(0, 16, 0);
    assert_int_equal(kind->items_at(&moment, items, 20), 0);
    assert_true(kind->next_edge(&moment, midnight_ms) == midnight_ms);
    fixture_finish(&f);
    slide_fixture_finish(&s);
}

static void it_ends_with_its_last_meeting(void **state) {
    (void)state;
    static const struct {
        const char *meetings;
        int32_t last;
    } rows[] = {
        {"{" CHOIR WHEN(MONDAYS, "17:00", "19:00") "}", INT32_MAX},
        {"{" CHOIR WHEN("\"to\":\"2026-12-05\"", "17:00", "19:00") "}", FIXTURE_DAY + 2},
        {"{" CHOIR WHEN("\"to\":\"2026-12-05T00:00\"", "17:00", "19:00") "}", FIXTURE_DAY + 1},
        {"{" CHOIR WHEN("\"dates\":[\"2026-12-03\",[\"2026-12-04\",\"2026-12-06\"]]", "17:00", "19:00") "}",
         FIXTURE_DAY + 3},
        {"{" CHOIR WHEN("\"dates\":[\"2026-12-03\"]", "22:00", "01:00") "}", FIXTURE_DAY + 1},
        {"{" CHOIR WHEN("\"dates\":[\"2026-12-03\"]", "17:00",
                        "19:00") "},{" CHOIR WHEN("\"to\":\"2026-12-05\"", "07:00", "09:00") "}",
         FIXTURE_DAY + 2},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct slide_fixture s;
        char keys[2000];
        snprintf(keys, sizeof keys, "%s,\"meetings\":[%s]", ROOMS, rows[i].meetings);
        const struct slide *slide = slide_from(&s, "meetings", keys);
        assert_non_null(slide);
        assert_int_equal(slide_last_day(slide), rows[i].last);
        slide_fixture_finish(&s);
    }
}

static void a_room_is_not_taken_twice(void **state) {
    (void)state;
    static const struct {
        const char *why, *a, *b, *says; /* NULL: they go together */
    } rows[] = {
        {"another day", CHOIR WHEN(MONDAYS, "17:00", "19:00"), CHOIR WHEN(THURSDAYS, "17:00", "19:00"), NULL},
        {"one after the other", CHOIR WHEN(MONDAYS, "17:00", "19:00"), CHOIR WHEN(MONDAYS, "19:00", "20:00"),
         NULL},
        {"another room", CHOIR WHEN(MONDAYS, "17:00", "19:00"),
         "\"room\":\"a\",\"private\":true," WHEN(MONDAYS, "17:00", "19:00"), NULL},
        {"a date that is a Monday", CHOIR WHEN(MONDAYS, "17:00", "19:00"),
         CHOIR WHEN("\"dates\":[\"2026-12-07\"]", "18:30", "20:00"),
         "room \"hall\" is taken twice on 2026-12-07 from 18:30: also by the meeting in line 1"},
        {"a date that is none", CHOIR WHEN(MONDAYS, "17:00", "19:00"),
         CHOIR WHEN("\"dates\":[\"2026-12-08\"]", "18:30", "20:00"), NULL},
        {"over before the other begins", CHOIR WHEN("\"to\":\"2026-12-05\"", "17:00", "19:00"),
         CHOIR WHEN("\"from\":\"2026-12-06\"", "17:00", "19:00"), NULL},
        {"from the later first day on", CHOIR WHEN("\"from\":\"2026-12-01\"", "17:00", "19:00"),
         CHOIR WHEN("\"from\":\"2026-12-06\"", "17:00", "19:00"), "on 2026-12-06 from 17:00"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct slide_fixture s;
        struct report report = {0};
        char keys[2000];
        snprintf(keys, sizeof keys, "%s,\"meetings\":[{%s},{%s}]", ROOMS, rows[i].a, rows[i].b);
        const struct slide *slide = slide_from(&s, "meetings", keys);
        assert_non_null(slide);
        slide_kind(SLIDE_MEETINGS)->check(slide, NULL, 0, &report);
        bool said = report.count > 0 && rows[i].says && strstr(report.items[0].text, rows[i].says);
        if (report.count != (rows[i].says ? 1 : 0) || (rows[i].says && !said))
            fail_msg("%s: %zu findings, %s", rows[i].why, report.count,
                     report.count ? report.items[0].text : "none");
        report_finish(&report);
        slide_fixture_finish(&s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read),
        cmocka_unit_test(what_is_wrong_is_said),
        cmocka_unit_test(is_drawn),
        cmocka_unit_test(a_calendar_is_drawn),
        cmocka_unit_test(the_rest_is_said),
        cmocka_unit_test(is_on_while_there_are_meetings),
        cmocka_unit_test(it_ends_with_its_last_meeting),
        cmocka_unit_test(a_room_is_not_taken_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
