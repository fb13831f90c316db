#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "desk/sign/rate.h"

/* 30 a minute: one comes back each 2 s. */
static const struct {
    const char *why;
    int64_t at_ms;
    int wanted, got;
    int64_t wait_ms;
} STEPS[] = {
    {"all at once, at the start", 0, 31, 30, 2000},
    {"a moment before one is back", 1999, 1, 0, 1},
    {"one is back", 2000, 2, 1, 2000},
    {"half a minute later", 32000, 16, 15, 2000},
    {"idle for a day: no more than ever", 86400000, 31, 30, 2000},
    {"far away", INT64_MAX / 4, 31, 30, 2000},
};

static void so_many_in_a_time(void **state) {
    (void)state;
    struct rate rate = rate_init(30, 60000);
    for (size_t i = 0; i < LENGTH(STEPS); i++) {
        int got = 0;
        int64_t wait_ms = -1;
        for (int k = 0; k < STEPS[i].wanted; k++)
            got += rate_take(&rate, STEPS[i].at_ms, &wait_ms);
        if (got != STEPS[i].got || wait_ms != STEPS[i].wait_ms)
            fail_msg("%s: %d, wait %d ms", STEPS[i].why, got, (int)wait_ms);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(so_many_in_a_time)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
