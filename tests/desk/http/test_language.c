/* Danish, unless English is preferred. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/http/language.h"

static void the_preferred_is_chosen(void **state) {
    static const struct {
        const char *header;
        enum locale locale;
    } rows[] = {
        {NULL, LOCALE_DA},
        {"", LOCALE_DA},
        {"da", LOCALE_DA},
        {"en", LOCALE_EN},
        {"en-GB", LOCALE_EN},
        {"EN", LOCALE_EN},
        {"da,en;q=0.8", LOCALE_DA},
        {"en;q=0.8,da", LOCALE_DA},
        {"da;q=0.5, en;q=0.51", LOCALE_EN},
        {"da;q=0, en;q=0.1", LOCALE_EN},
        {"uk", LOCALE_DA},
        {"de,en;q=0.5", LOCALE_EN},
        {"english", LOCALE_DA},
        {"en;q=x", LOCALE_DA},
        {"*", LOCALE_DA},
        {"en ; q=1.0,da;q=0.999", LOCALE_EN},
        {",,,en", LOCALE_EN},
        {";;;", LOCALE_DA},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (locale_wanted(rows[i].header) != rows[i].locale)
            fail_msg("%s", rows[i].header);
    assert_string_equal(locale_tag(LOCALE_DA), "da");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_preferred_is_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
