/* Where a film lies in its zone, turned or not, and what is left of it under captions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "show/film_place.h"

static const struct film film = {.width = 1920, .height = 1080, .fps_num = 25, .fps_den = 1, .frames = 50};

static void lies_as_a_picture_would(void **state) {
    (void)state;
    static const struct {
        struct film_fit fit;
        int width, height, degrees; /* of the zone */
        struct box box;
        int x, y, w, h;
    } ROWS[] = {
        {{{0, 0, 1920, 1080}, FIT_COVER, 0.5, 0.5}, 1920, 1080, 0, {0, 0, 1920, 1080}, 0, 0, 1920, 1080},
        {{{0, 0, 1080, 1920}, FIT_CONTAIN, 0.5, 0.5}, 1080, 1920, 0, {0, 656, 1080, 608}, 0, 0, 1920, 1080},
        /* the same on a panel that is turned: the box is, too */
        {{{0, 0, 1080, 1920}, FIT_CONTAIN, 0.5, 0.5}, 1080, 1920, 90, {656, 0, 608, 1080}, 0, 0, 1920, 1080},
        {{{0, 100, 540, 304}, FIT_COVER, 0.5, 0.5}, 1080, 1920, 270, {100, 540, 304, 540}, 0, 0, 1918, 1080},
        /* only its left half is seen, and begins between two pixels that share a colour */
        {{{10, 10, 480, 540}, FIT_COVER, 0, 0.5}, 960, 540 + 20, 0, {10, 10, 480, 540}, 0, 0, 960, 1080},
        {{{10, 10, 480, 540}, FIT_COVER, 0.7, 0.5}, 960, 540 + 20, 0, {10, 10, 480, 540}, 864, 0, 960, 1080},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct film_place place;
        assert_true(
            film_place_make(&film, &ROWS[i].fit, ROWS[i].width, ROWS[i].height, ROWS[i].degrees, &place));
        if (memcmp(&place.box, &ROWS[i].box, sizeof place.box) != 0 || place.x != ROWS[i].x ||
            place.y != ROWS[i].y || place.w != ROWS[i].w || place.h != ROWS[i].h)
            fail_msg("row %zu: %d %d %d %d, of %d %d %d %d", i, place.box.x, place.box.y, place.box.w,
                     place.box.h, place.x, place.y, place.w, place.h);
        assert_true(place.x + place.w <= film.width && place.y + place.h <= film.height);
    }
}

static void what_is_not_wholly_in_its_zone_is_none(void **state) {
    (void)state;
    struct film_place place;
    static const struct box BOXES[] = {{0, 0, 101, 50}, {-1, 0, 50, 50}, {0, 60, 50, 50}, {0, 0, 0, 50}};
    for (size_t i = 0; i < LENGTH(BOXES); i++) {
        struct film_fit fit = {.box = BOXES[i], .fit = FIT_COVER, .focus_x = 0.5, .focus_y = 0.5};
        assert_false(film_place_make(&film, &fit, 100, 100, 0, &place));
    }
}

static void what_is_left_under_captions(void **state) {
    (void)state;
    struct film_place place;
    struct film_fit fit = {.box = {20, 10, 160, 90}, .fit = FIT_COVER, .focus_x = 0.5, .focus_y = 0.5};
    static const struct box OVER[] = {
        {40, 60, 50, 20}, {60, 70, 100, 40}, {0, 0, 30, 200}, {170, 0, 100, 15}};
    assert_true(film_place_make(&film, &fit, 200, 110, 0, &place));
    assert_true(film_place_cover(&place, (struct box){0, 0, 200, 10}, 200, 110)); /* beside it */
    assert_int_equal(place.over_count, 0);
    for (size_t i = 0; i < LENGTH(OVER); i++)
        assert_true(film_place_cover(&place, OVER[i], 200, 110));
    assert_false(film_place_cover(&place, OVER[0], 200, 110)); /* one too many */
    struct box pieces[FILM_PIECES_MAX];
    int count = film_place_pieces(&place, pieces);
    for (int y = 0; y < 110; y++)
        for (int x = 0; x < 200; x++) { /* each pixel lies in one piece, or under a caption, or beside it */
            int in = 0, over = 0;
            bool inside = x >= 20 && x < 180 && y >= 10 && y < 100;
            for (int i = 0; i < count; i++)
                in += x >= pieces[i].x && x < pieces[i].x + pieces[i].w && y >= pieces[i].y &&
                      y < pieces[i].y + pieces[i].h;
            for (size_t i = 0; i < LENGTH(OVER); i++)
                over |= x >= OVER[i].x && x < OVER[i].x + OVER[i].w && y >= OVER[i].y &&
                        y < OVER[i].y + OVER[i].h;
            assert_int_equal(in, inside && !over);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lies_as_a_picture_would),
        cmocka_unit_test(what_is_not_wholly_in_its_zone_is_none),
        cmocka_unit_test(what_is_left_under_captions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
