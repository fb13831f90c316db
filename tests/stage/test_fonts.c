#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <SDL2/SDL.h>

#include "guide/written/icon.h"
#include "stage/fonts.h"

enum { HOME = 0xE88A, LETTER = 'A', WEIGHTS = WEIGHT_BOLD + 1 };

/* Inter keeps glyphs of its own at private-use code points: a sign never comes from it, nor a letter from the
 * signs. */
static void signs_come_from_the_icon_font_alone(void **state) {
    (void)state;
    static const char *const families[] = {"Inter", "Noto Sans"};
    struct theme theme = {.fonts = families, .font_count = 2};
    struct report report = {0};
    struct fonts *fonts = fonts_create(&theme, NULL, NULL, &report);
    assert_non_null(fonts);
    assert_int_equal(report.count, 0);
    struct measure measure = fonts_measure(fonts);
    assert_string_equal(icon_find("home"), "\uE88A");
    int letter = measure.face(measure.context, LETTER, WEIGHT_REGULAR, "en");
    for (int weight = WEIGHT_REGULAR; weight <= WEIGHT_BOLD; weight++) {
        int sign = measure.face(measure.context, HOME, (enum weight)weight, "ar");
        assert_int_not_equal(sign, FACE_NONE);
        assert_true(measure.covers(measure.context, sign, HOME));
        assert_false(measure.covers(measure.context, sign, LETTER));
        assert_false(measure.covers(measure.context, letter, HOME));
    }
    for (uint32_t c = 0xE000; c <= 0xF8FF; c++)
        assert_false(measure.covers(measure.context, letter, c));
    fonts_destroy(fonts);
    report_finish(&report);
}

struct look {
    int width, ascent, descent, w, h;
    uint64_t ink;
};

static struct look look_at(struct fonts *fonts, enum weight weight, int px) {
    static const uint32_t hani = 'H' << 24 | 'a' << 16 | 'n' << 8 | 'i';
    static const char text[] = "\u5E02\u653F\u5385";
    struct measure measure = fonts_measure(fonts);
    struct look look = {0};
    int face = measure.face(measure.context, 0x5E02, weight, "zh"), ascent;
    look.width = measure.width(measure.context, face, px, hani, false, text, strlen(text));
    measure.metrics(measure.context, face, px, &look.ascent, &look.descent);
    struct draw_item item = {
        .kind = DRAW_TEXT, .face = face, .px = px, .script = hani, .colour = {0, 0, 0, 255}, .text = text};
    SDL_Surface *run = fonts_render(fonts, &item, &ascent);
    assert_non_null(run);
    look.w = run->w;
    look.h = run->h;
    for (int y = 0; y < run->h; y++)
        for (int column = 0; column < run->w; column++)
            look.ink = look.ink * 31 + ((const uint32_t *)run->pixels)[y * run->pitch / 4 + column];
    SDL_FreeSurface(run);
    return look;
}

/* Chinese is in a file so large that one font of it changes its size: it writes as one of that size alone. */
static void a_size_does_not_depend_on_the_ones_before(void **state) {
    (void)state;
    static const int sizes[] = {20, 64, 31};
    struct look alone[3][WEIGHTS];
    struct report report = {0};
    for (int weight = 0; weight < WEIGHTS; weight++)
        for (int i = 0; i < 3; i++) {
            struct fonts *fonts = fonts_create(NULL, NULL, NULL, &report);
            assert_non_null(fonts);
            alone[i][weight] = look_at(fonts, (enum weight)weight, sizes[i]);
            fonts_destroy(fonts);
        }
    assert_true(alone[0][0].width < alone[2][0].width && alone[2][0].width < alone[1][0].width);
    struct fonts *fonts = fonts_create(NULL, NULL, NULL, &report);
    assert_non_null(fonts);
    for (int turn = 0; turn < 9; turn++)
        for (int weight = 0; weight < WEIGHTS; weight++) {
            struct look now = look_at(fonts, (enum weight)weight, sizes[turn * 2 % 3]);
            assert_memory_equal(&now, &alone[turn * 2 % 3][weight], sizeof now);
        }
    fonts_destroy(fonts);
    report_finish(&report);
}

/* More sizes than stay open at once: those that went come again, and what the face covers is known
 * throughout. */
static void sizes_that_went_come_again(void **state) {
    (void)state;
    static const char text[] = "Rådhus";
    enum { SIZES = 60, SMALLEST = 12 };
    uint32_t latn = 'L' << 24 | 'a' << 16 | 't' << 8 | 'n';
    int widths[SIZES];
    struct report report = {0};
    struct fonts *fonts = fonts_create(NULL, NULL, NULL, &report);
    assert_non_null(fonts);
    struct measure measure = fonts_measure(fonts);
    int face = measure.face(measure.context, LETTER, WEIGHT_REGULAR, "da");
    for (int turn = 0; turn < 2; turn++)
        for (int i = 0; i < SIZES; i++) {
            int width = measure.width(measure.context, face, SMALLEST + i, latn, false, text, strlen(text));
            assert_true(turn == 0 ? i == 0 || width > widths[i - 1] : width == widths[i]);
            widths[i] = width;
            assert_true(measure.covers(measure.context, face, LETTER));
            assert_false(measure.covers(measure.context, face, 0x5E02));
            assert_int_equal(measure.face(measure.context, LETTER, WEIGHT_REGULAR, "da"), face);
        }
    fonts_destroy(fonts);
    report_finish(&report);
}

/* Emoji are pictures in one size; drawn, they keep to the size asked for and to their own colours. */
static void emoji_have_their_colours_at_any_size(void **state) {
    (void)state;
    static const char text[] = "👩‍👩‍👧";
    struct report report = {0};
    struct fonts *fonts = fonts_create(NULL, NULL, NULL, &report);
    assert_non_null(fonts);
    struct measure measure = fonts_measure(fonts);
    int face = measure.face(measure.context, 0x1F384, WEIGHT_REGULAR, "und-Zsye"), ascent = 0;
    if (!measure.covers(measure.context, face, 0x1F469)) {
        fonts_destroy(fonts);
        skip(); /* fonts-noto-color-emoji is not installed */
    }
    static const int sizes[] = {20, 64, 31};
    for (int i = 0; i < 3; i++) {
        int px = sizes[i], coloured = 0;
        int width = measure.width(measure.context, face, px, 'L' << 24 | 'a' << 16 | 't' << 8 | 'n', false,
                                  "🎄", strlen("🎄"));
        assert_in_range(width, px, px * 3 / 2);
        assert_int_equal(measure.width(measure.context, face, px, 'L' << 24, false, text, strlen(text)),
                         width);
        struct draw_item item = {.kind = DRAW_TEXT, .face = face, .px = px, .text = "🎄"};
        SDL_Surface *run = fonts_render(fonts, &item, &ascent);
        assert_non_null(run);
        assert_in_range(run->w, width - 1, width + 1);
        assert_in_range(run->h, px, px * 3 / 2);
        assert_in_range(ascent, px * 3 / 4, px * 5 / 4);
        for (int at = 0; at < run->h * run->pitch / 4; at++) {
            uint32_t p = ((const uint32_t *)run->pixels)[at];
            coloured += p >> 24 > 200 && (p >> 8 & 255) > (p >> 16 & 255) + 20; /* a green tree */
        }
        assert_true(coloured > px * px / 20);
        SDL_FreeSurface(run);
    }
    fonts_destroy(fonts);
    report_finish(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(signs_come_from_the_icon_font_alone),
                                       cmocka_unit_test(sizes_that_went_come_again),
                                       cmocka_unit_test(emoji_have_their_colours_at_any_size),
                                       cmocka_unit_test(a_size_does_not_depend_on_the_ones_before)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
