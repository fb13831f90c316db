/* The sound of a film beside a clock that is not the device's, and a decoder that seeks, stalls and lies.
 * Time is simulated. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "core/base/compiler.h"
#include "stage/film_voice.h"
#include "support/tape_fixture.h"

#define SECOND_NS 1000000000LL
#define TONE_HZ 220.0
#define LOUD 0.5
/* of a sine of that tone, from one sample to the next, with what a fade of 10 ms adds */
#define SMOOTH (LOUD * (6.2832 * TONE_HZ / FILM_SOUND_HZ + 2.5 / FILM_VOICE_FADE))

enum { BLOCK = FILM_VOICE_BLOCK, HOUR = 3600 * FILM_SOUND_HZ };

static struct tape_fixture tape;
static struct film_voice voice;
static float out[BLOCK * FILM_SOUND_CHANNELS], before;
static double steepest; /* the largest step from one sample to the next */
static double loudest;

static int fresh(void **state) {
    (void)state;
    voice = (struct film_voice){0};
    before = 0;
    steepest = loudest = 0;
    if (!tape_init(&tape, TONE_HZ, LOUD))
        return -1;
    tape_seek(&tape, 1, 0);
    return 0;
}

static int finish(void **state) {
    (void)state;
    film_voice_follow(&voice, NULL);
    film_tape_release(tape.tape);
    return 0;
}

static void follow(uint32_t turn, int64_t zero_ns, bool moving) {
    film_voice_follow(
        &voice, &(struct film_heard){
                    .tape = tape.tape, .turn = turn, .end = HOUR, .zero_ns = zero_ns, .moving = moving});
}

static void render(int64_t heard_ns) {
    film_voice_render(&voice, out, BLOCK, heard_ns);
    for (int i = 0; i < BLOCK; i++) {
        double step = fabs((double)(out[i * 2] - before));
        assert_true(out[i * 2] == out[i * 2 + 1]);
        steepest = step > steepest ? step : steepest;
        before = out[i * 2];
        loudest = fabs((double)before) > loudest ? fabs((double)before) : loudest;
    }
}

/* How far what is heard is from where the clock is, ms. */
static double apart_ms(int64_t heard_ns) {
    return fabs((double)heard_ns * FILM_SOUND_HZ / 1e9 - voice.at) * 1000 / FILM_SOUND_HZ;
}

static int64_t sample_at(int64_t ns) {
    return ns * (FILM_SOUND_HZ / 1000) / 1000000;
}

/* Blocks come at the device's pace, its callbacks up to `jitter_ms` early or late. */
static double drifts(double drift, int jitter_ms, int seconds) {
    double worst = 0, true_ns = SECOND_NS;
    follow(1, 0, true);
    srand(1);
    while (true_ns < (1.0 + seconds) * SECOND_NS) {
        int64_t now = (int64_t)true_ns;
        int64_t jitter = jitter_ms ? (rand() % (2000 * jitter_ms) - 1000 * jitter_ms) * 1000LL : 0;
        tape_fill(&tape, sample_at(now) + FILM_SOUND_HZ / 2);
        render(now + jitter);
        assert_true(voice.on && !voice.closing);
        true_ns += BLOCK * 1e9 / FILM_SOUND_HZ / (1 + drift);
        double apart = apart_ms((int64_t)true_ns);
        worst = apart > worst ? apart : worst;
    }
    assert_true(steepest < SMOOTH);
    assert_true(loudest > LOUD * 0.99 && loudest < LOUD * 1.01);
    return worst;
}

static void another_clock_is_followed_without_a_jump(void **state) {
    static const struct {
        double drift, most_ms;
        int jitter_ms;
    } rows[] = {{0.003, 40, 10}, {-0.003, 40, 10}, {0.0001, 12, 10}, {0, 0.1, 0}, {0.003, 12, 0}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        double worst = drifts(rows[i].drift, rows[i].jitter_ms, 600);
        print_message("clocks %+.4f apart, callbacks %d ms early or late: sound at most %.1f ms off\n",
                      rows[i].drift, rows[i].jitter_ms, worst);
        assert_true(worst <= rows[i].most_ms);
        finish(state);
        fresh(state);
    }
}

/* Bent more than is not heard? The speed is what it reads. */
static void it_is_never_bent_by_more_than_half_a_percent(void **state) {
    (void)state;
    tape_fill(&tape, FILM_SOUND_SAMPLES);
    follow(1, 0, true);
    render(SECOND_NS / 2);
    for (int i = 1; i < 40; i++) {
        double at = voice.at;
        render(SECOND_NS / 2 + i * 5333333LL + 30000000); /* suddenly 30 ms behind */
        double speed = (voice.at - at) / BLOCK;
        assert_true(speed <= 1 + FILM_VOICE_BEND + 1e-9 && speed >= 1);
    }
}

static int64_t run(int64_t now, int blocks) {
    for (int i = 0; i < blocks; i++, now += BLOCK * SECOND_NS / FILM_SOUND_HZ)
        render(now);
    return now;
}

static bool is_silent(void) {
    for (int i = 0; i < BLOCK * FILM_SOUND_CHANNELS; i++)
        if (out[i] != 0)
            return false;
    return true;
}

static void a_seek_fades_out_and_in(void **state) {
    (void)state;
    tape_fill(&tape, FILM_SOUND_SAMPLES);
    follow(1, 0, true);
    int64_t now = run(SECOND_NS / 4, 50);
    follow(2, now - 10 * SECOND_NS, true); /* its decoder has not heard of it yet */
    now = run(now, 3);
    assert_true(is_silent());
    tape_seek(&tape, 2, 10 * FILM_SOUND_HZ);
    now = run(now, 3);
    assert_true(is_silent()); /* nothing is there yet, and nobody waits */
    tape_fill(&tape, 11 * FILM_SOUND_HZ);
    now = run(now, 10);
    assert_true(voice.on && !is_silent());
    assert_true(voice.at > 10.0 * FILM_SOUND_HZ && voice.at < 10.2 * FILM_SOUND_HZ);
    tape_seek(&tape, 3, 0); /* the decoder went on before it was told here: what is heard breaks off */
    now = run(now, 3);
    assert_true(is_silent());
    assert_true(steepest < SMOOTH);
}

static void a_pause_fades(void **state) {
    (void)state;
    tape_fill(&tape, FILM_SOUND_SAMPLES);
    follow(1, 0, true);
    int64_t now = run(SECOND_NS / 4, 50);
    assert_true(film_voice_busy(&voice));
    follow(1, 0, false);
    now = run(now, 3);
    assert_true(is_silent() && !film_voice_busy(&voice));
    follow(1, SECOND_NS, true); /* a second later it goes on */
    now = run(now + SECOND_NS, 50);
    assert_true(voice.on && apart_ms(now - SECOND_NS) < 1);
    film_voice_follow(&voice, NULL);
    run(now, 3);
    assert_true(is_silent() && !film_voice_busy(&voice));
    assert_true(steepest < SMOOTH);
}

static void a_device_that_stood_still_finds_its_place_again(void **state) {
    (void)state;
    tape_fill(&tape, FILM_SOUND_SAMPLES);
    follow(1, 0, true);
    int64_t now = run(SECOND_NS / 4, 50) + SECOND_NS / 2;
    now = run(now, 100);
    assert_true(voice.on && apart_ms(now) < 1);
    assert_true(steepest < SMOOTH);
}

static void a_decoder_that_is_late_or_stops_is_silence(void **state) {
    (void)state;
    follow(1, 0, true);
    int64_t now = run(SECOND_NS / 4, 5);
    assert_true(is_silent());
    tape_fill(&tape, FILM_SOUND_HZ / 2);
    now = run(now, 200); /* and no more of it comes */
    assert_true(is_silent() && film_voice_busy(&voice));
    assert_true(loudest > LOUD * 0.99 && steepest < SMOOTH);
}

static void what_lies_is_silence(void **state) {
    (void)state;
    static const struct {
        uint32_t turn;
        int64_t from, to;
        const char *why;
    } rows[] = {
        {1, 0, INT64_MAX, "all sound there is"},
        {1, 0, FILM_SOUND_SAMPLES + 1, "more than has room"},
        {1, INT64_MIN, INT64_MAX, "from the beginning of time"},
        {1, -1, 90000, "before the beginning"},
        {1, 90000, 0, "it ends before it begins"},
        {1, INT64_MAX, INT64_MAX, "nothing, very far away"},
        {1, 0, -1, "to before the beginning"},
        {2, 0, FILM_SOUND_SAMPLES, "another turn"},
        {0, 0, FILM_SOUND_SAMPLES, "no turn"},
    };
    memset(tape.samples, 0x7f, FILM_SOUND_SAMPLES * 4);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        atomic_store(&tape.head->turn, rows[i].turn);
        atomic_store(&tape.head->from, rows[i].from);
        atomic_store(&tape.head->to, rows[i].to);
        follow(1, 0, true);
        run(SECOND_NS / 4, 20);
        if (loudest != 0)
            fail_msg("%s: it is heard", rows[i].why);
    }
    /* and where the player itself would be far away */
    film_voice_follow(&voice,
                      &(struct film_heard){
                          .tape = tape.tape, .turn = 1, .shift = INT64_MAX / 2, .end = HOUR, .moving = true});
    run(SECOND_NS / 4, 5);
    assert_true(loudest == 0);
}

static void it_ends_with_the_film(void **state) {
    (void)state;
    tape_fill(&tape, FILM_SOUND_SAMPLES);
    film_voice_follow(
        &voice, &(struct film_heard){.tape = tape.tape, .turn = 1, .end = FILM_SOUND_HZ, .moving = true});
    int64_t now = run(SECOND_NS / 2, 100);
    assert_true(now > SECOND_NS && is_silent());
    assert_true(loudest > LOUD * 0.99 && steepest < SMOOTH);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(another_clock_is_followed_without_a_jump, fresh, finish),
        cmocka_unit_test_setup_teardown(it_is_never_bent_by_more_than_half_a_percent, fresh, finish),
        cmocka_unit_test_setup_teardown(a_seek_fades_out_and_in, fresh, finish),
        cmocka_unit_test_setup_teardown(a_pause_fades, fresh, finish),
        cmocka_unit_test_setup_teardown(a_device_that_stood_still_finds_its_place_again, fresh, finish),
        cmocka_unit_test_setup_teardown(a_decoder_that_is_late_or_stops_is_silence, fresh, finish),
        cmocka_unit_test_setup_teardown(what_lies_is_silence, fresh, finish),
        cmocka_unit_test_setup_teardown(it_ends_with_the_film, fresh, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
