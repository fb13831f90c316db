/* Counters: what is kept, what is merged, what becomes of a damaged database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

static void counts_are_merged_into_one_row_each(void **state) {
    struct json_place *place = *state;
    int32_t day = (int32_t)civil_days(2026, 12, 1);
    struct fail fail;
    for (int round = 0; round < 2; round++) {
        struct counters *counters = counters_create(place->file, "raadhus");
        for (int i = 0; i < 3; i++)
            counters_add(counters, COUNTER_PAGE_OPENS, day, "uk", "cpr");
        counters_add(counters, COUNTER_PAGE_OPENS, day, "en", "cpr");
        counters_add(counters, COUNTER_SESSIONS, day, "uk", "");
        assert_true(counters_write(counters, day, 0, &fail));
        assert_string_equal(fail.text, "");
        counters_destroy(counters);
    }
    assert_string_equal(read_all(place->file).text, "raadhus|2026-12-01|en|cpr|page_opens|2\n"
                                                    "raadhus|2026-12-01|uk|cpr|page_opens|6\n"
                                                    "raadhus|2026-12-01|uk||sessions|2\n");
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
    assert_null(counters_take(counters, 20000, 0)); /* there is nothing */
    counters_screen(counters, "b", 20000, 1000);
    counters_add(counters, COUNTER_SESSIONS, 20000, "en", "");
    assert_false(counters_due(counters, 20000, 1000 + 6 * HOUR_MS - 1));
    assert_true(counters_due(counters, 20000, 1000 + 6 * HOUR_MS));
    struct counters *taken = counters_take(counters, 20000, 2000);
    assert_non_null(taken);
    assert_false(counters_due(counters, 20001, 99 * HOUR_MS));
    counters_add(counters, COUNTER_SESSIONS, 20000, "en", "");
    counters_screen(counters, "a", 20000, 3000);
    counters_add(counters, COUNTER_SESSIONS, 20000, "en", "");
    counters_give_back(counters, taken);
    taken = counters_take(counters, 20000, 4000);
    assert_non_null(taken);
    assert_true(counters_write(taken, 20000, 4000, &fail));
    counters_destroy(taken);
    struct heard heard = read_all(place->file);
    assert_string_equal(heard.text, "a|2024-10-04|en||sessions|1\nb|2024-10-04|en||sessions|2\n");
    counters_destroy(counters);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts_are_merged_into_one_row_each, make, clear),
        cmocka_unit_test_setup_teardown(writes_seldom, make, clear),
        cmocka_unit_test_setup_teardown(two_years_are_kept, make, clear),
        cmocka_unit_test_setup_teardown(a_damaged_database_is_moved_aside, make, clear),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_stays, make, clear),
        cmocka_unit_test_setup_teardown(memory_is_bounded, make, clear),
        cmocka_unit_test_setup_teardown(taken_counts_are_written_or_given_back, make, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
