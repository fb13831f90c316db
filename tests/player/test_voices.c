#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "player/voices.h"

static const struct guide guide = {.languages = {{.tag = "en", .voice = "en-gb"},
                                                 {.tag = "da", .voice = "da"},
                                                 {.tag = "zh-Hans", .voice = "cmn"},
                                                 {.tag = "fa"}},
                                   .language_count = 4};

static void a_language_has_its_voice_or_english(void **state) {
    (void)state;
    assert_string_equal(voices_of(&guide, "zh-Hans"), "cmn");
    assert_string_equal(voices_of(&guide, "fa"), "en");
    assert_string_equal(voices_of(&guide, "xx"), "en");
    assert_string_equal(voices_of(NULL, "da"), "en");
}

static void each_run_has_its_voice(void **state) {
    (void)state;
    struct utterance what = {.count = 0};
    utterance_add(&what, "en", "Show \"this\" <to> us & them");
    utterance_add(&what, "da", "Jeg er syg.");
    utterance_add(&what, "en", "I am ill.");
    char *markup = voices_markup(&guide, &what);
    assert_string_equal(markup, "Show \"this\" &lt;to&gt; us &amp; them\n\n"
                                "<voice xml:lang=\"da\">Jeg er syg.\n\n</voice>I am ill.\n\n");
    free(markup);
}

static void words_within_a_line_too(void **state) {
    (void)state;
    struct utterance what = {.count = 0};
    utterance_part(&what, "en", "Go to ", 6);
    utterance_part(&what, "da", "Borgerservice", 13);
    utterance_part(&what, "en", " & wait.", 8);
    utterance_end_line(&what);
    char *markup = voices_markup(&guide, &what);
    assert_string_equal(markup, "Go to <voice xml:lang=\"da\">Borgerservice</voice> &amp; wait.\n\n");
    free(markup);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_language_has_its_voice_or_english),
                                       cmocka_unit_test(each_run_has_its_voice),
                                       cmocka_unit_test(words_within_a_line_too)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
