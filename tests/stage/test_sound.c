/* The owner of the sound device, through SDL's drivers without one: into a file, into nothing, and where
 * there is no driver. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/compiler.h"
#include "stage/sound.h"
#include "support/tape_fixture.h"

#define SECOND_NS 1000000000LL
enum { COUNT = MIXER_HZ / 10, HEARD_MAX = 4 * MIXER_HZ * MIXER_CHANNELS };

static struct bell bell;
static int16_t samples[COUNT], heard[HEARD_MAX];

static int ring_up(void **state) {
    (void)state;
    for (int i = 0; i < COUNT; i++)
        samples[i] = (int16_t)(5000 + i);
    return bell_init(&bell) ? 0 : -1;
}

static int ring_off(void **state) {
    (void)state;
    bell_finish(&bell);
    return 0;
}

static void begin(struct sound *sound, const char *driver) {
    setenv("SDL_AUDIODRIVER", driver, 1);
    sound_init(sound, &bell);
    sound_level(sound, 0, 0);
}

static bool play(struct sound *sound) {
    int16_t *own = malloc(sizeof samples);
    assert_non_null(own);
    memcpy(own, samples, sizeof samples);
    return sound_tone(sound, own, COUNT);
}

/* How often something was said; *why: the last of it. */
static int until_it_ends(struct sound *sound, char why[SOUND_WHY_MAX]) {
    int said = 0;
    while (sound_tones(sound)) {
        bell_wait(&bell, SECOND_NS);
        const char *now = sound_tick(sound);
        said += now != NULL;
        if (now)
            snprintf(why, SOUND_WHY_MAX, "%s", now);
    }
    return said;
}

static void every_sample_arrives(void **state) {
    (void)state;
    char path[] = "kiosk-sound-XXXXXX", why[SOUND_WHY_MAX] = ""; /* in the folder of the build */
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    setenv("SDL_DISKAUDIOFILE", path, 1);
    struct sound sound;
    begin(&sound, "disk");
    assert_true(play(&sound));
    assert_false(play(&sound)); /* one at a time */
    assert_int_equal(until_it_ends(&sound, why), 0);
    assert_int_equal(sound.played, 1);
    assert_int_equal(sound.failures, 0);
    sound_finish(&sound);
    ssize_t bytes = pread(fd, heard, sizeof heard, 0);
    int first = 0, last = COUNT - MIXER_END; /* where the volume has been come to, and before it ends */
    while (first < bytes / 4 && heard[first * 2] < 5500)
        first++;
    int from = heard[first * 2] - 5000;
    for (int i = from; i < last; i++)
        for (int side = 0; side < 2; side++)
            assert_in_range(heard[(first + i - from) * 2 + side], samples[i] - 1, samples[i] + 1);
    close(fd);
    unlink(path);
}

static void one_after_the_other_and_hushed(void **state) {
    (void)state;
    char why[SOUND_WHY_MAX];
    struct sound sound;
    begin(&sound, "dummy");
    for (int i = 1; i <= 3; i++) {
        assert_true(play(&sound));
        if (i == 2)
            sound_hush(&sound);
        assert_int_equal(until_it_ends(&sound, why), 0);
        assert_int_equal(sound.played, i);
    }
    assert_true(sound_audible(&sound));
    assert_true(play(&sound));
    sound_finish(&sound); /* while it is played */
}

/* The stream's other end. */
static int speak(struct sound *sound) {
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
    sound_speak(sound, ends[0]);
    return ends[1];
}

static void until_silence(struct sound *sound) {
    while (sound_speaks(sound)) {
        bell_wait(&bell, SECOND_NS);
        sound_tick(sound);
    }
}

static void speech_ends_with_its_stream(void **state) {
    (void)state;
    struct sound sound;
    begin(&sound, "dummy");
    assert_false(sound_speaks(&sound));
    int stream = speak(&sound);
    assert_true(sound_speaks(&sound));
    sound_pause(&sound, true);
    close(stream);
    assert_true(sound_speaks(&sound)); /* it stands still */
    sound_pause(&sound, false);
    until_silence(&sound);
    stream = speak(&sound);
    sound_hush(&sound);
    assert_false(sound_speaks(&sound));
    close(stream);
    close(speak(&sound));
    sound_finish(&sound);
}

static void until(struct sound *sound, bool audible) {
    while (sound_audible(sound) != audible)
        bell_wait(&bell, SECOND_NS);
}

static void without_a_device_all_passes_unheard_and_that_is_said_once(void **state) {
    (void)state;
    char why[SOUND_WHY_MAX] = "";
    struct sound sound;
    begin(&sound, "nothing-of-that-name");
    for (uint32_t i = 1; i <= 3; i++) {
        assert_true(play(&sound));
        assert_int_equal(until_it_ends(&sound, why), i == 1);
        assert_true(*why);
        assert_int_equal(sound.failures, i);
        assert_int_equal(sound.played, 0);
        assert_false(sound_audible(&sound));
    }
    close(speak(&sound));
    until_silence(&sound);
    /* it is plugged in: found while there is something to hear */
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    int stream = speak(&sound);
    until(&sound, true);
    assert_string_equal(sound_tick(&sound), "");
    assert_null(sound_tick(&sound));
    close(stream);
    sound_finish(&sound);
    sound_finish(&(struct sound){0});
}

/* A device that takes nothing is one that was pulled out, to SDL. */
static void what_is_unplugged_is_taken_again(void **state) {
    (void)state;
    char path[] = "kiosk-sound-XXXXXX";
    close(mkstemp(path));
    struct sound sound;
    begin(&sound, "disk");
    setenv("SDL_DISKAUDIOFILE", "/dev/full", 1);
    int stream = speak(&sound);
    until(&sound, false);
    assert_string_equal(sound_tick(&sound), "the sound device has gone");
    setenv("SDL_DISKAUDIOFILE", path, 1);
    until(&sound, true);
    const char *news = sound_tick(&sound);
    assert_true(news && !*news);
    assert_null(sound_tick(&sound));
    assert_true(sound_speaks(&sound)); /* and all the while somebody spoke */
    close(stream);
    until_silence(&sound);
    sound_finish(&sound);
    unlink(path);
}

/* The device asks while the main thread tells: of a film that seeks and stops, of other volumes. */
static void a_film_is_told_of_while_it_is_heard(void **state) {
    (void)state;
    struct sound sound;
    struct tape_fixture tape = {0};
    assert_true(tape_init(&tape, 440, 0.5));
    begin(&sound, "dummy");
    struct film_heard film = {.tape = tape.tape, .end = 60LL * MIXER_HZ};
    for (int turn = 1; turn <= 20; turn++) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        film.turn = (uint32_t)turn;
        film.moving = turn % 5 != 0;
        film.zero_ns = now.tv_sec * SECOND_NS + now.tv_nsec;
        tape_seek(&tape, film.turn, 0);
        tape_fill(&tape, MIXER_HZ);
        sound_film(&sound, turn % 7 == 0 ? NULL : &film);
        sound_level(&sound, -turn, -3);
        bell_wait(&bell, SECOND_NS / 20);
    }
    sound_film(&sound, NULL);
    sound_finish(&sound);
    film_tape_release(tape.tape);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_arrives),
        cmocka_unit_test(one_after_the_other_and_hushed),
        cmocka_unit_test(speech_ends_with_its_stream),
        cmocka_unit_test(without_a_device_all_passes_unheard_and_that_is_said_once),
        cmocka_unit_test(what_is_unplugged_is_taken_again),
        cmocka_unit_test(a_film_is_told_of_while_it_is_heard),
    };
    return cmocka_run_group_tests(tests, ring_up, ring_off);
}
