/* The picture of a moment at which a film is on: which of its frames is asked for, and what is said where it
 * cannot be had. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/site/slide_kind.h"
#include "show/compose.h"
#include "show/ready.h"
#include "show/skips.h"
#include "support/fake_painter.h"
#include "system/disk.h"

enum { WIDTH = 640, HEIGHT = 360, POSTER_WIDTH = 128, POSTER_HEIGHT = 72 };
#define NOON_MS 1764000000000
static char folder[] = "/tmp/kiosk-compose-XXXXXX", poster[64];
static struct content *content;
static struct skips skips;

static char *make_poster(void *context, const char *asset, int panel_width, int panel_height) {
    (void)context, (void)asset, (void)panel_width, (void)panel_height;
    return strdup(poster);
}

static bool write_poster(void) {
    struct pixels pixels = {0};
    void *bytes = NULL;
    size_t size = 0;
    struct fail fail;
    bool fine = pixels_init(&pixels, POSTER_WIDTH, POSTER_HEIGHT) && pixels_encode(&pixels, &bytes, &size) &&
                disk_write(poster, bytes, size, &fail);
    pixels_finish(&pixels);
    free(bytes);
    return fine;
}

static int setup(void **state) {
    struct report report = {0};
    const struct content_folder from = {TEST_DATA "/data/film/site", NULL, WIDTH, HEIGHT};
    const struct ready_maker maker = {NULL, make_poster};
    (void)state;
    if (!mkdtemp(folder))
        return 1;
    snprintf(poster, sizeof poster, "%s/poster.pic", folder);
    content = write_poster() ? content_from_maker(&from, &maker, &report) : NULL;
    report_finish(&report);
    return content ? 0 : 1;
}

static int teardown(void **state) {
    (void)state;
    content_destroy(content);
    unlink(poster);
    return rmdir(folder);
}

static struct compose_request request_at(int64_t now_ms) {
    struct compose_request request = {
        .content = content, .frame = content_frame(content, site_screen(content_site(content), "wide"))};
    content_skips(content, &skips);
    request.frame.skips = &skips;
    request.frame.width = WIDTH;
    request.frame.height = HEIGHT;
    request.frame.now_ms = now_ms;
    return request;
}

/* The first playing of that slide after noon. */
static struct timeline_entry playing_of(const char *slide) {
    struct timeline_entry entry = {.end_ms = NOON_MS};
    for (int i = 0; i < 100; i++) {
        struct compose_request request = request_at(entry.end_ms);
        entry = frame_at(&request.frame, "main");
        assert_non_null(entry.slide);
        if (entry.start_ms >= NOON_MS && strcmp(entry.slide->id, slide) == 0)
            return entry;
    }
    fail_msg("%s is never on", slide);
    return entry;
}

/* What is seen of the picture: the number that the fake decoder wrote, or its colour. */
static uint32_t seen_at(int64_t now_ms, struct fake_painter *fake, struct report *report) {
    struct compose_request request = request_at(now_ms);
    struct painter painter = fake_painter(fake);
    struct pixels picture = {0};
    struct fail fail = {0};
    if (!compose(&request, &painter, &picture, report, &fail))
        fail_msg("%s", fail.text);
    uint32_t seen = picture.data[0];
    pixels_finish(&picture);
    return seen;
}

static void the_frame_is_the_one_of_that_ms(void **state) {
    (void)state;
    static const struct {
        const char *slide;
        int64_t ms; /* since it came on; < 0: before its end */
        int32_t frame;
    } rows[] = {
        {"over", 0, 0},     {"over", 39, 0},   {"over", 40, 1}, {"over", 999, 24},   {"over", 1000, 25},
        {"over", 1999, 49}, {"over", -1, 49},  {"below", 0, 0}, {"below", 1999, 49}, {"below", 2000, 0},
        {"below", 2040, 1}, {"below", -1, 49}, {"room", 0, 12}, {"room", 40, 13},    {"room", -1, 49},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct timeline_entry entry = playing_of(rows[i].slide);
        struct fake_painter fake = {.decodes = true, .frame = -1};
        struct report report = {0};
        int64_t at_ms = (rows[i].ms < 0 ? entry.end_ms : entry.start_ms) + rows[i].ms;
        uint32_t seen = seen_at(at_ms, &fake, &report);
        if (fake.frame != rows[i].frame || seen != (uint32_t)rows[i].frame || fake.films != 1)
            fail_msg("%s at %lld: frame %d, and %x is seen", rows[i].slide, (long long)rows[i].ms, fake.frame,
                     (unsigned)seen);
        report_finish(&report);
    }
}

static void a_frame_that_cannot_be_had_leaves_the_poster_which_is_said(void **state) {
    (void)state;
    struct timeline_entry entry = playing_of("over");
    struct fake_painter fake = {.decodes = true, .no_film = true};
    struct report report = {0};
    assert_int_equal(seen_at(entry.start_ms + 400, &fake, &report), 0xff000001);
    assert_int_equal(fake.films, 1);
    const struct fail *found = NULL;
    for (size_t i = 0; i < report.count; i++)
        if (strcmp(report.items[i].code, COMPOSE_POSTER) == 0)
            found = &report.items[i];
    assert_non_null(found);
    assert_int_equal(found->severity, SEVERITY_WARNING);
    assert_string_equal(found->file, "playlists/films.json");
    assert_string_equal(found->text,
                        "slide \"over\": its film's poster is shown, not frame 10: there is no decoder");
    report_finish(&report);
}

static void who_decodes_nothing_shows_the_poster(void **state) {
    (void)state;
    struct timeline_entry entry = playing_of("over");
    struct fake_painter fake = {0};
    struct report report = {0};
    assert_int_equal(seen_at(entry.start_ms + 400, &fake, &report), 0xff000001);
    for (size_t i = 0; i < report.count; i++)
        assert_string_not_equal(report.items[i].code, COMPOSE_POSTER);
    report_finish(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_frame_is_the_one_of_that_ms),
        cmocka_unit_test(a_frame_that_cannot_be_had_leaves_the_poster_which_is_said),
        cmocka_unit_test(who_decodes_nothing_shows_the_poster),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
