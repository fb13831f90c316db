#include "core/film/film_part.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"

static const struct film films[] = {{.fps_num = 25, .fps_den = 1, .frames = 50},
                                    {.fps_num = 30000, .fps_den = 1001, .frames = 90}};

static void rounds_follow_each_other(void **state) {
    (void)state;
    struct film_part part = {&films[0], 10, 25, 3};
    assert_int_equal(film_part_length_ms(&part), 3000);
    static const struct {
        int64_t ms;
        int32_t frame;
    } ROWS[] = {{-1, 10},   {0, 10},    {39, 10},   {40, 11},       {999, 34},
                {1000, 10}, {2999, 34}, {3000, 34}, {INT64_MAX, 34}};
    for (size_t i = 0; i < LENGTH(ROWS); i++)
        assert_int_equal(film_part_frame_at(&part, ROWS[i].ms), ROWS[i].frame);
    assert_int_equal(film_part_film_ms(&part, 1040), 440);
}

/* What film_part_when says is the first moment at which it is so. */
static void moments_are_found(void **state) {
    (void)state;
    static const struct film_part PARTS[] = {
        {&films[0], 0, 50, 1}, {&films[0], 10, 25, 3}, {&films[1], 0, 90, 2}, {&films[1], 7, 31, 4}};
    for (size_t i = 0; i < LENGTH(PARTS); i++) {
        const struct film_part *part = &PARTS[i];
        int64_t length = film_part_length_ms(part);
        for (int64_t film_ms = 0; film_ms < 3100; film_ms += 37)
            for (int64_t ms = 0; ms < length; ms += 13) {
                int64_t expected = INT64_MAX, at = film_part_film_ms(part, ms), before = at;
                for (int64_t then = ms + 1; then < length && expected == INT64_MAX; then++) {
                    int64_t now = film_part_film_ms(part, then);
                    if (now < before || (at < film_ms && now >= film_ms))
                        expected = then;
                    before = now;
                }
                int64_t found = film_part_when(part, ms, film_ms);
                if (found != expected)
                    fail_msg("part %zu, %lld, film %lld: %lld, not %lld", i, (long long)ms,
                             (long long)film_ms, (long long)found, (long long)expected);
            }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounds_follow_each_other),
        cmocka_unit_test(moments_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
