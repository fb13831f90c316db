/* A proxy's last word counts, if it is an address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "desk/http/forwarded.h"

static void the_last_address_counts(void **state) {
    static const struct {
        const char *header, *address;
    } rows[] = {
        {"192.0.2.1", "192.0.2.1"},
        {"198.51.100.7, 192.0.2.1", "192.0.2.1"},
        {"<script>,\t192.0.2.1 ", "192.0.2.1"},
        {"2001:DB8:0:0::1", "2001:db8::1"},
        {NULL, NULL},
        {"", NULL},
        {",", NULL},
        {"192.0.2.1,", NULL},
        {"192.0.2.1:80", NULL},
        {"[2001:db8::1]", NULL},
        {"unknown", NULL},
        {"192.0.2", NULL},
        {"192.0.2.1 x", NULL},
        {"1111111111111111111111111111111111111111111111111111111111111111", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[ADDRESS_TEXT_BYTES] = "";
        bool found = forwarded_for(rows[i].header, out);
        if (found != (rows[i].address != NULL) || (found && strcmp(out, rows[i].address) != 0))
            fail_msg("%s: %s", rows[i].header, out);
    }
}

static void the_last_scheme_counts(void **state) {
    (void)state;
    assert_true(forwarded_https("https"));
    assert_true(forwarded_https("http, HTTPS"));
    assert_false(forwarded_https("https, http"));
    assert_false(forwarded_https("httpsx"));
    assert_false(forwarded_https(""));
    assert_false(forwarded_https(NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_address_counts),
        cmocka_unit_test(the_last_scheme_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
