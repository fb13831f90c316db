#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "show/content.h"
#include "show/frame.h"
#include "show/skips.h"
#include "support/small_site.h"

enum { WIDTH = 1920, HEIGHT = 1081 };
static char folder[64];

static int setup(void **state) {
    struct report report = {0};
    if (!small_site_make(folder))
        return 1;
    *state = content_from_folder(folder, folder, NULL, WIDTH, HEIGHT, &report);
    for (size_t i = 0; i < report.count; i++)
        print_message("%s:%d: %s\n", report.items[i].file, report.items[i].line, report.items[i].text);
    report_finish(&report);
    return *state == NULL;
}

static int teardown(void **state) {
    content_destroy(*state);
    small_site_remove(folder);
    return 0;
}

static struct frame frame_of(struct content *content) {
    struct frame frame = content_frame(content, site_screen(content_site(content), "one"));
    frame.width = WIDTH;
    frame.height = HEIGHT;
    frame.now_ms = 1764000000000;
    return frame;
}

static void zones_share_their_edges(void **state) {
    struct frame frame = frame_of(*state);
    size_t count = 0;
    const struct screen_zone *zones = frame_zones(&frame, &count);
    int top = 0;
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        struct box box = frame_box(&frame, &zones[i]);
        assert_int_equal(box.y, top);
        assert_int_equal(box.w, WIDTH);
        top += box.h;
    }
    assert_int_equal(top, HEIGHT);
}

static void a_slide_that_cannot_be_shown_is_not_what_is_on(void **state) {
    struct frame frame = frame_of(*state);
    struct skips skips = {0};
    struct timeline_entry entry = frame_at(&frame, "main");
    const struct slide *before = entry.slide;
    assert_non_null(before);
    assert_true(skips_add(&skips, before, "for a test"));
    frame.skips = &skips;
    entry = frame_at(&frame, "main");
    assert_non_null(entry.slide);
    assert_ptr_not_equal(entry.slide, before);
}

static void a_scene_is_of_its_zone_and_of_the_whole_picture(void **state) {
    struct frame frame = frame_of(*state);
    size_t count = 0;
    const struct screen_zone *zones = frame_zones(&frame, &count);
    struct timeline_entry entry = frame_at(&frame, "main");
    frame.clock_wrong = true;
    frame.now_ms += 300; /* it has been on for so much longer */
    struct scene_request scene = frame_scene(&frame, &zones[1], &entry);
    assert_string_equal(scene.zone->name, "main");
    assert_ptr_equal(scene.slide, entry.slide);
    assert_string_equal(scene.language, "en");
    assert_int_equal(scene.width, WIDTH);
    assert_int_equal(scene.height, frame_box(&frame, &zones[1]).h);
    assert_int_equal(scene.screen_width, WIDTH);
    assert_int_equal(scene.screen_height, HEIGHT);
    assert_ptr_equal(scene.feeds, content_feeds(*state));
    assert_true(scene.clock_wrong && scene.now_ms == frame.now_ms);
    assert_true(scene.position_ms == frame.now_ms - entry.start_ms && scene.position_ms >= 300);
    const struct timeline_entry none = {0};
    assert_int_equal(frame_scene(&frame, &zones[1], &none).position_ms, 0);
}

static void a_view_is_of_the_whole_picture(void **state) {
    struct frame frame = frame_of(*state);
    frame.drafts = frame.clock_wrong = true;
    struct view_request view = frame_view(&frame, NULL);
    assert_ptr_equal(view.site, content_site(*state));
    assert_ptr_equal(view.screen, frame.screen);
    assert_null(view.guide);
    assert_true(view.drafts && view.width == WIDTH && view.height == HEIGHT && view.now_ms == frame.now_ms);
    assert_true(view.clock_wrong);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(zones_share_their_edges, setup, teardown),
        cmocka_unit_test_setup_teardown(a_slide_that_cannot_be_shown_is_not_what_is_on, setup, teardown),
        cmocka_unit_test_setup_teardown(a_scene_is_of_its_zone_and_of_the_whole_picture, setup, teardown),
        cmocka_unit_test_setup_teardown(a_view_is_of_the_whole_picture, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
