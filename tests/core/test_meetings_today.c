/* kiosk/core/feed/meetings_today.c, meeting_words.c: which meetings a moment has, and what is said of them.
 */
#include "core/feed/meeting_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "support/scene_fixture.h"

TEXT(room_a, {"en", "Room A", 0, 0}, {"da", "Lokale A", 0, 0});
TEXT(room_b, {"da", "Sal 1", 0, 0});
TEXT(floor_b, {"da", "1. sal", 0, 0}, {"en", "First floor", 0, 0});
TEXT(choir, {"da", "Kor", 0, 0});
TEXT(club, {"en", "The club", 0, 0}, {"da", "Klubben", 0, 0});

static const char *const calendar_b[] = {"stor-sal@town.example"};
static const struct hours_window noon[] = {{12 * 60, 13 * 60}}, night[] = {{22 * 60, 60}},
                                 twice[] = {{14 * 60, 15 * 60}, {16 * 60, 17 * 60}};
static const struct day_range today[] = {{FIXTURE_DAY, FIXTURE_DAY + 1}};

struct world {
    struct fixture f;
    struct meeting_room rooms[2];
    struct written_meeting written[3];
    struct slide_meetings shown;
};

/* Thursday 3 December: noon (private) in a, two with one title in b, and one over each midnight in b; beside
 * the fixture's events, of which an exhibition and a café (16.30) are of the day. */
static void begin(struct world *w) {
    memset(w, 0, sizeof *w);
    fixture_init(&w->f);
    w->rooms[0] = (struct meeting_room){.id = "a", .name = room_a};
    w->rooms[1] = (struct meeting_room){
        .id = "b", .name = room_b, .floor = floor_b, .calendar = calendar_b, .calendar_count = 1};
    w->written[0] = (struct written_meeting){
        .room = &w->rooms[0],
        .is_private = true,
        .schedule = {.hours = noon, .hours_count = 1, .dates = today, .date_count = 1}};
    w->written[1] = (struct written_meeting){
        .room = &w->rooms[1], .title = choir, .host = club, .schedule = {.hours = twice, .hours_count = 2}};
    w->written[2] = (struct written_meeting){
        .room = &w->rooms[1], .title = choir, .schedule = {.hours = night, .hours_count = 1}};
    w->shown = (struct slide_meetings){.rooms = w->rooms,
                                       .room_count = 2,
                                       .written = w->written,
                                       .written_count = 3,
                                       .query = {fixture_event_feed, 1, FEED_KIND_EVENTS, .days = 1}};
}

static size_t meetings_of(struct world *w, bool feeds, struct meeting out[MEETINGS_TODAY_MAX]) {
    return meetings_today(&w->shown, w->f.site.zone, &w->f.screen, feeds ? &w->f.known_feeds : NULL,
                          w->f.now_ms, out);
}

/* "now Kor, next -, later Julekoncert": "-" is a private one. */
static void say(const struct meeting *meetings, size_t count, char *out, size_t size) {
    static const char *const stages[] = {
        [MEETING_NOW] = "now", [MEETING_NEXT] = "next", [MEETING_LATER] = "later"};
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        const struct meeting *m = &meetings[i];
        size_t used = strlen(out);
        snprintf(out + used, size - used, "%s%s %.8s", i ? ", " : "", stages[m->stage],
                 m->event                 ? m->event->title
                 : m->written->is_private ? "-"
                                          : m->written->title.entries[0].text);
    }
}

static void a_moment_has_what_is_not_over(void **state) {
    (void)state;
    static const struct {
        const char *why;
        int day, hour, minute;
        bool feeds;
        const char *says;
    } rows[] = {
        {"all of the day, yesterday's over midnight", 0, 0, 30, false,
         "now Kor, next -, later Kor, later Kor, later Kor"},
        {"that is over at one", 0, 1, 0, false, "next -, later Kor, later Kor, later Kor"},
        {"a minute before the end", 0, 12, 59, false, "now -, next Kor, later Kor, later Kor"},
        {"at the end", 0, 13, 0, false, "next Kor, later Kor, later Kor"},
        {"between two", 0, 15, 0, false, "next Kor, later Kor"},
        {"the last", 0, 22, 0, false, "now Kor"},
        {"with the calendar", 0, 15, 30, true, "now Exhibiti, next Kor, later Internat, later Kor"},
        {"the next day has none of a date", 1, 2, 0, false, "next Kor, later Kor, later Kor"},
        {"what is cancelled is not the next", 1, 16, 30, true,
         "now Exhibiti, now Kor, next Dansk fo, next Kor"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct world w;
        struct meeting meetings[MEETINGS_TODAY_MAX];
        char says[300];
        begin(&w);
        w.f.now_ms = fixture_at(rows[i].day, rows[i].hour, rows[i].minute);
        say(meetings, meetings_of(&w, rows[i].feeds, meetings), says, sizeof says);
        if (strcmp(says, rows[i].says) != 0)
            fail_msg("%s: %s", rows[i].why, says);
        fixture_finish(&w.f);
    }
}

/* From one edge to the next nothing changes, and every change is one. */
static void edges_are_where_it_changes(void **state) {
    (void)state;
    static const int hours[] = {100, 1200, 1300, 1400, 1500, 1600, 1630, 1700, 1800, 2200};
    struct world w;
    begin(&w);
    int64_t now_ms = fixture_at(0, 0, 0), midnight_ms = fixture_at(1, 0, 0);
    for (size_t i = 0; i < LENGTH(hours); i++) {
        now_ms =
            meetings_next_edge(&w.shown, w.f.site.zone, &w.f.screen, &w.f.known_feeds, now_ms, midnight_ms);
        assert_true(now_ms == fixture_at(0, hours[i] / 100, hours[i] % 100));
    }
    now_ms = meetings_next_edge(&w.shown, w.f.site.zone, &w.f.screen, &w.f.known_feeds, now_ms, midnight_ms);
    assert_true(now_ms == midnight_ms);
    fixture_finish(&w.f);
}

/* So many that not all are kept: the earliest are. */
static void the_earliest_are_kept(void **state) {
    (void)state;
    struct world w;
    struct meeting meetings[MEETINGS_TODAY_MAX];
    struct hours_window late[] = {{20 * 60, 21 * 60}}, soon[] = {{13 * 60, 14 * 60}};
    struct written_meeting many[MEETINGS_TODAY_MAX + 2];
    begin(&w);
    for (size_t i = 0; i < LENGTH(many); i++)
        many[i] = (struct written_meeting){
            .room = w.rooms, .title = choir, .schedule = {.hours = late, .hours_count = 1}};
    many[LENGTH(many) - 1].schedule.hours = soon;
    w.shown.written = many;
    w.shown.written_count = LENGTH(many);
    assert_int_equal(meetings_of(&w, false, meetings), MEETINGS_TODAY_MAX);
    assert_ptr_equal(meetings[0].written, &many[LENGTH(many) - 1]);
    assert_ptr_equal(meetings[MEETINGS_TODAY_MAX - 1].written, &many[MEETINGS_TODAY_MAX - 2]);
    fixture_finish(&w.f);
}

static void a_calendar_names_its_rooms(void **state) {
    (void)state;
    static const struct {
        const char *place, *room; /* its id; NULL: none */
    } rows[] = {
        {"Room A", "a"},
        {"lokale a", "a"},
        {"STOR-SAL@town.example", "b"},
        {"Rådhuset, Sal 1", "b"},
        {"Teams; Sal 1 ;Rådhuset", "b"},
        {"Sal 12", NULL},
        {"Room", NULL},
        {"", NULL},
        {";,", NULL},
        {NULL, NULL},
    };
    struct world w;
    begin(&w);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct meeting_room *room = meetings_room(&w.shown, rows[i].place);
        if (strcmp(room ? room->id : "none", rows[i].room ? rows[i].room : "none") != 0)
            fail_msg("%s: %s", rows[i].place, room ? room->id : "none");
    }
    fixture_finish(&w.f);
}

static void words_are_those_of_the_reader(void **state) {
    (void)state;
    static const struct {
        const char *language;
        int hour, number; /* which of the moment's */
        const char *time, *title, *title_language, *place, *label;
    } rows[] = {
        {"en", 12, 1, "12:00–13:00", "Private meeting", "en", "Room A", "Now"},
        {"da", 12, 2, "14.00–15.00", "Kor", "da", "Sal 1 · 1. sal · Klubben", "Næste"},
        {"en", 12, 3, "16:00–17:00", "Kor", "da", "Sal 1 · First floor · The club", NULL},
        {"da", 12, 4, "16.30–18.00", "International Café", "da", "Sal 1 · 1. sal", NULL},
        {"en", 12, 0, "until 17 Dec", "Exhibition: a town in the world", "en", "Rådhuset", "Now"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct world w;
        struct meeting meetings[MEETINGS_TODAY_MAX];
        struct meeting_words words;
        char plain[MEETING_PLACE_MAX];
        begin(&w);
        w.f.now_ms = fixture_at(0, rows[i].hour, 0);
        struct event_reader reader = {
            .zone = w.f.site.zone, .now_ms = w.f.now_ms, .language = rows[i].language};
        assert_true(meetings_of(&w, true, meetings) > (size_t)rows[i].number);
        meeting_words(&reader, &w.f.site, &meetings[rows[i].number], &words);
        size_t used = 0;
        for (const char *c = words.place; *c; c++) /* without the marks of UAX #9 around each part */
            if (strncmp(c, "\u2068", 3) == 0 || strncmp(c, "\u2069", 3) == 0 || strncmp(c, "\u2066", 3) == 0)
                c += 2;
            else
                plain[used++] = *c;
        plain[used] = '\0';
        if (!strstr(words.time, rows[i].time))
            fail_msg("%s is not in \"%s\"", rows[i].time, words.time);
        assert_string_equal(words.title, rows[i].title);
        assert_string_equal(words.title_language, rows[i].title_language);
        assert_string_equal(plain, rows[i].place);
        assert_string_equal(words.label ? words.label : "none", rows[i].label ? rows[i].label : "none");
        fixture_finish(&w.f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moment_has_what_is_not_over), cmocka_unit_test(edges_are_where_it_changes),
        cmocka_unit_test(the_earliest_are_kept),         cmocka_unit_test(a_calendar_names_its_rooms),
        cmocka_unit_test(words_are_those_of_the_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
