/* What is heard, measured: levels, ducking, the limit. A film's tone on one side of hearing, speech on the
 * other: each is found again in the sum by its frequency. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/compiler.h"
#include "stage/mixer.h"
#include "support/tape_fixture.h"

#define TURN 6.283185307179586
#define SECOND_NS 1000000000LL
#define FILM_HZ 400.0
#define VOICE_HZ 1500.0

enum { RATE = 22050, WINDOW = MIXER_HZ / 100 /* 10 ms: whole periods of both */, SECONDS_MAX = 8 };

static struct tape_fixture tape;
static struct mixer mixer;
static int16_t heard[SECONDS_MAX * MIXER_HZ * MIXER_CHANNELS];
static int count;

static int fresh(void **state) {
    (void)state;
    mixer_init(&mixer);
    count = 0;
    if (!tape_init(&tape, FILM_HZ, 0.5))
        return -1;
    tape_seek(&tape, 1, 0);
    return 0;
}

static int finish(void **state) {
    (void)state;
    mixer_finish(&mixer);
    film_tape_release(tape.tape);
    return 0;
}

/* So long, on a film that begins with the first of it. */
static void listen_for(int ms) {
    for (int end = count + ms * MIXER_HZ / 1000; count < end; count += WINDOW) {
        tape_fill(&tape, count + MIXER_HZ / 2);
        mixer_mix(&mixer, heard + (size_t)count * MIXER_CHANNELS, WINDOW,
                  (int64_t)count * SECOND_NS / MIXER_HZ);
    }
}

static void play_film(bool moving) {
    film_voice_follow(&mixer.film, &(struct film_heard){.tape = tape.tape,
                                                        .turn = 1,
                                                        .end = (int64_t)SECONDS_MAX * MIXER_HZ,
                                                        .moving = moving});
}

/* dB of full scale of the sine of that frequency in the 10 ms from `at_ms` on. */
static double level_db(double hz, int at_ms) {
    double re = 0, im = 0;
    const int16_t *from = heard + (size_t)at_ms * (MIXER_HZ / 1000) * MIXER_CHANNELS;
    for (int i = 0; i < WINDOW; i++) {
        re += from[i * MIXER_CHANNELS] * cos(TURN * hz * i / MIXER_HZ);
        im += from[i * MIXER_CHANNELS] * sin(TURN * hz * i / MIXER_HZ);
    }
    return 20 * log10(hypot(re, im) * 2 / WINDOW / 32767 + 1e-9);
}

static int peak(int from_ms, int to_ms) {
    int most = 0;
    for (int i = from_ms * MIXER_HZ / 1000 * 2; i < to_ms * MIXER_HZ / 1000 * 2; i++)
        most = abs(heard[i]) > most ? abs(heard[i]) : most;
    return most;
}

/* The largest step from one sample to the next. */
static int steepest(int from_ms, int to_ms) {
    int most = 0;
    for (int i = from_ms * MIXER_HZ / 1000 * 2 + 2; i < to_ms * MIXER_HZ / 1000 * 2; i++)
        most = abs(heard[i] - heard[i - 2]) > most ? abs(heard[i] - heard[i - 2]) : most;
    return most;
}

static void head_of(uint8_t head[44], uint32_t rate, int channels, int bits) {
    memcpy(head, "RIFF\xff\xff\xff\x7fWAVEfmt \x10\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0data\xff\xff\xff\x7f",
           44);
    head[22] = (uint8_t)channels;
    for (int i = 0; i < 4; i++)
        head[24 + i] = (uint8_t)(rate >> (8 * i));
    head[34] = (uint8_t)bits;
}

/* Speech of `ms`, as espeak-ng writes it, all at once. Returns the end to read from. */
static int say(int ms, double loud, const uint8_t *head) {
    int ends[2];
    uint8_t own[44];
    static int16_t words[RATE * 4];
    head_of(own, RATE, 1, 16);
    assert_int_equal(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
    fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
    assert_int_equal(write(ends[1], head ? head : own, 44), 44);
    for (int i = 0; i < ms * RATE / 1000; i++)
        words[i] = (int16_t)lrint(32767 * loud * sin(TURN * VOICE_HZ * i / RATE));
    ssize_t bytes = (ssize_t)ms * RATE / 1000 * 2;
    assert_int_equal(write(ends[1], words, (size_t)bytes), bytes);
    close(ends[1]);
    return ends[0];
}

static void speech_ducks_the_film_softly(void **state) {
    (void)state;
    mixer_level(&mixer, 0, 0);
    play_film(true);
    listen_for(1000);
    speech_pipe_open(&mixer.speech, say(1000, 0.25, NULL));
    listen_for(3000);
    double before = level_db(FILM_HZ, 900), under = level_db(FILM_HZ, 1500), after = level_db(FILM_HZ, 3500);
    print_message("film %.1f dB, under speech %.1f dB, after it %.1f dB; speech %.1f dB\n", before, under,
                  after, level_db(VOICE_HZ, 1500));
    assert_true(fabs(before + 6.02) < 0.2 && fabs(after - before) < 0.2);
    assert_true(fabs(before - under - MIXER_DUCK_DB) < 0.5);
    assert_true(fabs(level_db(VOICE_HZ, 1500) + 12.04) < 0.5);
    /* down in MIXER_DUCK_MS, up MIXER_SETTLE_MS after speech in MIXER_RISE_MS: as many dB each moment */
    for (int ms = 1010; ms < 1000 + MIXER_DUCK_MS; ms += 10)
        assert_true(fabs(level_db(FILM_HZ, ms) - level_db(FILM_HZ, ms - 10) + 1.5) < 0.8);
    assert_true(fabs(level_db(FILM_HZ, 2000 + MIXER_SETTLE_MS - 20) - under) < 0.5);
    for (int ms = 2000 + MIXER_SETTLE_MS + 30; ms < 2000 + MIXER_SETTLE_MS + MIXER_RISE_MS - 20; ms += 10)
        assert_true(fabs(level_db(FILM_HZ, ms) - level_db(FILM_HZ, ms - 10) - 0.25) < 0.2);
    int film = (int)(16384 * TURN * FILM_HZ / MIXER_HZ), voice = (int)(8192 * TURN * VOICE_HZ / MIXER_HZ);
    assert_in_range(steepest(20, 4000), film - 50, film + voice + 200);
    assert_in_range(steepest(990, 1003), 0, film + voice + 200);
}

static void a_pause_between_words_ducks_on(void **state) {
    (void)state;
    mixer_level(&mixer, 0, 0);
    play_film(true);
    listen_for(500);
    speech_pipe_open(&mixer.speech, say(300, 0.25, NULL));
    listen_for(500);
    speech_pipe_open(&mixer.speech, say(300, 0.25, NULL)); /* 200 ms later */
    listen_for(500);
    for (int ms = 650; ms < 1200; ms += 10)
        assert_true(level_db(FILM_HZ, ms) < -6 - MIXER_DUCK_DB + 0.7);
}

static void nothing_is_above_the_limit(void **state) {
    (void)state;
    static const struct {
        double level_db, max_db;
    } rows[] = {{0, 0}, {0, -3}, {-3, -3}, {-6, -6}, {-15, -6}, {-27, -27}, {0, -20}, {12, 5}};
    tape.loud = 1;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int16_t *tone = malloc(MIXER_HZ * sizeof *tone);
        for (int n = 0; n < MIXER_HZ; n++)
            tone[n] = n / 50 % 2 ? 32767 : -32768;
        mixer_finish(&mixer);
        count = 0;
        tape_seek(&tape, 1, 0);
        mixer_level(&mixer, rows[i].level_db, rows[i].max_db);
        play_film(true);
        listen_for(200);
        mixer.tone = tone;
        mixer.tone_left = MIXER_HZ;
        speech_pipe_open(&mixer.speech, say(1000, 1, NULL));
        listen_for(2000);
        double limit = pow(10, (rows[i].max_db < 0 ? rows[i].max_db : 0) / 20) * 32767;
        if (peak(0, 2200) > (int)limit + 1)
            fail_msg("at %g dB, with a limit of %g: a peak of %d", rows[i].level_db, rows[i].max_db,
                     peak(0, 2200));
        assert_true(peak(300, 1100) > 0);
        free(tone);
    }
}

/* It is turned down for a moment, not cut off: hardly a sample lies at the limit, and the sum keeps its
 * shape. */
static void the_limit_does_not_clip(void **state) {
    (void)state;
    int cut = 0, samples = 0;
    tape.loud = 1;
    mixer_level(&mixer, 0, -3);
    play_film(true);
    speech_pipe_open(&mixer.speech, say(1000, 1, NULL));
    listen_for(900);
    int limit = peak(300, 900);
    for (int i = 300 * MIXER_HZ / 1000 * 2; i < 900 * MIXER_HZ / 1000 * 2; i += 2, samples++)
        cut += abs(heard[i]) >= limit - 1;
    assert_in_range(cut, 1, samples / 50);
    for (int ms = 500; ms < 890; ms += 10) { /* of a clipped sine a third and a fifth tone are left */
        assert_true(level_db(3 * VOICE_HZ, ms) < level_db(VOICE_HZ, ms) - 30);
        assert_true(level_db(5 * VOICE_HZ, ms) < level_db(VOICE_HZ, ms) - 30);
    }
}

/* What stays below the limit is not touched: nothing is squeezed, nothing clipped. */
static void what_is_below_the_limit_is_as_it_was(void **state) {
    (void)state;
    tape.loud = 1;
    mixer_level(&mixer, -9, -6);
    play_film(true);
    listen_for(2000);
    for (int ms = 500; ms < 1990; ms += 10)
        assert_true(fabs(level_db(FILM_HZ, ms) + 9) < 0.02);
    assert_int_equal(peak(500, 2000), (int)(32767 * pow(10, -9 / 20.0) + 0.5));
}

static void louder_and_quieter_without_a_click(void **state) {
    (void)state;
    mixer_level(&mixer, -15, 0);
    play_film(true);
    listen_for(500);
    for (int step = 1; step <= 5; step++) {
        mixer_level(&mixer, -15 + 3 * step, 0);
        listen_for(200);
        assert_true(fabs(level_db(FILM_HZ, 500 + 200 * step - 20) - (-21.02 + 3 * step)) < 0.1);
    }
    mixer_level(&mixer, -INFINITY, 0);
    listen_for(400);
    assert_int_equal(peak(1850, 1900), 0);
    assert_in_range(steepest(0, 1900), 0, (int)(16384 * TURN * FILM_HZ / MIXER_HZ) + 30);
}

static void speech_stands_still_and_goes_on(void **state) {
    (void)state;
    mixer_level(&mixer, 0, 0);
    speech_pipe_open(&mixer.speech, say(1000, 0.5, NULL));
    listen_for(300);
    mixer.speech.paused = true;
    listen_for(500);
    assert_int_equal(peak(320, 800), 0);
    assert_true(mixer_busy(&mixer));
    mixer.speech.paused = false;
    listen_for(600);
    assert_true(fabs(level_db(VOICE_HZ, 1000) + 6.02) < 0.5);
    listen_for(400);
    assert_false(mixer_busy(&mixer));
    speech_pipe_open(&mixer.speech, say(1000, 0.5, NULL));
    listen_for(200);
    speech_pipe_open(&mixer.speech, -1); /* hushed */
    listen_for(50);
    assert_int_equal(peak(2020, 2050), 0);
    assert_in_range(steepest(0, 2050), 0, (int)(16384 * TURN * VOICE_HZ / MIXER_HZ) + 400);
    for (size_t i = 0; i < LENGTH(mixer.speech.samples); i++)
        assert_int_equal(mixer.speech.samples[i], 0); /* nothing of it is kept */
}

static void what_is_no_speech_is_not_heard(void **state) {
    (void)state;
    uint8_t heads[6][44];
    for (int i = 0; i < 6; i++)
        head_of(heads[i], i == 1 ? 4000 : i == 2 ? 96000 : RATE, i == 3 ? 2 : 1, i == 4 ? 8 : 16);
    memset(heads[0], 'x', 44);
    heads[5][20] = 3; /* floating */
    mixer_level(&mixer, 0, 0);
    play_film(true);
    listen_for(100);
    for (int i = 0; i < 6; i++) {
        speech_pipe_open(&mixer.speech, say(500, 0.5, heads[i]));
        listen_for(700);
        assert_false(speech_pipe_busy(&mixer.speech)); /* it is read to its end */
    }
    for (int ms = 150; ms < 4200; ms += 10) { /* nor does it duck */
        assert_true(level_db(VOICE_HZ, ms) < -60);
        assert_true(fabs(level_db(FILM_HZ, ms) + 6.02) < 0.2);
    }
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
    speech_pipe_open(&mixer.speech, ends[0]);
    listen_for(200);
    assert_true(speech_pipe_busy(&mixer.speech)); /* it may still come */
    close(ends[1]);
    listen_for(20);
    assert_false(speech_pipe_busy(&mixer.speech)); /* it has ended without a word */
}

static void a_tone_is_heard_once_and_ends_softly(void **state) {
    (void)state;
    static int16_t tone[MIXER_HZ];
    for (int i = 0; i < MIXER_HZ; i++)
        tone[i] = (int16_t)lrint(8192 * sin(TURN * VOICE_HZ * i / MIXER_HZ));
    mixer_level(&mixer, 0, 0);
    listen_for(300);
    mixer.tone = tone;
    mixer.tone_left = MIXER_HZ;
    listen_for(500);
    assert_true(fabs(level_db(VOICE_HZ, 500) + 12.04) < 0.1);
    mixer_end_tone(&mixer);
    listen_for(100);
    assert_int_equal(peak(820, 900), 0);
    assert_in_range(steepest(0, 900), 0, (int)(8192 * TURN * VOICE_HZ / MIXER_HZ) + 20);
    assert_false(mixer_busy(&mixer));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(speech_ducks_the_film_softly, fresh, finish),
        cmocka_unit_test_setup_teardown(a_pause_between_words_ducks_on, fresh, finish),
        cmocka_unit_test_setup_teardown(nothing_is_above_the_limit, fresh, finish),
        cmocka_unit_test_setup_teardown(the_limit_does_not_clip, fresh, finish),
        cmocka_unit_test_setup_teardown(what_is_below_the_limit_is_as_it_was, fresh, finish),
        cmocka_unit_test_setup_teardown(louder_and_quieter_without_a_click, fresh, finish),
        cmocka_unit_test_setup_teardown(speech_stands_still_and_goes_on, fresh, finish),
        cmocka_unit_test_setup_teardown(what_is_no_speech_is_not_heard, fresh, finish),
        cmocka_unit_test_setup_teardown(a_tone_is_heard_once_and_ends_softly, fresh, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
