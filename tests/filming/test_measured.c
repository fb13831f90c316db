/* What ffmpeg says while it looks at a film, and how that is kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "filming/measured.h"

static struct measured hear(const char *const *lines, size_t count) {
    struct measured measured = {0};
    for (size_t i = 0; i < count; i++)
        measured_hear(&measured, lines[i]);
    return measured;
}

static void test_lines_are_heard(void **state) {
    (void)state;
    static const char *const lines[] = {
        "[h264 @ 0x5] [error] error while decoding MB 12 3, bytestream -7",
        "[info]   Stream #0:0: Video: h264, 25 fps, error",
        "out_time_us=-9223372036854775807",
        "out_time_us=1200000",
        "[fatal] out of luck",
        "[rawvideo @ 0x5] [error] Application provided invalid, non monotonically increasing dts to muxer in "
        "stream 0: 48 >= 9",
        "[Parsed_loudnorm_0 @ 0x5] [info] {",
        "\t\"input_i\" : \"-21.82\",",
        "\t\"input_tp\" : \"-18.06\",",
        "\t\"input_lra\" : \"0.00\",",
        "\t\"input_thresh\" : \"-31.82\",",
        "\t\"output_i\" : \"-23.00\",",
        "\t\"target_offset\" : \"0.00\"",
    };
    struct measured measured = hear(lines, LENGTH(lines));
    assert_int_equal(measured.errors, 2);
    assert_int_equal(measured.end_us, 1200000);
    assert_string_equal(measured.loudness, "-21.82");
    assert_string_equal(measured.threshold, "-31.82");
    assert_true(measured_audible(&measured));
}

/* These become arguments: nothing but numbers does. */
static void test_only_numbers_are_taken(void **state) {
    (void)state;
    static const char *const lines[] = {
        "\"input_i\" : \"-21,volume=9\"",
        "\"input_tp\" : \"1:x\"",
        "\"input_lra\" : \"\"",
        "\"input_thresh\" : \"1111111111111111111111111111\"",
    };
    struct measured measured = hear(lines, LENGTH(lines));
    assert_string_equal(measured.loudness, "");
    assert_string_equal(measured.peak, "");
    assert_string_equal(measured.range, "");
    assert_string_equal(measured.threshold, "");
    assert_false(measured_audible(&measured));
}

static void test_silence_is_no_sound(void **state) {
    (void)state;
    static const char *const rest[] = {"\"input_tp\" : \"-inf\"", "\"input_lra\" : \"0.00\"",
                                       "\"input_thresh\" : \"-70.00\"", "\"target_offset\" : \"inf\"",
                                       "\"input_i\" : \"-inf\""};
    struct measured measured = hear(rest, LENGTH(rest));
    assert_false(measured_audible(&measured));
}

static void test_what_is_kept_is_read_again(void **state) {
    (void)state;
    struct measured sound = {.frames = 750,
                             .end_us = 25025000,
                             .errors = 3,
                             .loudness = "-29.45",
                             .peak = "-26.1",
                             .range = "0.00",
                             .threshold = "-39.45",
                             .offset = "-0.01",
                             .first_grey = 90,
                             .flashes = 4,
                             .flashes_at_s = 12};
    struct measured silent = {.frames = 25, .end_us = 1000000}, out;
    char text[400], again[400];
    measured_write(&sound, text, sizeof text);
    assert_true(measured_read(text, &out));
    measured_write(&out, again, sizeof again);
    assert_string_equal(again, text);
    assert_int_equal(out.end_us, sound.end_us);
    assert_string_equal(out.offset, sound.offset);
    measured_write(&silent, text, sizeof text);
    assert_true(measured_read(text, &out));
    assert_int_equal(out.frames, 25);
    assert_false(measured_audible(&out));
    assert_false(measured_read("", &out));
    assert_false(measured_read("frames=1 end=2", &out));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_are_heard),
        cmocka_unit_test(test_only_numbers_are_taken),
        cmocka_unit_test(test_silence_is_no_sound),
        cmocka_unit_test(test_what_is_kept_is_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
