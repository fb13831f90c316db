#include "core/feed/feed_select.h"
#include "core/scene/timeline.h"
#include "core/site/scale.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
enum { SLIDES = 20 };

/* A site of one screen, whose slides each test sets. */
struct fixture {
    struct site site;
    struct layout layout;
    struct screen screen;
    struct playlist playlist;
    const struct playlist *playlists[1];
    struct slide slides[SLIDES];
    struct localized_entry en, da;
};

static const char *const languages[] = {"da", "en"};
static const char *const events_feed_id[] = {"events"};
static const char *const news_feed_id[] = {"news"};

static int64_t at(const struct fixture *f, int year, int month, int day, int hour, int minute) {
    return zone_utc(f->site.zone, (struct civil){year, month, day, hour, minute, 0, 0});
}

/* `count` text slides in both languages, 10 s each. */
static void setup(struct fixture *f, size_t count) {
    memset(f, 0, sizeof *f);
    f->en = (struct localized_entry){.language = "en", .text = "Hello"};
    f->da = (struct localized_entry){.language = "da", .text = "Hej"};
    f->site.zone = zone_create("Europe/Copenhagen");
    assert_non_null(f->site.zone);
    f->layout.zones[0] = (struct screen_zone){.name = "main", .w = 1, .h = 0.9};
    f->layout.zones[1] = (struct screen_zone){.name = "ticker", .y = 0.9, .w = 1, .h = 0.1};
    f->layout.zone_count = 2;
    f->playlists[0] = &f->playlist;
    f->screen = (struct screen){.layout = &f->layout, .languages = languages, .language_count = 2};
    f->screen.content[0] = (struct screen_content){"main", f->playlists, 1};
    f->screen.content[1] = (struct screen_content){"ticker", f->playlists, 1};
    f->screen.content_count = 2;
    f->playlist = (struct playlist){.slides = f->slides, .slide_count = count};
    for (size_t i = 0; i < count; i++)
        f->slides[i] = (struct slide){
            .type = SLIDE_TEXT, .dwell_ms = 10 * SECOND, .headline = {1, &f->da}, .text.body = {1, &f->en}};
}

static void make_events(struct slide *slide, enum events_style style) {
    slide->type = SLIDE_EVENTS;
    slide->events = (struct slide_events){
        .query = {events_feed_id, 1, FEED_KIND_EVENTS, .days = 14, .limit = 5}, .style = style};
}

static void make_news(struct slide *slide) {
    slide->type = SLIDE_NEWS;
    slide->news = (struct slide_news){.query = {news_feed_id, 1, FEED_KIND_NEWS, .limit = 5}};
}

static void make_hours(struct slide *slide) {
    slide->type = SLIDE_HOURS;
    slide->hours = (struct slide_hours){.query = {events_feed_id, 1, FEED_KIND_HOURS}};
}

static struct timeline_entry ask(const struct fixture *f, const char *zone, const struct feeds *feeds,
                                 int64_t now) {
    const struct timeline_question question = {.site = &f->site, .screen = &f->screen, .feeds = feeds};
    return timeline_at(&question, zone, now);
}

static void assert_same(struct timeline_entry a, struct timeline_entry b) {
    assert_ptr_equal(a.slide, b.slide);
    assert_string_equal(a.language, b.language);
    assert_int_equal(a.item, b.item);
    assert_int_equal(a.start_ms, b.start_ms);
    assert_int_equal(a.end_ms, b.end_ms);
}

/* Walks from entry to entry: no gap, no overlap, the same answer whenever one asks, also one who goes on from
 * what was found before, and back. Returns how many. */
static size_t walk(const struct fixture *f, const char *zone, const struct feeds *feeds, int64_t from,
                   int64_t to) {
    size_t count = 0;
    const struct timeline_question question = {.site = &f->site, .screen = &f->screen, .feeds = feeds};
    struct timeline_walk *walk = timeline_walk_create(&question, zone);
    struct timeline_entry entry = ask(f, zone, feeds, from), first = entry;
    assert_non_null(walk);
    assert_in_range(from, entry.start_ms, entry.end_ms - 1);
    while (entry.end_ms < to) {
        assert_non_null(entry.slide); /* there is an evergreen one */
        assert_true(entry.start_ms < entry.end_ms);
        if (count % 7 == 0)
            assert_same(ask(f, zone, feeds, entry.start_ms + (entry.end_ms - entry.start_ms) / 2), entry);
        assert_same(ask(f, zone, feeds, entry.end_ms - 1), entry);
        struct timeline_entry next = ask(f, zone, feeds, entry.end_ms);
        assert_int_equal(next.start_ms, entry.end_ms);
        assert_same(timeline_walk_at(walk, entry.end_ms), next);
        if (count % 50 == 0)
            assert_same(timeline_walk_at(walk, from), first);
        entry = next;
        count++;
    }
    timeline_walk_destroy(walk);
    return count;
}

static void test_one_after_another(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 3);
    f.slides[1].headline.count = 0;                   /* English alone: its Danish turn is left out */
    f.slides[2].bilingual = BILINGUAL_TOGETHER;       /* one turn for both */
    static const char *const german[] = {"de", "en"}; /* no German text: only the English turn */
    int64_t midnight = at(&f, 2026, 12, 3, 0, 0);
    static const struct {
        size_t slide;
        const char *language;
    } expected[] = {{0, "da"}, {0, "en"}, {1, "en"}, {2, "da"}, {0, "da"}, {0, "en"}};
    for (size_t i = 0; i < LENGTH(expected); i++) {
        struct timeline_entry e = ask(&f, "main", NULL, midnight + (int64_t)i * 10 * SECOND + 3 * SECOND);
        assert_ptr_equal(e.slide, &f.slides[expected[i].slide]);
        assert_ptr_equal(e.playlist, &f.playlist);
        assert_string_equal(e.language, expected[i].language);
        assert_int_equal(e.start_ms, midnight + (int64_t)i * 10 * SECOND);
        assert_int_equal(e.end_ms - e.start_ms, 10 * SECOND);
    }
    f.slides[0].languages = german;
    f.slides[0].language_count = 2;
    assert_string_equal(ask(&f, "main", NULL, midnight).language, "en");
    static const char *const polish[] = {"pl"}; /* never left out altogether */
    f.slides[0].languages = polish;
    f.slides[0].language_count = 1;
    assert_ptr_equal(ask(&f, "main", NULL, midnight).slide, &f.slides[0]);
    zone_destroy(f.site.zone);
}

static bool takes_turns(const struct slide *slide) {
    return slide->bilingual == BILINGUAL_ALTERNATE && slide->headline.count && slide->text.body.count;
}

/* A zone beside the largest: the same language at every moment, no flicker, and time for every slide. */
/* The longest time for which `slide` is away, over two rounds. */
static int64_t away(const struct fixture *f, const struct slide *slide, int64_t from, int64_t round) {
    int64_t longest = 0, gone = from;
    for (int64_t now = from; now < from + 2 * round;) {
        struct timeline_entry entry = ask(f, "main", NULL, now);
        if (entry.slide == slide) {
            longest = entry.start_ms - gone > longest ? entry.start_ms - gone : longest;
            gone = entry.end_ms;
        }
        now = entry.end_ms;
    }
    return longest;
}

static void test_some_come_again_and_again(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 12);
    int64_t start = at(&f, 2026, 11, 3, 0, 0);
    f.slides[3].turn.every_ms = 60 * SECOND;
    f.slides[7].turn.every_ms = 90 * SECOND;
    f.slides[7].bilingual = BILINGUAL_TOGETHER;
    const struct timeline_question question = {.site = &f.site, .screen = &f.screen};
    struct timeline_round round = timeline_round(&question, "main", start);
    assert_int_equal(round.end_ms, start + DAY);
    assert_true(away(&f, &f.slides[3], start, round.length_ms) <= 60 * SECOND);
    assert_true(away(&f, &f.slides[7], start, round.length_ms) <= 90 * SECOND);
    for (size_t i = 0; i < 12; i++) /* all the others once a round */
        if (i != 3 && i != 7)
            assert_int_equal(away(&f, &f.slides[i], start + 20 * SECOND, round.length_ms) / SECOND,
                             round.length_ms / SECOND - 20);
    walk(&f, "main", NULL, start, start + DAY);
    f.playlist.slide_count = 1; /* alone it comes all the time, and once a round */
    f.slides[0].turn.every_ms = 30 * SECOND;
    assert_int_equal(timeline_round(&question, "main", start).length_ms, 20 * SECOND);
    zone_destroy(f.site.zone);
}

static void test_more_often_than_there_is_time(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 12);
    int64_t start = at(&f, 2026, 11, 3, 0, 0);
    for (size_t i = 0; i < 11; i++)
        f.slides[i].turn.every_ms = 30 * SECOND;
    walk(&f, "main", NULL, start, start + HOUR);
    assert_true(away(&f, &f.slides[11], start, HOUR) < 15 * MINUTE);
    zone_destroy(f.site.zone);
}

static void test_one_language_at_a_time(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 5);
    static const int main_s[] = {14, 10, 18, 14, 15}, side_s[] = {20, 14, 9};
    struct slide side_slides[LENGTH(side_s)];
    for (size_t i = 0; i < LENGTH(main_s); i++)
        f.slides[i].dwell_ms = main_s[i] * SECOND;
    f.slides[1].bilingual = BILINGUAL_TOGETHER;
    for (size_t i = 0; i < LENGTH(side_s); i++) {
        side_slides[i] = f.slides[0];
        side_slides[i].dwell_ms = side_s[i] * SECOND;
    }
    struct playlist side = {.slides = side_slides, .slide_count = LENGTH(side_s)};
    const struct playlist *sides[] = {&side};
    f.screen.content[1].playlists = sides;
    int64_t noon = at(&f, 2026, 12, 3, 12, 0), shown[LENGTH(side_s)] = {0};
    assert_true(walk(&f, "ticker", NULL, noon, noon + HOUR) > 100);
    for (int64_t now = noon; now < noon + HOUR; now += SECOND / 2) {
        struct timeline_entry own = ask(&f, "ticker", NULL, now), lead = ask(&f, "main", NULL, now);
        assert_string_equal(own.language, lead.language);
        assert_true(own.end_ms - own.start_ms >= 4 * SECOND);
        shown[own.slide - side_slides] += SECOND / 2;
    }
    for (size_t i = 0; i < LENGTH(side_s); i++) { /* each its share of the hour, within a tenth */
        int64_t share = HOUR * side_s[i] / (20 + 14 + 9);
        assert_in_range(shown[i], share * 9 / 10, share * 11 / 10);
    }
    side_slides[1].headline.count = 0; /* English alone */
    walk(&f, "ticker", NULL, noon, noon + HOUR);
    for (int64_t now = noon; now < noon + HOUR; now += SECOND) {
        struct timeline_entry own = ask(&f, "ticker", NULL, now), lead = ask(&f, "main", NULL, now);
        assert_string_equal(own.language, takes_turns(own.slide) ? lead.language : "en");
    }
    zone_destroy(f.site.zone);
}

/* Beside a picture that stays, the others go on taking turns. */
static void test_turns_beside_a_picture_that_stays(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 1);
    f.slides[0].dwell_ms = HOUR;
    struct slide side_slide = f.slides[0];
    side_slide.dwell_ms = 10 * SECOND;
    struct playlist side = {.slides = &side_slide, .slide_count = 1};
    const struct playlist *sides[] = {&side};
    f.screen.content[1].playlists = sides;
    int64_t midnight = at(&f, 2026, 12, 3, 0, 0);
    for (int i = 0; i < 8; i++) {
        struct timeline_entry own = ask(&f, "ticker", NULL, midnight + i * 10 * SECOND + SECOND);
        assert_string_equal(own.language, i % 2 ? "en" : "da");
        assert_int_equal(own.start_ms, midnight + i * 10 * SECOND);
        assert_int_equal(own.end_ms - own.start_ms, 10 * SECOND);
    }
    zone_destroy(f.site.zone);
}

/* An edge of the schedule is kept to the millisecond, however near the leader's change is. */
static void test_no_slide_beyond_its_time(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 2);
    f.slides[0].dwell_ms = f.slides[1].dwell_ms = 11 * SECOND;
    struct slide side_slides[2] = {f.slides[0], f.slides[0]};
    int64_t noon = at(&f, 2026, 12, 3, 12, 0);
    side_slides[0].turn.schedule.has_from = side_slides[0].turn.schedule.has_to = true;
    side_slides[0].turn.schedule.from = (struct civil){2026, 12, 3, 12, 0, 0, 0};
    side_slides[0].turn.schedule.to = (struct civil){2026, 12, 3, 13, 0, 0, 0};
    side_slides[1].turn.evergreen = true;
    struct playlist side = {.slides = side_slides, .slide_count = 2};
    const struct playlist *sides[] = {&side};
    f.screen.content[1].playlists = sides;
    walk(&f, "ticker", NULL, noon - HOUR, noon + 2 * HOUR);
    assert_ptr_equal(ask(&f, "ticker", NULL, noon - 1).slide, &side_slides[1]);
    assert_ptr_equal(ask(&f, "ticker", NULL, noon).slide, &side_slides[0]);
    assert_ptr_equal(ask(&f, "ticker", NULL, noon + HOUR - 1).slide, &side_slides[0]);
    assert_ptr_equal(ask(&f, "ticker", NULL, noon + HOUR).slide, &side_slides[1]);
    zone_destroy(f.site.zone);
}

static void test_two_screens_in_step(void **state) {
    (void)state;
    struct fixture a, b;
    setup(&a, 5);
    setup(&b, 5);
    a.screen.width_mm = 930;
    b.screen.width_mm = 1210;
    for (int64_t now = at(&a, 2026, 12, 3, 7, 0), i = 0; i < 500; i++, now += 7919) {
        struct timeline_entry x = ask(&a, "main", NULL, now), y = ask(&b, "main", NULL, now);
        assert_int_equal(x.slide - a.slides, y.slide - b.slides);
        assert_int_equal(x.start_ms, y.start_ms);
        assert_int_equal(x.end_ms, y.end_ms);
        assert_string_equal(x.language, y.language);
    }
    zone_destroy(a.site.zone);
    zone_destroy(b.site.zone);
}

static void test_priority_and_evergreen(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 4);
    static const struct hours_window noon[] = {{720, 780}}, morning[] = {{480, 840}};
    f.slides[0].turn.schedule.hours = morning;
    f.slides[1].turn.schedule.hours = noon;
    f.slides[0].turn.schedule.hours_count = f.slides[1].turn.schedule.hours_count = 1;
    f.slides[1].turn.priority = 5;
    f.slides[2].turn.evergreen = true;
    f.slides[2].turn.priority = 9; /* does not lift an evergreen slide over the others */
    f.slides[3].source.expires_day = (int32_t)civil_days(2026, 12, 4);
    const struct {
        int day, hour, minute, slide;
    } rows[] = {
        {3, 7, 59, 3}, {3, 12, 0, 1}, {3, 12, 59, 1}, {3, 13, 0, 0},  {3, 23, 59, 3},
        {4, 0, 0, 2},  {4, 7, 59, 2}, {4, 8, 0, 0},   {4, 12, 30, 1}, {4, 14, 0, 2},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct timeline_entry e =
            ask(&f, "main", NULL, at(&f, 2026, 12, rows[i].day, rows[i].hour, rows[i].minute));
        assert_ptr_equal(e.slide, &f.slides[rows[i].slide]);
    }
    /* A segment cuts the entry that is on when it begins, and starts its own loop. */
    int64_t edge = at(&f, 2026, 12, 4, 12, 0);
    f.slides[0].dwell_ms = 7 * MINUTE;
    assert_int_equal(ask(&f, "main", NULL, edge - 1).end_ms, edge);
    assert_int_equal(ask(&f, "main", NULL, edge).start_ms, edge);
    /* The playlist's priority lifts its slides; the higher one counts. */
    f.playlist.priority = 7;
    assert_ptr_equal(ask(&f, "main", NULL, edge).slide, &f.slides[0]);
    zone_destroy(f.site.zone);
}

static void test_nothing_to_show(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 1);
    static const struct hours_window noon[] = {{720, 780}};
    f.slides[0].turn.schedule.hours = noon;
    f.slides[0].turn.schedule.hours_count = 1;
    struct timeline_entry e = ask(&f, "main", NULL, at(&f, 2026, 12, 3, 9, 0));
    assert_null(e.slide);
    assert_int_equal(e.start_ms, at(&f, 2026, 12, 3, 0, 0));
    assert_int_equal(e.end_ms, at(&f, 2026, 12, 3, 12, 0));
    assert_null(ask(&f, "no such zone", NULL, at(&f, 2026, 12, 3, 12, 0)).slide);
    e = ask(&f, "main", NULL, at(&f, 2026, 12, 3, 18, 0));
    assert_int_equal(e.end_ms, at(&f, 2026, 12, 4, 0, 0));
    zone_destroy(f.site.zone);
}

static bool skip_first(void *context, const struct slide *slide) {
    return slide == context;
}

static void test_skip(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 2);
    f.slides[1].turn.evergreen = true;
    struct timeline_skip skip = {&f.slides[0], skip_first};
    int64_t now = at(&f, 2026, 12, 3, 9, 0);
    assert_ptr_equal(ask(&f, "main", NULL, now).slide, &f.slides[0]);
    const struct timeline_question question = {.site = &f.site, .screen = &f.screen, .skip = &skip};
    assert_ptr_equal(timeline_at(&question, "main", now).slide, &f.slides[1]);
    zone_destroy(f.site.zone);
}

static void test_posters_leave_one_by_one(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 2);
    int64_t noon = at(&f, 2026, 12, 3, 12, 0);
    struct event events[] = {
        {.id = "1", .title = "One", .start_ms = noon - HOUR, .end_ms = noon},
        {.id = "2", .title = "Two", .start_ms = noon - HOUR, .end_ms = noon + HOUR},
    };
    struct feed_data feed = {.kind = FEED_KIND_EVENTS, .feed_id = "events", .events = events, .count = 2};
    struct feed_data *list[] = {&feed};
    struct feeds feeds = {list, 1};
    make_events(&f.slides[0], EVENTS_POSTER);
    f.slides[1].turn.evergreen = true;
    /* both languages of the first, then of the second */
    int64_t loop = at(&f, 2026, 12, 3, 0, 0);
    static const char *const turn[] = {"da", "en", "da", "en"};
    for (int i = 0; i < 4; i++) {
        struct timeline_entry e = ask(&f, "main", &feeds, loop + i * 10 * SECOND);
        assert_int_equal(e.item, i / 2);
        assert_string_equal(e.language, turn[i]);
    }
    /* never an item that is no longer there */
    for (int64_t now = noon - 2 * HOUR; now < noon + 2 * HOUR; now += 9 * SECOND) {
        struct timeline_entry e = ask(&f, "main", &feeds, now);
        const struct event *out[5];
        size_t count = feed_select_events(&f.slides[0].events.query, &f.screen, &feeds, now, out, 5);
        if (count > 0)
            assert_in_range(e.item, 0, count - 1);
        assert_ptr_equal(e.slide, &f.slides[count > 0 ? 0 : 1]);
    }
    assert_int_equal(ask(&f, "main", &feeds, noon - 1).end_ms, noon);
    f.slides[0].events.style = EVENTS_LIST; /* the list goes on through noon; its loop does not start anew */
    assert_int_equal(ask(&f, "main", &feeds, noon + 3 * SECOND).item, 0);
    assert_ptr_equal(ask(&f, "main", NULL, noon).slide, &f.slides[1]);
    zone_destroy(f.site.zone);
}

static void test_ticker(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 1);
    int64_t now = at(&f, 2026, 12, 3, 12, 0);
    struct headline headlines[3] = {{.id = "1", .title = "a", .time_ms = now - HOUR},
                                    {.id = "2", .title = "b", .time_ms = now - 2 * HOUR},
                                    {.id = "3", .title = "c", .time_ms = now - 3 * HOUR}};
    struct feed_data feed = {
        .kind = FEED_KIND_NEWS, .feed_id = "news", .headlines = headlines, .count = 3, .fetched_ms = now};
    struct feed_data *list[] = {&feed};
    struct feeds feeds = {list, 1};
    make_news(&f.slides[0]);
    struct timeline_entry first = ask(&f, "ticker", &feeds, at(&f, 2026, 12, 3, 0, 0));
    for (int i = 0; i < 9; i++)
        assert_int_equal(ask(&f, "ticker", &feeds, first.start_ms + i * 10 * SECOND).item, i % 3);
    for (int i = 0; i < 9; i++)
        assert_int_equal(ask(&f, "main", &feeds, first.start_ms + i * 10 * SECOND).item, 0);
    zone_destroy(f.site.zone);
}

/* A strip is a strip for the timeline where it is one for the scene: also between 15 and 20 % of the height.
 */
static void test_every_strip_shows_all_headlines(void **state) {
    (void)state;
    static const struct {
        double w, h;
        int width, height;
        bool strip;
    } rows[] = {{1, 0.06, 1920, 1080, true},   {1, 0.15, 1920, 1080, true},   {1, 0.18, 1920, 1080, true},
                {1, 0.2, 1920, 1080, false},   {0.6, 0.14, 1920, 1080, true}, {0.6, 0.16, 1920, 1080, false},
                {1, 0.1, 1080, 1920, false},   {1, 0.07, 1080, 1920, true},   {0.6, 0.16, 2560, 1080, true},
                {0.3, 0.12, 1920, 1080, false}};
    struct fixture f;
    setup(&f, 1);
    int64_t now = at(&f, 2026, 12, 3, 12, 0);
    struct headline headlines[5];
    for (int i = 0; i < 5; i++)
        headlines[i] = (struct headline){.id = "h", .title = "H", .time_ms = now - i * HOUR};
    struct feed_data feed = {
        .kind = FEED_KIND_NEWS, .feed_id = "news", .headlines = headlines, .count = 5, .fetched_ms = now};
    struct feed_data *list[] = {&feed};
    struct feeds feeds = {list, 1};
    make_news(&f.slides[0]);
    for (size_t r = 0; r < LENGTH(rows); r++) {
        f.layout.zones[1] = (struct screen_zone){.name = "ticker", .w = rows[r].w, .h = rows[r].h};
        f.layout.zones[1].y = 1 - rows[r].h;
        struct timeline_question question = {.site = &f.site,
                                             .screen = &f.screen,
                                             .feeds = &feeds,
                                             .width = rows[r].width,
                                             .height = rows[r].height};
        struct scale scale = scale_make(&f.screen, rows[r].width, rows[r].height,
                                        (int)(rows[r].w * rows[r].width), (int)(rows[r].h * rows[r].height));
        f.screen.width_mm = 930;
        assert_int_equal(scale.low, rows[r].strip);
        int seen = 0;
        for (int64_t t = now; t < now + 50 * SECOND; t += 10 * SECOND)
            seen |= 1 << timeline_at(&question, "ticker", t).item;
        assert_int_equal(seen, rows[r].strip ? 31 : 1);
    }
    zone_destroy(f.site.zone);
}

/* The header says date and time in the language that the largest zone speaks. */
static void test_header_speaks_with_the_leader(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 3);
    f.slides[1].headline.count = 0; /* English alone */
    f.layout.zones[2] = (struct screen_zone){.name = "header", .kind = ZONE_HEADER, .w = 1, .h = 0.1};
    f.layout.zone_count = 3;
    int64_t noon = at(&f, 2026, 12, 3, 12, 0);
    for (int64_t now = noon; now < noon + 5 * MINUTE; now += SECOND) {
        struct timeline_entry own = ask(&f, "header", NULL, now), lead = ask(&f, "main", NULL, now);
        assert_null(own.slide);
        assert_string_equal(own.language, lead.language);
        assert_in_range(now, own.start_ms, own.end_ms - 1);
        assert_int_equal(own.end_ms, lead.end_ms);
    }
    zone_destroy(f.site.zone);
}

static void test_hours_need_days_to_come(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 2);
    struct opening opening = {(int32_t)civil_days(2026, 12, 3), 480, 960, "Open", "B", NULL};
    struct feed_data feed = {.kind = FEED_KIND_HOURS, .feed_id = "events", .openings = &opening, .count = 1};
    struct feed_data *list[] = {&feed};
    struct feeds feeds = {list, 1};
    make_hours(&f.slides[0]);
    f.slides[1].turn.evergreen = true;
    assert_ptr_equal(ask(&f, "main", &feeds, at(&f, 2026, 12, 3, 23, 0)).slide, &f.slides[0]);
    assert_ptr_equal(ask(&f, "main", &feeds, at(&f, 2026, 12, 4, 0, 0)).slide, &f.slides[1]);
    f.slides[0].hours.query.branch = "C"; /* hours of another branch say nothing of ours */
    assert_ptr_equal(ask(&f, "main", &feeds, at(&f, 2026, 12, 3, 12, 0)).slide, &f.slides[1]);
    zone_destroy(f.site.zone);
}

/* Twenty slides with schedules of every kind, events and news. */
static struct feeds busy(struct fixture *f, struct event *events, size_t event_count,
                         struct headline *headlines, size_t headline_count, int64_t first_ms) {
    static struct feed_data event_data, news_data;
    static struct feed_data *const list[] = {&event_data, &news_data};
    static const struct hours_window open[] = {{480, 720}, {780, 960}}, night[] = {{1320, 150}};
    setup(f, SLIDES);
    for (size_t i = 0; i < event_count; i++)
        events[i] = (struct event){.id = "e",
                                   .title = "E",
                                   .start_ms = first_ms + (int64_t)i * 3 * HOUR,
                                   .end_ms = first_ms + (int64_t)i * 3 * HOUR + 90 * MINUTE};
    for (size_t i = 0; i < headline_count; i++)
        headlines[i] = (struct headline){.id = "h", .title = "H", .time_ms = first_ms - (int64_t)i * HOUR};
    event_data = (struct feed_data){.kind = FEED_KIND_EVENTS,
                                    .feed_id = "events",
                                    .events = events,
                                    .count = event_count,
                                    .fetched_ms = first_ms};
    news_data = (struct feed_data){.kind = FEED_KIND_NEWS,
                                   .feed_id = "news",
                                   .headlines = headlines,
                                   .count = headline_count,
                                   .fetched_ms = first_ms};
    for (size_t i = 0; i < SLIDES; i++)
        f->slides[i].dwell_ms = (int64_t)(8 + i) * SECOND;
    for (size_t i = 0; i < 4; i++) {
        struct schedule *schedule = &f->slides[4 * i + 1].turn.schedule;
        schedule->hours = i % 2 ? night : open;
        schedule->hours_count = i % 2 ? 1 : 2;
        schedule->weekdays = i == 2 ? 0x1f : 0;
        schedule->holidays = i == 2 ? HOLIDAYS_NEVER : HOLIDAYS_ANY;
    }
    make_events(&f->slides[3], EVENTS_LIST);
    make_events(&f->slides[7], EVENTS_POSTER);
    make_news(&f->slides[11]);
    f->slides[19].turn.evergreen = true;
    return (struct feeds){list, 2};
}

static void test_covers_weeks(void **state) {
    (void)state;
    static struct event events[40];
    static struct headline headlines[10];
    static const struct {
        int month, day;
    } starts[] = {{3, 27}, {10, 23}, {12, 22}}; /* both changes of clocks, Christmas */
    for (size_t i = 0; i < LENGTH(starts); i++) {
        struct fixture f;
        setup(&f, 1);
        int64_t from = at(&f, 2026, starts[i].month, starts[i].day, 11, 17);
        zone_destroy(f.site.zone);
        struct feeds feeds = busy(&f, events, LENGTH(events), headlines, LENGTH(headlines), from - 2 * DAY);
        for (size_t s = 0; s < SLIDES; s++)
            f.slides[s].dwell_ms *= 23; /* fewer entries to walk through */
        assert_true(walk(&f, "main", &feeds, from, from + 14 * DAY) > 14 * 24 * 6);
        assert_true(walk(&f, "ticker", &feeds, from, from + 3 * DAY) > 3 * 24 * 6);
        zone_destroy(f.site.zone);
    }
}

/* The days of 23 and 25 hours are whole days; the schedule decides which of the doubled hours counts. */
static void test_clock_changes(void **state) {
    (void)state;
    struct fixture f;
    setup(&f, 2);
    static const struct hours_window night[] = {{120, 180}}; /* 02:00–03:00 */
    f.slides[0].turn.schedule.hours = night;
    f.slides[0].turn.schedule.hours_count = 1;
    f.slides[1].turn.evergreen = true;
    f.slides[0].dwell_ms = f.slides[1].dwell_ms = DWELL_MAX_MS;
    struct timeline_entry e = ask(&f, "main", NULL, at(&f, 2026, 10, 25, 2, 0));
    assert_ptr_equal(e.slide, &f.slides[0]);
    assert_int_equal(e.end_ms - e.start_ms, 2 * HOUR); /* both times the clock says so */
    e = ask(&f, "main", NULL, at(&f, 2026, 3, 29, 0, 0));
    assert_ptr_equal(e.slide, &f.slides[1]);
    assert_int_equal(e.end_ms - e.start_ms, 23 * HOUR); /* 02:00–03:00 is empty, nothing interrupts */
    zone_destroy(f.site.zone);
}

/* The least CPU ms of a question, among twenty tries: what else the machine does only adds. */
static double cost_ms(size_t event_count, size_t headline_count) {
    static struct event events[2000];
    static struct headline headlines[400];
    struct fixture f;
    setup(&f, 1);
    int64_t now = at(&f, 2026, 12, 3, 17, 0);
    zone_destroy(f.site.zone);
    struct feeds feeds = busy(&f, events, event_count, headlines, headline_count, now - 2 * DAY);
    double best_ms = 1e9;
    for (int round = 0; round < 20; round++) {
        struct timespec a, b;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a);
        for (int i = 0; i < 10; i++)
            assert_non_null(ask(&f, "main", &feeds, now + i * MINUTE).slide);
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &b);
        double ms = ((double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6) / 10;
        best_ms = ms < best_ms ? ms : best_ms;
    }
    zone_destroy(f.site.zone);
    return best_ms;
}

/* Compared with itself on this machine, however slow that is: ten times the items cost about ten times as
 * much. Looking through all items for each of them would cost a hundred times. */
static void test_cost_grows_with_the_items(void **state) {
    (void)state;
    double few_ms = cost_ms(200, 40), many_ms = cost_ms(2000, 400);
    print_message("timeline_at, 20 slides: 240 items %.3f ms, 2400 items %.3f ms\n", few_ms, many_ms);
    assert_true(many_ms < 25 * few_ms);
}

static bool count_questions(void *context, const struct slide *slide) {
    (void)slide;
    ++*(size_t *)context;
    return false;
}

/* A question walks once through the slides of its day. */
static void test_each_slide_is_looked_at_once(void **state) {
    (void)state;
    static struct event events[40];
    static struct headline headlines[10];
    struct fixture f;
    setup(&f, 1);
    int64_t now = at(&f, 2026, 12, 3, 17, 0);
    zone_destroy(f.site.zone);
    struct feeds feeds = busy(&f, events, LENGTH(events), headlines, LENGTH(headlines), now - 2 * DAY);
    size_t asked = 0;
    struct timeline_skip skip = {&asked, count_questions};
    struct timeline_question question = {
        .site = &f.site, .screen = &f.screen, .feeds = &feeds, .skip = &skip};
    assert_non_null(timeline_at(&question, "main", now).slide);
    print_message("20 slides were asked about %zu times\n", asked);
    assert_in_range(asked, 1, SLIDES);
    zone_destroy(f.site.zone);
}

/* What holds for a playlist holds for all its slides, at each edge of its hours. */
static void test_a_playlist_has_its_hours(void **state) {
    (void)state;
    static const struct hours_window window = {9 * 60, 17 * 60};
    struct fixture f;
    setup(&f, 2);
    f.playlist.schedule = (struct schedule){.hours = &window, .hours_count = 1};
    int64_t morning = at(&f, 2026, 12, 3, 9, 0), evening = at(&f, 2026, 12, 3, 17, 0);
    struct timeline_entry before = ask(&f, "main", NULL, morning - 1);
    assert_null(before.slide);
    assert_int_equal(before.end_ms, morning);
    assert_ptr_equal(ask(&f, "main", NULL, morning).slide, &f.slides[0]);
    assert_non_null(ask(&f, "main", NULL, evening - 1).slide);
    assert_int_equal(ask(&f, "main", NULL, evening - 1).end_ms, evening);
    assert_null(ask(&f, "main", NULL, evening).slide);
    zone_destroy(f.site.zone);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_after_another),
        cmocka_unit_test(test_some_come_again_and_again),
        cmocka_unit_test(test_more_often_than_there_is_time),
        cmocka_unit_test(test_one_language_at_a_time),
        cmocka_unit_test(test_turns_beside_a_picture_that_stays),
        cmocka_unit_test(test_no_slide_beyond_its_time),
        cmocka_unit_test(test_two_screens_in_step),
        cmocka_unit_test(test_priority_and_evergreen),
        cmocka_unit_test(test_nothing_to_show),
        cmocka_unit_test(test_skip),
        cmocka_unit_test(test_posters_leave_one_by_one),
        cmocka_unit_test(test_ticker),
        cmocka_unit_test(test_every_strip_shows_all_headlines),
        cmocka_unit_test(test_header_speaks_with_the_leader),
        cmocka_unit_test(test_hours_need_days_to_come),
        cmocka_unit_test(test_a_playlist_has_its_hours),
        cmocka_unit_test(test_covers_weeks),
        cmocka_unit_test(test_clock_changes),
        cmocka_unit_test(test_cost_grows_with_the_items),
        cmocka_unit_test(test_each_slide_is_looked_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
