/* Whose request it is: Host, Fetch Metadata, Origin, and tokens (K4). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "desk/http/origin.h"

static void hosts_are_judged(void **state) {
    static const struct {
        const char *host;
        bool valid;
    } rows[] = {
        {"localhost", true},
        {"desk.ballerup.dk:8443", true},
        {"192.0.2.1", true},
        {"[::1]", true},
        {"[2001:db8::1]:443", true},
        {"", false},
        {":80", false},
        {"a:", false},
        {"a:b", false},
        {"a:123456", false},
        {"a:80:80", false},
        {"[::1", false},
        {"[zz]", false},
        {"[::1]x", false},
        {"a b", false},
        {"a/b", false},
        {"a@b", false},
        {".a", false},
        {"-a", false},
        {"a%41", false},
        {"a\tb", false},
        {"<script>", false},
        {"a,b", false},
        {"\xC3\xA6", false},
        {"[1111:2222:3333:4444:5555:6666:7777:8888:9999:1111:2222:3333]", false},
    };
    char longest[HOST_MAX + 2];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (host_valid(rows[i].host) != rows[i].valid)
            fail_msg("%s", rows[i].host);
    memset(longest, 'a', sizeof longest);
    longest[HOST_MAX + 1] = '\0';
    assert_false(host_valid(longest));
    longest[HOST_MAX] = '\0';
    assert_true(host_valid(longest));
}

static void origins_are_judged(void **state) {
    static const struct {
        const char *why;
        struct origin origin;
        bool ours;
    } rows[] = {
        {"our page reads", {.host = "desk", .site = "same-origin"}, true},
        {"our page writes",
         {.changes = true, .host = "desk", .site = "same-origin", .origin = "https://desk", .secure = true},
         true},
        {"our form, whose Origin our Referrer-Policy hides",
         {.changes = true, .host = "desk", .site = "same-origin", .origin = "null"},
         true},
        {"an address typed in", {.host = "desk", .site = "none", .mode = "navigate"}, true},
        {"a link in a mail", {.host = "desk", .site = "cross-site", .mode = "navigate"}, true},
        {"a form on another site",
         {.changes = true, .host = "desk", .site = "cross-site", .mode = "navigate"},
         false},
        {"a form of nowhere", {.changes = true, .host = "desk", .site = "none", .mode = "navigate"}, false},
        {"another site reads", {.host = "desk", .site = "cross-site", .mode = "no-cors"}, false},
        {"another site frames", {.host = "desk", .site = "cross-site", .mode = "nested-navigate"}, false},
        {"a neighbour reads", {.host = "desk", .site = "same-site", .mode = "cors"}, false},
        {"a word nobody knows", {.changes = true, .host = "desk", .site = "same-origin, cross-site"}, false},
        {"an old browser, our page",
         {.changes = true,
          .cookies = true,
          .secure = true,
          .host = "Desk:8443",
          .origin = "https://desk:8443"},
         true},
        {"a program with our token, which no browser sends for another site",
         {.changes = true, .cookies = true, .token = true, .host = "desk"},
         true},
        {"a program with cookies alone", {.changes = true, .cookies = true, .host = "desk"}, false},
        {"another site, whatever it has",
         {.changes = true, .cookies = true, .token = true, .host = "desk", .origin = "http://evil"},
         false},
        {"an old browser, another port",
         {.changes = true, .secure = true, .host = "desk:8443", .origin = "https://desk"},
         false},
        {"an old browser, another scheme",
         {.changes = true, .secure = true, .host = "desk", .origin = "http://desk"},
         false},
        {"an old browser, a longer name",
         {.changes = true, .secure = true, .host = "desk", .origin = "https://desk.evil.example"},
         false},
        {"an old browser, no origin", {.changes = true, .host = "desk", .origin = "null"}, false},
        {"an old browser that says nothing", {.changes = true, .cookies = true, .host = "desk"}, false},
        {"an old browser that reads", {.cookies = true, .host = "desk"}, true},
        {"no browser", {.changes = true, .host = "desk"}, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (origin_is_ours(&rows[i].origin) != rows[i].ours)
            fail_msg("%s", rows[i].why);
}

static void tokens_are_compared_whole(void **state) {
    (void)state;
    assert_true(token_equal("abc", "abc"));
    assert_false(token_equal("abd", "abc"));
    assert_false(token_equal("ab", "abc"));
    assert_false(token_equal("abcd", "abc"));
    assert_false(token_equal("", ""));
    assert_false(token_equal(NULL, "abc"));
    assert_false(token_equal("abc", NULL));
    assert_false(token_equal(NULL, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts_are_judged),
        cmocka_unit_test(origins_are_judged),
        cmocka_unit_test(tokens_are_compared_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
