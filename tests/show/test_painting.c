/* One zone of the signage as pixels: where the film in it lies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <unistd.h>

#include "show/content.h"
#include "show/painting.h"
#include "show/ready.h"
#include "support/fake_painter.h"

enum { WIDTH = 640, HEIGHT = 360 };
static const char *const site_folder = TEST_DATA "/data/film/site";
static struct content *content;

static char *make_nothing(void *context, const char *asset, int panel_width, int panel_height) {
    (void)context, (void)asset, (void)panel_width, (void)panel_height;
    return NULL;
}

static int setup(void **state) {
    struct report report = {0};
    const struct content_folder from = {site_folder, NULL, WIDTH, HEIGHT};
    const struct ready_maker maker = {NULL, make_nothing};
    (void)state;
    content = content_from_maker(&from, &maker, &report);
    report_finish(&report);
    return content ? 0 : 1;
}

static int teardown(void **state) {
    (void)state;
    content_destroy(content);
    return 0;
}

static bool poster_size(void *context, const char *asset, int *width, int *height) {
    (void)context, (void)asset;
    *width = 128;
    *height = 72;
    return true;
}

static struct paint_request request_of(const char *slide_id, int64_t position_ms) {
    const struct site *site = content_site(content);
    struct frame frame = content_frame(content, site_screen(site, "wide"));
    struct timeline_entry entry = {.language = "da"};
    size_t count;
    frame.now_ms = 1764000000000;
    frame.width = WIDTH;
    frame.height = HEIGHT;
    for (size_t i = 0; i < site->playlists[0].slide_count; i++)
        if (strcmp(site->playlists[0].slides[i].id, slide_id) == 0)
            entry.slide = &site->playlists[0].slides[i];
    assert_non_null(entry.slide);
    entry.start_ms = frame.now_ms - position_ms;
    struct paint_request request = {.book = content_book(content, 1),
                                    .scene = frame_scene(&frame, &frame_zones(&frame, &count)[0], &entry)};
    request.book.picture_size = poster_size;
    return request;
}

static struct paint_answer paint(const struct paint_request *request) {
    struct fake_painter fake = {0};
    struct painter painter = fake_painter(&fake);
    struct paint_answer answer;
    paint_zone(request, &painter, &answer);
    assert_false(answer.failed);
    return answer;
}

static void the_film_is_where_its_slot_is_and_captions_lie_over_it(void **state) {
    (void)state;
    struct paint_request request = request_of("over", 500);
    struct paint_answer answer = paint(&request);
    const struct film_place *place = &answer.film;
    assert_non_null(place->film);
    assert_string_equal(place->film->name, "assets/film/tiny.film.json");
    assert_int_equal(place->box.w, WIDTH);
    assert_int_equal(place->box.h, HEIGHT);
    assert_int_equal(place->over_count, 1);
    assert_true(place->over[0].y > HEIGHT / 2 && place->over[0].w < WIDTH);
    /* nothing new is to be painted: it lies where it did */
    request.known_hash = answer.hash;
    struct paint_answer same = paint(&request);
    assert_true(same.unchanged);
    assert_ptr_equal(same.film.film, place->film);
    assert_memory_equal(&same.film.box, &place->box, sizeof place->box);
    paint_answer_finish(&answer);
    paint_answer_finish(&same);
    /* and turned for the panel, with what lies over it */
    request.known_hash = 0;
    request.degrees = 90;
    answer = paint(&request);
    assert_int_equal(answer.film.box.w, HEIGHT);
    assert_int_equal(answer.film.box.h, WIDTH);
    assert_true(answer.film.over[0].x < HEIGHT / 2);
    paint_answer_finish(&answer);
}

static void captions_below_it_cost_nothing_of_it(void **state) {
    (void)state;
    struct paint_request request = request_of("below", 500);
    struct paint_answer answer = paint(&request);
    assert_non_null(answer.film.film);
    assert_int_equal(answer.film.over_count, 0);
    assert_true(answer.film.box.h < HEIGHT);
    paint_answer_finish(&answer);
}

static void without_its_poster_there_is_none(void **state) {
    (void)state;
    struct paint_request request = request_of("over", 500);
    request.book.picture_size = content_picture_size;
    struct paint_answer answer = paint(&request);
    assert_null(answer.film.film);
    assert_int_equal(answer.missing, 1);
    paint_answer_finish(&answer);
}

static void its_files_are_opened_by_name(void **state) {
    (void)state;
    struct fail fail = {0};
    int fd = content_open(content, "assets/film/tiny.mp4", &fail);
    const struct slide *slide = content_site(content)->playlists[0].slides;
    assert_true(fd >= 0);
    assert_int_equal(lseek(fd, 0, SEEK_END), slide->film.part.film->bytes);
    close(fd);
    assert_int_equal(content_open(content, "assets/film/none.mp4", &fail), -1);
    assert_non_null(strstr(fail.text, "assets/film/none.mp4"));
    assert_int_equal(content_open(content, "../README.md", &fail), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_film_is_where_its_slot_is_and_captions_lie_over_it),
        cmocka_unit_test(captions_below_it_cost_nothing_of_it),
        cmocka_unit_test(without_its_poster_there_is_none),
        cmocka_unit_test(its_files_are_opened_by_name),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
