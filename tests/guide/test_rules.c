/* What the rules must find, one thing wrong at a time on a page that obeys them. */
#include "guide/view/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/page_fixture.h"

struct spoiled {
    struct page_fixture f;
    struct report report;
};

static bool any_picture(void *context, const char *asset, int *width, int *height) {
    (void)context, (void)asset;
    *width = 1600;
    *height = 900;
    return true;
}

static void spoiled_init(struct spoiled *spoiled, enum place place, uint32_t of) {
    memset(spoiled, 0, sizeof *spoiled);
    page_fixture_init(&spoiled->f, 1920, 1080, 930, FIXTURE_EN);
    spoiled->f.guide.picture = (struct picture){.asset = "assets/lake.svg", .focus_x = 0.5, .focus_y = 0.5};
    spoiled->f.request.picture_size = any_picture;
    spoiled->f.state.spot = (struct spot){.place = place, .of = of};
    assert_true(view_build(&spoiled->f.request, &spoiled->f.view));
    assert_int_equal(rules_check(&spoiled->f.request, &spoiled->f.view, "as built", &spoiled->report), 0);
}

/* The one thing that is said after it was spoiled holds `words`. */
static void found(struct spoiled *spoiled, const char *words) {
    (void)rules_check(&spoiled->f.request, &spoiled->f.view, "spoiled", &spoiled->report);
    bool said = false;
    for (size_t i = 0; i < spoiled->report.count; i++)
        said |= strstr(spoiled->report.items[i].text, words) != NULL;
    if (!said)
        fail_msg("nothing says \"%s\"", words);
    report_finish(&spoiled->report);
    page_fixture_finish(&spoiled->f);
}

static struct draw_item *drawn(struct spoiled *spoiled, const char *text) {
    struct draw_list *list = &spoiled->f.view.list;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == DRAW_TEXT && list->items[i].text && strstr(list->items[i].text, text))
            return &list->items[i];
    fail_msg("\"%s\" is not drawn", text);
    return NULL;
}

static void letters_of_no_step_are_found(void **state) {
    (void)state;
    struct spoiled spoiled;
    spoiled_init(&spoiled, PLACE_LANGUAGES, 0);
    drawn(&spoiled, "Choose")->px += 1;
    found(&spoiled, "is not of the scale");
}

static void small_emergency_numbers_are_found(void **state) {
    (void)state;
    struct spoiled spoiled;
    spoiled_init(&spoiled, PLACE_EMERGENCY, 0);
    drawn(&spoiled, "112")->px = 48; /* of the scale, but a title's */
    found(&spoiled, "the number 112 is");
}

static void remove_below(struct spoiled *spoiled, int y, int bottom) {
    struct draw_list *list = &spoiled->f.view.list;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].box.y > y && list->items[i].box.y + list->items[i].box.h < bottom)
            list->items[i] = (struct draw_item){.kind = DRAW_CLIP, .text = list->items[i].text};
}

static void an_empty_third_is_found(void **state) {
    (void)state;
    struct spoiled spoiled;
    spoiled_init(&spoiled, PLACE_HOME, 0);
    remove_below(&spoiled, 250, 880);
    found(&spoiled, "more than a third is empty");
}

static void a_block_with_only_a_sign_is_found(void **state) {
    (void)state;
    struct spoiled spoiled;
    spoiled_init(&spoiled, PLACE_HOME, 0);
    draw_rect(&spoiled.f.view.list, (struct box){1200, 150, 600, 600}, (struct colour){15, 76, 92, 255}, 0);
    found(&spoiled, "has nothing on it but a sign");
}

static void an_address_that_goes_on_after_a_hyphen_is_found(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool wrong;
    } rows[] = {{"practical-ways-to-", true}, {"a.dk/brug-", true},  {"Modersmåls-", false},
                {"Otto-Tschirch-", false},    {"a.dk/en-GB-", true}, {"practical-matters", false},
                {"one or two-", false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct spoiled spoiled;
        spoiled_init(&spoiled, PLACE_LANGUAGES, 0);
        char *text = (char *)(uintptr_t)drawn(&spoiled, "Choose")->text;
        assert_true(strlen(text) >= strlen(rows[i].text));
        memcpy(text, rows[i].text, strlen(rows[i].text) + 1);
        (void)rules_check(&spoiled.f.request, &spoiled.f.view, "spoiled", &spoiled.report);
        bool said = false;
        for (size_t k = 0; k < spoiled.report.count; k++)
            said |= strstr(spoiled.report.items[k].text, "goes on after a hyphen") != NULL;
        assert_int_equal(said, rows[i].wrong);
        report_finish(&spoiled.report);
        page_fixture_finish(&spoiled.f);
    }
}

/* Lines of a heading as they would be drawn below each other; NULL ends them. One that begins with a line
 * feed is begun by the text itself. */
static void draw_lines(struct spoiled *spoiled, const char *const *lines) {
    const struct draw_item *like = drawn(spoiled, "Choose");
    struct draw_text run = {.x = 200, .baseline = 400, .face = like->face, .px = like->px};
    remove_below(spoiled, 0, 1080);
    for (; *lines; lines++, run.baseline += run.px * 12 / 10) {
        run.begins = **lines == '\n';
        const char *line = *lines + run.begins;
        run.advance = (int)strlen(line) * run.px / 2;
        draw_run(&spoiled->f.view.list, &run, line, strlen(line));
    }
}

static void a_last_line_of_one_word_is_found(void **state) {
    (void)state;
    static const struct {
        const char *lines[4];
        bool wrong;
    } rows[] = {
        {{"Register within five days of your", "arrival."}, true},
        {{"Register within five days", "of your arrival."}, false},
        {{"Register within five days of your", "arrival at the town hall in", "Ballerup."}, true},
        {{"Aufenthaltsgenehmigungen und", "Staatsangehörigkeitsrecht"}, false}, /* has no room for two */
        {{"Opening hours", "today"}, false},                                    /* two words above */
        {{"Thursday 3 December", "\n16:30–18:00"}, false},                      /* so it was written */
        {{"Brandenburg an der Havel,", "Germany"}, false},
        {{"Register within five days, in", "Ballerup,"}, true},
        {{"Closed now, opens tomorrow", "16:00\u00a0Uhr"}, false},
        {{"Welcome"}, false}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct spoiled spoiled;
        spoiled_init(&spoiled, PLACE_LANGUAGES, 0);
        draw_lines(&spoiled, rows[i].lines);
        (void)rules_check(&spoiled.f.request, &spoiled.f.view, "spoiled", &spoiled.report);
        bool said = false;
        for (size_t k = 0; k < spoiled.report.count; k++)
            said |= strstr(spoiled.report.items[k].text, "a line of one word") != NULL;
        if (said != rows[i].wrong)
            fail_msg("%s …: %s", rows[i].lines[0], said ? "is found" : "is not found");
        report_finish(&spoiled.report);
        page_fixture_finish(&spoiled.f);
    }
}

/* An answer, and the office on the rail beside it, a little lower. */
static void a_line_of_another_column_ends_no_heading(void **state) {
    (void)state;
    static const char *const answer[] = {"Your child has a place from 26 weeks on.", NULL};
    for (int beside = 0; beside <= 1; beside++) {
        struct spoiled spoiled;
        spoiled_init(&spoiled, PLACE_LANGUAGES, 0);
        draw_lines(&spoiled, answer);
        const struct draw_item *like = &spoiled.f.view.list.items[spoiled.f.view.list.count - 1];
        struct draw_text run = {.x = beside ? like->box.x + like->box.w + 40 : like->box.x,
                                .baseline = like->box.y + like->px,
                                .advance = like->px * 3,
                                .face = like->face,
                                .px = like->px};
        draw_run(&spoiled.f.view.list, &run, "School", strlen("School"));
        (void)rules_check(&spoiled.f.request, &spoiled.f.view, "spoiled", &spoiled.report);
        bool said = false;
        for (size_t k = 0; k < spoiled.report.count; k++)
            said |= strstr(spoiled.report.items[k].text, "a line of one word") != NULL;
        assert_int_equal(said, !beside);
        report_finish(&spoiled.report);
        page_fixture_finish(&spoiled.f);
    }
}

/* Arabic that ends in a Latin word: the runs of its last line from left to right, as they are drawn. */
static void a_line_from_right_to_left_is_counted_as_it_is_read(void **state) {
    (void)state;
    static const struct {
        const char *runs[3]; /* Latin where it begins in Latin */
        bool wrong;
    } rows[] = {{{"ESN", "مثل "}, false}, /* "مثل ESN" */
                {{"ESN", "مثل-"}, true},
                {{" مثل", "ESN"}, false},
                {{"Vognporten"}, true}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        static const char *const above[] = {"Register within five days of your", NULL};
        struct spoiled spoiled;
        spoiled_init(&spoiled, PLACE_LANGUAGES, 0);
        draw_lines(&spoiled, above);
        const struct draw_item *like = &spoiled.f.view.list.items[spoiled.f.view.list.count - 1];
        struct draw_text run = {
            .x = 200, .baseline = 400 + like->px * 12 / 10, .face = like->face, .px = like->px};
        for (size_t k = 0; k < LENGTH(rows[i].runs) && rows[i].runs[k]; k++, run.x += run.advance) {
            const char *text = rows[i].runs[k];
            run.advance = (int)strlen(text) * run.px / 4;
            run.rtl = (unsigned char)text[strspn(text, " ")] >= 0x80;
            draw_run(&spoiled.f.view.list, &run, text, strlen(text));
        }
        (void)rules_check(&spoiled.f.request, &spoiled.f.view, "spoiled", &spoiled.report);
        bool said = false;
        for (size_t k = 0; k < spoiled.report.count; k++)
            said |= strstr(spoiled.report.items[k].text, "a line of one word") != NULL;
        if (said != rows[i].wrong)
            fail_msg("%s: %s", rows[i].runs[0], said ? "is found" : "is not found");
        report_finish(&spoiled.report);
        page_fixture_finish(&spoiled.f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_from_right_to_left_is_counted_as_it_is_read),
        cmocka_unit_test(a_last_line_of_one_word_is_found),
        cmocka_unit_test(a_line_of_another_column_ends_no_heading),
        cmocka_unit_test(an_empty_third_is_found),
        cmocka_unit_test(a_block_with_only_a_sign_is_found),
        cmocka_unit_test(an_address_that_goes_on_after_a_hyphen_is_found),
        cmocka_unit_test(small_emergency_numbers_are_found),
        cmocka_unit_test(letters_of_no_step_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
