/* Headline, body, picture, address. */
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
    const struct slide *slide =
        slide_from(&f, "text",
                   ",\"headline\":{\"en\":\"Hello\"},\"body\":{\"da\":\"Hej\"},"
                   "\"picture_side\":\"top\",\"every_seconds\":120,\"qr\":\"https://a.example/b\"");
    assert_non_null(slide);
    assert_string_equal(slide->text.body.entries[0].text, "Hej");
    assert_int_equal(slide->text.picture_side, SIDE_TOP);
    assert_int_equal(slide->turn.every_ms, 120000);
    assert_string_equal(slide->text.qr_url, "https://a.example/b");
    assert_true(slide_kind(SLIDE_TEXT)->states(slide));
    assert_true(slide_speaks(slide, "da") && !slide_translated(slide, "da"));
    slide_fixture_finish(&f);
    slide = slide_from(&f, "text", ",\"headline\":{\"en\":\"Hello\"}");
    assert_false(slide_kind(SLIDE_TEXT)->states(slide)); /* a greeting needs no source */
    assert_int_equal(slide->text.picture_side, SIDE_END);
    slide_fixture_finish(&f);
    assert_refused("text", ",\"headline\":{\"en\":\"A\"},\"every_seconds\":5", "30");
    assert_refused("text", "", "\"headline\" is missing");
    assert_refused("text", ",\"headline\":{\"en\":\"A\"},\"qr\":\"http://a.example\"", "https");
}

static void is_drawn(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    f.slide.headline = text_headline;
    f.slide.kicker = text_kicker;
    f.slide.text.body = text_body;
    f.slide.text.qr_url = "https://ballerup.dk/english";
    assert_says(&f, &f.slide, "en", 885, "Find us ");
    assert_says(&f, &f.slide, "en", 885, "Citizen Service is here ");
    assert_says(&f, &f.slide, "en", 885, "ballerup.dk/");
    f.slide.sample = true;
    assert_says(&f, &f.slide, "en", 885, "SAMPLE – not checked");
    fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read),
        cmocka_unit_test(is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
