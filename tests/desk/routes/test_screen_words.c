/* What a device says in codes is said in both languages: nothing of its own English is in the Danish. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "desk/routes/screen_words.h"

static void says(json_t *words, const char *da, const char *en, const char *why) {
    const char *danish = json_string_value(json_object_get(words, "da"));
    const char *english = json_string_value(json_object_get(words, "en"));
    if (!danish || strcmp(danish, da) != 0 || !english || strcmp(english, en) != 0)
        fail_msg("%s: \"%s\", \"%s\"", why, danish, english);
    json_decref(words);
}

#define NETWORK_DA "Den får intet svar over netværket"
#define NETWORK_EN "It gets no answer over the network"

static void a_trouble_is_said_by_its_cause(void **state) {
    (void)state;
    says(screen_trouble("network", "desk.example: no route"), NETWORK_DA,
         NETWORK_EN ": desk.example: no route", "the device's own words are IT's");
    says(screen_trouble("network", ""), NETWORK_DA, NETWORK_EN, "it has none");
    says(screen_trouble("gremlins", "x"), "Noget hindrer den i at hente",
         "Something keeps it from fetching: x", "a cause of a newer program");
}

/* Those of docs/formats.md, sync.json. */
static void every_cause_has_words(void **state) {
    static const char *const CAUSES[] = {"network", "server", "content", "machine", "configuration"};
    json_t *other = screen_trouble("", "");
    (void)state;
    for (size_t i = 0; i < LENGTH(CAUSES); i++) {
        json_t *words = screen_trouble(CAUSES[i], "");
        if (json_equal(words, other))
            fail_msg("%s has no words of its own", CAUSES[i]);
        json_decref(words);
    }
    json_decref(other);
}

static void an_event_is_said_by_what_was_kept(void **state) {
    (void)state;
    says(screen_event_words("trouble", "network: desk.example: no route"), NETWORK_DA,
         NETWORK_EN ": desk.example: no route", "cause and words");
    says(screen_event_words("trouble", "no route"), "Noget hindrer den i at hente",
         "Something keeps it from fetching: no route", "of a desk that kept no cause");
    says(screen_event_words("trouble", "desk.example: no route"), "Noget hindrer den i at hente",
         "Something keeps it from fetching: desk.example: no route", "and whose words have a colon");
    says(screen_event_words("rung", "previous"), "det forrige i stedet for det nyeste",
         "what was before, in place of the newest", "a rung");
    says(screen_event_words("rung", "attic"), "noget andet end før", "something else than before",
         "a rung of a newer program");
    assert_null(screen_event_words("plays", "1.2"));
    assert_null(screen_event_words("screen enrol", "karen"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_trouble_is_said_by_its_cause),
                                       cmocka_unit_test(every_cause_has_words),
                                       cmocka_unit_test(an_event_is_said_by_what_was_kept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
