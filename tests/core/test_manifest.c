#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/manifest/manifest.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define FILE_(name, n) "{\"name\":\"" name "\",\"h\":\"" HASH "\",\"n\":" n ",\"t\":\"image/png\"}"
#define HEAD                                                                                                 \
    "\"type\":\"signage.content\",\"spec\":1,\"site\":\"a\",\"channel\":\"main\",\"min_player\":\"0.1.0\","
#define NUMBERS(epoch, seq)                                                                                  \
    "\"epoch\":" epoch ",\"seq\":" seq ",\"issued\":100,\"fresh_until\":200,\"expires\":300,"
#define FILES(list) "\"files\":[" list "]"
#define GOOD "{" HEAD NUMBERS("1", "5") FILES(FILE_("assets/b.png", "7") "," FILE_("assets/a.png", "8")) "}"

struct row {
    const char *why, *json;
};

static const struct row REFUSED[] = {
    {"empty", ""},
    {"not an object", "[]"},
    {"byte order mark", "\xef\xbb\xbf" GOOD},
    {"trailing bytes", GOOD "x"},
    {"no type", "{\"spec\":1," NUMBERS("1", "5") FILES(FILE_("a", "1")) "}"},
    {"other type", "{\"type\":\"signage.root\",\"spec\":1,\"site\":\"a\",\"channel\":\"main\",\"min_player\":"
                   "\"0\"," NUMBERS("1", "5") FILES(FILE_("a", "1")) "}"},
    {"unknown spec", "{\"type\":\"signage.content\",\"spec\":2,\"site\":\"a\",\"channel\":\"main\",\"min_"
                     "player\":\"0\"," NUMBERS("1", "5") FILES(FILE_("a", "1")) "}"},
    {"duplicate key", "{\"spec\":1," HEAD NUMBERS("1", "5") FILES(FILE_("a", "1")) "}"},
    {"negative seq", "{" HEAD NUMBERS("1", "-5") FILES(FILE_("a", "1")) "}"},
    {"float seq", "{" HEAD NUMBERS("1", "5.0") FILES(FILE_("a", "1")) "}"},
    {"seq 2^63", "{" HEAD NUMBERS("1", "9223372036854775808") FILES(FILE_("a", "1")) "}"},
    {"seq as text", "{" HEAD NUMBERS("1", "\"5\"") FILES(FILE_("a", "1")) "}"},
    {"epoch 2^32", "{" HEAD NUMBERS("4294967296", "5") FILES(FILE_("a", "1")) "}"},
    {"no files", "{" HEAD NUMBERS("1", "5") FILES("") "}"},
    {"files missing", "{" HEAD NUMBERS("1", "5") "\"x\":1}"},
    {"differ in case only; rename one",
     "{" HEAD NUMBERS("1", "5") FILES(FILE_("a.png", "1") "," FILE_("b", "1") "," FILE_("A.png", "1")) "}"},
    {"listed twice", "{" HEAD NUMBERS("1", "5") FILES(FILE_("a", "1") "," FILE_("a", "1")) "}"},
    {"leads out", "{" HEAD NUMBERS("1", "5") FILES(FILE_("../a", "1")) "}"},
    {"leads out inside", "{" HEAD NUMBERS("1", "5") FILES(FILE_("assets/../../a", "1")) "}"},
    {"absolute", "{" HEAD NUMBERS("1", "5") FILES(FILE_("/etc/passwd", "1")) "}"},
    {"NUL in a name", "{" HEAD NUMBERS("1", "5") FILES(FILE_("a\\u0000b", "1")) "}"},
    {"over 512 MiB", "{" HEAD NUMBERS("1", "5") FILES(FILE_("a", "536870913")) "}"},
    {"negative size", "{" HEAD NUMBERS("1", "5") FILES(FILE_("a", "-1")) "}"},
    {"short hash",
     "{" HEAD NUMBERS("1", "5") "\"files\":[{\"name\":\"a\",\"h\":\"01\",\"n\":1,\"t\":\"image/png\"}]}"},
    {"a kind screens do not take", "{" HEAD NUMBERS("1", "5") "\"files\":[{\"name\":\"a\",\"h\":\"" HASH
                                                              "\",\"n\":1,\"t\":\"text/html\"}]}"},
    {"too deep", "{" HEAD NUMBERS("1", "5") "\"x\":[[[[1]]]]," FILES(FILE_("a", "1")) "}"},
    {"times out of order",
     "{" HEAD
     "\"epoch\":1,\"seq\":5,\"issued\":400,\"fresh_until\":200,\"expires\":300," FILES(FILE_("a", "1")) "}"},
};

static void wrong_ones_are_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(REFUSED); i++) {
        struct fail fail = {0};
        if (manifest_parse(REFUSED[i].json, strlen(REFUSED[i].json), &fail))
            fail_msg("accepted: %s", REFUSED[i].why);
        assert_true(fail.text[0] != '\0');
    }
    for (size_t cut = 0; cut < strlen(GOOD); cut++)
        assert_null(manifest_parse(GOOD, cut, NULL));
}

static char *many(size_t count, size_t *size) {
    char *text = malloc(200 * count + 1000);
    *size = (size_t)sprintf(text, "{" HEAD NUMBERS("1", "5") "\"files\":[");
    for (size_t i = 0; i < count; i++)
        *size += (size_t)sprintf(text + *size,
                                 "%s{\"name\":\"%zu\",\"h\":\"" HASH "\",\"n\":1,\"t\":\"image/png\"}",
                                 i ? "," : "", i);
    *size += (size_t)sprintf(text + *size, "]}");
    return text;
}

static void sizes_are_bounded(void **state) {
    (void)state;
    size_t size = 0;
    char *text = many(MANIFEST_FILES_MAX, &size);
    struct manifest *manifest = manifest_parse(text, size, NULL);
    assert_non_null(manifest);
    manifest_destroy(manifest);
    free(text);
    text = many(MANIFEST_FILES_MAX + 1, &size);
    assert_null(manifest_parse(text, size, NULL));
    free(text);
    size = MANIFEST_BYTES_MAX + 1;
    text = malloc(size);
    memset(text, ' ', size);
    memcpy(text, GOOD, strlen(GOOD));
    assert_null(manifest_parse(text, size, NULL));
    manifest = manifest_parse(text, size - 1, NULL);
    assert_non_null(manifest);
    manifest_destroy(manifest);
    free(text);
}

static void writing_and_reading_agree(void **state) {
    (void)state;
    size_t size = 0, again_size = 0;
    struct manifest *manifest = manifest_parse(GOOD, strlen(GOOD), NULL);
    assert_non_null(manifest);
    assert_string_equal(manifest->files[0].name, "assets/a.png");
    assert_int_equal(manifest_find(manifest, "assets/b.png")->size, 7);
    assert_null(manifest_find(manifest, "assets/c.png"));
    char *text = manifest_write(manifest, &size);
    struct manifest *again = manifest_parse(text, size, NULL);
    assert_non_null(again);
    char *second = manifest_write(again, &again_size);
    assert_string_equal(text, second);
    free(text);
    free(second);
    manifest_destroy(manifest);
    manifest_destroy(again);
}

static void judged_in_order(void **state) {
    (void)state;
    static const struct {
        const char *why, *site, *channel;
        uint32_t epoch, stored_epoch;
        uint64_t seq, stored_seq;
        int64_t now;
        enum manifest_verdict verdict;
    } ROWS[] = {
        {"first", "a", "main", 1, 0, 5, 0, 150, MANIFEST_NEW},
        {"next", "a", "main", 1, 1, 5, 4, 150, MANIFEST_NEW},
        {"same", "a", "main", 1, 1, 5, 5, 150, MANIFEST_SAME},
        {"same and expired", "a", "main", 1, 1, 5, 5, 999, MANIFEST_SAME},
        {"one back", "a", "main", 1, 1, 4, 5, 150, MANIFEST_OLDER},
        {"one back, expired", "a", "main", 1, 1, 4, 5, 999, MANIFEST_OLDER},
        {"epoch back", "a", "main", 1, 2, 9, 5, 150, MANIFEST_OLDER},
        {"epoch on, seq from 0", "a", "main", 2, 1, 0, 5, 150, MANIFEST_NEW},
        {"a million ahead", "a", "main", 1, 1, 1000005, 5, 150, MANIFEST_NEW},
        {"a million and one", "a", "main", 1, 1, 1000006, 5, 150, MANIFEST_JUMP},
        {"as far as possible", "a", "main", 1, 1, INT64_MAX, 5, 150, MANIFEST_JUMP},
        {"other site", "b", "main", 1, 1, 6, 5, 150, MANIFEST_FOREIGN},
        {"other channel", "a", "test", 1, 1, 6, 5, 150, MANIFEST_FOREIGN},
        {"expired", "a", "main", 1, 1, 6, 5, 300, MANIFEST_EXPIRED},
        {"last second", "a", "main", 1, 1, 6, 5, 299, MANIFEST_NEW},
        {"issued in the future", "a", "main", 1, 1, 6, 5, 10, MANIFEST_NEW},
        {"clock of 1970", "a", "main", 1, 1, 6, 5, 0, MANIFEST_NEW},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct manifest manifest = {.site = "a",
                                    .channel = "main",
                                    .min_player = "0.1",
                                    .epoch = ROWS[i].epoch,
                                    .seq = ROWS[i].seq,
                                    .issued_s = 100,
                                    .fresh_until_s = 200,
                                    .expires_s = 300};
        enum manifest_verdict verdict = manifest_judge(&manifest, ROWS[i].site, ROWS[i].channel,
                                                       ROWS[i].stored_epoch, ROWS[i].stored_seq, ROWS[i].now);
        if (verdict != ROWS[i].verdict)
            fail_msg("%s: %s", ROWS[i].why, manifest_verdict_text(verdict));
    }
    struct manifest later = {
        .site = "a", .channel = "main", .min_player = "99", .epoch = 1, .seq = 1, .expires_s = 300};
    assert_int_equal(manifest_judge(&later, "a", "main", 0, 0, 1), MANIFEST_TOO_NEW);
}

static void the_signed_comment_is_read_back(void **state) {
    (void)state;
    static const char *const WRONG[] = {
        "",
        "site=a channel=main epoch=1 seq=2",
        "site=a channel=main epoch=1 seq=2 issued=3 ",
        "site=a channel=main epoch=01 seq=2 issued=3",
        "site=a channel=main epoch=-1 seq=2 issued=3",
        "site=a channel=main epoch=4294967296 seq=2 issued=3",
        "site=a channel=main epoch=1 seq=99999999999999999999 issued=3",
        "site= channel=main epoch=1 seq=2 issued=3",
        "channel=main site=a epoch=1 seq=2 issued=3",
        "site=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa channel=main epoch=1 seq=2 issued=3",
        "timestamp:1700000000 file:manifest",
    };
    struct manifest manifest = {
        .site = "a", .channel = "main", .epoch = 3, .seq = 42, .issued_s = 1795000000};
    struct manifest_head head;
    char comment[200];
    manifest_comment(&manifest, comment, sizeof comment);
    assert_true(manifest_comment_parse(comment, &head));
    assert_string_equal(head.site, "a");
    assert_string_equal(head.channel, "main");
    assert_int_equal(head.epoch, 3);
    assert_int_equal(head.seq, 42);
    assert_int_equal(head.issued_s, 1795000000);
    assert_true(manifest_comment_agrees(&manifest, comment));
    manifest.seq = 43;
    assert_false(manifest_comment_agrees(&manifest, comment));
    for (size_t i = 0; i < LENGTH(WRONG); i++)
        if (manifest_comment_parse(WRONG[i], &head))
            fail_msg("\"%s\" is taken", WRONG[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_ones_are_refused),          cmocka_unit_test(sizes_are_bounded),
        cmocka_unit_test(writing_and_reading_agree),       cmocka_unit_test(judged_in_order),
        cmocka_unit_test(the_signed_comment_is_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
