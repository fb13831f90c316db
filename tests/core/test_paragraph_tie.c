/* What stays on one line, and lines that end well. Every character is half an em wide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/paragraph.h"

static int face(void *context, uint32_t c, enum weight weight, const char *language) {
    (void)context, (void)c, (void)language;
    return weight == WEIGHT_BOLD;
}

static bool covers(void *context, int face_asked, uint32_t c) {
    (void)context, (void)face_asked, (void)c;
    return true;
}

static int run_width(void *context, int face_asked, int px, uint32_t script, bool rtl, const char *utf8,
                     size_t length) {
    (void)context, (void)face_asked, (void)script, (void)rtl;
    int count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)utf8[i] & 0xc0) != 0x80;
    return count * px / 2;
}

static void metrics(void *context, int face_asked, int px, int *ascent, int *descent) {
    (void)context, (void)face_asked;
    *ascent = px * 9 / 10;
    *descent = px / 5;
}

static const struct measure fonts = {.face = face, .covers = covers, .width = run_width, .metrics = metrics};

static struct paragraph_size set(const char *text, const char *language, int width, bool balanced, char *out,
                                 size_t size) {
    struct paragraph_style style = {.px = 20, .language = language, .balanced = balanced};
    struct draw_list list;
    draw_init(&list);
    struct paragraph_size extent = paragraph(&list, &fonts, text, (struct box){0, 0, width, 50000}, &style);
    *out = '\0';
    for (size_t i = 0, used = 0; i < list.count; i++) {
        bool wraps = i > 0 && list.items[i - 1].box.y != list.items[i].box.y;
        used += (size_t)snprintf(out + used, size - used, "%s%s", wraps ? "/" : "", list.items[i].text);
        assert_true(used < size);
    }
    draw_finish(&list);
    return extent;
}

struct row {
    const char *reason, *language, *text;
    int width; /* 10 px a character */
    bool balanced;
    const char *expected;
};

static const struct row rows[] = {
    {"an address", "da", "Ballerup Rådhus, Hold-an Vej 7. Ring først.", 270, false,
     "Ballerup Rådhus,/Hold-an Vej 7. Ring først."},
    {"where its number was tied already", "da", "Ballerup Rådhus, Hold-an Vej\u00a07. Ring først.", 270,
     false, "Ballerup Rådhus,/Hold-an Vej\u00a07. Ring først."},
    {"a street of one word", "en", "TAPETEN, Magleparken 5, knows you", 220, false,
     "TAPETEN,/Magleparken 5,/knows you"},
    {"after a soft hyphen's word", "en", "It is at Banegårdspladsen 1, go in", 270, false,
     "It is at/Banegårdspladsen 1, go in"},
    {"the hour", "da", "Vi åbner kl. 9 hver dag", 130, false, "Vi åbner/kl. 9/hver dag"},
    {"a number that is said", "en", "the station at number 3 now", 210, false, "the station at/number 3 now"},
    {"a line of a train", "en", "Take the S-train, line C, home", 240, false,
     "Take the S-train,/line C, home"},
    {"a telephone number and its word", "en", "Please call us. Telephone 44 77 20 00 now", 260, false,
     "Please call us./Telephone 44 77 20 00 now"},
    {"a number and its unit", "en", "it is about 15 km from here", 140, false, "it is about/15 km/from here"},
    {"money", "da", "Det koster dig 200 kr. om året", 180, false, "Det koster dig/200 kr. om året"},
    {"a Danish date", "da", "Vi ses igen 24. december 2026", 160, false, "Vi ses igen/24. december/2026"},
    {"an English date", "en", "We close on 24 December again", 150, false, "We close on/24 December/again"},
    {"a day of the week parts from its date first", "en", "Thursday 3 December", 130, false,
     "Thursday/3 December"},
    {"in Danish, too", "da", "Torsdag 3. december", 130, false, "Torsdag/3. december"},
    {"a Ukrainian date", "uk", "Ми зачинені 24 грудня цілий день", 150, false,
     "Ми зачинені/24 грудня/цілий день"},
    {"a Polish word of one letter", "pl", "Zapytaj nas w bibliotece o to", 130, false,
     "Zapytaj nas/w bibliotece/o to"},
    {"in Danish it stays", "da", "Spørg os hvad i alverden", 140, false, "Spørg os hvad/i alverden"},
    {"a number and what it counts", "en", "you may work for 90 hours a month", 190, false,
     "you may work for/90 hours a month"},
    {"a year counts nothing", "en", "It was in 2007 the town", 150, false, "It was in 2007/the town"},
    {"nor does a number of a name", "en", "it is in zone no. 42 of town", 210, false,
     "it is in zone no. 42/of town"},
    {"what stands in brackets", "en", "residents in work (Trap Danmark, 2016)", 240, false,
     "residents in work/(Trap Danmark, 2016)"},
    {"what is short between signs", "en", "In English · For newcomers · Free", 170, false,
     "In English/For newcomers/Free"},
    {"a full stop is no date", "en", "It is at number 3. The train goes", 220, false,
     "It is at number 3. The/train goes"},
    {"a range", "da", "Vi har åbent 07.00–22.00 her", 200, false, "Vi har åbent/07.00–22.00 her"},
    {"a sign between words", "da", "Hej · Tak · Undskyld", 120, true, "Hej · Tak/Undskyld"},
    {"halves of a word", "da", "Tag pas eller billed-id med", 200, false, "Tag pas eller/billed-id med"},
    {"long halves part", "en", "a quarter-finalist", 150, false, "a quarter-/finalist"},
    {"an address of the web only after a slash", "en", "www.nyidanmark.dk/en-GB/stay", 220, false,
     "www.nyidanmark.dk//en-GB/stay"},
    {"no last line of one word", "en", "No food waste in there, please.", 280, false,
     "No food waste in/there, please."},
    {"unless nothing can be spared", "en", "abcdefghijklm nopqrstu", 140, false, "abcdefghijklm/nopqrstu"},
    {"the author's own line stays", "en", "Yes.\nNo.", 200, false, "Yes./No."},
    {"a heading", "en", "Sort it, use it again", 160, true, "Sort it,/use it again"},
    {"a heading of a question", "en", "New job? Get a tax card", 160, true, "New job?/Get a tax card"},
    {"a heading whose first phrase is short", "en", "Forest, velodrome and city train", 240, true,
     "Forest, velodrome/and city train"},
    {"a heading whose phrase has no room", "en", "Hello, we come again", 120, true, "Hello, we/come again"},
    {"a heading of two lines alike", "en", "Register within five days of now", 230, true,
     "Register within/five days of now"},
    {"one line stays one", "en", "Register now", 230, true, "Register now"},
    {"what is wider than a line parts before a word is torn", "da", "Hold-an Vej 7", 80, false,
     "Hold-an/Vej 7"},
    {"Chinese as it was", "zh-Hans", "你好世界我们在这里", 40, false, "你好世界/我们在这/里"},
};

static void what_belongs_together(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[400];
        (void)set(rows[i].text, rows[i].language, rows[i].width, rows[i].balanced, out, sizeof out);
        if (strcmp(out, rows[i].expected) != 0)
            print_error("%s: got \"%s\" instead of \"%s\"\n", rows[i].reason, out, rows[i].expected);
        wrong += strcmp(out, rows[i].expected) != 0;
    }
    assert_int_equal(wrong, 0);
}

/* Where room is short. */
static void loose_words_part(void **state) {
    (void)state;
    static const char text[] = "Ballerup Rådhus, Hold-an Vej 7. Ring først, så";
    struct paragraph_style style = {.px = 20, .language = "da"};
    struct box box = {0, 0, 250, 50000};
    assert_int_equal(paragraph(NULL, &fonts, text, box, &style).lines, 3);
    style.loose = true;
    assert_int_equal(paragraph(NULL, &fonts, text, box, &style).lines, 2);
}

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* Groups of one number are never parted. */
static bool between_digits(const char *text, const char *space) {
    return space > text && space[-1] >= '0' && space[-1] <= '9' && space[1] >= '0' && space[1] <= '9';
}

static size_t longest(const char *text) {
    size_t most = 0;
    for (const char *at = text; *at;) {
        size_t count = 0;
        for (; *at && !(*at == ' ' && !between_digits(text, at)); at++)
            count += ((unsigned char)*at & 0xc0) != 0x80;
        most = count > most ? count : most;
        at += *at == ' ';
    }
    return most;
}

static size_t without_ends(const char *text, char *out) {
    size_t n = 0;
    for (; *text; text++)
        if (*text != ' ' && *text != '/')
            out[n++] = *text;
    out[n] = '\0';
    return n;
}

/* Words of many languages in any order, at any width: nothing is lost, turned round, wider than its line or
 * torn, and a heading has as many lines balanced as without. */
static void whatever_is_said(void **state) {
    (void)state;
    static const char *const words[][8] = {
        {"kl.", "9", "Hold-an", "Vej", "24.", "december", "og", "rådhuset"},
        {"number", "3", "call", "Telephone", "44", "77", "four-digit", "km"},
        {"вул.", "Центральна", "5", "грудня", "в", "бібліотеці", "і", "лікар"},
        {"ul.", "Długa", "7", "o", "w", "24", "grudnia", "zł"},
        {"Am", "Markt", "12", "3.", "Dezember", "Uhr", "Bürgerservice", "und"},
        {"strada", "Mare", "15", "lei", "iunie", "la", "nr.", "primărie"},
        {"Cadde", "8", "ocak", "saat", "ve", "belediye", "TL", "kütüphane"},
        {"-", "--", "A", "7A", "+45", "(33)", "1.000", "50"},
    };
    static const char *const languages[] = {"da", "en", "uk", "pl", "de", "ro", "tr", "en"};
    uint32_t seed = 7;
    for (int run = 0; run < 4000; run++) {
        size_t from = next(&seed) % LENGTH(words), count = 1 + next(&seed) % 9, used = 0;
        char text[400] = "", even[800], plain[800], a[800], b[800];
        for (size_t i = 0; i < count; i++)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i ? " " : "",
                                     words[from][next(&seed) % 8]);
        int width = 10 * (int)(longest(text) + next(&seed) % 20);
        struct paragraph_size balanced = set(text, languages[from], width, true, even, sizeof even);
        struct paragraph_size greedy = set(text, languages[from], width, false, plain, sizeof plain);
        if (balanced.width > width || greedy.width > width || balanced.torn || greedy.torn || greedy.cut)
            fail_msg("\"%s\" at %d: \"%s\", \"%s\"", text, width, even, plain);
        assert_int_equal(balanced.lines, greedy.lines);
        assert_true(balanced.width <= greedy.width || balanced.lines == 2); /* two part at a phrase */
        (void)without_ends(text, a);
        (void)without_ends(even, b);
        assert_string_equal(a, b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_belongs_together),
        cmocka_unit_test(loose_words_part),
        cmocka_unit_test(whatever_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
