/* Counters: what is kept, what is merged, what becomes of a damaged database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/time/zone.h"
#include "store/counters.h"
#include "system/disk.h"

#define HOUR_MS (3600 * 1000LL)
struct json_place {
    char folder[64], file[80];
};

static int make(void **state) {
    struct json_place *place = calloc(1, sizeof *place);
    strcpy(place->folder, "/tmp/kiosk-counters-XXXXXX");
    *state = place;
    if (!mkdtemp(place->folder))
        return -1;
    snprintf(place->file, sizeof place->file, "%s/counters.db", place->folder);
    return 0;
}

static int clear(void **state) {
    struct json_place *place = *state;
    char aside[100];
    snprintf(aside, sizeof aside, "%s.damaged", place->file);
    unlink(aside);
    unlink(place->file);
    int code = rmdir(place->folder);
    free(place);
    return code;
}

struct heard {
    char text[2000];
    int rows;
};
static void hear(void *context, const struct count_row *row) {
    struct heard *heard = context;
    size_t used = strlen(heard->text);
    snprintf(heard->text + used, sizeof heard->text - used, "%s|%s|%s|%s|%s|%lld\n", row->screen, row->day,
             row->language, row->page, row->name, (long long)row->count);
    heard->rows++;
}

static struct heard read_all(const char *file) {
    struct heard heard = {0};
    struct fail fail;
    assert_true(counters_read(file, 0, 40000, hear, &heard, &fail));
    return heard;
}

static void add(struct counters *counters, int times, enum counter counter, int32_t day,
                const char *language) {
    for (int i = 0; i < times; i++)
        counters_add(counters, counter, day, language, "");
}

/* One number a row, and never one from which a visitor could be known. */
static void counts_are_merged_and_a_few_are_blurred(void **state) {
    static const struct {
        int first, second, third;
        const char *count, *why;
    } rows[] = {
        {1, 0, 0, "1", "one is a few"},
        {4, 0, 0, "1", "four are a few"},
        {5, 0, 0, "5", "five are told"},
        {6, 0, 7, "13", "what is told adds up"},
        {2, 2, 0, "1", "a few and a few are a few"},
        {4, 4, 0, "1", "also where they were more: it was not known when they were written"},
        {3, 9, 0, "9", "a few is not known as a number to add"},
        {9, 3, 0, "12", "a few more of what is told"},
        {3, 9, 2, "11", "and on from there"},
    };
    struct json_place *place = *state;
    int32_t day = (int32_t)civil_days(2026, 12, 1);
    struct fail fail;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const int rounds[] = {rows[i].first, rows[i].second, rows[i].third};
        char want[100];
        for (int round = 0; round < 3; round++) {
            struct counters *counters = counters_create(place->file, "raadhus");
            add(counters, rounds[round], COUNTER_SESSIONS, day, "uk");
            assert_true(counters_write(counters, day, 0, &fail));
            assert_string_equal(fail.text, "");
            counters_destroy(counters);
        }
        snprintf(want, sizeof want, "raadhus|2026-12-01|uk||sessions|%s\n", rows[i].count);
        struct heard heard = read_all(place->file);
        if (strcmp(heard.text, want) != 0)
            fail_msg("%s: %s", rows[i].why, heard.text);
        unlink(place->file);
    }
}

static void execute(const char *file, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void what_was_written_exactly_is_blurred(void **state) {
    struct json_place *place = *state;
    int32_t day = (int32_t)civil_days(2026, 12, 2);
    struct fail fail;
    struct counters *counters = counters_create(place->file, "a");
    add(counters, 6, COUNTER_SESSIONS, day, "en");
    assert_true(counters_write(counters, day, 0, &fail));
    execute(place->file, "INSERT INTO counts VALUES ('a', '2026-12-01', 'ar', '', 'sessions', 3);"
                         "INSERT INTO counts VALUES ('a', '2026-12-01', 'uk', '', 'sessions', 7);");
    add(counters, 1, COUNTER_SESSIONS, day, "en");
    assert_true(counters_write(counters, day, 0, &fail));
    counters_destroy(counters);
    assert_string_equal(read_all(place->file).text,
                        "a|2026-12-01|ar||sessions|1\na|2026-12-01|uk||sessions|7\n"
                        "a|2026-12-02|en||sessions|7\n");
}

/* Before the day is over a few may become more: they are written late, not wrongly. */
static void a_few_wait_for_the_end_of_their_day(void **state) {
    struct json_place *place = *state;
    struct fail fail;
    struct counters *counters = counters_create(place->file, "a");
    counters_screen(counters, "a", 20000, 0);
    add(counters, 3, COUNTER_SESSIONS, 20000, "uk");
    assert_true(counters_due(counters, 20000, 6 * HOUR_MS));
    assert_null(counters_take(counters, 20000, 6 * HOUR_MS, false));
    assert_false(counters_due(counters, 20000, 7 * HOUR_MS)); /* nor asked for again at once */
    add(counters, 3, COUNTER_SESSIONS, 20000, "uk");
    add(counters, 2, COUNTER_SESSIONS, 20000, "ar");
    struct counters *taken = counters_take(counters, 20000, 12 * HOUR_MS, false);
    assert_non_null(taken);
    assert_true(counters_write(taken, 20000, 0, &fail));
    counters_destroy(taken);
    assert_string_equal(read_all(place->file).text, "a|2024-10-04|uk||sessions|6\n");
    assert_true(counters_due(counters, 20001, 13 * HOUR_MS)); /* the day is over */
    taken = counters_take(counters, 20001, 13 * HOUR_MS, false);
    assert_non_null(taken);
    assert_true(counters_write(taken, 20001, 0, &fail));
    counters_destroy(taken);
    assert_string_equal(read_all(place->file).text,
                        "a|2024-10-04|ar||sessions|1\na|2024-10-04|uk||sessions|6\n");
    counters_destroy(counters);
}

static void writes_seldom(void **state) {
    struct json_place *place = *state;
    struct counters *counters = counters_create(place->file, "a");
    struct fail fail;
    assert_true(counters_write(counters, 20000, 1000, &fail)); /* counting begins; nothing to write */
    assert_false(disk_exists(place->file));
    assert_false(counters_due(counters, 20001, 99 * HOUR_MS)); /* nothing was counted */
    counters_add(counters, COUNTER_SESSIONS, 20000, "en", "");
    assert_false(counters_due(counters, 20000, 1000 + 6 * HOUR_MS - 1));
    assert_true(counters_due(counters, 20000, 1000 + 6 * HOUR_MS));
    assert_true(counters_due(counters, 20001, 2000)); /* another day */
    assert_true(counters_write(counters, 20001, 2000, &fail));
    counters_add(counters, COUNTER_SESSIONS, 20001, "en", "");
    assert_false(counters_due(counters, 20001, 3000));
    counters_destroy(counters);
    assert_int_equal(read_all(place->file).rows, 1); /* what was not written is gone with it */
}

static void two_years_are_kept(void **state) {
    struct json_place *place = *state;
    struct counters *counters = counters_create(place->file, "a");
    struct fail fail;
    counters_add(counters, COUNTER_SESSIONS, (int32_t)civil_days(2024, 11, 30), "en", "");
    counters_add(counters, COUNTER_SESSIONS, (int32_t)civil_days(2024, 12, 1), "en", "");
    counters_add(counters, COUNTER_SESSIONS, (int32_t)civil_days(2026, 12, 14), "en", "");
    assert_true(counters_write(counters, (int32_t)civil_days(2026, 12, 14), 0, &fail));
    counters_destroy(counters);
    assert_string_equal(read_all(place->file).text,
                        "a|2024-12-01|en||sessions|1\na|2026-12-14|en||sessions|1\n");
}

static void a_damaged_database_is_moved_aside(void **state) {
    struct json_place *place = *state;
    char aside[100];
    struct fail fail;
    snprintf(aside, sizeof aside, "%s.damaged", place->file);
    char rubbish[4096];
    memset(rubbish, 'x', sizeof rubbish);
    assert_true(disk_write(place->file, rubbish, sizeof rubbish, NULL));
    struct heard heard = {0};
    assert_false(counters_read(place->file, 0, 40000, hear, &heard, &fail));
    struct counters *counters = counters_create(place->file, "a");
    counters_add(counters, COUNTER_SEARCHES, 20000, "en", "");
    assert_true(counters_write(counters, 20000, 0, &fail));
    assert_non_null(strstr(fail.text, "begins anew"));
    counters_destroy(counters);
    assert_true(disk_exists(aside));
    assert_int_equal(read_all(place->file).rows, 1);
}

/* A full disk, a folder that may not be written: the numbers stay and are written later. */
static void what_cannot_be_written_stays(void **state) {
    struct json_place *place = *state;
    char below[100];
    struct fail fail;
    assert_true(disk_write(place->file, "", 0, NULL)); /* a file where a folder is needed */
    snprintf(below, sizeof below, "%s/counters.db", place->file);
    struct counters *counters = counters_create(below, "a");
    counters_add(counters, COUNTER_SESSIONS, 20000, "en", "");
    assert_false(counters_write(counters, 20000, 0, &fail));
    assert_string_not_equal(fail.text, "");
    unlink(place->file);
    assert_true(counters_write(counters, 20000, 0, &fail));
    counters_destroy(counters);
    assert_int_equal(read_all(below).rows, 1);
    unlink(below);
    rmdir(place->file);
}

static void memory_is_bounded(void **state) {
    struct json_place *place = *state;
    struct counters *counters = counters_create(place->file, "a");
    struct fail fail;
    char page[40];
    for (int i = 0; i < COUNTERS_ROWS_MAX + 50; i++) {
        snprintf(page, sizeof page, "page-%d", i);
        counters_add(counters, COUNTER_PAGE_OPENS, 20000, "en", page);
    }
    assert_true(counters_write(counters, 20000, 0, &fail));
    counters_destroy(counters);
    assert_int_equal(read_all(place->file).rows, COUNTERS_ROWS_MAX);
}

/* What is taken is written by somebody else; what then cannot be written is counted with what came meanwhile.
 */
static void taken_counts_are_written_or_given_back(void **state) {
    const struct json_place *place = *state;
    struct fail fail = {0};
    struct counters *counters = counters_create(place->file, "a");
    assert_null(counters_take(counters, 20000, 0, true)); /* there is nothing */
    counters_screen(counters, "b", 20000, 1000);
    add(counters, 5, COUNTER_SESSIONS, 20000, "en");
    assert_false(counters_due(counters, 20000, 1000 + 6 * HOUR_MS - 1));
    assert_true(counters_due(counters, 20000, 1000 + 6 * HOUR_MS));
    struct counters *taken = counters_take(counters, 20000, 2000, true);
    assert_non_null(taken);
    assert_false(counters_due(counters, 20001, 99 * HOUR_MS));
    counters_add(counters, COUNTER_SESSIONS, 20000, "en", "");
    counters_screen(counters, "a", 20000, 3000);
    counters_add(counters, COUNTER_SESSIONS, 20000, "en", "");
    counters_give_back(counters, taken);
    taken = counters_take(counters, 20000, 4000, true);
    assert_non_null(taken);
    assert_true(counters_write(taken, 20000, 4000, &fail));
    counters_destroy(taken);
    struct heard heard = read_all(place->file);
    assert_string_equal(heard.text, "a|2024-10-04|en||sessions|1\nb|2024-10-04|en||sessions|6\n");
    counters_destroy(counters);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts_are_merged_and_a_few_are_blurred, make, clear),
        cmocka_unit_test_setup_teardown(what_was_written_exactly_is_blurred, make, clear),
        cmocka_unit_test_setup_teardown(a_few_wait_for_the_end_of_their_day, make, clear),
        cmocka_unit_test_setup_teardown(writes_seldom, make, clear),
        cmocka_unit_test_setup_teardown(two_years_are_kept, make, clear),
        cmocka_unit_test_setup_teardown(a_damaged_database_is_moved_aside, make, clear),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_stays, make, clear),
        cmocka_unit_test_setup_teardown(memory_is_bounded, make, clear),
        cmocka_unit_test_setup_teardown(taken_counts_are_written_or_given_back, make, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
