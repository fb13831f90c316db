/* How a text slide looks: its code, two languages at once, a number to call, where its statement comes from.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "core/draw/qr.h"
#include "core/scene/scene_kind.h"
#include "support/slide_fixture.h"

static const char address[] = "https://ballerup.dk/english";

static void build(struct fixture *f, const char *language, int width, int height, struct draw_list *list,
                  struct report *report) {
    struct scene_request request = fixture_request(f, width, height);
    request.language = language;
    request.measure = &plain_font;
    request.picture_size = slide_picture_size;
    draw_init(list);
    assert_true(scene_build(&request, list, report));
}

static const struct draw_item *first(const struct draw_list *list, enum draw_kind kind) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == kind)
            return &list->items[i];
    return NULL;
}

static const struct draw_item *said(const struct draw_list *list, const char *words) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == DRAW_TEXT && strstr(list->items[i].text, words))
            return &list->items[i];
    return NULL;
}

static bool apart(struct box a, struct box b) {
    return a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
}

/* At any distance, in any zone: a code can be read from where people stand and leaves picture and words
 * alone, or the address stands there in words. */
static void codes_are_a_tenth_of_the_distance(void **state) {
    (void)state;
    static const int sizes[][2] = {{1920, 821},  {1305, 821}, {1080, 1555},
                                   {1080, 1085}, {614, 821},  {3840, 1642}};
    static const enum picture_side sides[] = {SIDE_START, SIDE_END, SIDE_TOP, SIDE_FULL};
    int codes = 0, words = 0;
    for (int distance = 500; distance <= 4000; distance += 250)
        for (size_t i = 0; i < LENGTH(sizes); i++)
            for (size_t k = 0; k <= LENGTH(sides); k++) { /* the last: no picture */
                struct fixture f;
                struct draw_list list;
                fixture_init(&f);
                f.screen.viewing_distance_mm = distance;
                f.slide.headline = text_headline;
                f.slide.text.body = text_body;
                f.slide.text.qr_url = address;
                f.slide.picture.asset = k < LENGTH(sides) ? "assets/lake.svg" : NULL;
                f.slide.text.picture_side = k < LENGTH(sides) ? sides[k] : SIDE_END;
                build(&f, "en", sizes[i][0], sizes[i][1], &list, NULL);
                const struct draw_item *code = first(&list, DRAW_MODULES),
                                       *picture = first(&list, DRAW_PICTURE);
                struct box zone = {0, 0, sizes[i][0], sizes[i][1]};
                double need = distance / 10.0 * fmax(zone.w, zone.h) / f.screen.width_mm;
                if (code) {
                    int modules = code->modules - 2 * QR_QUIET;
                    assert_true(code->box.w / code->modules * modules >= (int)need);
                    assert_true(!picture || apart(code->box, picture->box));
                    assert_true(code->box.x >= 0 && code->box.y >= 0 && code->box.x + code->box.w <= zone.w &&
                                code->box.y + code->box.h <= zone.h);
                    int quiet = code->box.w / code->modules * 2;
                    struct box dark = {code->box.x + quiet, code->box.y + quiet, code->box.w - 2 * quiet,
                                       code->box.h - 2 * quiet};
                    for (size_t n = 0; n < list.count; n++) {
                        struct box run = list.items[n].box;
                        if (list.items[n].kind == DRAW_TEXT)
                            assert_true(apart(dark, (struct box){run.x, run.y - 10, run.w, 10}));
                    }
                }
                assert_non_null(said(&list, "ballerup.dk/"));
                *(code ? &codes : &words) += 1;
                draw_finish(&list);
                fixture_finish(&f);
            }
    assert_true(codes > 50 && words > 50);
}

/* Both languages say it in the same size, from the same height on. */
static void two_languages_are_equal(void **state) {
    (void)state;
    struct fixture f;
    struct draw_list list;
    struct report report = {0};
    fixture_init(&f);
    f.screen.viewing_distance_mm = 2000;
    f.slide.bilingual = BILINGUAL_TOGETHER;
    f.slide.kicker = text_kicker;
    f.slide.headline = text_statement;
    f.slide.text.body = text_body;
    f.slide.picture.asset = "assets/lake.svg";
    build(&f, "da", 1920, 821, &list, &report);
    const struct draw_item *danish = said(&list, "Velkommen"), *english = said(&list, "Welcome");
    assert_non_null(danish);
    assert_non_null(english);
    assert_int_equal(danish->px, english->px);
    assert_int_equal(danish->box.y, english->box.y);
    assert_non_null(said(&list, "Find us"));
    assert_non_null(said(&list, "Find os"));
    assert_int_equal(report.count, 0);
    draw_finish(&list);
    report_finish(&report);
    fixture_finish(&f);
}

/* Upright, words get the room that they need for letters of the declared distance; where that is not enough,
 * what belongs together is parted before letters are too small. */
static void words_come_before_the_picture(void **state) {
    (void)state;
    static const struct {
        int distance, picture_h; /* mm; px */
        const char *line;
    } rows[] = {{5000, 320, "Hold-an Vej 7."},
                {5300, 294, "Hold-an Vej 7."},
                {5700, 216, "Ballerup Rådhus, Hold-an"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fixture f;
        struct draw_list list;
        struct report report = {0};
        fixture_init(&f);
        f.screen.viewing_distance_mm = rows[i].distance;
        f.slide.kicker = text_kicker;
        f.slide.headline = text_headline;
        f.slide.text.body = text_body;
        f.slide.picture.asset = "assets/lake.svg";
        build(&f, "da", 1080, 1000, &list, &report);
        assert_int_equal(first(&list, DRAW_PICTURE)->box.h, rows[i].picture_h);
        assert_string_equal(said(&list, "Hold-an")->text, rows[i].line);
        assert_int_equal(report.count, 0);
        draw_finish(&list);
        report_finish(&report);
        fixture_finish(&f);
    }
}

/* However much stands beside it, and in both languages. */
static void the_number_never_shrinks(void **state) {
    (void)state;
    static const struct localized_entry number_entries[] = {{"en", "112", 0, 0}, {"da", "112", 0, 0}};
    static const struct localized number = {2, number_entries};
    static const int sizes[][2] = {{1920, 821}, {1305, 821}, {1080, 1555}, {1080, 1085}};
    for (size_t i = 0; i < LENGTH(sizes); i++) {
        int px[2], x[2];
        for (int much = 0; much < 2; much++) {
            struct fixture f;
            struct draw_list list;
            fixture_init(&f);
            f.screen.viewing_distance_mm = 2000;
            f.slide.bilingual = BILINGUAL_TOGETHER;
            f.slide.kicker = text_kicker;
            f.slide.headline = number;
            f.slide.picture = (struct picture){.asset = "assets/call.svg", .fit = FIT_CONTAIN};
            f.slide.text.alarm = true;
            f.slide.text.body = much ? text_body : text_statement;
            build(&f, "da", sizes[i][0], sizes[i][1], &list, NULL);
            const struct draw_item *drawn = said(&list, "112");
            assert_non_null(drawn);
            assert_non_null(first(&list, DRAW_PICTURE));
            assert_non_null(said(&list, "Find us"));
            assert_non_null(said(&list, much ? "Telephone" : "Welcome"));
            px[much] = drawn->px;
            x[much] = drawn->box.x;
            int cover = drawn->box.w * 100 / sizes[i][0];
            assert_in_range(cover, 25, 100); /* of the zone's width */
            draw_finish(&list);
            fixture_finish(&f);
        }
        assert_int_equal(px[0], px[1]);
        assert_int_equal(x[0], x[1]);
    }
}

static void a_statement_names_its_source(void **state) {
    (void)state;
    static const struct {
        const char *why;
        struct source source;
        bool sample;
        const char *line;
    } rows[] = {
        {"read, not checked",
         {.url = "https://www.regionh.dk/a/b", .seen_day = FIXTURE_DAY},
         true,
         "SAMPLE – not checked · www.regionh.dk, 3 Dec 2026"},
        {"of an office", {.owner = "The library"}, true, "SAMPLE – not checked · The library"},
        {"checked",
         {.url = "https://a.dk/", .owner = "The library", .seen_day = 1, .checked_day = FIXTURE_DAY},
         false,
         "a.dk, 3 Dec 2026"},
        {"nothing is claimed", {0}, false, NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fixture f;
        fixture_init(&f);
        f.screen.viewing_distance_mm = 2000;
        f.slide.headline = text_headline;
        f.slide.text.body = text_statement;
        f.slide.source = rows[i].source;
        f.slide.sample = rows[i].sample;
        char *all = slide_words(&f, &f.slide, "en", 1920, 821, NULL);
        if (rows[i].line ? !strstr(all, rows[i].line) : strstr(all, "SAMPLE") != NULL)
            fail_msg("%s: %s", rows[i].why, all);
        free(all);
        fixture_finish(&f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_a_tenth_of_the_distance), cmocka_unit_test(two_languages_are_equal),
        cmocka_unit_test(words_come_before_the_picture),     cmocka_unit_test(the_number_never_shrinks),
        cmocka_unit_test(a_statement_names_its_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
