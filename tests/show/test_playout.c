#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "show/playout.h"
#include "support/small_site.h"

enum { WIDTH = 1920, HEIGHT = 1080 };
#define NOW_MS 1764000000000
static char folder[64];

static int setup(void **state) {
    (void)state;
    return !small_site_make(folder);
}

static int teardown(void **state) {
    (void)state;
    small_site_remove(folder);
    return 0;
}

static struct content *load(void) {
    struct report report = {0};
    struct content *content = content_from_folder(folder, folder, NULL, WIDTH, HEIGHT, &report);
    report_finish(&report);
    assert_non_null(content);
    return content;
}

static struct playout *play(const char *screen, int rotate, enum playout_fault *fault, struct fail *fail) {
    struct playout_panel panel = {
        .screen_id = screen, .width = WIDTH, .height = HEIGHT, .rotate = rotate, .number = 7};
    return playout_create(load(), &panel, fault, fail);
}

static void a_screen_is_cut_into_its_zones(void **state) {
    (void)state;
    enum playout_fault fault;
    struct fail fail;
    struct playout *playout = play("one", -1, &fault, &fail);
    assert_non_null(playout);
    assert_int_equal(playout->zone_count, 3);
    assert_int_equal(playout->panel[1].y, 108);
    assert_int_equal(playout->panel[1].h, 864);
    assert_int_equal(playout_at(playout, 1, NOW_MS).end_ms - playout_at(playout, 1, NOW_MS).start_ms, 10000);
    playout_destroy(playout);
}

static void a_turned_screen_has_its_zones_across_the_panel(void **state) {
    (void)state;
    enum playout_fault fault;
    struct fail fail;
    struct playout *playout = play("turned", -1, &fault, &fail), *upright = play("turned", 0, &fault, &fail);
    assert_true(playout && upright);
    assert_int_equal(playout->degrees, 90);
    assert_int_equal(playout->width, HEIGHT);
    assert_int_equal(playout->height, WIDTH);
    assert_int_equal(playout->panel[0].x, WIDTH - 192); /* its top is at the panel's right */
    assert_int_equal(playout->panel[0].h, HEIGHT);
    assert_false(playout_same_zones(playout, upright));
    assert_true(playout_same_zones(upright, upright));
    playout_destroy(playout);
    playout_destroy(upright);
}

static void a_wrong_name_is_the_devices_fault_and_an_empty_screen_the_contents(void **state) {
    (void)state;
    enum playout_fault fault = PLAYOUT_NO_MEMORY;
    struct fail fail = {0};
    assert_null(play("onee", -1, &fault, &fail));
    assert_int_equal(fault, PLAYOUT_WRONG_SCREEN);
    assert_non_null(strstr(fail.text, "\"onee\" in this content; it has: one, turned"));
    const char *empty = "{\"name\": {\"en\": \"Main\", \"da\": \"Hoved\"}, \"slides\": []}\n";
    assert_true(small_site_put(folder, "playlists/main.json", empty) &&
                small_site_put(folder, "playlists/strip.json", empty));
    assert_null(play("one", -1, &fault, &fail));
    assert_int_equal(fault, PLAYOUT_UNUSABLE);
    assert_non_null(strstr(fail.text, "no usable slide"));
}

static void a_clock_that_is_known_to_be_wrong_is_not_shown(void **state) {
    (void)state;
    enum playout_fault fault;
    struct fail fail;
    struct playout *playout = play("one", -1, &fault, &fail);
    assert_non_null(playout);
    struct timeline_entry entry = playout_at(playout, 0, NOW_MS);
    assert_false(playout_request(playout, 0, &entry, NOW_MS).scene.clock_wrong);
    playout->clock_s = NOW_MS / 1000 + 1;
    struct paint_request request = playout_request(playout, 0, &entry, NOW_MS);
    assert_true(request.scene.clock_wrong);
    assert_int_equal(request.book.number, 7);
    assert_int_equal(request.scene.height, 108);
    playout_destroy(playout);
}

static void without_content_there_is_one_zone_and_it_never_changes(void **state) {
    (void)state;
    enum playout_fault fault;
    struct fail fail;
    struct playout_panel panel = {.width = WIDTH, .height = HEIGHT, .rotate = 270};
    struct playout *playout = playout_create(NULL, &panel, &fault, &fail);
    assert_non_null(playout);
    assert_int_equal(playout->zone_count, 1);
    assert_int_equal(playout->panel[0].w, WIDTH);
    assert_true(playout_at(playout, 0, NOW_MS).end_ms == INT64_MAX);
    playout_destroy(playout);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_screen_is_cut_into_its_zones),
        cmocka_unit_test(a_turned_screen_has_its_zones_across_the_panel),
        cmocka_unit_test(a_clock_that_is_known_to_be_wrong_is_not_shown),
        cmocka_unit_test(without_content_there_is_one_zone_and_it_never_changes),
        cmocka_unit_test(a_wrong_name_is_the_devices_fault_and_an_empty_screen_the_contents),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
