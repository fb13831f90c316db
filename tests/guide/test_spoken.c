#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/page_fixture.h"

/* What the voice is given for a text. */
static void numbers_are_read_in_pairs(void **state) {
    (void)state;
    static const struct {
        const char *text, *spoken;
    } rows[] = {
        {"Call 4477 2000.", "Call 44 77 20 00.\n"},
        {"Phone \u2068+45 4477 2000\u2069", "Phone \u2068+45 44 77 20 00\u2069\n"},
        {"44772000", "44 77 20 00\n"},
        {"4477\u00a02000", "44 77 20 00\n"},
        {"70 10 20 30", "70 10 20 30\n"},
        {"112 or 1813", "112 or 1813\n"},
        {"**4477 2000**", "44 77 20 00\n"},
        {"2025 2026", "2025 2026\n"}, /* years */
        {"2750 Ballerup", "2750 Ballerup\n"},
        {"12345678,50 kr.", "12345678,50 kr.\n"},
        {"Day 2026-12-03", "Day 2026-12-03\n"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct page_fixture f;
        char speech[VIEW_SPEECH_MAX] = "";
        page_fixture_init(&f, 1080, 1920, 530, FIXTURE_EN);
        page_fixture_page(&f);
        f.page.said.text = speech;
        page_speak(&f.page, rows[i].text);
        speech[f.page.said.length] = '\0';
        if (strcmp(speech, rows[i].spoken) != 0)
            fail_msg("%s: %s", rows[i].text, speech);
        page_fixture_finish(&f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_are_read_in_pairs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
