#include "core/film/captions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct read {
    struct arena *arena;
    struct report report;
    struct captions captions;
    bool fine;
};

static struct read read_bytes(const char *text, size_t size) {
    struct read read = {.arena = arena_create(4 << 20)};
    read.fine = captions_read("a.vtt", text, size, read.arena, &read.report, &read.captions);
    return read;
}

static struct read read_text(const char *text) {
    return read_bytes(text, strlen(text));
}

static void finish(struct read *read) {
    arena_destroy(read->arena);
    report_finish(&read->report);
}

/* "1000-2000 words" for each, with "|" between them and "/" for a new line. */
static void dump(const struct captions *captions, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < captions->count; i++) {
        const struct caption *cue = &captions->cues[i];
        used += (size_t)snprintf(out + used, size - used, "%s%lld-%lld %s", i ? "|" : "",
                                 (long long)cue->from_ms, (long long)cue->to_ms, cue->text);
    }
    for (char *at = out; *at; at++)
        *at = *at == '\n' ? '/' : *at;
}

static void what_is_written_is_read(void **state) {
    (void)state;
    static const struct {
        const char *text, *cues, *code, *why;
    } ROWS[] = {
        {"WEBVTT\n\n00:01.000 --> 00:02.000\nHej", "1000-2000 Hej", NULL, "the least, without an end"},
        {"\xEF\xBB\xBFWEBVTT - a title\r\n\r\n00:01.000 --> 00:02.000\r\nHej\r\nmed dig\r\n\r\n",
         "1000-2000 Hej/med dig", NULL, "a byte order mark and CRLF"},
        {"WEBVTT\r\r00:01.000 --> 00:02.000\rHej\r", "1000-2000 Hej", NULL, "CR"},
        {"WEBVTT\nKind: captions\n\nname\n01:00:01.000 --> 01:00:02.500 align:start line:0\nA\n\n",
         "3601000-3602500 A", NULL, "a head, a name, hours, settings"},
        {"1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n",
         "1000-2000 A|3000-4000 B", NULL, "SubRip"},
        {"WEBVTT\n\n00:03.000 --> 00:04.000\nB\n\n00:01.000 --> 00:02.000\nA\n", "1000-2000 A|3000-4000 B",
         NULL, "sorted"},
        {"WEBVTT\n\nNOTE\n00:01.000 --> 00:02.000\nno\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n\n00:01.000 --> "
         "00:02.000\nA",
         "1000-2000 A", NULL, "remarks, styles and regions"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n<i>A</i> <c.x>b</c> <00:01.500>c {\\an8}d "
         "&amp;&lt;&gt;&nbsp;&x;",
         "1000-2000 A b c d &<>\u00A0&x;", NULL, "tags and references"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Anna>Hej</v>\n<v Bo>Hej", "1000-2000 Anna: Hej/Bo: Hej",
         NULL, "voices"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n a \t b  \n \t \nc < d", "1000-2000 a b/c < d", NULL,
         "spaces; a line of spaces does not end a cue"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n**A** *b*", "1000-2000 *A* *b*", NULL, "stars stay stars"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nB", "3000-4000 B", NULL,
         "a cue that says nothing"},
        {"WEBVTT\n\n00:01.000 --> 00:61.000\nA\n\n00:03.000 --> 00:04.000\nB", "3000-4000 B", "captions-time",
         "61 seconds"},
        {"WEBVTT\n\n00:02.000 --> 00:01.000\nA\n\n00:03.000 --> 00:04.000\nB", "3000-4000 B", "captions-time",
         "backwards"},
        {"WEBVTT\n\n00:01.000 -> 00:02.000\nA\n\n00:03.000 --> 00:04.000\nB", "3000-4000 B", "captions-time",
         "an arrow that is none"},
        {"WEBVTT\n\n00:01.00 --> 00:02.000\nA\n\n00:03.000 --> 00:04.000\nB", "3000-4000 B", "captions-time",
         "hundredths"},
        {"WEBVTT\n\n100:00:00.000 --> 100:00:01.000\nA\n\n00:03.000 --> 00:04.000\nB", "3000-4000 B",
         "captions-time", "four days"},
        {"WEBVTT\n\n99999999999999999999:00.000 --> 00:02.000\nA\n\n00:03.000 --> 00:04.000\nB",
         "3000-4000 B", "captions-time", "a number beyond all"},
        {"WEBVTT", "", "captions-none", "nothing"},
        {"", "", "captions-none", "an empty file"},
        {"<html><body>Hello</body></html>", "", "captions-none", "something else"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\nA\xFF", "", "captions-no-text", "Latin-1"},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct read read = read_text(ROWS[i].text);
        char said[400];
        dump(&read.captions, said, sizeof said);
        const char *code = read.report.count ? read.report.items[0].code : "";
        if (strcmp(said, ROWS[i].cues) != 0 || strcmp(code, ROWS[i].code ? ROWS[i].code : "") != 0 ||
            read.fine != (*ROWS[i].cues != '\0'))
            fail_msg("%s: \"%s\" %s", ROWS[i].why, said, code);
        finish(&read);
    }
}

static void what_is_wrong_has_its_line(void **state) {
    (void)state;
    struct read read = read_text("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\n7\n00:09.000 --> 00:02.000\nB\n");
    assert_int_equal(read.report.count, 1);
    assert_int_equal(read.report.items[0].line, 7);
    assert_string_equal(read.report.items[0].file, "a.vtt");
    assert_int_equal(read.captions.cues[0].line, 3);
    finish(&read);
    char nul[] = "WEBVTT\n\n00:01.000 --> 00:02.000\nA\0B";
    read = read_bytes(nul, sizeof nul - 1);
    assert_string_equal(read.report.items[0].code, "captions-no-text");
    finish(&read);
}

/* A megabyte of one thing, and what is left of it. */
static void bombs_are_bounded(void **state) {
    (void)state;
    static const struct {
        const char *head, *again;
        size_t cues;
        const char *code;
    } ROWS[] = {
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n", "x", 1, "captions-cut"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n", "\u00E6\u4E2D", 1, "captions-cut"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n", "<i>", 0, "captions-none"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n", "<", 1, "captions-cut"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\nA", " ", 1, NULL},
        {"WEBVTT\n\n", "NOTE\n\n", 0, "captions-none"},
        {"WEBVTT\n\n", "NOTE ", 0, "captions-none"},
        {"WEBVTT\n\n", "\n", 0, "captions-none"},
        {"WEBVTT\n\n", "00:01.000 --> 00:02.000\nA\n\n", CAPTIONS_CUES_MAX, "captions-many"},
        {"WEBVTT\n\n", "00:02.000 --> 00:01.000\nA\n\n", 0, "captions-time"},
    };
    char *text = malloc(CAPTIONS_BYTES_MAX);
    assert_non_null(text);
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        size_t used = strlen(ROWS[i].head), step = strlen(ROWS[i].again);
        memcpy(text, ROWS[i].head, used);
        for (; used + step <= CAPTIONS_BYTES_MAX; used += step)
            memcpy(text + used, ROWS[i].again, step);
        struct read read = read_bytes(text, used);
        const char *code = read.report.count ? read.report.items[0].code : "";
        if (read.captions.count != ROWS[i].cues || strcmp(code, ROWS[i].code ? ROWS[i].code : "") != 0)
            fail_msg("%.6s…: %zu cues, %s", ROWS[i].again, read.captions.count, code);
        for (size_t k = 0; k < read.captions.count; k++)
            assert_true(strlen(read.captions.cues[k].text) <= 4 * CAPTIONS_TEXT_MAX);
        finish(&read);
    }
    free(text);
}

static void what_is_on_when(void **state) {
    (void)state;
    struct read read = read_text("WEBVTT\n\n00:01.000 --> 00:04.000\nA\n\n00:03.000 --> 00:03.500\nB\n\n"
                                 "00:05.000 --> 00:06.000\nC\n\n00:06.000 --> 00:07.000\nD\n");
    static const struct {
        int64_t ms;
        const char *says;
        int64_t edge;
    } ROWS[] = {{-5, "", 1000},
                {0, "", 1000},
                {999, "", 1000},
                {1000, "A", 3000},
                {2999, "A", 3000},
                {3000, "B", 3500},
                {3500, "", 5000},
                {4999, "", 5000},
                {5000, "C", 6000},
                {6000, "D", 7000},
                {6999, "D", 7000},
                {7000, "", INT64_MAX},
                {INT64_MAX - 1, "", INT64_MAX}};
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        const struct caption *cue = captions_at(&read.captions, ROWS[i].ms);
        assert_string_equal(cue ? cue->text : "", ROWS[i].says);
        assert_true(captions_edge(&read.captions, ROWS[i].ms) == ROWS[i].edge);
    }
    struct captions none = {0};
    assert_null(captions_at(&none, 0));
    assert_true(captions_edge(&none, 0) == INT64_MAX);
    finish(&read);
}

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Between two edges nothing changes; at each, something may; and what is on is the last that began. */
static void edges_are_where_it_changes(void **state) {
    (void)state;
    uint32_t seed = 20261130;
    for (int round = 0; round < 200; round++) {
        struct caption cues[20];
        size_t count = next(&seed) % (LENGTH(cues) + 1);
        char file[2000] = "WEBVTT\n\n";
        for (size_t i = 0; i < count; i++) {
            unsigned from = next(&seed) % 500, to = from + 1 + next(&seed) % 100;
            snprintf(file + strlen(file), sizeof file - strlen(file), "00:00.%03u --> 00:00.%03u\n%u\n\n",
                     from, to > 999 ? 999 : to, (unsigned)i);
        }
        struct read read = read_text(file);
        const struct captions *captions = &read.captions;
        assert_int_equal(captions->count, count);
        for (size_t i = 1; i < count; i++)
            assert_true(captions->cues[i - 1].from_ms <= captions->cues[i].from_ms);
        for (int64_t ms = -1; ms < 700; ms++) {
            const struct caption *on = captions_at(captions, ms), *last = NULL;
            for (size_t i = 0; i < count; i++)
                if (captions->cues[i].from_ms <= ms)
                    last = &captions->cues[i];
            assert_ptr_equal(on, last && ms < last->to_ms ? last : NULL);
            int64_t edge = captions_edge(captions, ms);
            assert_true(edge > ms);
            if (edge > ms + 1)
                assert_ptr_equal(captions_at(captions, ms + 1), on);
        }
        finish(&read);
    }
}

static void rules_are_said(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *text, *code, *why;
    } ROWS[] = {
        {"00:01.000", "00:03.000", "A line of up to forty characters, no mo", "captions-fast", "39 in 2 s"},
        {"00:01.000", "00:04.000", "A line of up to forty characters, no mor", NULL, "40 in 3 s"},
        {"00:01.000", "00:04.000", "A line of up to forty characters, no more", "captions-wide", "41"},
        {"00:01.000", "00:04.000", "A\nB\nC", "captions-lines", "three lines"},
        {"00:01.000", "00:01.999", "A", "captions-short", "under a second"},
        {"00:01.000", "00:02.000", "A", NULL, "a second"},
        {"00:01.000", "00:08.000", "A", NULL, "seven seconds"},
        {"00:01.000", "00:08.001", "A", "captions-long", "more"},
        {"00:01.000", "00:03.000", "這裡是巴勒魯普市政廳的入口", NULL, "13 Chinese characters in 2 s"},
        {"00:01.000", "00:02.000", "這裡是巴勒魯普市政廳的入口", "captions-fast", "in 1 s"},
        {"00:01.000", "00:05.000", "這裡是巴勒魯普市政廳的入口歡迎歡迎歡迎光臨", "captions-wide",
         "21 of them"},
        {"00:01.000", "00:02.000", "مُرَحَّبًا بِكُمْ فِيهَا", NULL, "vowel marks have no width"},
        {"00:08.000", "00:10.000", "A", NULL, "up to the end"},
        {"00:08.000", "00:10.001", "A", "captions-late", "after it"},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        char file[400];
        struct report report = {0};
        snprintf(file, sizeof file, "WEBVTT\n\n%s --> %s\n%s\n", ROWS[i].from, ROWS[i].to, ROWS[i].text);
        struct read read = read_text(file);
        captions_check("a.vtt", &read.captions, 10000, &report);
        const char *code = report.count ? report.items[0].code : "";
        if (report.count > 1 || strcmp(code, ROWS[i].code ? ROWS[i].code : "") != 0 || report.errors)
            fail_msg("%s: %s (%zu)", ROWS[i].why, code, report.count);
        if (report.count)
            assert_true(report.items[0].line == 3 && report.items[0].danish[0]);
        report_finish(&report);
        finish(&read);
    }
    struct report report = {0};
    struct read read = read_text(
        "WEBVTT\n\n00:01.000 --> 00:03.000\nA\n\n00:02.900 --> 00:05.000\nB\n\n00:05.000 --> 00:06.000\nC\n");
    captions_check("a.vtt", &read.captions, 10000, &report);
    assert_int_equal(report.count, 1);
    assert_string_equal(report.items[0].code, "captions-overlap");
    report_finish(&report);
    finish(&read);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),    cmocka_unit_test(what_is_wrong_has_its_line),
        cmocka_unit_test(bombs_are_bounded),          cmocka_unit_test(what_is_on_when),
        cmocka_unit_test(edges_are_where_it_changes), cmocka_unit_test(rules_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
