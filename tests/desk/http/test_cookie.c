/* One cookie of ours is found and set, or none (K3). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "desk/http/cookie.h"

static void cookies_are_read_strictly(void **state) {
    static const struct {
        const char *why, *header;
        bool secure;
        enum cookie_found found;
        const char *value;
    } rows[] = {
        {"none was sent", NULL, true, COOKIE_NONE, NULL},
        {"an empty header", "", true, COOKIE_NONE, NULL},
        {"ours", "__Host-s=abc", true, COOKIE_FOUND, "abc"},
        {"ours among others", "a=1; __Host-s=abc; b=\"2\"", true, COOKIE_FOUND, "abc"},
        {"ours, empty", "__Host-s=", true, COOKIE_FOUND, ""},
        {"ours without the prefix, over https", "s=abc", true, COOKIE_NONE, NULL},
        {"ours without the prefix, on loopback", "s=abc", false, COOKIE_FOUND, "abc"},
        {"ours with the prefix, on loopback", "__Host-s=abc", false, COOKIE_NONE, NULL},
        {"a name that ends like ours", "x__Host-s=abc", true, COOKIE_NONE, NULL},
        {"a name that begins like ours", "__Host-sx=abc", true, COOKIE_NONE, NULL},
        {"another spelling", "__host-s=abc", true, COOKIE_NONE, NULL},
        {"twice", "__Host-s=abc; __Host-s=def", true, COOKIE_BAD, NULL},
        {"twice, the same", "__Host-s=abc; __Host-s=abc", true, COOKIE_BAD, NULL},
        {"in quotes", "__Host-s=\"abc\"", true, COOKIE_BAD, NULL},
        {"no space behind the semicolon", "a=1;__Host-s=abc", true, COOKIE_BAD, NULL},
        {"a comma", "a=1, __Host-s=abc", true, COOKIE_BAD, NULL},
        {"no name", "=abc; __Host-s=abc", true, COOKIE_BAD, NULL},
        {"no value", "a; __Host-s=abc", true, COOKIE_BAD, NULL},
        {"an end that is none", "__Host-s=abc; ", true, COOKIE_BAD, NULL},
        {"a space in it", "__Host-s=a b", true, COOKIE_BAD, NULL},
        {"an open quote", "a=\"1; __Host-s=abc", true, COOKIE_BAD, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char value[COOKIE_VALUE_MAX + 1] = "";
        enum cookie_found found = cookie_find(rows[i].header, "s", rows[i].secure, value);
        if (found != rows[i].found || (found == COOKIE_FOUND && strcmp(value, rows[i].value) != 0))
            fail_msg("%s: %d \"%s\"", rows[i].why, (int)found, value);
    }
}

static void a_value_has_an_end(void **state) {
    char header[COOKIE_VALUE_MAX + 20] = "s=", value[COOKIE_VALUE_MAX + 1];
    (void)state;
    memset(header + 2, 'a', COOKIE_VALUE_MAX);
    assert_int_equal(cookie_find(header, "s", false, value), COOKIE_FOUND);
    assert_int_equal(strlen(value), COOKIE_VALUE_MAX);
    header[COOKIE_VALUE_MAX + 2] = 'a';
    assert_int_equal(cookie_find(header, "s", false, value), COOKIE_BAD);
}

static void cookies_are_set_as_browsers_want_them(void **state) {
    char out[COOKIE_HEADER_MAX];
    (void)state;
    assert_true(cookie_write("s", "abc", true, 3600, out));
    assert_string_equal(out, "__Host-s=abc; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Strict");
    assert_true(cookie_write("s", "", false, 0, out));
    assert_string_equal(out, "s=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    assert_false(cookie_write("s", "a;b", true, 1, out));
    assert_false(cookie_write("s", "a\r\nb", true, 1, out));
    assert_false(cookie_write("s=", "a", true, 1, out));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cookies_are_read_strictly),
        cmocka_unit_test(a_value_has_an_end),
        cmocka_unit_test(cookies_are_set_as_browsers_want_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
