/* Which part of a file is meant (RFC 9110 §13, §14). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>

#include "desk/http/conditional.h"

static void tags_are_compared(void **state) {
    static const struct {
        const char *header;
        bool named;
    } rows[] = {
        {NULL, false},
        {"", false},
        {"*", true},
        {"\"a\"", true},
        {"W/\"a\"", true},
        {"\"b\", \"a\"", true},
        {"\"b\"", false},
        {"a", false},
        {"\"a", false},
        {"\"a\"\"", true},
        {"\"b\",W/\"a\"", true},
        {"\"aa\"", false},
        {"garbage, \"a\"", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (etag_named(rows[i].header, "\"a\"") != rows[i].named)
            fail_msg("%s", rows[i].header);
}

static void parts_are_found(void **state) {
    static const struct {
        const char *range, *if_range;
        uint64_t size;
        struct range wanted;
    } rows[] = {
        {NULL, NULL, 10, {RANGE_ALL, 0, 0}},
        {"bytes=0-3", NULL, 10, {RANGE_PART, 0, 3}},
        {"bytes=4-", NULL, 10, {RANGE_PART, 4, 9}},
        {"bytes=-3", NULL, 10, {RANGE_PART, 7, 9}},
        {"bytes=-30", NULL, 10, {RANGE_PART, 0, 9}},
        {"bytes=5-99", NULL, 10, {RANGE_PART, 5, 9}},
        {"bytes=9-9", NULL, 10, {RANGE_PART, 9, 9}},
        {"bytes=10-", NULL, 10, {RANGE_NONE, 0, 0}},
        {"bytes=-0", NULL, 10, {RANGE_NONE, 0, 0}},
        {"bytes=0-", NULL, 0, {RANGE_NONE, 0, 0}},
        {"bytes=-1", NULL, 0, {RANGE_NONE, 0, 0}},
        {"bytes=5-4", NULL, 10, {RANGE_ALL, 0, 0}},
        {"bytes=0-1,3-4", NULL, 10, {RANGE_ALL, 0, 0}},
        {"bytes=", NULL, 10, {RANGE_ALL, 0, 0}},
        {"bytes=-", NULL, 10, {RANGE_ALL, 0, 0}},
        {"bytes=a-b", NULL, 10, {RANGE_ALL, 0, 0}},
        {"bytes= 0-1", NULL, 10, {RANGE_ALL, 0, 0}},
        {"items=0-1", NULL, 10, {RANGE_ALL, 0, 0}},
        {"bytes=99999999999999999999-", NULL, 10, {RANGE_ALL, 0, 0}},
        {"bytes=0-99999999999999999999", NULL, 10, {RANGE_ALL, 0, 0}},
        {"bytes=0-3", "\"a\"", 10, {RANGE_PART, 0, 3}},
        {"bytes=0-3", "\"b\"", 10, {RANGE_ALL, 0, 0}},
        {"bytes=0-3", "W/\"a\"", 10, {RANGE_ALL, 0, 0}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct range range = range_wanted(rows[i].range, rows[i].if_range, "\"a\"", rows[i].size);
        if (range.kind != rows[i].wanted.kind || range.first != rows[i].wanted.first ||
            range.last != rows[i].wanted.last)
            fail_msg("row %zu: %d %d-%d", i, (int)range.kind, (int)range.first, (int)range.last);
    }
}

static void gzip_is_asked_for(void **state) {
    static const struct {
        const char *header;
        bool taken;
    } rows[] = {
        {NULL, false},
        {"", false},
        {"gzip", true},
        {"deflate, GZIP;q=0.5, br", true},
        {"br", false},
        {"gzip;q=0", false},
        {"gzip; q=0.000", false},
        {"gzip;q=0.001", true},
        {"x-gzip", false},
        {"gzipped", false},
        {"*", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (gzip_taken(rows[i].header) != rows[i].taken)
            fail_msg("%s", rows[i].header);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_are_compared),
        cmocka_unit_test(parts_are_found),
        cmocka_unit_test(gzip_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
