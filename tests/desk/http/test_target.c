/* A target is taken apart in one way only; nothing leads out of it (K6). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/base/compiler.h"
#include "desk/http/target.h"

static const struct {
    const char *why, *raw, *path; /* NULL: refused */
} ROWS[] = {
    {"the root", "/", "/"},
    {"a path", "/api/1/files", "/api/1/files"},
    {"a folder", "/site/", "/site/"},
    {"a query", "/a?b=/../c?d", "/a"},
    {"escaped letters", "/%61%c3%a6", "/a\xC3\xA6"},
    {"an escaped percent stays one", "/%2525", "/%25"},
    {"an escaped space", "/a%20b", "/a b"},
    {"all that need not be escaped", "/-._~!$&'()*+,;=:@", "/-._~!$&'()*+,;=:@"},
    {"dots in a name", "/a..b/...", "/a..b/..."},
    {"nothing", "", NULL},
    {"no slash", "a", NULL},
    {"a whole address", "http://desk/a", NULL},
    {"an address without scheme", "//desk/a", NULL},
    {"an asterisk", "*", NULL},
    {"a dot", "/./a", NULL},
    {"a dot at the end", "/a/.", NULL},
    {"two dots", "/a/../b", NULL},
    {"two dots at the end", "/a/..", NULL},
    {"escaped dots", "/%2e%2e/a", NULL},
    {"an escaped dot", "/%2e", NULL},
    {"an escaped slash", "/a%2fb", NULL},
    {"an escaped backslash", "/a%5Cb", NULL},
    {"a backslash", "/a\\b", NULL},
    {"two slashes", "/a//b", NULL},
    {"a NUL", "/a%00", NULL},
    {"a line feed", "/a%0a", NULL},
    {"DEL", "/a%7f", NULL},
    {"C1", "/a%c2%9b", NULL},
    {"a space", "/a b", NULL},
    {"raw UTF-8", "/\xC3\xA6", NULL},
    {"no UTF-8", "/%ff", NULL},
    {"overlong", "/%c0%ae", NULL},
    {"a surrogate", "/%ed%a0%80", NULL},
    {"half a percent", "/a%2", NULL},
    {"no hex", "/%g0", NULL},
    {"a fragment", "/a#b", NULL},
    {"a quote", "/\"", NULL},
    {"an angle", "/<", NULL},
    {"a quote in the query", "/a?\"", NULL},
    {"seventeen segments", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", NULL},
    {"sixteen", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16"},
};

static void each_is_taken_apart(void **state) {
    bool as_meant = true;
    (void)state;
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct target target;
        char path[TARGET_MAX] = "";
        bool taken = target_parse(ROWS[i].raw, &target);
        if (taken)
            target_path(&target, path, sizeof path);
        if (taken != (ROWS[i].path != NULL) || (taken && strcmp(path, ROWS[i].path) != 0)) {
            print_error("%s: %d \"%s\"\n", ROWS[i].why, taken, path);
            as_meant = false;
        }
    }
    assert_true(as_meant);
}

static void the_query_stays_as_it_was_sent(void **state) {
    struct target target;
    (void)state;
    assert_true(target_parse("/a?b=%41&c", &target));
    assert_string_equal(target.query, "b=%41&c");
    assert_true(target_parse("/a", &target));
    assert_string_equal(target.query, "");
}

static void length_has_an_end(void **state) {
    char raw[TARGET_MAX + 2];
    struct target target;
    (void)state;
    memset(raw, 'a', sizeof raw);
    for (size_t i = 0; i < sizeof raw; i += 200)
        raw[i] = '/';
    raw[TARGET_MAX - 1] = '\0';
    assert_true(target_parse(raw, &target));
    raw[TARGET_MAX - 1] = 'a';
    raw[TARGET_MAX] = '\0';
    assert_false(target_parse(raw, &target));
    memset(raw, 'a', sizeof raw);
    raw[0] = '/';
    raw[TARGET_SEGMENT_MAX + 1] = '\0';
    assert_true(target_parse(raw, &target));
    raw[TARGET_SEGMENT_MAX + 1] = 'a';
    raw[TARGET_SEGMENT_MAX + 2] = '\0';
    assert_false(target_parse(raw, &target));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_taken_apart),
        cmocka_unit_test(the_query_stays_as_it_was_sent),
        cmocka_unit_test(length_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
