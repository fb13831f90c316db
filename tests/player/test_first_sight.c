/* What the screen says of itself: from kiosk-sync's report and the player's own trouble to words in two
 * languages, and how they are laid out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "player/first_sight.h"
#include "player/first_sight_draw.h"
#include "support/plain_font.h"

#define NOW_S 1795000000

static struct first_sight tell(const char *json, const char *mistake, const char *why, bool wrong_screen) {
    struct first_facts facts = {.host = "kiosk-01",
                                .version = "0.1.0",
                                .mistake = mistake,
                                .why = why,
                                .wrong_screen = wrong_screen,
                                .now_s = NOW_S};
    struct first_sight sight;
    if (json)
        sync_report_parse(json, strlen(json), &facts.report);
    first_sight_tell(&facts, &sight);
    return sight;
}

static void each_state_has_words_in_both_languages(void **state) {
    (void)state;
    static const struct {
        const char *json, *mistake, *why;
        bool wrong_screen;
        const char *danish, *english, *detail;
        bool trouble;
    } rows[] = {
        {NULL, NULL, NULL, false, "Venter på indhold", "Waiting for content", "", false},
        {"rubbish", NULL, NULL, false, "Venter på indhold", "Waiting for content", "", false},
        {"{\"state\": \"starting\"}", NULL, NULL, false, "Spørger", "Asking", "", false},
        {"{\"state\": \"asking\", \"progress\": null}", NULL, NULL, false, "Spørger", "Asking", "", false},
        {"{\"state\": \"fetching\", \"progress\": {\"files\": 12, \"of\": 143}}", NULL, NULL, false,
         "12 af 143 filer", "12 of 143 files", "", false},
        {"{\"state\": \"preparing\", \"progress\": {\"files\": 143, \"of\": 143, \"pictures\": 40, "
         "\"of_pictures\": 142}}",
         NULL, NULL, false, "40 af 142 billeder", "40 of 142 pictures", "", false},
        {"{\"state\": \"waiting\", \"failures\": 3, \"error\": \"cannot resolve\", \"cause\": \"network\", "
         "\"next\": 1795000013}",
         NULL, NULL, false, "om 20 sekunder", "in 20 seconds", "cannot resolve", true},
        {"{\"state\": \"waiting\", \"failures\": 3, \"error\": \"status 500\", \"cause\": \"server\", "
         "\"next\": 1795000055}",
         NULL, NULL, false, "om et minut", "in a minute", "status 500", true},
        {"{\"state\": \"waiting\", \"failures\": 3, \"error\": \"bad\", \"cause\": \"content\", \"next\": "
         "1795000700}",
         NULL, NULL, false, "om 12 minutter", "in 12 minutes", "bad", true},
        {"{\"state\": \"waiting\", \"failures\": 1, \"error\": \"no jail\", \"cause\": \"machine\", "
         "\"next\": "
         "1794999000}",
         NULL, NULL, false, "Der prøves igen nu.", "It is tried again now.", "no jail", true},
        {"{\"failures\": 1, \"error\": \"no trust file\", \"cause\": \"configuration\"}", NULL, NULL, false,
         "Opsætningen skal rettes", "The settings need correcting", "no trust file", true},
        {"{\"failures\": 1, \"error\": \"odd\", \"cause\": \"moon\"}", NULL, NULL, false, "kan ikke hentes",
         "cannot be fetched", "odd", true},
        {"{\"state\": \"waiting\"}", NULL,
         "there is no screen called \"radhus\" in this content; it has: bibliotek, raadhus", true,
         "Skærmens navn er ukendt", "name is not known", "it has: bibliotek, raadhus", true},
        {"{\"state\": \"waiting\"}", NULL, "generation 1.2 ended the player 2 times; it is tried again",
         false, "kan ikke vises", "cannot be shown", "ended the player 2 times", true},
        {"{\"state\": \"waiting\"}", "/etc/kiosk/screen.json:3:5: error: no such setting", "old", true,
         "Opsætningen kan ikke læses", "settings cannot be read", "screen.json:3:5", true},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct first_sight sight = tell(rows[i].json, rows[i].mistake, rows[i].why, rows[i].wrong_screen);
        char danish[600], english[600];
        snprintf(danish, sizeof danish, "%s %s", sight.said[FIRST_DANISH].title,
                 sight.said[FIRST_DANISH].body);
        snprintf(english, sizeof english, "%s %s", sight.said[FIRST_ENGLISH].title,
                 sight.said[FIRST_ENGLISH].body);
        assert_non_null(strstr(danish, rows[i].danish));
        assert_non_null(strstr(english, rows[i].english));
        assert_non_null(strstr(sight.detail, rows[i].detail));
        assert_int_equal(sight.trouble, rows[i].trouble);
        assert_null(strchr(danish, '%'));
        assert_null(strchr(english, '%'));
        assert_true(strlen(sight.said[0].title) && strlen(sight.said[1].title));
    }
}

/* The screen is painted anew when the words change, and only then. */
static void the_same_words_are_the_same_memory(void **state) {
    (void)state;
    static const char *const early =
        "{\"failures\": 1, \"error\": \"e\", \"cause\": \"network\", \"next\": 1795000019}";
    static const char *const late =
        "{\"failures\": 1, \"error\": \"e\", \"cause\": \"network\", \"next\": 1795000012}";
    static const char *const other =
        "{\"failures\": 1, \"error\": \"e\", \"cause\": \"network\", \"next\": 1795000009}";
    struct first_sight a = tell(early, NULL, NULL, false), b = tell(late, NULL, NULL, false),
                       c = tell(other, NULL, NULL, false);
    assert_memory_equal(&a, &b, sizeof a);
    assert_memory_not_equal(&a, &c, sizeof a);
}

#define CODE_REPORT                                                                                          \
    "{\"url\": \"https://desk.example\", \"state\": \"waiting\", \"failures\": 0, \"error\": \"\", "         \
    "\"enrol\": {\"code\": "                                                                                 \
    "\"K7MF-3QPX\", \"url\": \"https://desk.ballerup.example/t#K7MF3QPX\"}, \"desk\": {\"name\": "           \
    "\"Forhallen\"}, "                                                                                       \
    "\"asked\": {\"identify\": 7, \"picture\": 8, \"restart\": 9}}"

static void what_lets_it_in_is_said(void **state) {
    (void)state;
    struct first_sight sight = tell(CODE_REPORT, NULL, NULL, false);
    assert_string_equal(sight.enrol.code, "K7MF-3QPX");
    assert_non_null(strstr(sight.said[FIRST_DANISH].body, "desk.ballerup.example/t, og tast"));
    assert_non_null(strstr(sight.said[FIRST_ENGLISH].body, "desk.ballerup.example/t and type"));
    assert_null(strstr(sight.said[FIRST_ENGLISH].body, "K7MF3QPX")); /* that is for phones */
    assert_string_equal(sight.name, "");
    assert_false(sight.trouble);
    struct first_sight other = sight;
    assert_true(first_sight_same(&sight, &other));
    other.enrol.code[0] = 'X';
    assert_false(first_sight_same(&sight, &other));
    sight = tell(CODE_REPORT, "screen.json:1:1", NULL, false); /* a mistake in the settings goes first */
    assert_string_equal(sight.enrol.code, "");
}

static void its_name_is_said_when_staff_ask(void **state) {
    (void)state;
    static const struct {
        const char *json, *name;
    } rows[] = {{CODE_REPORT, "Forhallen"}, {"{}", "kiosk-01"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct first_facts facts = {.host = "kiosk-01", .version = "0.1.0", .identify = true, .now_s = NOW_S};
        struct first_sight sight;
        sync_report_parse(rows[i].json, strlen(rows[i].json), &facts.report);
        first_sight_tell(&facts, &sight);
        assert_string_equal(sight.name, rows[i].name);
    }
}

static void a_hostile_report_stays_within_bounds(void **state) {
    (void)state;
    size_t size = 100000;
    char *json = malloc(size);
    assert_non_null(json);
    char *end = json + snprintf(json, size,
                                "{\"failures\": 9999999999999, \"progress\": {\"files\": -5, \"of\": "
                                "99999999999}, \"url\": \"a\\u0000b\", \"error\": \"\\u0007");
    for (int i = 0; i < 20000; i++, end += 2)
        memcpy(end, "ø", 3);
    strcpy(end, "\"}");
    struct sync_report report;
    sync_report_parse(json, strlen(json), &report);
    assert_false(report.there); /* a NUL in a text is no JSON for us */
    char *nul = strstr(json, "\\u0000");
    memcpy(nul, "      ", 6);
    sync_report_parse(json, strlen(json), &report);
    assert_true(report.there);
    assert_true(strlen(report.error) < sizeof report.error);
    assert_int_equal(report.error[0], ' ');
    assert_int_equal((unsigned char)report.error[strlen(report.error) - 1], 0xb8); /* cut behind a whole ø */
    assert_int_equal(report.files, 0);
    assert_in_range(report.of_files, 1, 100000000);
    assert_in_range(report.failures, 1, 100000000);
    free(json);
    static const char *const rows[] = {"", "[]", "1", "{",
                                       "{\"error\": 5, \"rejected\": {}, \"progress\": []}"};
    for (size_t i = 0; i < LENGTH(rows); i++)
        sync_report_parse(rows[i], strlen(rows[i]), &report);
    assert_true(report.there);
    assert_string_equal(report.error, "");
    assert_false(report.progress);
}

static void it_tells_why_the_newest_was_rejected(void **state) {
    (void)state;
    struct first_sight sight =
        tell("{\"state\": \"waiting\", \"failures\": 0, \"error\": \"\", \"offered\": \"1.2\", \"rejected\": "
             "[{\"generation\": \"1.2\", \"why\": \"no usable slide\", \"by\": \"player\", \"at\": 5}]}",
             NULL, NULL, false);
    assert_string_equal(sight.detail, "no usable slide");
}

static bool inside(struct box box, int width, int height) {
    return box.x >= 0 && box.y >= 0 && box.x + box.w <= width && box.y + box.h <= height;
}

/* At every size a panel may have, nothing is outside, nothing overlaps what stands below it, and the two
 * languages and all three facts are there. */
static void it_is_laid_out_for_every_panel(void **state) {
    (void)state;
    static const int sizes[][2] = {{1920, 1080}, {1280, 720}, {1080, 1920}, {3840, 2160},
                                   {640, 360},   {360, 640},  {800, 600},   {2160, 3840}};
    char detail[480] = "";
    for (int i = 0; i < 45; i++)
        strcat(detail, "reason, ");
    struct first_sight sight =
        tell("{\"url\": \"https://skilte.eksempel.dk/raadhus/indhold\", \"failures\": 1, \"error\": \"e\", "
             "\"cause\": \"content\", \"next\": 1795000700}",
             NULL, NULL, false);
    snprintf(sight.detail, sizeof sight.detail, "%s", detail);
    struct measure measure = plain_font;
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct draw_list list;
        draw_init(&list);
        assert_true(first_sight_draw(&sight, &measure, sizes[i][0], sizes[i][1], &list));
        int texts = 0, facts_top = sizes[i][1], lowest = 0;
        for (size_t k = 0; k < list.count; k++) {
            const struct draw_item *item = &list.items[k];
            if (item->kind == DRAW_RECT)
                assert_true(inside(item->box, sizes[i][0], sizes[i][1]));
            if (item->kind != DRAW_TEXT)
                continue;
            texts++;
            assert_true(item->box.x >= 0 && item->box.x + item->box.w <= sizes[i][0]);
            assert_in_range(item->box.y, 1, sizes[i][1]);
            if (strstr(item->text, "Maskine"))
                facts_top = item->box.y - item->px;
            else if (strstr(item->text, "reason"))
                lowest = item->box.y > lowest ? item->box.y : lowest;
        }
        assert_true(texts >= 10);
        assert_true(lowest < facts_top);
        draw_finish(&list);
    }
}

/* The code is read from afar: on a 43-inch screen (535 mm high) its letters are 150 mm, wherever there is
 * room. */
static void a_code_is_as_large_as_fits(void **state) {
    (void)state;
    static const int sizes[][2] = {{1920, 1080}, {1280, 720}, {1080, 1920}, {3840, 2160},
                                   {640, 360},   {360, 640},  {800, 600}};
    struct first_sight sight = tell(CODE_REPORT, NULL, NULL, false);
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        struct measure measure = plain_font;
        struct draw_list list;
        int halves = 0, codes = 0, english = 0;
        draw_init(&list);
        assert_true(first_sight_draw(&sight, &measure, sizes[i][0], sizes[i][1], &list));
        for (size_t k = 0; k < list.count; k++) {
            const struct draw_item *item = &list.items[k];
            codes += item->kind == DRAW_MODULES;
            if (item->kind == DRAW_RECT || item->kind == DRAW_MODULES)
                assert_true(inside(item->box, sizes[i][0], sizes[i][1]));
            if (item->kind != DRAW_TEXT)
                continue;
            assert_true(item->box.x >= 0 && item->box.x + item->box.w <= sizes[i][0]);
            english += strstr(item->text, "scan it.") != NULL; /* to the last word */
            if (strcmp(item->text, "K7MF") != 0 && strcmp(item->text, "3QPX") != 0)
                continue;
            halves++;
            int shorter = sizes[i][0] < sizes[i][1] ? sizes[i][0] : sizes[i][1];
            if (sizes[i][0] * 9 >= sizes[i][1] * 16)
                assert_true(item->px * 73 / 100 >=
                            shorter * 150 / 535); /* capitals are 73 % of an em in Inter */
            else
                assert_true(item->px > shorter / 4);
        }
        assert_int_equal(halves, 2);
        assert_int_equal(codes, 1);
        assert_int_equal(english, 1);
        draw_finish(&list);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_state_has_words_in_both_languages),
        cmocka_unit_test(the_same_words_are_the_same_memory),
        cmocka_unit_test(a_hostile_report_stays_within_bounds),
        cmocka_unit_test(it_tells_why_the_newest_was_rejected),
        cmocka_unit_test(what_lets_it_in_is_said),
        cmocka_unit_test(its_name_is_said_when_staff_ask),
        cmocka_unit_test(a_code_is_as_large_as_fits),
        cmocka_unit_test(it_is_laid_out_for_every_panel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
