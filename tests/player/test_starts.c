/* How starts ended, kept in the runtime folder, and what is set aside for how long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "player/starts.h"
#include "system/disk.h"

static const struct generation_id one = {1, 1}, two = {1, 2};

static int make_folder(void **state) {
    static char folder[] = "/tmp/kiosk-starts-XXXXXX";
    *state = mkdtemp(folder);
    return *state ? 0 : -1;
}

static int remove_folder(void **state) {
    return disk_remove(*state, NULL) ? 0 : -1;
}

static void ends_are_counted_for_each_generation(void **state) {
    (void)state;
    struct starts starts = {0};
    starts_begin(&starts, one, 100);
    starts_begin(&starts, one, 200);
    starts_begin(&starts, two, 300);
    assert_int_equal(starts_of(&starts, one)->ended, 2);
    assert_int_equal(starts_of(&starts, one)->at_s, 200);
    assert_int_equal(starts_of(&starts, two)->ended,
                     1); /* another one's ends do not forget the first one's */
    starts_take_back(&starts, one);
    assert_int_equal(starts_of(&starts, one)->ended, 1);
    starts_survived(&starts, one);
    assert_null(starts_of(&starts, one));
    starts_take_back(&starts, two);
    assert_null(starts_of(&starts, two));
    assert_int_equal(starts.count, 0);
}

static void the_newest_are_kept(void **state) {
    (void)state;
    struct starts starts = {0};
    for (uint64_t seq = 1; seq <= STARTS_KEPT + 2; seq++)
        starts_begin(&starts, (struct generation_id){1, seq}, 1);
    assert_int_equal(starts.count, STARTS_KEPT);
    assert_null(starts_of(&starts, one));
    assert_non_null(starts_of(&starts, (struct generation_id){1, STARTS_KEPT + 2}));
}

/* A slow machine gets there: each start that was late doubles the next one's time, and the time it took stays
 * granted once it has survived. */
static void who_was_late_gets_more_time(void **state) {
    (void)state;
    struct starts starts = {0};
    assert_int_equal(start_deadline_s(NULL), STARTS_DEADLINE_S);
    starts_begin(&starts, one, 1);
    starts_late(&starts, one);
    assert_int_equal(starts_of(&starts, one)->ended, 0);
    assert_int_equal(start_deadline_s(starts_of(&starts, one)), 2 * STARTS_DEADLINE_S);
    starts_begin(&starts, one, 2);
    starts_survived(&starts, one);
    assert_int_equal(start_deadline_s(starts_of(&starts, one)), 2 * STARTS_DEADLINE_S);
    assert_int_equal(start_aside_until_s(starts_of(&starts, one), false), 0);
    for (int i = 0; i < 20; i++)
        starts_late(&starts, one);
    assert_int_equal(start_deadline_s(starts_of(&starts, one)), STARTS_DEADLINE_S << STARTS_STRETCH_MAX);
}

static void what_ended_or_was_late_is_set_aside(void **state) {
    (void)state;
    static const struct {
        int ended, late;
        bool good;
        int64_t until_s;
        const char *reason;
    } rows[] = {{0, 0, false, 0, "nothing happened"},
                {1, 0, false, 0, "once may be chance"},
                {2, 0, false, 1000 + 2 * STARTS_AGAIN_S, "twice: set aside"},
                {2, 0, true, 0, "it was good before"},
                {3, 0, true, 1000 + 4 * STARTS_AGAIN_S, "but not any more"},
                {0, 1, true, 1000 + STARTS_AGAIN_S, "late once is enough: somebody looks at nothing"},
                {0, 2, false, 1000 + 2 * STARTS_AGAIN_S, "the second time for longer"},
                {900, 0, false, 1000 + 64 * STARTS_AGAIN_S, "but never for good"}};
    assert_int_equal(start_aside_until_s(NULL, false), 0);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct start start = {.id = one, .ended = rows[i].ended, .late = rows[i].late, .at_s = 1000};
        assert_int_equal(start_aside_until_s(&start, rows[i].good), rows[i].until_s);
    }
}

static void a_run_that_ends_as_asked_forgives_all_but_the_time_it_takes(void **state) {
    (void)state;
    struct starts starts = {0};
    starts_begin(&starts, two, 1);
    starts_late(&starts, two);
    starts_begin(&starts, one, 2);
    starts_begin(&starts, one, 3);
    starts_forgive(&starts);
    assert_null(starts_of(&starts, one));
    assert_int_equal(start_aside_until_s(starts_of(&starts, two), false), 0);
    assert_int_equal(start_deadline_s(starts_of(&starts, two)), 2 * STARTS_DEADLINE_S);
}

static void the_file_gives_back_what_was_written(void **state) {
    struct starts starts = {0}, again;
    starts_begin(&starts, one, 5);
    starts_late(&starts, one);
    starts_begin(&starts, two, 9);
    starts_write(&starts, *state);
    starts_read(&again, *state);
    assert_int_equal(again.count, 2);
    assert_memory_equal(&again.items, &starts.items, 2 * sizeof *again.items);
    starts_survived(&starts, two);
    starts_survived(&starts, one);
    starts.count = 0;
    starts_write(&starts, *state);
    char *path = starts_path(*state);
    assert_false(disk_exists(path)); /* nothing to say, no file */
    free(path);
}

static void a_file_that_is_not_ours_says_nothing(void **state) {
    static const char *const rows[] = {
        "", "rubbish", "1.1", "1.1 2 0 0", "1.1 -2 0 0 5\n", "1.1 2 0 99 5\n", "1.1 2 0 0 5\nrubbish"};
    char *path = starts_path(*state);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct starts starts = {.count = 3};
        assert_true(disk_write(path, rows[i], strlen(rows[i]), NULL));
        starts_read(&starts, *state);
        assert_int_equal(starts.count, 0);
    }
    free(path);
}

static void without_a_folder_nothing_is_kept(void **state) {
    (void)state;
    struct starts starts = {0};
    starts_begin(&starts, one, 5);
    starts_write(&starts, NULL);
    starts_read(&starts, NULL);
    assert_int_equal(starts.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_are_counted_for_each_generation),
        cmocka_unit_test(the_newest_are_kept),
        cmocka_unit_test(who_was_late_gets_more_time),
        cmocka_unit_test(what_ended_or_was_late_is_set_aside),
        cmocka_unit_test(a_run_that_ends_as_asked_forgives_all_but_the_time_it_takes),
        cmocka_unit_test(the_file_gives_back_what_was_written),
        cmocka_unit_test(a_file_that_is_not_ours_says_nothing),
        cmocka_unit_test(without_a_folder_nothing_is_kept),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
