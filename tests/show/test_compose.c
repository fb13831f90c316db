/* The whole picture of a moment, and one zone of it, with a painter that fills. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "show/compose.h"
#include "show/painting.h"
#include "support/fake_painter.h"
#include "support/small_site.h"

enum { WIDTH = 320, HEIGHT = 180 };
static char folder[64];
static struct content *content;
static struct compose_request request;

static int setup(void **state) {
    struct report report = {0};
    (void)state;
    if (!small_site_make(folder))
        return 1;
    content = content_from_folder(folder, folder, NULL, WIDTH, HEIGHT, &report);
    report_finish(&report);
    if (!content)
        return 1;
    request = (struct compose_request){
        .content = content, .frame = content_frame(content, site_screen(content_site(content), "one"))};
    request.frame.width = WIDTH;
    request.frame.height = HEIGHT;
    request.frame.now_ms = 1764000000000;
    return 0;
}

static int teardown(void **state) {
    (void)state;
    content_destroy(content);
    small_site_remove(folder);
    return 0;
}

static void every_zone_is_where_it_belongs(void **state) {
    (void)state;
    struct fake_painter fake = {0};
    struct painter painter = fake_painter(&fake);
    struct pixels picture;
    struct report report = {0};
    struct fail fail = {0};
    assert_true(compose(&request, &painter, &picture, &report, &fail));
    assert_int_equal(fake.painted, 3);
    for (int y = 0; y < HEIGHT; y++)
        assert_int_equal(picture.data[y * WIDTH] & 0xff, y < 18 ? 1 : y < 162 ? 2 : 3);
    pixels_finish(&picture);
    report_finish(&report);
}

static void a_slide_is_shown_that_was_asked_for_and_one_that_is_not_there_said(void **state) {
    (void)state;
    struct fake_painter fake = {0};
    struct painter painter = fake_painter(&fake);
    struct pixels picture;
    struct report report = {0};
    struct fail fail = {0};
    request.slide = "second";
    assert_true(compose(&request, &painter, &picture, &report, &fail));
    pixels_finish(&picture);
    request.slide = "third";
    assert_false(compose(&request, &painter, &picture, &report, &fail));
    assert_string_equal(fail.text, "zone main of screen one has no slide \"third\"");
    request.zone = "strip";
    request.slide = "note";
    assert_true(compose(&request, &painter, &picture, &report, &fail));
    pixels_finish(&picture);
    report_finish(&report);
}

/* The header's list when `slide` of `zone` is asked for in `language`. */
static uint64_t header_of(const char *zone, const char *slide, const char *language) {
    struct fake_painter fake = {0};
    struct painter painter = fake_painter(&fake);
    struct pixels picture;
    struct report report = {0};
    struct fail fail = {0};
    request.zone = zone;
    request.slide = slide;
    request.language = language;
    assert_true(compose(&request, &painter, &picture, &report, &fail));
    pixels_finish(&picture);
    report_finish(&report);
    return fake.drawn[0];
}

static void what_leads_takes_the_others_along_into_its_language(void **state) {
    (void)state;
    uint64_t english = header_of(NULL, NULL, NULL), danish = header_of(NULL, "second", "da");
    assert_true(english != danish);
    assert_true(header_of("main", "second", "da") == danish);
    assert_true(header_of("strip", "note", "da") == english);
}

/* 2025-11-24 17:00 in Copenhagen */
static void a_slide_that_is_over_is_drawn_and_that_is_said(void **state) {
    (void)state;
    static const struct {
        const char *playlist, *slide;
        bool over;
        const char *why;
    } rows[] = {
        {"", "\"source\":{\"expires_on\":\"2025-11-24\"}", false, "the last day its source holds"},
        {"", "\"source\":{\"expires_on\":\"2025-11-23\"}", true, "its source holds no longer"},
        {"", "\"when\":{\"to\":\"2025-11-24T17:00\"}", true, "its time has just ended"},
        {"", "\"when\":{\"to\":\"2025-11-24T17:01\"}", false, "its time is about to end"},
        {"", "\"when\":{\"from\":\"2025-12-24\"}", false, "it is still to come"},
        {"\"when\":{\"to\":\"2025-11-23\"},", "\"evergreen\":false", true, "its playlist has ended"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char playlist[400], own[64];
        struct report report = {0}, loading = {0};
        struct fail fail = {0};
        struct fake_painter fake = {0};
        struct painter painter = fake_painter(&fake);
        struct pixels picture;
        snprintf(playlist, sizeof playlist,
                 "{%s\"slides\":[{\"id\":\"a\",\"type\":\"text\",\"headline\":{\"en\":\"A\"},%s}]}",
                 rows[i].playlist, rows[i].slide);
        assert_true(small_site_make(own) && small_site_put(own, "playlists/main.json", playlist));
        struct content *site = content_from_folder(own, own, NULL, WIDTH, HEIGHT, &loading);
        assert_non_null(site);
        struct compose_request asked = {.content = site,
                                        .slide = "a",
                                        .frame = content_frame(site, site_screen(content_site(site), "one"))};
        asked.frame.width = WIDTH;
        asked.frame.height = HEIGHT;
        asked.frame.now_ms = 1764000000000;
        assert_true(compose(&asked, &painter, &picture, &report, &fail));
        if (report.count != (rows[i].over ? 1 : 0))
            fail_msg("%s: %zu findings", rows[i].why, report.count);
        if (rows[i].over)
            assert_string_equal(report.items[0].text,
                                "slide \"a\" is over at that moment: screens no longer show it");
        pixels_finish(&picture);
        content_destroy(site);
        report_finish(&report);
        report_finish(&loading);
        small_site_remove(own);
    }
}

static void a_painter_that_cannot_says_which_zone(void **state) {
    (void)state;
    struct fake_painter fake = {.no_fonts = true};
    struct painter painter = fake_painter(&fake);
    struct pixels picture;
    struct report report = {0};
    struct fail fail = {0};
    assert_false(compose(&request, &painter, &picture, &report, &fail));
    assert_string_equal(fail.text, "zone top: no font at all is installed");
    report_finish(&report);
}

static struct paint_request main_zone(void) {
    size_t count;
    const struct screen_zone *zones = frame_zones(&request.frame, &count);
    struct timeline_entry entry = frame_at(&request.frame, "main");
    return (struct paint_request){.number = 5,
                                  .degrees = 270,
                                  .book = content_book(content, 1),
                                  .scene = frame_scene(&request.frame, &zones[1], &entry)};
}

static void what_is_shown_already_is_not_painted_again(void **state) {
    (void)state;
    struct fake_painter fake = {0};
    struct painter painter = fake_painter(&fake);
    struct paint_request zone = main_zone();
    struct paint_answer answer;
    paint_zone(&zone, &painter, &answer);
    assert_true(!answer.failed && !answer.unchanged && answer.number == 5 && answer.hash != 0);
    assert_int_equal(fake.job.width, WIDTH);
    assert_int_equal(fake.job.height, 144);
    assert_int_equal(fake.job.degrees, 270);
    assert_int_equal(fake.job.keep, PAINT_KEEP_NOTHING);
    zone.known_hash = answer.hash;
    paint_answer_finish(&answer);
    paint_zone(&zone, &painter, &answer);
    assert_true(!answer.failed && answer.unchanged);
    assert_int_equal(fake.painted, 1);
    paint_answer_finish(&answer);
}

static void without_memory_nothing_is_said_to_be_shown(void **state) {
    (void)state;
    struct fake_painter fake = {.no_memory = true};
    struct painter painter = fake_painter(&fake);
    struct paint_request zone = main_zone();
    struct paint_answer answer;
    paint_zone(&zone, &painter, &answer);
    assert_true(answer.failed && !answer.unchanged);
    assert_null(answer.pixels.data);
    paint_answer_finish(&answer);
}

static bool draw_nothing(const void *what, const struct measure *measure, int width, int height,
                         struct draw_list *list) {
    (void)measure, (void)list;
    return *(const int *)what == 42 && width == WIDTH && height == HEIGHT;
}

static void a_picture_can_be_drawn_by_somebody_else(void **state) {
    (void)state;
    int what = 42;
    struct fake_painter fake = {0};
    struct painter painter = fake_painter(&fake);
    struct paint_request whole = {
        .scene = {.width = WIDTH, .height = HEIGHT}, .draw = draw_nothing, .what = &what};
    struct paint_answer answer;
    paint_zone(&whole, &painter, &answer);
    assert_true(!answer.failed && answer.next_change_ms == INT64_MAX);
    paint_answer_finish(&answer);
    what = 0;
    paint_zone(&whole, &painter, &answer);
    assert_true(answer.failed);
    paint_answer_finish(&answer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_zone_is_where_it_belongs, setup, teardown),
        cmocka_unit_test(a_slide_that_is_over_is_drawn_and_that_is_said),
        cmocka_unit_test_setup_teardown(a_slide_is_shown_that_was_asked_for_and_one_that_is_not_there_said,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(what_leads_takes_the_others_along_into_its_language, setup, teardown),
        cmocka_unit_test_setup_teardown(a_painter_that_cannot_says_which_zone, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_shown_already_is_not_painted_again, setup, teardown),
        cmocka_unit_test_setup_teardown(without_memory_nothing_is_said_to_be_shown, setup, teardown),
        cmocka_unit_test_setup_teardown(a_picture_can_be_drawn_by_somebody_else, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
