#include "player/speech.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "system/program.h"

void speech_init(struct speech *speech, struct sound *sound) {
    *speech = (struct speech){.program = program_in_path("espeak-ng"),
                              .jail = program_in_path("kiosk-voice"),
                              .in = -1,
                              .sound = sound};
}

bool speech_available(const struct speech *speech) {
    return speech->program != NULL;
}

static void forget_text(struct speech *speech) {
    if (speech->in >= 0)
        close(speech->in);
    speech->in = -1;
    if (speech->text)
        explicit_bzero(speech->text, speech->size);
    free(speech->text);
    speech->text = NULL;
    speech->at = speech->size = 0;
}

void speech_hush(struct speech *speech) {
    forget_text(speech);
    sound_speak(speech->sound, -1);
    if (speech->pid > 0) {
        kill(-speech->pid, SIGKILL);
        children_bury(&speech->ended, speech->pid);
    }
    speech->pid = 0;
    speech->paused = false;
    children_reap(&speech->ended);
}

void speech_finish(struct speech *speech) {
    if (!speech->sound)
        return;
    speech_hush(speech);
    children_finish(&speech->ended);
    free(speech->program);
    free(speech->jail);
    *speech = (struct speech){.in = -1};
}

/* The child reads `in`, writes `out`, is silent otherwise and leads a process group of its own. */
static bool spawn(struct speech *speech, const char *const *arguments, int in, int out) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    if (posix_spawn_file_actions_init(&files) != 0)
        return false;
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&files);
        return false;
    }
    posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    pid_t pid;
    int error = posix_spawn(&pid, arguments[0], &files, &attributes, (char *const *)arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    speech->pid = error ? 0 : pid;
    return !error;
}

static void close_both(const int ends[2]) {
    close(ends[0]);
    close(ends[1]);
}

/* The text into `in`, the sound out of `out`. */
static bool begin(struct speech *speech, const char *voice, const int in[2], const int out[2]) {
    char speed[16];
    snprintf(speed, sizeof speed, "%d", SPEECH_WORDS_A_MINUTE - speech->slower * SPEECH_SLOWER);
    const char *const arguments[] = {speech->jail, speech->program, "-v",       voice, "-s", speed, "-b", "1",
                                     "-m",         "--stdin",       "--stdout", NULL};
    return spawn(speech, speech->jail ? arguments : arguments + 1, in[0], out[1]) &&
           fcntl(in[1], F_SETFL, O_NONBLOCK) == 0 && fcntl(out[0], F_SETFL, O_NONBLOCK) == 0;
}

bool speech_say(struct speech *speech, const char *voice, const char *text) {
    int in[2], out[2];
    speech_hush(speech);
    if (!speech->program || !*text || pipe2(in, O_CLOEXEC) != 0)
        return false;
    if (pipe2(out, O_CLOEXEC) != 0) {
        close_both(in);
        return false;
    }
    bool fine = begin(speech, voice, in, out);
    close(in[0]);
    close(out[1]);
    speech->in = in[1];
    speech->text = strdup(text);
    speech->size = strlen(text);
    sound_speak(speech->sound, out[0]);
    if (!fine || !speech->text) {
        speech_hush(speech);
        return false;
    }
    speech_tick(speech);
    return true;
}

void speech_pause(struct speech *speech) {
    if (!speech_tick(speech))
        return;
    speech->paused = !speech->paused;
    sound_pause(speech->sound, speech->paused);
}

void speech_pace(struct speech *speech, int slower) {
    speech->slower = slower;
}

static void hand_over(struct speech *speech) {
    while (speech->in >= 0 && speech->at < speech->size) {
        ssize_t written = write(speech->in, speech->text + speech->at, speech->size - speech->at);
        if (written < 0 && errno == EAGAIN)
            return;
        if (written < 0 && errno != EINTR)
            break;
        speech->at += written > 0 ? (size_t)written : 0;
    }
    forget_text(speech);
}

bool speech_tick(struct speech *speech) {
    children_reap(&speech->ended);
    if (speech->in >= 0)
        hand_over(speech);
    if (speech->pid > 0 && waitpid(speech->pid, NULL, WNOHANG) != 0) {
        forget_text(speech);
        speech->pid = 0;
    }
    bool speaks = speech->pid > 0 || sound_speaks(speech->sound);
    speech->paused &= speaks;
    return speaks;
}
