#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "intake/html_text.h"
#include "intake/text_clean.h"

static void test_clean(void **state) {
    (void)state;
    static const struct {
        const char *why, *text;
        size_t max;
        const char *expected;
    } rows[] = {
        {"plain", "Velkommen", 20, "Velkommen"},
        {"white space", "  a\t\n b\r\n", 20, "a b"},
        {"NFD becomes NFC", "A\xCC\x8A", 20, "Å"},
        {"controls",
         "a\x01"
         "b\x7F"
         "c",
         20, "abc"},
        {"controls between numbers",
         "10\x13"
         "12",
         20, "10 12"},
        {"C1 controls are windows-1252's",
         "10\xC2\x96"
         "12 a\xC2\x85 \xC2\x93q\xC2\x94 1\xC2\x81"
         "2",
         20, "10–12 a… “q” 1 2"},
        {"bidi override",
         "a\xE2\x80\xAE"
         "b\xE2\x80\xAC"
         "c",
         20, "abc"},
        {"an isolate stays, and ends", "ا \u2066​44 77\u2069 ب", 20, "ا \u206644 77\u2069 ب"},
        {"one that never ends", "a \u2067b", 20, "a \u2067b\u2069"},
        {"ends without beginnings", "a\u2069 b\u202C", 20, "a b"},
        {"an embedding becomes one", "\u202A+45\u202C x", 20, "\u2066+45\u2069 x"},
        {"an override in an isolate", "\u2068a\u202Eb\u202Cc\u2069d", 20, "\u2068abc\u2069d"},
        {"marks", "\u200E\u200E44\u200F\u061C", 20, "\u200E44\u200F\u061C"},
        {"nothing but marks", "\u200E \u2066\u2069", 20, ""},
        {"cut inside an isolate", "\u2066one two three\u2069", 11, "\u2066one two…\u2069"},
        {"no room for one", "abcd \u2066e", 6, "abcd e"},
        {"a flag of its tags", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", 20, "🏴󠁧󠁢󠁳󠁣󠁴󠁿"},
        {"joined behind a colour", "🧑🏽‍🚒", 20, "🧑🏽‍🚒"},
        {"zero width space and byte order mark",
         "a\xE2\x80\x8B"
         "b\xEF\xBB\xBF"
         "c",
         20, "abc"},
        {"joiner between Latin letters",
         "a\xE2\x80\x8D"
         "b",
         20, "ab"},
        {"non-joiner Persian needs", "می\xE2\x80\x8Cخواهم", 20, "می\xE2\x80\x8Cخواهم"},
        {"five marks", "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81", 20,
         "\xC3\xA9\xCC\x81\xCC\x81\xCC\x81\xCC\x81"},
        {"overlong and lone bytes",
         "a\xC0\xAF"
         "b\xFF",
         20,
         "a\xEF\xBF\xBD\xEF\xBF\xBD"
         "b\xEF\xBF\xBD"},
        {"exact", "12345", 5, "12345"},
        {"exact words", "12 45", 5, "12 45"},
        {"cut at a word", "one two three", 9, "one two…"},
        {"room for the dots behind a word", "one two three", 8, "one two…"},
        {"a long word", "abcdefgh", 5, "abcd…"},
        {"formats are text", "%s %n ../'; DROP", 30, "%s %n ../'; DROP"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *clean = text_clean(rows[i].text, strlen(rows[i].text), rows[i].max);
        if (!clean || strcmp(clean, rows[i].expected) != 0)
            fail_msg("%s: %s", rows[i].why, clean ? clean : "NULL");
        free(clean);
    }
}

static void test_html(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"<b>Ny</b> bog", "Ny bog"},
        {"<p>Ny</p><p>bog</p>", " Ny  bog "},
        {"Ny<br/>bog<hr>", "Ny bog "},
        {"Vigtigt<em>:</em> CO<sub>2</sub>", "Vigtigt: CO2"},
        {"<a href=\"https://x.dk/?a>b\" title='\"'>Ny</a>", "Ny"},
        {"<a href=https://x.dk/>Ny</a>", "Ny"},
        {"<td nowrap>10</td><td>12</td>", " 10  12 "},
        {"<IMG SRC='a.jpg' ALT='<b>'>Ny", "Ny"},
        {"<img src=\"a\"alt=\"b\">Ny", "Ny"}, /* untidy */
        {"<o:p></o:p>Ny<my-tag>", "Ny"},
        {"a<b og c>d", "a<b og c>d"},
        {"x<y and z>w", "x<y and z>w"},
        {"p<0,05 og q>1", "p<0,05 og q>1"},
        {"Kurt <kurt@e.dk>", "Kurt <kurt@e.dk>"},
        {"List<String>", "List<String>"},
        {"<3 & </ >", "<3 & </ >"},
        {"K&oslash;b &amp; salg", "Køb & salg"},
        {"&#230;&#xF8;&#XF8;", "æøø"},
        {"10&#150;12, &#x93;q&#148; &#133;&#128;", "10–12, “q” …€"},
        {"&#39s, &#39", "'s, '"},
        {"&copy2026 &aring &notit; AT&T R&D", "©2026 å ¬it; AT&T R&D"},
        {"&pound;5 &trade; &frac14; &rarr; &ecirc;&nGt;", "£5 ™ ¼ → ê≫⃒"},
        {"&CounterClockwiseContourIntegral;&zwj;", "∳\u200D"},
        {"ord&shy;deling", "orddeling"},
        {"1 < 2 & 3", "1 < 2 & 3"},
        {"&amp;lt;", "&lt;"}, /* once */
        {"a<script>x<y</script>b", "a b"},
        {"a<style>x", "a "},
        {"a<!-- <b> -->b", "ab"},
        {"a<!-- b", "a<!-- b"},
        {"<![CDATA[Ny <b>bog</b>]]>", "Ny bog"},
        {"open <b", "open <b"},
        {"open <a href='x>", "open <a href='x>"},
        {"&unknown; &#0; &#xD800; &#; &#x;", "&unknown; &#0; &#xD800; &#; &#x;"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *text = html_text(rows[i][0]);
        if (!text || strcmp(text, rows[i][1]) != 0)
            fail_msg("%s: %s", rows[i][0], text ? text : "NULL");
        free(text);
    }
}

/* Seconds of this thread, the least of five. */
static double cost(const char *piece, size_t count) {
    size_t length = strlen(piece);
    char *html = malloc(count * length + 1);
    double least = 1e9;
    for (size_t i = 0; i < count; i++)
        memcpy(html + i * length, piece, length);
    html[count * length] = '\0';
    for (int i = 0; i < 5; i++) {
        struct timespec begin, end;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
        char *text = html_text(html);
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
        assert_non_null(text);
        free(text);
        double took = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
        least = took < least ? took : least;
    }
    free(html);
    return least;
}

/* What never ends must not be looked for from each of its beginnings: eight times the text is sixty-four
 * times the work then. */
static void html_costs_no_more_than_its_length(void **state) {
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    print_message("skipped: with ASan, strstr reads to the end of the text each time\n");
    skip();
#endif
    static const char *const pieces[] = {
        "<!--",    "<!-- -",    "<a ",
        "<a x=1 ", "<a x=\"",   "<a x='<",
        "<!",      "<?",        "<![CDATA[",
        "</a ",    "<script ",  "<style>x",
        "&amp",    "<b <i x= ", "<p x='\">\" y=",
        "]]>",     "<a x=y/",   "<template></templat",
    };
    for (size_t i = 0; i < LENGTH(pieces); i++) {
        size_t count = 20000 / strlen(pieces[i]);
        double few = cost(pieces[i], count), many = cost(pieces[i], count * 8);
        if (many > few * 24 && many > 0.005)
            fail_msg("\"%s\": %.1f ms, eight times of it %.1f ms", pieces[i], few * 1e3, many * 1e3);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_clean), cmocka_unit_test(test_html),
                                       cmocka_unit_test(html_costs_no_more_than_its_length)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
