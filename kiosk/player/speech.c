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

void speech_init(struct speech *speech) {
    *speech = (struct speech){.program = program_in_path("espeak-ng"),
                              .jail = program_in_path("kiosk-voice"),
                              .in = -1,
                              .volume = SPEECH_VOLUME_MAX / 2};
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
    if (speech->pid > 0) {
        kill(-speech->pid, SIGKILL);
        children_bury(&speech->ended, speech->pid);
    }
    speech->pid = 0;
    speech->paused = false;
    children_reap(&speech->ended);
}

void speech_finish(struct speech *speech) {
    speech_hush(speech);
    children_finish(&speech->ended);
    free(speech->program);
    free(speech->jail);
    *speech = (struct speech){.in = -1};
}

/* The child reads `in`, is silent otherwise and leads a process group of its own. */
static bool spawn(struct speech *speech, const char *const *arguments, int in) {
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
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
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

bool speech_say(struct speech *speech, const char *voice, const char *text) {
    char amplitude[16], speed[16];
    int ends[2];
    speech_hush(speech);
    if (!speech->program || !*text || pipe2(ends, O_CLOEXEC) != 0)
        return false;
    snprintf(amplitude, sizeof amplitude, "%d", speech->volume * 200 / SPEECH_VOLUME_MAX);
    snprintf(speed, sizeof speed, "%d", SPEECH_WORDS_A_MINUTE - speech->slower * SPEECH_SLOWER);
    const char *const arguments[] = {speech->jail, speech->program, "-v", voice, "-s", speed,
                                     "-a",         amplitude,       "-b", "1",   "-m", "--stdin",
                                     NULL};
    bool fine = spawn(speech, speech->jail ? arguments : arguments + 1, ends[0]);
    close(ends[0]);
    speech->in = ends[1];
    speech->text = strdup(text);
    speech->size = strlen(text);
    if (!fine || !speech->text || fcntl(ends[1], F_SETFL, O_NONBLOCK) != 0) {
        speech_hush(speech);
        return false;
    }
    speech_tick(speech);
    return true;
}

void speech_pause(struct speech *speech) {
    if (speech->pid <= 0)
        return;
    speech->paused = !speech->paused;
    kill(-speech->pid, speech->paused ? SIGSTOP : SIGCONT);
}

void speech_volume(struct speech *speech, int volume) {
    speech->volume = volume < 0 ? 0 : volume > SPEECH_VOLUME_MAX ? SPEECH_VOLUME_MAX : volume;
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
    if (speech->pid <= 0)
        return false;
    if (speech->in >= 0)
        hand_over(speech);
    if (waitpid(speech->pid, NULL, WNOHANG) != 0) {
        forget_text(speech);
        speech->pid = 0;
        speech->paused = false;
    }
    return speech->pid > 0;
}
