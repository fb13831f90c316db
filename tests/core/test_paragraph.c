#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/paragraph.h"

/* A made-up font: every character is half an em wide. Face 0 has all below U+0590, face 1 Arabic and ASCII
 * but no Latin letters, face 2 the rest, and digits for keycaps; 10 is added for bold. */
static bool covers(void *context, int face, uint32_t c) {
    (void)context;
    if (face % 10 == 0)
        return c < 0x590 || (c >= 0x2000 && c < 0x20E0);
    if (face % 10 == 1)
        return (c >= 0x600 && c < 0x700) || (c < 0x80 && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z'));
    return c >= 0x700 || (c >= '0' && c <= '9');
}

static int choose_face(void *context, uint32_t c, enum weight weight, const char *language) {
    (void)language;
    for (int face = 0; face < 3; face++)
        if (covers(context, face, c))
            return face + (weight == WEIGHT_BOLD ? 10 : 0);
    return FACE_NONE;
}

static int run_width(void *context, int face, int px, uint32_t script, bool rtl, const char *utf8,
                     size_t length) {
    (void)context, (void)face, (void)script, (void)rtl;
    int count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)utf8[i] & 0xc0) != 0x80;
    return count * px / 2;
}

static void metrics(void *context, int face, int px, int *ascent, int *descent) {
    (void)context;
    *ascent = face % 10 == 1 ? px * 12 / 10 : px * 9 / 10;
    *descent = face % 10 == 1 ? px / 2 : px / 5;
}

static const struct measure measure = {
    .face = choose_face, .covers = covers, .width = run_width, .metrics = metrics};

static bool covers_no_emoji(void *context, int face, uint32_t c) {
    return c < 0x1F000 && c != 0x20E3 && covers(context, face, c);
}

static int choose_face_but_no_emoji(void *context, uint32_t c, enum weight weight, const char *language) {
    return c < 0x1F000 && c != 0x20E3 ? choose_face(context, c, weight, language) : FACE_NONE;
}

static const struct measure no_emoji = {
    .face = choose_face_but_no_emoji, .covers = covers_no_emoji, .width = run_width, .metrics = metrics};

static struct paragraph_style style_in(const char *language) {
    return (struct paragraph_style){.px = 20, .leading = 1.2, .language = language, .colour = {0, 0, 0, 255}};
}

/* The runs as they stand on the screen: left to right, "/" between lines, "//" where the
 * text itself begins one, "|" between runs. */
static void look_with(const struct measure *fonts, const char *text, const char *language, int width,
                      int max_lines, char *out, size_t size) {
    struct paragraph_style style = style_in(language);
    struct draw_list list;
    style.max_lines = max_lines;
    draw_init(&list);
    struct paragraph_size extent = paragraph(&list, fonts, text, (struct box){0, 0, width, 5000}, &style);
    assert_true(extent.width <= width);
    out[0] = '\0';
    for (size_t i = 0; i < list.count; i++) {
        const struct draw_item *item = &list.items[i];
        const struct draw_item *before = i > 0 ? &list.items[i - 1] : NULL;
        size_t used = strlen(out);
        bool wraps = before != NULL && before->box.y != item->box.y;
        if (before != NULL && !wraps)
            assert_int_equal(item->box.x, before->box.x + before->box.w);
        assert_true(wraps || !item->begins);
        snprintf(out + used, size - used, "%s%s",
                 before == NULL ? ""
                 : item->begins ? "//"
                 : wraps        ? "/"
                                : "|",
                 item->text);
    }
    draw_finish(&list);
}

static void look(const char *text, const char *language, int width, int max_lines, char *out, size_t size) {
    look_with(&measure, text, language, width, max_lines, out, size);
}

struct row {
    const char *reason, *language, *text;
    int width, max_lines;
    const char *expected;
};

static const struct row rows[] = {
    {"one line", "en", "Hello", 200, 0, "Hello"},
    {"breaks at spaces, which are trimmed", "en", "one two three", 80, 0, "one two/three"},
    {"a last line that is too short gets a word more", "en", "aaaa bbbb cccc dddd eeee ffff at so", 300, 0,
     "aaaa bbbb cccc dddd eeee/ffff at so"},
    {"a dot is not drawn where the line parts what it parts", "en", "Open now · until 22", 110, 0,
     "Open now/until 22"},
    {"author's line", "en", "one\ntwo", 200, 0, "one//two"},
    {"a soft hyphen is invisible inside a line", "da", "beskæf\u00adtigelse", 200, 0, "beskæftigelse"},
    {"and a hyphen at a break", "da", "beskæf\u00adtigelse", 80, 0, "beskæf|-/tigelse"},
    {"a word too long is broken, not cut off", "en", "abcdefghij", 50, 0, "abcde/fghij"},
    {"an address is torn after / or .", "en", "ballerup.dk/borger/pas", 130, 0, "ballerup.dk//borger/pas"},
    {"ellipsis at a word end", "en", "one two three four", 90, 1, "one two|…"},
    {"no comma before the ellipsis", "en", "one, two three four", 70, 1, "one|…"},
    {"no dash before the ellipsis", "en", "one – two three four", 90, 1, "one|…"},
    {"ellipsis inside a word that is too long", "en", "abcdefghij", 50, 1, "abcd|…"},
    {"bold is another face", "en", "a **b** c", 200, 0, "a |b| c"},
    {"a lone mark stays", "en", "2 ** 3", 200, 0, "2 ** 3"},
    {"combined to NFC before measuring", "en", "re\u0301", 20, 0, "ré"},
    {"112 stays 112 in Arabic, left of what follows it", "ar", "اتصل 112 الآن", 500, 0, " الآن|112|اتصل "},
    {"a phone number keeps its order", "ar", "هاتف \u2068+45 44 77 20 00\u2069", 500, 0,
     "+45 44 77 20 00|هاتف "},
    {"an address in Arabic", "ar", "موقع ballerup.dk هنا", 500, 0, "هنا| |ballerup.dk|موقع "},
    {"a phone number without isolates", "ar", "اتصل بنا 4477 2000", 500, 0, "4477 2000|اتصل بنا "},
    {"with the country's code, and a word behind it", "ar", "هاتف +45 33 66 10 00 الآن", 900, 0,
     " الآن|+45 33 66 10 00|هاتف "},
    {"alone on its line", "ar", "+45 33 66 10 00", 500, 0, "+45 33 66 10 00"},
    {"in brackets and with dashes", "ar", "هاتف (+45) 4477-2000", 500, 0, "(+45) 4477-2000|هاتف "},
    {"digits of Persian", "fa", "تلفن ۴۴۷۷ ۲۰۰۰", 500, 0, "۴۴۷۷ ۲۰۰۰|تلفن "},
    {"digits of Arabic", "ar", "هاتف ٤٤٧٧ ٢٠٠٠", 500, 0, "٤٤٧٧ ٢٠٠٠|هاتف "},
    {"a range in them", "ar", "الساعة ١٠:٠٠–١٢:٠٠", 500, 0, "١٢:٠٠|–|١٠:٠٠|الساعة "},
    {"two numbers are two", "ar", "هاتف 4477 2000, 4477 2001", 900, 0, "4477 2001|, |4477 2000|هاتف "},
    {"a range of hours runs from the right in Arabic", "ar", "الساعة 10-12", 500, 0, "12|-|10|الساعة "},
    {"with spaces", "ar", "الساعة 10.00 – 12.30", 500, 0, "12.30|– | |10.00|الساعة "},
    {"alone", "ar", "16:30–18:00", 500, 0, "18:00|–|16:30"},
    {"before words", "ar", "16:30–18:00 اليوم", 500, 0, "اليوم| |18:00|–|16:30"},
    {"from the left in Persian", "fa", "ساعت 16:30–18:00", 500, 0, "16:30|–|18:00|ساعت "},
    {"and in Hebrew", "he", "בשעה 16:30–18:00", 500, 0, "16:30–18:00|בשעה "},
    {"a date of three parts is no range", "ar", "يوم 24-12-26", 500, 0, "24-12-26|يوم "},
    {"nor is a telephone number", "ar", "هاتف 44-77 20 00", 500, 0, "44-77 20 00|هاتف "},
    {"nor one in halves", "ar", "هاتف 4477–2000", 500, 0, "4477|–|2000|هاتف "},
    {"a date and an hour are two, right to left", "ar", "يوم 24/12/2026 10:30", 900, 0,
     "10:30| |24/12/2026|يوم "},
    {"a sign stays before its number", "ar", "الحرارة -5", 500, 0, "-5|الحرارة "},
    {"behind Latin words they stay in their line", "ar", "مبنى Ballerup 4477 2000 هنا", 900, 0,
     "هنا| |Ballerup 4477 2000|مبنى "},
    {"an address that ends with a slash", "ar", "انظر https://ballerup.dk/ الآن", 900, 0,
     "الآن| |https://ballerup.dk/|انظر "},
    {"an address that begins with digits", "ar", "بريد 2750@ballerup.dk", 900, 0, "2750@|ballerup.dk|بريد "},
    {"Arabic words in an English text", "en", "call اتصل 4477 2000 now", 900, 0,
     "call |اتصل| |4477 2000| |now"},
    {"ellipsis left of Arabic", "ar", "اتصل بنا الآن", 100, 1, "…|اتصل بنا"},
    {"no break between kinsoku and its word", "zh-Hans", "你好世界。", 40, 0, "你好世/界。"},
    {"a phone number is not torn", "da", "ring +45 44 77 20 00", 160, 0, "ring/+45 44 77 20 00"},
    {"an emoji is a run of its own", "en", "a 🎄 b", 200, 0, "a |🎄| b"},
    {"so is each of several", "en", "🎄🇩🇰👋🏽", 200, 0, "🎄|🇩🇰|👋🏽"},
    {"a line may end between two, not inside one", "en", "👨‍👩‍👧👋🏽", 60, 0,
     "👨‍👩‍👧/👋🏽"},
    {"not even where it must", "en", "👨‍👩‍👧👨‍👩‍👧", 50, 0,
     "👨‍👩‍👧/👨‍👩‍👧"},
    {"a keycap is one", "en", "1️⃣ a", 200, 0, "1️⃣| a"},
    {"a sequence is written from the left also in Arabic", "ar", "شجرة 👨‍👩‍👧🎄 هنا",
     500, 0, "هنا| |🎄|👨‍👩‍👧|شجرة "},
    {"nothing", "en", "", 100, 0, ""},
};

static void test_lines_and_runs(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[400];
        look(rows[i].text, rows[i].language, rows[i].width, rows[i].max_lines, out, sizeof(out));
        if (strcmp(out, rows[i].expected) != 0)
            fail_msg("%s: got \"%s\" instead of \"%s\"", rows[i].reason, out, rows[i].expected);
    }
}

static void test_emoji_that_no_font_has_are_left_out(void **state) {
    (void)state;
    static const struct row missing[] = {
        {"one of the spaces goes, too", "da", "Juletræ 🎄 tændes", 400, 0, "Juletræ tændes"},
        {"at the start", "da", "🎄 Jul", 400, 0, "Jul"},
        {"at the end", "da", "Jul 🎄", 400, 0, "Jul"},
        {"before a full stop", "da", "Jul 🎄.", 400, 0, "Jul."},
        {"between letters", "da", "Jul🎄dag", 400, 0, "Juldag"},
        {"several", "da", "a 🎄🇩🇰 👋🏽 b", 400, 0, "a b"},
        {"joined, tagged, a keycap", "da", "a 👨‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣ b", 400,
         0, "a b"},
        {"as text", "da", "a 🎄︎ b", 400, 0, "a b"},
        {"at the ends of lines", "da", "a 🎄\n🎄 b", 400, 0, "a//b"},
        {"alone", "da", "🎄", 400, 0, ""},
        {"bold", "da", "a **🎄** b", 400, 0, "a b"},
        {"a heart is in other fonts, too", "da", "a ❤️ b", 400, 0, "a |❤️| b"},
    };
    for (size_t i = 0; i < LENGTH(missing); i++) {
        char out[400];
        look_with(&no_emoji, missing[i].text, missing[i].language, missing[i].width, 0, out, sizeof(out));
        if (strcmp(out, missing[i].expected) != 0)
            fail_msg("%s: got \"%s\" instead of \"%s\"", missing[i].reason, out, missing[i].expected);
    }
}

static void test_missing_emoji_are_reported_by_their_first_character(void **state) {
    (void)state;
    struct paragraph_style style = style_in("en");
    const char *package = "";
    assert_int_equal(paragraph_missing(&measure, "a 👨‍👩‍👧 1️⃣ 🇩🇰", &style, &package),
                     0);
    assert_int_equal(paragraph_missing(&no_emoji, "a 👨‍👩‍👧", &style, &package), 0x1F468);
    assert_int_equal(paragraph_missing(&no_emoji, "a 1️⃣", &style, &package), '1');
}

/* As fonts are whose words, each rounded up to whole px, are wider apart than together. */
static int rounded_width(void *context, int face, int px, uint32_t script, bool rtl, const char *utf8,
                         size_t length) {
    return run_width(context, face, px, script, rtl, utf8, length) + 1;
}

static void test_a_text_stands_in_the_width_it_has(void **state) {
    (void)state;
    const struct measure rounded = {
        .face = choose_face, .covers = covers, .width = rounded_width, .metrics = metrics};
    struct paragraph_style style = style_in("en");
    const char *text = "one two three four five";
    struct box box = {0, 0, 5000, 1000};
    box.w = paragraph(NULL, &rounded, text, box, &style).width;
    assert_int_equal(box.w, 231);
    assert_int_equal(paragraph(NULL, &rounded, text, box, &style).lines, 1);
    box.w--;
    assert_int_equal(paragraph(NULL, &rounded, text, box, &style).lines, 2);
}

static void test_alignment_follows_the_language(void **state) {
    (void)state;
    static const struct {
        const char *language;
        enum align align;
        int x;
    } cases[] = {{"en", ALIGN_START, 10}, {"ar", ALIGN_START, 180}, {"en", ALIGN_CENTRE, 95},
                 {"en", ALIGN_END, 180},  {"ar", ALIGN_END, 10},    {"ur", ALIGN_START, 180}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct paragraph_style style = style_in(cases[i].language);
        struct draw_list list;
        style.align = cases[i].align;
        draw_init(&list);
        paragraph(&list, &measure, "abc", (struct box){10, 0, 200, 100}, &style);
        assert_int_equal(list.items[0].box.x, cases[i].x);
        draw_finish(&list);
    }
}

static void test_height_is_whole_lines_and_tall_scripts_get_room(void **state) {
    (void)state;
    struct paragraph_style style = style_in("en");
    struct box box = {0, 0, 50, 1000};
    struct paragraph_size size = paragraph(NULL, &measure, "one two", box, &style);
    assert_int_equal(size.lines, 2);
    assert_int_equal(size.height, 48);
    size = paragraph(NULL, &measure, "اتصل", box, &style);
    assert_int_equal(size.height, 32); /* less than the 34 the face claims, for marks that plain text lacks */
    style.language = "ur";             /* Nastaliq needs them all */
    size = paragraph(NULL, &measure, "اتصل", box, &style);
    assert_int_equal(size.height, 34);
    style.language = "en";
    box.h = 30;
    size = paragraph(NULL, &measure, "one two", box, &style);
    assert_int_equal(size.lines, 1);
    assert_true(size.cut);
}

static void test_the_language_of_strangers(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *said, *reader, *expected;
    } languages[] = {
        {"what they say", "Hello", "da", "ar", "da"},
        {"the reader's", "Hello", NULL, "da", "da"},
        {"from the left in Arabic", "🎄 Hello.", NULL, "ar", "en"},
        {"from the right in Danish", "اتصل بنا.", NULL, "da", "ar"},
        {"from the right in Farsi", "اتصل بنا.", NULL, "fa", "fa"},
        {"no letters", "2026", NULL, "ar", "ar"},
        {"no letters but in a value", "\u2068The paper\u2069 · 14:05", NULL, "ar", "ar"},
        {"letters after a value", "\u2068اتصل\u2069 now", NULL, "ar", "en"},
    };
    for (size_t i = 0; i < LENGTH(languages); i++) {
        const char *language = text_language(languages[i].text, languages[i].said, languages[i].reader);
        if (strcmp(language, languages[i].expected) != 0)
            fail_msg("%s: %s", languages[i].why, language);
    }
}

static void test_fit(void **state) {
    (void)state;
    struct paragraph_style style = style_in("en");
    style.px = 100;
    assert_int_equal(paragraph_fit(&measure, "abcdefghij", (struct box){0, 0, 200, 500}, &style, 10), 40);
    assert_int_equal(paragraph_fit(&measure, "ab", (struct box){0, 0, 200, 500}, &style, 10), 100);
    assert_int_equal(paragraph_fit(&measure, "abcdefghij", (struct box){0, 0, 20, 50}, &style, 10), 10);
}

static void test_hostile_text_is_bounded(void **state) {
    (void)state;
    struct paragraph_style style = style_in("da");
    size_t size = 200000;
    char *text = malloc(size + 1);
    assert_non_null(text);
    static const char *const patterns[] = {"a", "a ", "\xff", "\xe0", "**", "ا", "\u202e", "\n", "a\u0301"};
    for (size_t i = 0; i < LENGTH(patterns); i++) {
        size_t part = strlen(patterns[i]);
        for (size_t at = 0; at < size; at++)
            text[at] = patterns[i][at % part];
        text[size] = '\0';
        paragraph(NULL, &measure, text, (struct box){0, 0, 900, 1000}, &style);
    }
    free(text);
}

/* Rules that are kept break as those read anew, whatever language had its turn before. */
static void test_kept_rules_break_alike(void **state) {
    (void)state;
    static const struct {
        const char *language, *text;
    } texts[] = {
        {"en", "Bring your passport, and a friend."},
        {"zh", "请带上您的护照和一位朋友。"},
        {"ar", "أحضر جواز سفرك وصديقًا."},
        {"th", "กรุณานำหนังสือเดินทางของคุณมาด้วย"},
        {"da", "Tag dit pas og en ven med."},
        {"uk", "Візьміть паспорт і друга."},
        {"a-language-whose-name-is-longer-than-any", "Bring your passport."},
    };
    struct measure keeping = measure;
    keeping.breaks = breaks_create();
    assert_non_null(keeping.breaks);
    for (int turn = 0; turn < 3; turn++)
        for (size_t i = 0; i < LENGTH(texts); i++) {
            struct paragraph_style style = style_in(texts[i].language);
            struct box box = {0, 0, 50 + 20 * turn, 2000};
            struct draw_list anew, kept;
            draw_init(&anew);
            draw_init(&kept);
            struct paragraph_size expected = paragraph(&anew, &measure, texts[i].text, box, &style);
            struct paragraph_size size = paragraph(&kept, &keeping, texts[i].text, box, &style);
            assert_int_equal(size.lines, expected.lines);
            assert_true(expected.lines > 1);
            assert_int_equal(kept.count, anew.count);
            for (size_t k = 0; k < kept.count; k++)
                assert_string_equal(kept.items[k].text, anew.items[k].text);
            draw_finish(&anew);
            draw_finish(&kept);
        }
    breaks_destroy(keeping.breaks);
    breaks_destroy(NULL);
}

static void test_isolate(void **state) {
    (void)state;
    char out[32], small[9];
    text_isolate("112", out, sizeof(out));
    assert_string_equal(out, "\u2068112\u2069");
    text_isolate("aåb", small, sizeof(small)); /* room for two bytes: å is not halved */
    assert_string_equal(small, "\u2068a\u2069");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_and_runs),
        cmocka_unit_test(test_emoji_that_no_font_has_are_left_out),
        cmocka_unit_test(test_missing_emoji_are_reported_by_their_first_character),
        cmocka_unit_test(test_a_text_stands_in_the_width_it_has),
        cmocka_unit_test(test_alignment_follows_the_language),
        cmocka_unit_test(test_height_is_whole_lines_and_tall_scripts_get_room),
        cmocka_unit_test(test_the_language_of_strangers),
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_hostile_text_is_bounded),
        cmocka_unit_test(test_kept_rules_break_alike),
        cmocka_unit_test(test_isolate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
