#include "core/site/counted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"

static void a_code_says_where_it_was_scanned(void **state) {
    (void)state;
    static const char *const hosts[] = {"town.example"};
    static const struct {
        enum counted_in in;
        const char *url, *code, *why;
    } rows[] = {
        {COUNTED_IN_GUIDE, "https://town.example/a", "https://town.example/a?src=hall.cpr", "a page"},
        {COUNTED_IN_SLIDE, "https://town.example/a", "https://town.example/a?src=hall~cpr", "a slide"},
        {COUNTED_IN_GUIDE, "https://lib.town.example/", "https://lib.town.example/?src=hall.cpr", "below it"},
        {COUNTED_IN_GUIDE, "https://town.example", "https://town.example?src=hall.cpr", "without a path"},
        {COUNTED_IN_GUIDE, "https://town.example/a?src=k1", "https://town.example/a?src=hall.cpr",
         "instead of another"},
        {COUNTED_IN_GUIDE, "https://town.example/a?b=1&src=k1&c=2#d",
         "https://town.example/a?b=1&c=2&src=hall.cpr#d", "among others, before the fragment"},
        {COUNTED_IN_GUIDE, "https://town.example/a?src=k1&c=2", "https://town.example/a?c=2&src=hall.cpr",
         "the first of several"},
        {COUNTED_IN_GUIDE, "https://town.example/a?srcs=1", "https://town.example/a?srcs=1&src=hall.cpr",
         "a longer name"},
        {COUNTED_IN_GUIDE, "https://town.example/a#?src=b", "https://town.example/a?src=hall.cpr#?src=b",
         "in a fragment"},
        {COUNTED_IN_GUIDE, "https://other.example/a?src=k1", "https://other.example/a?src=k1",
         "another's server"},
        {COUNTED_IN_GUIDE, "https://eviltown.example/", "https://eviltown.example/",
         "another name that ends so"},
        {COUNTED_IN_GUIDE, "https://town.example:8443/", "https://town.example:8443/", "another port"},
    };
    const struct site site = {.visitors.counted = {hosts, 1}};
    const struct screen screen = {.id = "hall"};
    char out[COUNTED_BYTES];
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *code = counted_address(&site, &screen, rows[i].in, "cpr", rows[i].url, out);
        if (strcmp(code, rows[i].code) != 0)
            fail_msg("%s (%s): %s", rows[i].url, rows[i].why, code);
    }
}

static void nothing_is_added_unasked_or_without_room(void **state) {
    (void)state;
    static const char *const hosts[] = {"town.example"};
    const struct site silent = {.visitors.counted = {NULL, 0}}, site = {.visitors.counted = {hosts, 1}};
    const struct screen screen = {.id = "hall"};
    char out[COUNTED_BYTES], longest[COUNTED_BYTES] = "https://town.example/";
    const char *url = "https://town.example/a";
    assert_ptr_equal(counted_address(&silent, &screen, COUNTED_IN_GUIDE, "cpr", url, out), url);
    memset(longest + strlen(longest), 'a', COUNTED_BYTES - 10 - strlen(longest));
    assert_ptr_equal(counted_address(&site, &screen, COUNTED_IN_GUIDE, "cpr", longest, out), longest);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_code_says_where_it_was_scanned),
                                       cmocka_unit_test(nothing_is_added_unasked_or_without_room)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
