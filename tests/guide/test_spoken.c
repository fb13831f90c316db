#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "guide/view/spoken_parts.h"
#include "support/page_fixture.h"

/* What the voice is given for a text. */
static void numbers_are_read_digit_by_digit(void **state) {
    (void)state;
    static const struct {
        const char *text, *spoken;
    } rows[] = {
        {"Call 4477 2000.", "Call 4 4, 7 7, 2 0, 0 0.\n"},
        {"Phone \u2068+45 4477 2000\u2069", "Phone +4 5 4 4, 7 7, 2 0, 0 0\n"},
        {"44772000", "4 4, 7 7, 2 0, 0 0\n"},
        {"\u206612:00–13:00\u2069 · Hall, \u2067x\u2069", "12:00–13:00, Hall, x\n"},
        {"4477\u00a02000", "4 4, 7 7, 2 0, 0 0\n"},
        {"70 10 20 30", "7 0, 1 0, 2 0, 3 0\n"},
        {"112 or 1813", "1 1 2 or 1 8 1 3\n"},
        {"Call 112, now.", "Call 1 1 2, now.\n"},
        {"1120 or 2112", "1120 or 2112\n"},
        {"113 pages", "113 pages\n"},
        {"**4477 2000**", "4 4, 7 7, 2 0, 0 0\n"},
        {"2025 2026", "2025 2026\n"}, /* years */
        {"2750 Ballerup", "2750 Ballerup\n"},
        {"12345678,50 kr.", "12345678,50 kr.\n"},
        {"Day 2026-12-03", "Day 2026-12-03\n"},
        {"kl. 14.30-16.00.", "kl. 14:30-16:00.\n"},
        {"9.05", "9:05\n"},
        {"version 24.61, 1.2.34", "version 24.61, 1.2.34\n"},
        {"Today · 19:00", "Today, 19:00\n"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct page_fixture f;
        struct utterance parts[PART_COUNT] = {{.count = 0}};
        page_fixture_init(&f, 1080, 1920, 530, FIXTURE_EN);
        page_fixture_page(&f);
        static const struct guide_emergency dialled[] = {{.number = "112"}, {.number = "1813"}};
        f.guide.people.emergencies = dialled;
        f.guide.people.emergency_count = LENGTH(dialled);
        f.page.said.parts = parts;
        page_speak(&f.page, NULL, rows[i].text);
        if (strcmp(parts[0].text, rows[i].spoken) != 0)
            fail_msg("%s: %s", rows[i].text, parts[0].text);
        page_fixture_finish(&f);
    }
}

/* "Go to ⟨da:Borgerservice⟩." */
static void marked(const struct utterance *said, const char *own, char out[400]) {
    size_t used = 0;
    out[0] = '\0';
    for (int run = 0; run < said->count; run++) {
        bool other = strcmp(said->runs[run].language, own) != 0;
        size_t from = said->runs[run].from;
        used +=
            (size_t)snprintf(out + used, 400 - used, "%s%s%s%.*s%s", other ? "⟨" : "",
                             other ? said->runs[run].language : "", other ? ":" : "",
                             (int)(utterance_run_end(said, run) - from), said->text + from, other ? "⟩" : "");
    }
}

/* Names of offices are Danish in every language; in other scripts so is what stands in Latin letters. */
static void words_of_another_language_have_its_voice(void **state) {
    (void)state;
    static const char *const names[] = {"Borger", "Borgerservice", "almene boliger"};
    static const struct {
        const char *language, *text, *spoken;
    } rows[] = {
        {"en", "Go to Borgerservice.", "Go to ⟨da:Borgerservice⟩.\n"},
        {"en", "Citizen Service (Borgerservice)", "Citizen Service (⟨da:Borgerservice⟩)\n"},
        {"en", "Borgerservice", "⟨da:Borgerservice\n⟩"},
        {"en", "Borgerservice’s desk", "⟨da:Borgerservice⟩’s desk\n"},
        {"en", "Borgerservices, xBorger", "Borgerservices, xBorger\n"}, /* other words */
        {"en", "åBorger Borger", "åBorger ⟨da:Borger\n⟩"},
        {"en", "borgerservice", "borgerservice\n"},
        {"en", "homes, almene boliger, and Borger", "homes, ⟨da:almene boliger⟩, and ⟨da:Borger\n⟩"},
        {"da", "Gå til Borgerservice.", "Gå til Borgerservice.\n"},
        {"uk", "Прийдіть до Borgerservice, 2 поверх.", "Прийдіть до ⟨da:Borgerservice⟩, 2 поверх.\n"},
        {"uk", "Сайт borger.dk/english і MitID", "Сайт ⟨da:borger.dk/english⟩ і ⟨da:MitID\n⟩"},
        {"ar", "اذهب إلى Digital Post الآن", "اذهب إلى ⟨da:Digital Post⟩ الآن\n"},
        {"zh-Hans", "请去 SIRI 办理", "请去 ⟨da:SIRI⟩ 办理\n"},
        {"uk", "112", "112\n"},
        {"en", "MitID", "MitID\n"},
        {"en", "", ""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct guide guide = {.terms = {{"da", names, LENGTH(names)}}, .term_count = 1};
        struct utterance said = {.count = 0};
        char out[400];
        spoken_add(&guide, rows[i].language, rows[i].text, &said);
        marked(&said, rows[i].language, out);
        if (strcmp(out, rows[i].spoken) != 0)
            fail_msg("%s: %s", rows[i].text, out);
        guide.term_count = 0; /* a guide that names none */
        said = (struct utterance){.count = 0};
        spoken_add(&guide, rows[i].language, rows[i].text, &said);
        assert_true(said.count <= 1);
    }
}

static void a_duration_is_said_in_words(void **state) {
    (void)state;
    static const struct {
        const char *language;
        int seconds;
        const char *spoken;
    } rows[] = {
        {"en", 78, "1 minute, 18 seconds"},
        {"en", 1, "1 second"},
        {"en", 120, "2 minutes"},
        {"en", 0, ""},
        {"da", 78, "1 minut og 18 sekunder"},
        {"da", 3605, "60 minutter og 5 sekunder"},
        {"uk", 5, "5 секунд"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[120];
        spoken_duration(rows[i].language, rows[i].seconds, out, sizeof out);
        if (strcmp(out, rows[i].spoken) != 0)
            fail_msg("%s, %d: %s", rows[i].language, rows[i].seconds, out);
    }
    for (size_t size = 1; size < 30; size++) {
        char out[30];
        memset(out, 'x', sizeof out);
        spoken_duration("uk", 78, out, size);
        assert_true(strnlen(out, sizeof out) < size);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_are_read_digit_by_digit),
                                       cmocka_unit_test(words_of_another_language_have_its_voice),
                                       cmocka_unit_test(a_duration_is_said_in_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
