/* Sounds through SDL's drivers without a device: into a file, into nothing, and where there is no driver. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "stage/sound.h"

#define SECOND_NS 1000000000LL
enum { RATE = 48000, COUNT = RATE / 10 };

static struct bell bell;
static int16_t samples[COUNT];

static int ring_up(void **state) {
    (void)state;
    for (int i = 0; i < COUNT; i++)
        samples[i] = (int16_t)(1000 + i);
    return bell_init(&bell) ? 0 : -1;
}

static int ring_off(void **state) {
    (void)state;
    bell_finish(&bell);
    return 0;
}

static bool play(struct sound *sound) {
    int16_t *own = malloc(sizeof samples);
    assert_non_null(own);
    memcpy(own, samples, sizeof samples);
    return sound_play(sound, own, COUNT, RATE);
}

/* The reason, when it could not be played. */
static const char *until_it_ends(struct sound *sound) {
    const char *why = NULL;
    while (sound->playing) {
        bell_wait(&bell, SECOND_NS);
        const char *now = sound_tick(sound);
        why = now ? now : why;
    }
    return why;
}

static void every_sample_arrives(void **state) {
    (void)state;
    char path[] = "kiosk-sound-XXXXXX"; /* in the folder of the build */
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", path, 1);
    struct sound sound;
    sound_init(&sound, &bell);
    assert_true(play(&sound));
    assert_false(play(&sound)); /* one at a time */
    assert_null(until_it_ends(&sound));
    assert_int_equal(sound.played, 1);
    assert_int_equal(sound.failures, 0);
    sound_finish(&sound);
    static int16_t heard[4 * COUNT];
    ssize_t bytes = pread(fd, heard, sizeof heard, 0);
    assert_true(bytes >= (ssize_t)sizeof samples);
    const int16_t *begin = memmem(heard, (size_t)bytes, samples, sizeof samples);
    assert_non_null(begin);
    close(fd);
    unlink(path);
}

static void one_after_the_other_and_hushed(void **state) {
    (void)state;
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    struct sound sound;
    sound_init(&sound, &bell);
    for (int i = 1; i <= 3; i++) {
        assert_true(play(&sound));
        if (i == 2)
            sound_hush(&sound);
        assert_null(until_it_ends(&sound));
        assert_int_equal(sound.played, i);
    }
    assert_true(play(&sound));
    sound_finish(&sound); /* while it is played */
}

static void no_device_is_said_once(void **state) {
    (void)state;
    setenv("SDL_AUDIODRIVER", "nothing-of-that-name", 1);
    struct sound sound;
    sound_init(&sound, &bell);
    for (uint32_t i = 1; i <= 3; i++) {
        assert_true(play(&sound));
        assert_int_equal(until_it_ends(&sound) != NULL, i == 1);
        assert_int_equal(sound.failures, i);
        assert_int_equal(sound.played, 0);
    }
    sound_finish(&sound);
    sound_finish(&(struct sound){0});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_arrives),
        cmocka_unit_test(one_after_the_other_and_hushed),
        cmocka_unit_test(no_device_is_said_once),
    };
    return cmocka_run_group_tests(tests, ring_up, ring_off);
}
