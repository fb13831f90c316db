/* One frame of a film in the picture of its zone: that very frame, in its place, under what lies over it; and
 * where the decoder fails, nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "show/film_place.h"
#include "stage/film_shot.h"
#include "support/fake_film.h"
#include "support/given_film.h"

#define PROGRAM BIN_DIR "/fake-film"
enum { WIDTH = 160, HEIGHT = 100, LEFT = 16, TOP = 12, FRAMES = 50 };
#define PAPER 0xff405060U

static const struct film film = {.width = 128, .height = 72, .fps_num = 25, .fps_den = 1, .frames = FRAMES};
static int clear(void **state) {
    (void)state;
    close(file);
    close(indexed);
    return waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD ? 0 : -1; /* nobody is left */
}

static struct film_place place_of(bool covered) {
    const struct film_fit fit = {{LEFT, TOP, film.width, film.height}, FIT_CONTAIN, 0.5, 0.5};
    struct film_place place;
    assert_true(film_place_make(&film, &fit, WIDTH, HEIGHT, 0, &place));
    if (covered)
        assert_true(film_place_cover(&place, (struct box){0, TOP + 54, WIDTH, 10}, WIDTH, HEIGHT));
    return place;
}

static void fill(struct pixels *picture) {
    assert_true(pixels_init(picture, WIDTH, HEIGHT));
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        picture->data[i] = PAPER;
}

static bool lay(const char *order, const struct film_place *place, int32_t frame, struct pixels *picture,
                struct fail *fail) {
    const struct film_wanted wanted = {.place = place, .frame = frame, .file = file, .index = indexed};
    if (order)
        setenv(FAKE_FILM, order, 1);
    else
        unsetenv(FAKE_FILM);
    return film_shot_lay(PROGRAM, &wanted, picture, fail);
}

static bool bright(void *context, double x, double y) {
    const struct pixels *picture = context;
    int column = LEFT + (int)(x * film.width), row = TOP + (int)(y * film.height);
    return (picture->data[row * WIDTH + column] & 0xff) > 128;
}

static void that_very_frame_is_where_the_film_is(void **state) {
    (void)state;
    static const int32_t frames[] = {0, 1, 24, 25, FRAMES - 1};
    struct film_place place = place_of(false);
    for (size_t i = 0; i < LENGTH(frames); i++) {
        struct pixels picture = {0};
        struct fail fail = {0};
        fill(&picture);
        if (!lay(NULL, &place, frames[i], &picture, &fail))
            fail_msg("%s", fail.text);
        assert_int_equal(fake_frame_read(bright, &picture), frames[i]);
        assert_int_equal(picture.data[TOP * WIDTH + LEFT - 1], PAPER);
        assert_int_equal(picture.data[(TOP - 1) * WIDTH + LEFT], PAPER);
        assert_int_not_equal(picture.data[TOP * WIDTH + LEFT], PAPER);
        assert_int_equal(picture.data[(TOP + film.height) * WIDTH + LEFT], PAPER);
        pixels_finish(&picture);
    }
}

static void what_lies_over_it_stays(void **state) {
    (void)state;
    struct film_place place = place_of(true);
    struct pixels picture = {0};
    struct fail fail = {0};
    fill(&picture);
    assert_true(lay(NULL, &place, 9, &picture, &fail));
    for (int y = 0; y < HEIGHT; y++) {
        bool of_film = y >= TOP && y < TOP + film.height && !(y >= TOP + 54 && y < TOP + 64);
        assert_int_equal(picture.data[y * WIDTH + LEFT + 60] != PAPER, of_film);
    }
    pixels_finish(&picture);
}

static void where_the_decoder_fails_the_picture_stays(void **state) {
    (void)state;
    static const struct {
        const char *order, *words;
    } rows[] = {
        {"crash:0", "ended"}, {"end:0", "ended"}, {"slot:0", "not valid"}, {"order:0", "out of order"}};
    struct film_place place = place_of(false);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct pixels picture = {0};
        struct fail fail = {0};
        fill(&picture);
        assert_false(lay(rows[i].order, &place, 7, &picture, &fail));
        if (!strstr(fail.text, rows[i].words))
            fail_msg("%s: %s", rows[i].order, fail.text);
        for (int n = 0; n < WIDTH * HEIGHT; n++)
            assert_int_equal(picture.data[n], PAPER);
        pixels_finish(&picture);
    }
}

static void a_program_that_is_not_there_is_said(void **state) {
    (void)state;
    struct film_place place = place_of(false);
    const struct film_wanted wanted = {.place = &place, .frame = 0, .file = file, .index = indexed};
    struct pixels picture = {0};
    struct fail fail = {0};
    fill(&picture);
    assert_false(film_shot_lay("/nowhere/kiosk-film", &wanted, &picture, &fail));
    assert_non_null(strstr(fail.text, "/nowhere/kiosk-film"));
    pixels_finish(&picture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(that_very_frame_is_where_the_film_is),
        cmocka_unit_test(what_lies_over_it_stays),
        cmocka_unit_test(where_the_decoder_fails_the_picture_stays),
        cmocka_unit_test(a_program_that_is_not_there_is_said),
    };
    return cmocka_run_group_tests(tests, give, clear);
}
