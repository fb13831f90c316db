/* A picture, with or without a caption. */
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
    const struct slide *slide = slide_from(&f, "image",
                                           ",\"picture\":{\"asset\":\"assets/a.svg\",\"focus\":[25,75]},"
                                           "\"caption\":{\"en\":\"A lake\"},\"source\":{\"owner\":\"Us\"}");
    assert_non_null(slide);
    assert_string_equal(slide->picture.asset, "assets/a.svg");
    assert_true(slide->picture.focus_x == 0.25 && slide->picture.focus_y == 0.75);
    assert_string_equal(slide->image.caption.entries[0].text, "A lake");
    assert_true(slide->sample); /* nobody has checked it */
    assert_true(slide_has_words(slide) && slide_speaks(slide, "en") && !slide_speaks(slide, "da"));
    slide_fixture_finish(&f);
    assert_refused("image", ",\"caption\":{\"en\":\"A\"}", "\"picture\" is missing");
    assert_refused("image", ",\"body\":{\"en\":\"A\"}", "unknown key \"body\"");
}

static void is_drawn(void **state) {
    (void)state;
    struct fixture f;
    fixture_init(&f);
    struct slide slide = f.slide;
    slide.type = SLIDE_IMAGE;
    slide.image = (struct slide_image){.caption = text_caption};
    slide.picture.asset = "assets/a.svg";
    assert_says(&f, &slide, "da", 885, "[assets/a.svg] ");
    assert_says(&f, &slide, "da", 885, "Tag en bog med på tur");
    slide.picture.asset = "assets/missing.svg"; /* then the calm picture */
    assert_says(&f, &slide, "da", 885, "Ballerup Kommune");
    assert_true(slide_kind(SLIDE_IMAGE)->needs_picture);
    fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_read),
        cmocka_unit_test(is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
