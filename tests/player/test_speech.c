/* Reading aloud, with a program that pretends to be espeak-ng and writes down what it was told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "player/speech.h"
#include "system/disk.h"

static char folder[] = "/tmp/kiosk-speech-XXXXXX";
static char program[64], said[64], told[64], *real_path;
static struct bell bell;
static struct sound sound;

static int make(void **state) {
    (void)state;
    char script[600];
    if (!mkdtemp(folder))
        return -1;
    snprintf(program, sizeof program, "%s/espeak-ng", folder);
    snprintf(said, sizeof said, "%s/said", folder);
    snprintf(told, sizeof told, "%s/told", folder);
    snprintf(script, sizeof script,
             "#!/bin/sh\necho \"$@\" >%s.part\ncat >%s.part\nmv %s.part %s\nmv %s.part %s\n"
             "case \"$*\" in *endless*) exec sleep 60;; esac\n",
             told, said, told, told, said, said);
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    if (!bell_init(&bell))
        return -1;
    sound_init(&sound, &bell);
    real_path = strdup(getenv("PATH"));
    char *path = NULL;
    if (!disk_write(program, script, strlen(script), NULL) || chmod(program, 0700) != 0 ||
        asprintf(&path, "%s:%s", folder, real_path) < 0)
        return -1;
    setenv("PATH", path, 1);
    free(path);
    return signal(SIGPIPE, SIG_IGN) == SIG_ERR ? -1 : 0;
}

static int clear(void **state) {
    (void)state;
    sound_finish(&sound);
    bell_finish(&bell);
    setenv("PATH", real_path, 1);
    free(real_path);
    unlink(program);
    unlink(said);
    unlink(told);
    return rmdir(folder);
}

static void fresh(struct speech *speech) {
    unlink(said);
    unlink(told);
    speech_init(speech, &sound);
    assert_true(speech_available(speech));
}

/* Ticks until `path` is there, at most 20 s, and returns what is in it. */
static char *wait_for(struct speech *speech, const char *path) {
    char *bytes = NULL;
    size_t size;
    for (int i = 0; i < 2000 && !disk_exists(path); i++) {
        speech_tick(speech);
        poll(NULL, 0, 10);
    }
    assert_true(disk_read(path, 1 << 20, &bytes, &size, NULL));
    return bytes;
}

static void wait_for_end(struct speech *speech) {
    for (int i = 0; i < 2000 && speech_tick(speech); i++)
        poll(NULL, 0, 10);
    assert_int_equal(speech->pid, 0);
}

static void the_text_goes_in_by_the_pipe_and_not_by_the_arguments(void **state) {
    (void)state;
    struct speech speech = {0};
    fresh(&speech);
    speech_pace(&speech, 2);
    assert_true(speech_say(&speech, "uk", "Номер CPR; $(reboot) \"x\""));
    char *text = wait_for(&speech, said), *arguments = wait_for(&speech, told);
    assert_string_equal(text, "Номер CPR; $(reboot) \"x\"");
    assert_string_equal(arguments, "-v uk -s 90 -b 1 -m --stdin --stdout\n");
    free(text);
    free(arguments);
    wait_for_end(&speech);
    assert_null(speech.text);
    speech_finish(&speech);
}

/* As the player's unit has it: the first in $PATH that shuts a jail and becomes the second. */
static void where_there_is_a_jail_it_speaks_in_it(void **state) {
    (void)state;
    static const char SCRIPT[] = "#!/bin/sh\nexec \"$@\" jailed\n";
    struct speech speech = {0};
    char *jail = disk_path(folder, "kiosk-voice");
    assert_true(disk_write(jail, SCRIPT, sizeof SCRIPT - 1, NULL) && chmod(jail, 0700) == 0);
    fresh(&speech);
    assert_true(speech_say(&speech, "uk", "text"));
    char *arguments = wait_for(&speech, told);
    assert_string_equal(arguments, "-v uk -s 150 -b 1 -m --stdin --stdout jailed\n");
    free(arguments);
    wait_for_end(&speech);
    speech_finish(&speech);
    unlink(jail);
    free(jail);
}

/* More than a pipe holds, to a reader that may be slow. */
static void a_long_text_never_blocks(void **state) {
    (void)state;
    struct speech speech = {0};
    size_t size = 400000;
    char *text = malloc(size + 1);
    memset(text, 'a', size);
    text[size] = '\0';
    fresh(&speech);
    assert_true(speech_say(&speech, "en", text));
    char *heard = wait_for(&speech, said);
    assert_int_equal(strlen(heard), size);
    wait_for_end(&speech);
    free(heard);
    free(text);
    speech_finish(&speech);
}

static bool alive(pid_t pid) {
    return kill(-pid, 0) == 0;
}

static void hush_kills_at_once_and_reaps_later(void **state) {
    (void)state;
    struct speech speech = {0};
    fresh(&speech);
    assert_true(speech_say(&speech, "endless", "one"));
    free(wait_for(&speech, said));
    pid_t pid = speech.pid;
    assert_true(pid > 0 && alive(pid));
    speech_pause(&speech);
    assert_true(speech.paused);
    speech_hush(&speech); /* also what stands still */
    assert_false(speech_tick(&speech));
    for (int i = 0; i < 500 && alive(pid); i++) {
        speech_tick(&speech);
        poll(NULL, 0, 10);
    }
    assert_false(alive(pid));
    for (int i = 0; i < CHILDREN_MAX; i++)
        assert_int_equal(speech.ended.ending[i], 0);
    speech_finish(&speech);
}

static void pause_stops_and_continues(void **state) {
    (void)state;
    struct speech speech = {0};
    fresh(&speech);
    speech_pause(&speech);
    assert_false(speech.paused); /* nobody speaks */
    assert_true(speech_say(&speech, "endless", "one"));
    free(wait_for(&speech, said));
    for (int round = 0; round < 2; round++) {
        speech_pause(&speech);
        assert_int_equal(speech.paused, round == 0);
        assert_int_equal(sound.mixer.speech.paused, round == 0);
        assert_true(speech_tick(&speech)); /* what stands still has not ended */
    }
    speech_finish(&speech);
}

/* What it writes is spoken to its end, however soon it has ended itself. */
static void it_speaks_until_all_was_heard(void **state) {
    (void)state;
    struct speech speech = {0};
    fresh(&speech);
    assert_true(speech_say(&speech, "en", "one"));
    for (int i = 0; i < 2000 && speech.pid > 0; i++) {
        speech_tick(&speech);
        poll(NULL, 0, 10);
    }
    assert_int_equal(speech.pid, 0);
    wait_for_end(&speech);
    assert_false(sound_speaks(&sound));
    speech_finish(&speech);
}

static void the_new_text_ends_the_old_one(void **state) {
    (void)state;
    struct speech speech = {0};
    fresh(&speech);
    assert_true(speech_say(&speech, "endless", "one"));
    free(wait_for(&speech, said));
    pid_t first = speech.pid;
    unlink(said);
    assert_true(speech_say(&speech, "en", "two"));
    assert_int_not_equal(speech.pid, first);
    char *heard = wait_for(&speech, said);
    assert_string_equal(heard, "two");
    free(heard);
    wait_for_end(&speech);
    speech_finish(&speech);
}

static void without_espeak_there_is_no_speech(void **state) {
    (void)state;
    struct speech speech = {0};
    char *path = strdup(getenv("PATH"));
    setenv("PATH", "/nonexistent::", 1);
    speech_init(&speech, &sound);
    setenv("PATH", path, 1);
    free(path);
    assert_false(speech_available(&speech));
    assert_false(speech_say(&speech, "en", "one"));
    assert_false(speech_tick(&speech));
    speech_finish(&speech);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_goes_in_by_the_pipe_and_not_by_the_arguments),
        cmocka_unit_test(where_there_is_a_jail_it_speaks_in_it),
        cmocka_unit_test(a_long_text_never_blocks),
        cmocka_unit_test(hush_kills_at_once_and_reaps_later),
        cmocka_unit_test(pause_stops_and_continues),
        cmocka_unit_test(it_speaks_until_all_was_heard),
        cmocka_unit_test(the_new_text_ends_the_old_one),
        cmocka_unit_test(without_espeak_there_is_no_speech),
    };
    return cmocka_run_group_tests(tests, make, clear);
}
