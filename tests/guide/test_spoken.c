#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_are_read_digit_by_digit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
