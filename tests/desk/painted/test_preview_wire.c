/* What goes between the desk and kiosk-preview: heads, questions, pictures, and the key of a preview. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "desk/painted/preview_key.h"

static const struct {
    const char *why;
    uint8_t head[PREVIEW_HEAD];
    bool asked, told; /* taken as such */
    size_t size;
} HEADS[] = {
    {"a question", {1, PREVIEW_PAINT, 0, 0, 1, 2, 0, 0, 2, 0}, true, false, 512},
    {"a longer one", {1, PREVIEW_PAINT, 0, 0, 0, 1, 0, 0, 2, 1}, false, false, 0},
    {"a drop of all", {1, PREVIEW_DROP, 0, 0, 0, 0, 0, 0, 0, 0}, true, false, 0},
    {"a drop with the longest name", {1, PREVIEW_DROP, 0, 0, 0, 0, 0, 0, 0, 64}, true, false, 64},
    {"a longer name", {1, PREVIEW_DROP, 0, 0, 0, 0, 0, 0, 0, 65}, false, false, 0},
    {"ready", {1, PREVIEW_READY, 0, 0, 0, 0, 0, 0, 0, 1}, false, true, 1},
    {"ready with more", {1, PREVIEW_READY, 0, 0, 0, 0, 0, 0, 0, 2}, false, false, 0},
    {"the largest picture", {1, PREVIEW_PICTURE, 0, 0, 0, 9, 2, 0, 0, 0}, false, true, 32 << 20},
    {"a larger one", {1, PREVIEW_PICTURE, 0, 0, 0, 9, 2, 0, 0, 1}, false, false, 0},
    {"the longest there could be", {1, PREVIEW_PICTURE, 0, 0, 0, 9, 255, 255, 255, 255}, false, false, 0},
    {"a refusal", {1, PREVIEW_REFUSED, 255, 255, 255, 255, 0, 0, 3, 232}, false, true, 1000},
    {"a longer refusal", {1, PREVIEW_REFUSED, 0, 0, 0, 0, 0, 0, 3, 233}, false, false, 0},
    {"no kind", {1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, false, false, 0},
    {"findings", {1, PREVIEW_FINDINGS, 0, 0, 0, 1, 0, 1, 0, 0}, false, true, 64 << 10},
    {"more findings", {1, PREVIEW_FINDINGS, 0, 0, 0, 1, 0, 1, 0, 1}, false, false, 0},
    {"an unknown kind", {1, 7, 0, 0, 0, 0, 0, 0, 0, 0}, false, false, 0},
    {"an older version", {0, PREVIEW_DROP, 0, 0, 0, 0, 0, 0, 0, 0}, false, false, 0},
    {"a newer version", {2, PREVIEW_DROP, 0, 0, 0, 0, 0, 0, 0, 0}, false, false, 0},
};

static void findings_come_over_whole(void **state) {
    (void)state;
    struct report report = {0}, read = {0};
    struct finding_place at = {SEVERITY_WARNING, "playlists/a.json", 3, 5};
    static uint8_t bytes[PREVIEW_FINDINGS_BYTES];
    report_said(&report, &at, "too-long", "too long: %s", "for lang: %s", "Velkommen, 朋友");
    report_add(&report, SEVERITY_ERROR, "", 0, 0, "plain");
    size_t size = preview_findings_write(&report, bytes);
    assert_true(preview_findings_read(bytes, size, &read));
    assert_int_equal(read.count, 2);
    assert_string_equal(read.items[0].file, "playlists/a.json");
    assert_string_equal(read.items[0].code, "too-long");
    assert_string_equal(read.items[0].text, "too long: Velkommen, 朋友");
    assert_string_equal(read.items[0].danish, "for lang: Velkommen, 朋友");
    assert_int_equal(read.items[0].line, 3);
    assert_int_equal(read.items[0].column, 5);
    assert_int_equal(read.items[1].severity, SEVERITY_ERROR);
    size_t first = preview_findings_write(&(struct report){.items = report.items, .count = 1}, bytes);
    for (size_t cut = 1; cut < size; cut++) {
        preview_findings_write(&report, bytes);
        if (preview_findings_read(bytes, cut, NULL) != (cut == first))
            fail_msg("cut at %zu", cut);
    }
    for (int i = 0; i < 2 * PREVIEW_FINDINGS_KEPT; i++)
        report_take(&report, &report.items[0]);
    assert_true(preview_findings_read(bytes, preview_findings_write(&report, bytes), NULL));
    report_finish(&report);
    report_finish(&read);
}

static void findings_that_are_none(void **state) {
    (void)state;
    static const struct {
        const char *why;
        uint8_t bytes[24];
        bool taken;
    } rows[] = {{"empty texts", {0}, false},
                {"a severity of its own", {2}, false},
                {"a line that is none", {0, 255}, false},
                {"a text longer than its room", {0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255}, false},
                {"a NUL in a text", {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}, false}};
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (preview_findings_read(rows[i].bytes, sizeof rows[i].bytes, NULL))
            fail_msg("%s", rows[i].why);
    static const uint8_t wild[] = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 3, 'a', 0xff, 'b', 0, 0};
    struct report read = {0};
    assert_true(preview_findings_read(wild, sizeof wild, &read)); /* UTF-8 whatever it was */
    assert_string_equal(read.items[0].text, "ab");
    report_finish(&read);
}

static void heads(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(HEADS); i++) {
        struct preview_head head = {.size = 7};
        struct fail fail = {0};
        uint8_t again[PREVIEW_HEAD];
        bool asked = preview_asked_read(HEADS[i].head, &head, &fail);
        bool told = !asked && preview_told_read(HEADS[i].head, &head, &fail);
        if (asked != HEADS[i].asked || told != HEADS[i].told)
            fail_msg("%s: taken as %s", HEADS[i].why, asked ? "asked" : told ? "told" : "nothing");
        if (asked || told) {
            assert_int_equal(head.size, HEADS[i].size);
            preview_head_write(head, again);
            assert_memory_equal(again, HEADS[i].head, PREVIEW_HEAD);
        } else {
            assert_int_equal(head.size, 7); /* untouched */
            assert_true(fail.text[0]);
        }
    }
}

#define NAME_64 "a123456789b123456789c123456789d123456789e123456789f123456789-._A"
#define ID_40 "a123456789b123456789c123456789d12345678-"
#define HD .width = 1920, .height = 1080

static const struct {
    const char *why;
    struct preview_question question;
    bool valid;
} QUESTIONS[] = {
    {"the least", {.content = "r1", HD}, true},
    {"the most",
     {NAME_64, NAME_64, ID_40, "2026-12-01T08:00:30+01:00", "zh-Hant-TW", ID_40, ID_40,
      INT64_C(4102444800000), 3840, 2160, 270, true, true},
     true},
    {"as the site says", {.content = "r1", HD, .rotate = PREVIEW_ROTATE_OWN}, true},
    {"a narrow panel", {.content = "r1", .width = 1, .height = 4096}, true},
    {"no content", {HD}, false},
    {"the folder above", {.content = "..", HD}, false},
    {"a hidden folder", {.content = ".git", HD}, false},
    {"a way elsewhere", {.content = "r1/../../etc", HD}, false},
    {"an absolute way", {.content = "/etc", HD}, false},
    {"feeds above", {.content = "r1", .feeds = "..", HD}, false},
    {"a screen with a capital", {.content = "r1", .screen = "Hall", HD}, false},
    {"a slide with a line", {.content = "r1", .slide = "a\nb", HD}, false},
    {"a time in words", {.content = "r1", .at = "tomorrow", HD}, false},
    {"a language with a blank", {.content = "r1", .language = "d a", HD}, false},
    {"no width", {.content = "r1", .height = 1080}, false},
    {"a negative height", {.content = "r1", .width = 1, .height = -1}, false},
    {"a side too long", {.content = "r1", .width = 4097, .height = 1}, false},
    {"too many pixels", {.content = "r1", .width = 4096, .height = 2160}, false},
    {"turned askew", {.content = "r1", HD, .rotate = 45}, false},
    {"turned too far", {.content = "r1", HD, .rotate = 360}, false},
    {"turned back", {.content = "r1", HD, .rotate = -90}, false},
    {"before there was time", {.content = "r1", HD, .at_ms = -1}, false},
    {"after 2100", {.content = "r1", HD, .at_ms = INT64_C(4102444800001)}, false},
};

static void questions(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(QUESTIONS); i++) {
        struct fail fail = {0};
        struct preview_question again;
        uint8_t bytes[PREVIEW_QUESTION_MAX];
        if (preview_question_valid(&QUESTIONS[i].question, &fail) != QUESTIONS[i].valid)
            fail_msg("%s: %s", QUESTIONS[i].why, QUESTIONS[i].valid ? fail.text : "taken");
        if (!QUESTIONS[i].valid) {
            assert_true(fail.text[0]);
            continue;
        }
        size_t size = preview_question_write(&QUESTIONS[i].question, bytes);
        assert_true(size <= sizeof bytes);
        memset(&again, 0, sizeof again);
        if (!preview_question_read(bytes, size, &again, &fail))
            fail_msg("%s: read again: %s", QUESTIONS[i].why, fail.text);
        assert_memory_equal(&again, &QUESTIONS[i].question, sizeof again);
        for (size_t cut = 0; cut < size; cut++)
            assert_false(preview_question_read(bytes, cut, &again, &fail));
        bytes[size] = 0;
        assert_false(preview_question_read(bytes, size + 1, &again, &fail)); /* a byte too many */
        bytes[6] = 4;
        assert_false(preview_question_read(bytes, size, &again, &fail)); /* a mark that means nothing */
    }
}

static void what_cannot_be_written_is_refused_all_the_same(void **state) {
    struct preview_question question = QUESTIONS[0].question, read;
    struct fail fail = {0};
    uint8_t bytes[PREVIEW_QUESTION_MAX];
    size_t size = preview_question_write(&question, bytes);
    (void)state;
    bytes[16] = '\0'; /* in the content's name */
    assert_false(preview_question_read(bytes, size, &read, &fail));
    memset(question.content, 'a', sizeof question.content); /* without an end */
    assert_false(preview_question_valid(&question, &fail));
}

/* A chunk behind what is there. */
static size_t put_chunk(uint8_t *png, size_t at, const char *type, uint32_t length, const uint8_t *data) {
    for (int i = 0; i < 4; i++)
        png[at + (size_t)i] = (uint8_t)(length >> (24 - 8 * i));
    memcpy(png + at + 4, type, 4);
    if (length)
        memcpy(png + at + 8, data, length);
    memset(png + at + 8 + length, 0xCC, 4);
    return at + 12 + length;
}

static size_t make_png(uint8_t *png, uint8_t width, uint8_t height) {
    const uint8_t head[13] = {0, 0, 0, width, 0, 0, 0, height, 8, 2, 0, 0, 0};
    memcpy(png, "\x89PNG\r\n\x1A\n", 8);
    return put_chunk(png, put_chunk(png, put_chunk(png, 8, "IHDR", 13, head), "IDAT", 5, head), "IEND", 0,
                     head);
}

static const struct {
    const char *why;
    size_t at;
    uint8_t value;
} SPOILT[] = {
    {"another signature", 0, 'X'},
    {"another first chunk", 12, 'X'},
    {"a longer header", 11, 14},
    {"16 bits", 24, 16},
    {"with alpha", 25, 6},
    {"interlaced", 28, 1},
    {"one column more", 19, 5},
    {"a chunk without end", 33, 255},
    {"a chunk that is a little longer", 36, 6},
    {"an end with something in it", 53, 1},
};

static void pictures(void **state) {
    uint8_t png[100];
    size_t size = make_png(png, 4, 3);
    (void)state;
    assert_true(preview_picture_valid(png, size, 4, 3));
    assert_true(preview_picture_valid(png, size, 3, 4)); /* the panel hangs on its side */
    assert_false(preview_picture_valid(png, size, 4, 4));
    for (size_t cut = 0; cut < size; cut++)
        assert_false(preview_picture_valid(png, cut, 4, 3));
    assert_false(preview_picture_valid(png, size + 1, 4, 3)); /* something behind it */
    for (size_t i = 0; i < LENGTH(SPOILT); i++) {
        make_png(png, 4, 3);
        png[SPOILT[i].at] = SPOILT[i].value;
        if (preview_picture_valid(png, size, 4, 3))
            fail_msg("%s: taken", SPOILT[i].why);
    }
}

static void keys(void **state) {
    struct preview_question one = {.content = "r1", .feeds = "f1", .screen = "hall", HD}, other = one;
    char first[PREVIEW_KEY + 1], second[PREVIEW_KEY + 1];
    (void)state;
    preview_key(&one, "tree", first);
    assert_int_equal(strlen(first), PREVIEW_KEY);
    strcpy(other.content, "somewhere-else");
    strcpy(other.feeds, "f2");
    preview_key(&other, "tree", second);
    assert_string_equal(first, second); /* how folders are called does not count */
    preview_key(&other, "another tree", second);
    assert_string_not_equal(first, second);
    other.feeds[0] = '\0';
    preview_key(&other, "tree", second);
    assert_string_not_equal(first, second);
    other = one;
    other.rotate = 90;
    preview_key(&other, "tree", second);
    assert_string_not_equal(first, second);
    other = one;
    strcpy(other.screen, "");
    strcpy(other.zone, "hall"); /* the same letters, elsewhere */
    preview_key(&other, "tree", second);
    assert_string_not_equal(first, second);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(heads),
                                       cmocka_unit_test(findings_come_over_whole),
                                       cmocka_unit_test(findings_that_are_none),
                                       cmocka_unit_test(questions),
                                       cmocka_unit_test(what_cannot_be_written_is_refused_all_the_same),
                                       cmocka_unit_test(pictures),
                                       cmocka_unit_test(keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
