/* Guests, greeted in their language too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/scene/scene_kind.h"
#include "support/slide_fixture.h"

static void is_read(void **state) {
    (void)state;
    struct slide_fixture f;
    const struct slide *slide = slide_from(&f, "welcome",
                                           ",\"guest\":{\"en\":\"Friends\",\"zh-Hans\":\"朋友\"},"
                                           "\"greeting\":{\"en\":\"Welcome\"}");
    assert_non_null(slide);
    assert_int_equal(slide->welcome.guest.count, 2); /* also a language that is not the site's */
    assert_int_equal(slide->welcome.greeting.count, 1);
    slide_fixture_finish(&f);
    assert_refused("welcome", "", "\"guest\" is missing: who is welcomed");
}

static void is_drawn(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    fixture_type(&f, SLIDE_WELCOME);
    f.slide.welcome = (struct slide_welcome){.guest = text_guest, .greeting = text_greeting};
    assert_says(&f, &f.slide, "en", 885, "Welcome ");
    assert_says(&f, &f.slide, "en", 885, "欢迎 ");
    assert_says(&f, &f.slide, "en", 885, "Visitors from our partner town");
    assert_says(&f, &f.slide, "en", 86, "Welcome ");
    f.slide.welcome.greeting = (struct localized){0}; /* the program's own */
    assert_says(&f, &f.slide, "da", 885, "Velkommen ");
    fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read),
        cmocka_unit_test(is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
