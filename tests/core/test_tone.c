/* The warning's tone: heard, soft, without a click. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "core/draw/tone.h"

static int16_t samples[TONE_SAMPLES];

static int peak(void) {
    int most = 0;
    for (int i = 0; i < TONE_SAMPLES; i++)
        most = abs(samples[i]) > most ? abs(samples[i]) : most;
    return most;
}

static void it_is_never_loud(void **state) {
    (void)state;
    tone_samples(samples);
    assert_in_range(peak(), TONE_PEAK / 4, TONE_PEAK);
}

/* What jumps from one sample to the next is a click. 880 Hz and its overtone move at most 2π·1760/48000 of
 * the peak. */
static void neither_begins_nor_ends_with_a_click(void **state) {
    (void)state;
    tone_samples(samples);
    assert_in_range(abs(samples[0]), 0, 1);
    assert_in_range(abs(samples[TONE_SAMPLES - 1]), 0, 1);
    for (int i = 1; i < TONE_SAMPLES; i++)
        assert_in_range(abs(samples[i] - samples[i - 1]), 0, TONE_PEAK / 6);
}

/* Two notes: the energy rises a second time when the higher one comes in. */
static void there_are_two_notes(void **state) {
    (void)state;
    enum { WINDOW = TONE_RATE / 50, COUNT = TONE_SAMPLES / WINDOW };
    int rises = 0, at = 0;
    int64_t before = 0;
    tone_samples(samples);
    for (int w = 0; w < COUNT; w++) {
        int64_t energy = 0;
        for (int i = 0; i < WINDOW; i++, at++)
            energy += samples[at] * samples[at];
        rises += energy > before + before / 2;
        before = energy;
    }
    assert_int_equal(rises, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_never_loud),
        cmocka_unit_test(neither_begins_nor_ends_with_a_click),
        cmocka_unit_test(there_are_two_notes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
