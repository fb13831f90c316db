#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/arena.h"
#include "guide/written/markdown.h"

static struct guide_text parse(struct arena *arena, const char *source, size_t size, struct report *report,
                               bool *done) {
    struct guide_text text = {.language = "en", .file = "p.md"};
    *done = markdown_parse("p.md", source, size, arena, &text, report);
    return text;
}

static void blocks_are_read_in_order(void **state) {
    (void)state;
    static const char source[] = "# CPR number\n"
                                 "\n"
                                 "Go *to* the **town\n"
                                 "hall** &amp; ask.\\\n"
                                 "Hold-an Vej 7\n"
                                 "\n"
                                 "- one\n"
                                 "- two\n"
                                 "\n"
                                 "3. third\n"
                                 "4. fourth\n"
                                 "## Do\n"
                                 "- [ ] Get a card\r\n"
                                 "- [ ] Open ***an* account**\n"
                                 "- not a box\n"
                                 "\n"
                                 "中文\n"
                                 "文字 and 5 \\* 3 = 15\n"
                                 "\n"
                                 "- loose\n"
                                 "\n"
                                 "- list\n";
    static const struct guide_block blocks[] = {
        {BLOCK_HEADING, "CPR number", 0, 1},
        {BLOCK_PARAGRAPH, "Go **to** the **town hall** & ask.\nHold-an Vej 7", 0, 3},
        {BLOCK_BULLET, "one", 0, 7},
        {BLOCK_BULLET, "two", 0, 8},
        {BLOCK_NUMBER, "third", 3, 10},
        {BLOCK_NUMBER, "fourth", 4, 11},
        {BLOCK_HEADING, "Do", 0, 12},
        {BLOCK_STEP, "Get a card", 0, 13},
        {BLOCK_STEP, "Open **an account**", 1, 14},
        {BLOCK_BULLET, "not a box", 0, 15},
        {BLOCK_PARAGRAPH, "中文文字 and 5 * 3 = 15", 0, 17},
        {BLOCK_BULLET, "loose", 0, 20},
        {BLOCK_BULLET, "list", 0, 22},
    };
    struct arena *arena = arena_create(1 << 20);
    struct report report = {0};
    bool done;
    struct guide_text text = parse(arena, source, sizeof source - 1, &report, &done);
    if (!done || report.count > 0)
        fail_msg("refused: %s", report.count ? report.items[0].text : "");
    assert_int_equal(text.steps, 2);
    assert_string_equal(text.language, "en");
    assert_string_equal(text.file, "p.md");
    for (size_t i = 0; i < LENGTH(blocks) && i < text.count; i++)
        if (text.blocks[i].kind != blocks[i].kind || text.blocks[i].number != blocks[i].number ||
            text.blocks[i].line != blocks[i].line || strcmp(text.blocks[i].text, blocks[i].text) != 0)
            fail_msg("block %zu: kind %d number %d line %d: %s", i, text.blocks[i].kind,
                     text.blocks[i].number, text.blocks[i].line, text.blocks[i].text);
    assert_int_equal(text.count, LENGTH(blocks));
    report_finish(&report);
    arena_destroy(arena);
}

static void what_a_screen_cannot_show_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *source;
        int line, column;
        const char *says;
    } rows[] = {
        {"a\n\nSee [this](https://a.dk/)\n", 3, 6, "a link"},
        {"See [](https://a.dk/)\n", 1, 1, "a link"}, /* nothing in it that has a place */
        {"Go to https://a.dk/x now\n", 1, 7, "a link"},
        {"See <https://a.dk/>\n", 1, 6, "a link"},
        {"a\n\n [b]: https://a.dk/\n", 3, 2, "a link"}, /* defines one and shows nothing */
        {"a ![map](a.png)\n", 1, 5, "a picture"},
        {"a\n\n| a | b |\n|---|---|\n| c | d |\n", 3, 3, "a table"},
        {"a <b>b</b>\n", 1, 3, "HTML"},
        {"a\n\n<div>\nb\n</div>\n", 3, 1, "HTML"},
        {"<!-- note -->\n", 1, 1, "HTML"},
        {"a `b`\n", 1, 4, "code"},
        {"a\n\n    b\n", 3, 5, "code"},
        {"```\nb\n```\n", 2, 1, "code"},
        {"a\n\n> b\n", 3, 3, "a quotation"},
        {"a\n\n* * *\n\nb\n", 3, 1, "a line across"},
        {"---\ntitle: a\n---\n", 1, 1, "a line across"}, /* front matter */
        {"### a\n", 1, 5, "only # and ##"},
        {"- a\n  - b\n", 2, 5, "a list inside a list"},
        {"- a\n\n  b\n", 3, 3, "a second paragraph"},
        {"- [x] a\n", 1, 4, "write \"[ ]\""}, /* nobody has ticked it yet */
        {"- [ ]a\n", 1, 1, "a box to tick"},
        {"- []a\n", 1, 1, "a box to tick"},
        {"a\n\nb ** c\n", 3, 1, "without its partner"},
        {"a &euro; b\n", 1, 3, "the character itself"},
        {"a\n\xFF\n", 2, 1, "not UTF-8"},
        {"æø\a\n", 1, 3, "a control character"}, /* columns are characters */
        {"", 1, 1, "no text"},
        {"\n \n", 1, 1, "no text"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena *arena = arena_create(1 << 20);
        struct report report = {0};
        bool done;
        (void)parse(arena, rows[i].source, strlen(rows[i].source), &report, &done);
        const struct fail *item = report.items;
        if (done || report.errors == 0)
            fail_msg("accepted: %s", rows[i].source);
        if (item->line != rows[i].line || item->column != rows[i].column ||
            !strstr(item->text, rows[i].says) || strcmp(item->file, "p.md") != 0)
            fail_msg("%s: %s:%d:%d: %s", rows[i].source, item->file, item->line, item->column, item->text);
        report_finish(&report);
        arena_destroy(arena);
    }
}

/* `unit` `count` times, malloc'd. */
static char *many(const char *unit, size_t count) {
    size_t length = strlen(unit);
    char *text = malloc(length * count + 1);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * length, unit, length);
    text[length * count] = '\0';
    return text;
}

static void sizes_are_bounded(void **state) {
    (void)state;
    static const struct {
        const char *unit;
        size_t count;
        bool done;
        size_t warnings;
        const char *says;
    } rows[] = {
        {"word ", 60, true, 0, ""},
        {"word ", 61, true, 1, "61 words in one block"},
        {"- [ ] a\n", GUIDE_STEPS_MAX, true, 0, ""},
        {"- [ ] a\n", GUIDE_STEPS_MAX + 1, false, 0, "more than 64 boxes"},
        {"abcdefgh", 501, false, 0, "too long"},
        {"# a\n", 4000, true, 0, ""},
        {"# a\n", 4001, false, 0, "16004 bytes long; at most 16000"},
        {"[", 16000, false, 0, "too long"},    /* deep, but never slow */
        {"> ", 8000, false, 0, "a quotation"}, /* deep */
        {"*a ", 5000, false, 0, "too long"},   /* unmatched emphasis */
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct arena *arena = arena_create(4 << 20);
        struct report report = {0};
        bool done;
        char *source = many(rows[i].unit, rows[i].count);
        (void)parse(arena, source, strlen(source), &report, &done);
        const char *said = report.count ? report.items[0].text : "";
        if (done != rows[i].done || report.warnings != rows[i].warnings || !strstr(said, rows[i].says))
            fail_msg("%zu times \"%s\": %s", rows[i].count, rows[i].unit, said);
        free(source);
        report_finish(&report);
        arena_destroy(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_read_in_order),
        cmocka_unit_test(what_a_screen_cannot_show_is_refused),
        cmocka_unit_test(sizes_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
