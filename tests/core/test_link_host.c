/* Whose addresses a feed may show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/feed/link.h"
#include "core/site/link_host.h"

static void names_of_hosts(void **state) {
    (void)state;
    static const char *const good[] = {"ballerup.dk", "www.a-b.example", "1a.b2.dk", "a-xn--b.dk"};
    static const char *const bad[] = {"",
                                      "dk",
                                      "Ballerup.dk",
                                      "https://a.dk",
                                      "a.dk/",
                                      "a.dk:443",
                                      "a@b.dk",
                                      "10.0.0.1",
                                      "1.0x7f",
                                      "[::1]",
                                      ".a.dk",
                                      "a.dk.",
                                      "a..dk",
                                      "-a.dk",
                                      "a-.dk",
                                      "xn--rdovre-k1a.dk",
                                      "a.xn--b.dk",
                                      "a b.dk",
                                      "a.dk\n",
                                      "rødovre.dk",
                                      "a_b.dk",
                                      "a.dk%2e",
                                      "2130706433",
                                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.dk"};
    for (size_t i = 0; i < LENGTH(good); i++)
        if (!link_host_valid(good[i]))
            fail_msg("%s is refused", good[i]);
    for (size_t i = 0; i < LENGTH(bad); i++)
        if (link_host_valid(bad[i]))
            fail_msg("%s is taken", bad[i]);
}

static void links_of_a_feed(void **state) {
    (void)state;
    static const char *const two[] = {"ballerup.dk", "kultunaut.dk"}, *const none[1];
    static const struct feed own = {.url = "https://www.Library.example:8443/feed.ics"},
                             plain = {.url = "https://library.example/feed.ics"},
                             www = {.url = "https://www.library.example/api?x=y"},
                             named = {.url = "https://library.example/",
                                      .link_hosts = two,
                                      .link_host_count = 2},
                             silent = {.url = "https://library.example/", .link_hosts = none};
    static const struct {
        const struct feed *feed;
        const char *url;
        bool allowed;
    } rows[] = {
        {&plain, "https://library.example/events/1", true},
        {&plain, "https://library.example", true},
        {&plain, "https://library.example?id=1", true},
        {&plain, "https://www.library.example/1", true},
        {&plain, "https://library.example./1", true},
        {&www, "https://library.example/1", true}, /* without its www. */
        {&www, "https://shop.library.example/1", true},
        {&plain, "http://library.example/1", false},
        {&plain, "https://evil.example/1", false},
        {&plain, "https://evillibrary.example/1", false},
        {&plain, "https://library.example.evil.example/", false},
        {&plain, "https://library.example@evil.example/", false},
        {&plain, "https://evil.example/@library.example", false},
        {&plain, "https://evil.example?library.example", false},
        {&plain, "https://evil.example#.library.example", false},
        {&plain, "https://evil.example\\.library.example/", false},
        {&plain, "https://evil.example%2f.library.example/", false},
        {&plain, "https://library.example:8443/1", false},
        {&plain, "https://LIBRARY.EXAMPLE/1", false}, /* kiosk-intake has made it small */
        {&plain, "https://10.0.0.1/", false},
        {&plain, "https://xn--librry-7ya.library.example/", false},
        {&plain, "https:///library.example", false},
        {&plain, "javascript:alert(1)", false},
        {&plain, NULL, false},
        {NULL, "https://library.example/1", false},
        {&own, "https://library.example/1", true}, /* whatever port the feed comes from */
        {&named, "https://ballerup.dk/1", true},
        {&named, "https://www.kultunaut.dk/1", true},
        {&named, "https://library.example/1", false}, /* the list is the whole list */
        {&silent, "https://library.example/1", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (link_allowed(rows[i].feed, rows[i].url) != rows[i].allowed)
            fail_msg("row %zu: %s", i, rows[i].url ? rows[i].url : "nothing");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_hosts),
        cmocka_unit_test(links_of_a_feed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
