/* What the desk remembers of its screens: each one's own, in whatever order they come and go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "desk/routes/devices.h"

static const int64_t COME[] = {5, 1, 9, 3, 7, 2};

static void says_its_own(struct devices *devices, int64_t screen, bool there) {
    struct device_said said;
    char version[8];
    snprintf(version, sizeof version, "v%d", (int)screen);
    assert_int_equal(devices_said(devices, screen, &said), there);
    if (there)
        assert_string_equal(said.version, version);
}

static void each_is_remembered_apart(void **state) {
    struct devices *devices = devices_create();
    assert_non_null(devices);
    (void)state;
    for (size_t i = 0; i < LENGTH(COME); i++) {
        struct device_memory *memory = devices_remember(devices, COME[i]);
        assert_non_null(memory);
        snprintf(memory->said.version, sizeof memory->said.version, "v%d", (int)COME[i]);
    }
    for (size_t gone = 0; gone < LENGTH(COME); gone++) {
        for (size_t i = 0; i < LENGTH(COME); i++)
            says_its_own(devices, COME[i], i >= gone);
        devices_forget(devices, COME[gone]);
        devices_forget(devices, 4); /* nobody's */
    }
    assert_int_equal(devices->count, 0);
    devices_destroy(devices);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_is_remembered_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
