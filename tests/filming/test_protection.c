/* Which tables say that a film is locked against copying. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "filming/protection.h"

/* Boxes around boxes, from the innermost one: "stsd", "stbl" … */
struct tables {
    uint8_t bytes[400];
    size_t size;
};
static void put_around(struct tables *tables, const char *type) {
    memmove(tables->bytes + 8, tables->bytes, tables->size);
    tables->size += 8;
    memcpy(tables->bytes, (const uint8_t[]){0, 0, (uint8_t)(tables->size >> 8), (uint8_t)tables->size}, 4);
    memcpy(tables->bytes + 4, type, 4);
}
static void put_before(struct tables *tables, const char *type) {
    uint8_t box[] = {0, 0, 0, 12, 0, 0, 0, 0, 1, 2, 3, 4};
    memcpy(box + 4, type, 4);
    memmove(tables->bytes + sizeof box, tables->bytes, tables->size);
    memcpy(tables->bytes, box, sizeof box);
    tables->size += sizeof box;
}

/* A track with one description, other boxes before each. */
static struct tables track(const char *description) {
    static const char *const around[] = {"stbl", "minf", "mdia", "trak"};
    struct tables tables = {.size = 0};
    put_before(&tables, description);
    memmove(tables.bytes + 8, tables.bytes, tables.size);
    memcpy(tables.bytes, "\0\0\0\0\0\0\0\1", 8);
    tables.size += 8;
    put_around(&tables, "stsd");
    for (size_t i = 0; i < LENGTH(around); i++) {
        put_before(&tables, "free");
        put_around(&tables, around[i]);
    }
    put_before(&tables, "mvhd");
    return tables;
}

static void test_the_description_of_the_samples_decides(void **state) {
    (void)state;
    static const struct {
        const char *description;
        bool locked;
    } cases[] = {{"avc1", false}, {"mp4a", false}, {"encv", true}, {"enca", true},
                 {"drmi", true},  {"drms", true},  {"sinf", false}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct tables tables = track(cases[i].description);
        assert_int_equal(protection_in(tables.bytes, tables.size), cases[i].locked);
    }
}

static void test_the_second_track_counts_too(void **state) {
    (void)state;
    struct tables all = track("avc1"), sound = track("enca");
    memcpy(all.bytes + all.size, sound.bytes, sound.size);
    all.size += sound.size;
    assert_true(protection_in(all.bytes, all.size));
}

/* A name that stands anywhere else, in a title perhaps, says nothing. */
static void test_a_word_in_another_place_is_none(void **state) {
    (void)state;
    struct tables tables = track("avc1");
    put_before(&tables, "encv");
    assert_false(protection_in(tables.bytes, tables.size));
}

/* Cut anywhere, and any byte another one: it ends, and reads nothing behind its end (ASan). */
static void test_broken_tables_are_not_followed(void **state) {
    (void)state;
    struct tables tables = track("encv");
    for (size_t size = 0; size < tables.size; size++) {
        uint8_t *cut = malloc(size + 1);
        assert_non_null(cut);
        memcpy(cut, tables.bytes, size);
        assert_false(protection_in(cut, size));
        free(cut);
    }
    for (size_t i = 0; i < tables.size; i++)
        for (int value = 0; value < 256; value++) {
            uint8_t *other = malloc(tables.size);
            assert_non_null(other);
            memcpy(other, tables.bytes, tables.size);
            other[i] = (uint8_t)value;
            bool locked = protection_in(other, tables.size);
            assert_true(locked || i < tables.size);
            free(other);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_description_of_the_samples_decides),
        cmocka_unit_test(test_the_second_track_counts_too),
        cmocka_unit_test(test_a_word_in_another_place_is_none),
        cmocka_unit_test(test_broken_tables_are_not_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
