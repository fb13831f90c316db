#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/arena.h"

static void memory_is_zeroed_aligned_and_apart(void **state) {
    (void)state;
    struct arena *arena = arena_create(1 << 20);
    assert_non_null(arena);
    unsigned char *before = NULL;
    for (size_t size = 0; size < 300; size++) {
        unsigned char *memory = arena_alloc(arena, size);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        assert_ptr_not_equal(memory, before);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xFF, size);
        before = memory;
    }
    arena_destroy(arena);
}

static void limit_holds(void **state) {
    (void)state;
    static const struct {
        size_t limit, size;
        int fits; /* how many of them */
        const char *reason;
    } rows[] = {
        {0, 1, 0, "an arena of nothing gives nothing"},
        {64, 64, 1, "exactly full"},
        {64, 65, 0, "one byte over"},
        {160, 64, 2, "the rest is too small for a third"},
        {1 << 20, SIZE_MAX, 0, "rounding up must not wrap"},
        {1 << 20, 1 << 19, 2, "blocks larger than the usual one"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena *arena = arena_create(rows[i].limit);
        int fits = 0;
        while (fits < 10 && arena_alloc(arena, rows[i].size))
            fits++;
        if (fits != rows[i].fits)
            fail_msg("%s: %d fit", rows[i].reason, fits);
        arena_destroy(arena);
    }
}

static void copies_end_with_nul(void **state) {
    (void)state;
    struct arena *arena = arena_create(4096);
    char *copy = arena_copy(arena, "Ballerup", 4);
    assert_string_equal(copy, "Ball");
    assert_string_equal(arena_copy(arena, "", 0), "");
    assert_null(arena_copy(arena, "x", SIZE_MAX));
    arena_destroy(arena);
    arena_destroy(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(limit_holds),
        cmocka_unit_test(copies_end_with_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
