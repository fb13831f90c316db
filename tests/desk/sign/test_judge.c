/* What may be signed after what was signed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/sign/judge.h"

enum { NOW = 1795000000, DAY = 86400 };

static const struct {
    const char *why, *site, *channel;
    uint32_t epoch;
    uint64_t seq;
    int64_t issued, expires; /* seconds from now */
    const char *words;       /* of the refusal; NULL: it may be signed */
} CASES[] = {
    {"the next one", "town", "main", 2, 8, 0, 90 * DAY, NULL},
    {"some left out", "town", "main", 2, 1000007, 0, 90 * DAY, NULL},
    {"the same", "town", "main", 2, 7, 0, 90 * DAY, "2.7 is not newer than 2.7"},
    {"an older one", "town", "main", 2, 6, 0, 90 * DAY, "not newer"},
    {"an older epoch", "town", "main", 1, 900, 0, 90 * DAY, "not newer"},
    {"no epoch", "town", "main", 0, 900, 0, 90 * DAY, "epoch 0"},
    {"so far that screens refuse it", "town", "main", 2, 1000008, 0, 90 * DAY, "too far ahead"},
    {"the next epoch", "town", "main", 3, 1, 0, 90 * DAY, NULL},
    {"its 0", "town", "main", 3, 0, 0, 90 * DAY, NULL},
    {"far ahead in it", "town", "main", 3, 1000001, 0, 90 * DAY, "too far ahead"},
    {"an epoch left out", "town", "main", 4, 1, 0, 90 * DAY, "not the next one after 2"},
    {"the last epoch there is", "town", "main", UINT32_MAX, 1, 0, 90 * DAY, "not the next one"},
    {"a channel of its own numbers", "town", "new", 1, 1, 0, 90 * DAY, NULL},
    {"a new channel of a tree that is older than this book", "town", "new", 9, 400, 0, 90 * DAY, NULL},
    {"a new channel, far ahead", "town", "new", 1, 1000001, 0, 90 * DAY, "too far ahead"},
    {"another site", "village", "main", 2, 8, 0, 90 * DAY, "for site town, not for site village"},
    {"another site's new channel", "village", "new", 1, 1, 0, 90 * DAY, "for site town"},
    {"a name that would lie in the comment", "town channel=x", "main", 2, 8, 0, 90 * DAY, "must be 1 to"},
    {"a line more in the comment", "town", "main\nx", 2, 8, 0, 90 * DAY, "must be 1 to"},
    {"a clock that is a little slow", "town", "main", 2, 8, -3600, 90 * DAY, NULL},
    {"issued yesterday", "town", "main", 2, 8, -3601, 90 * DAY, "set the clocks"},
    {"issued in the future", "town", "main", 2, 8, 3601, 90 * DAY, "set the clocks"},
    {"expired", "town", "main", 2, 8, 0, 0, "expired"},
    {"the longest there is", "town", "main", 2, 8, 3600, 3600 + INT64_C(3650) * DAY, NULL},
    {"longer", "town", "main", 2, 8, 0, 3601 + INT64_C(3650) * DAY, "more than 3650 days"},
    {"for ever", "town", "main", 2, 8, 0, INT64_MAX - NOW, "more than 3650 days"},
};

static void each_rule(void **state) {
    (void)state;
    struct sign_book book = {.count = 2};
    assert_true(manifest_comment_parse("site=town channel=test epoch=9 seq=1 issued=1", &book.last[0]));
    assert_true(manifest_comment_parse("site=town channel=main epoch=2 seq=7 issued=1", &book.last[1]));
    for (size_t i = 0; i < LENGTH(CASES); i++) {
        struct fail fail = {0};
        struct manifest manifest = {.site = CASES[i].site,
                                    .channel = CASES[i].channel,
                                    .min_player = KIOSK_VERSION,
                                    .epoch = CASES[i].epoch,
                                    .seq = CASES[i].seq,
                                    .issued_s = NOW + CASES[i].issued,
                                    .fresh_until_s = NOW + CASES[i].issued,
                                    .expires_s = NOW + CASES[i].expires};
        bool may = judge(&manifest, &book, NOW, &fail);
        if (may != !CASES[i].words || (!may && !strstr(fail.text, CASES[i].words)))
            fail_msg("%s: %s", CASES[i].why, may ? "may be signed" : fail.text);
    }
}

static void the_first_site_is_the_one(void **state) {
    (void)state;
    struct sign_book book = {.count = 0};
    struct fail fail = {0};
    struct manifest manifest = {.site = "any",
                                .channel = "main",
                                .min_player = KIOSK_VERSION,
                                .epoch = 7,
                                .seq = 400,
                                .issued_s = NOW,
                                .fresh_until_s = NOW,
                                .expires_s = NOW + DAY};
    assert_true(judge(&manifest, &book, NOW, &fail));
    assert_int_equal(book.count, 0); /* judged only */
    manifest.min_player = "999.0.0";
    assert_false(judge(&manifest, &book, NOW, &fail));
    assert_non_null(strstr(fail.text, "newer than this signer"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_rule),
                                       cmocka_unit_test(the_first_site_is_the_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
