#include "desk/painted/painter_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk/painted/channel.h"

#define INSTALLED "/usr/bin/kiosk-preview"
enum { SOCKET = 3, START_MS = 15000, BUFFER = 1 << 20 };

/* Beside the running program, else the installed one. */
static const char *program_path(char *beside, size_t size) {
    ssize_t length = readlink("/proc/self/exe", beside, size - sizeof "kiosk-preview");
    if (length > 0) {
        beside[length] = '\0';
        char *slash = strrchr(beside, '/');
        strcpy(slash ? slash + 1 : beside, "kiosk-preview");
    }
    return length > 0 && access(beside, X_OK) == 0 ? beside : INSTALLED;
}

/* The socket as descriptor 3, the streams to nowhere but for the log, no other descriptor. */
static int describe(posix_spawn_file_actions_t *actions, int socket) {
    int failed = posix_spawn_file_actions_adddup2(actions, socket, SOCKET);
    failed = failed ? failed : posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    failed = failed ? failed : posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
    return failed ? failed : posix_spawn_file_actions_addclosefrom_np(actions, SOCKET + 1);
}

static int plain_signals(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    sigdelset(&all, SIGKILL);
    sigdelset(&all, SIGSTOP);
    int failed = posix_spawnattr_setsigmask(attributes, &none);
    failed = failed ? failed : posix_spawnattr_setsigdefault(attributes, &all);
    return failed ? failed
                  : posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int spawn(const char *program, char *const *argv, int socket, pid_t *pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    char *const environment[] = {NULL};
    if (posix_spawn_file_actions_init(&actions) != 0)
        return ENOMEM;
    int failed = posix_spawnattr_init(&attributes);
    if (!failed) {
        failed = describe(&actions, socket);
        failed = failed ? failed : plain_signals(&attributes);
        failed = failed ? failed : posix_spawn(pid, program, &actions, &attributes, argv, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

bool painter_process_start(struct painter_process *process, const struct painter_place *place,
                           struct fail *fail) {
    char beside[4200];
    const char *program = place->program ? place->program : program_path(beside, sizeof beside);
    const char *argv[] = {program,      "--contents", place->contents,
                          "--cache",    place->cache, place->feeds ? "--feeds" : NULL,
                          place->feeds, NULL};
    int ends[2], room = BUFFER;
    pid_t pid = 0;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return fail_set(fail, "cannot make a socket: %s", strerror(errno));
    setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &room, sizeof room); /* fewer turns for a picture */
    int failed = spawn(program, (char *const *)argv, ends[1], &pid);
    close(ends[1]);
    if (failed) {
        close(ends[0]);
        return fail_set(fail, "cannot start %s: %s", program, strerror(failed));
    }
    *process = (struct painter_process){.pid = pid, .fd = ends[0], .started_ms = channel_now_ms()};
    return true;
}

void painter_process_end(struct painter_process *process) {
    if (process->pid <= 0)
        return;
    close(process->fd);
    kill(process->pid, SIGKILL);
    while (waitpid(process->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    *process = (struct painter_process){.fd = -1};
}

bool painter_process_lives(const struct painter_process *process) {
    struct pollfd ends = {.fd = process->fd, .events = POLLRDHUP};
    return process->pid > 0 && poll(&ends, 1, 0) <= 0;
}

static enum painter_word end_it(struct painter_process *process, enum painter_word word, struct fail *fail) {
    painter_process_end(process);
    fail_set(fail, word == PAINTER_LATE   ? "the painter did not answer in time"
                   : word == PAINTER_LIED ? "the painter answered what it was not asked"
                                          : "the painter has died");
    return word;
}

static enum painter_word ended(struct painter_process *process, enum channel_end end, struct fail *fail) {
    return end_it(process, end == CHANNEL_LATE ? PAINTER_LATE : PAINTER_DIED, fail);
}

/* One message; its body malloc'd with a NUL behind it. PAINTER_REFUSED stands for any that could be read. */
static enum painter_word hear(struct painter_process *process, int64_t due_ms, struct preview_head *head,
                              char **body, struct fail *fail) {
    uint8_t in[PREVIEW_HEAD];
    enum channel_end end = channel_receive(process->fd, in, sizeof in, due_ms);
    if (end != CHANNEL_DONE)
        return ended(process, end, fail);
    if (!preview_told_read(in, head, fail))
        return end_it(process, PAINTER_LIED, fail);
    char *bytes = malloc(head->size + 1);
    end = bytes ? channel_receive(process->fd, bytes, head->size, due_ms) : CHANNEL_LATE;
    if (end != CHANNEL_DONE) {
        free(bytes);
        return ended(process, end, fail);
    }
    bytes[head->size] = '\0';
    *body = bytes;
    return PAINTER_REFUSED;
}

/* PAINTER_PICTURE: it is ready. */
static enum painter_word await_ready(struct painter_process *process, int64_t due_ms, struct fail *fail) {
    struct preview_head head;
    char *body = NULL;
    struct pollfd ready = {.fd = process->fd, .events = POLLIN};
    if (process->ready)
        return PAINTER_PICTURE;
    for (int64_t left_ms; (left_ms = due_ms - channel_now_ms()) > 0;) {
        int count = poll(&ready, 1, (int)left_ms);
        if (count > 0 || (count < 0 && errno != EINTR))
            break;
    }
    if (poll(&ready, 1, 0) == 0) {
        if (channel_now_ms() - process->started_ms > START_MS)
            return end_it(process, PAINTER_LATE, fail);
        fail_set(fail, "the painter has only just been started");
        return PAINTER_BEGINS;
    }
    enum painter_word word = hear(process, due_ms, &head, &body, fail);
    if (word != PAINTER_REFUSED)
        return word;
    process->ready = head.kind == PREVIEW_READY && head.size == 1;
    process->fenced = process->ready && body[0] == 1;
    free(body);
    return process->ready ? PAINTER_PICTURE : end_it(process, PAINTER_LIED, fail);
}

static enum painter_word judge(struct painter_process *process, const struct preview_question *question,
                               const struct preview_head *head, const char *body, struct fail *fail) {
    if (head->number != process->number || head->kind == PREVIEW_READY)
        return end_it(process, PAINTER_LIED, fail);
    if (head->kind == PREVIEW_REFUSED) {
        fail_set(fail, "%s", body);
        return PAINTER_REFUSED;
    }
    bool asked_for =
        question->findings
            ? head->kind == PREVIEW_FINDINGS && preview_findings_read((const uint8_t *)body, head->size, NULL)
            : head->kind == PREVIEW_PICTURE &&
                  preview_picture_valid(body, head->size, question->width, question->height);
    return asked_for ? PAINTER_PICTURE : end_it(process, PAINTER_LIED, fail);
}

static enum channel_end say(struct painter_process *process, enum preview_kind kind, const void *body,
                            size_t size, int64_t due_ms) {
    uint8_t message[PREVIEW_HEAD + PREVIEW_QUESTION_MAX];
    preview_head_write((struct preview_head){kind, process->number, size}, message);
    memcpy(message + PREVIEW_HEAD, body, size);
    return channel_send(process->fd, message, PREVIEW_HEAD + size, due_ms);
}

enum painter_word painter_process_ask(struct painter_process *process,
                                      const struct preview_question *question, int64_t due_ms, char **bytes,
                                      size_t *size, struct fail *fail) {
    uint8_t written[PREVIEW_QUESTION_MAX];
    struct preview_head head;
    char *body = NULL;
    enum painter_word word = await_ready(process, due_ms, fail);
    if (word != PAINTER_PICTURE)
        return word;
    process->number++;
    size_t length = preview_question_write(question, written);
    enum channel_end end = say(process, PREVIEW_PAINT, written, length, due_ms);
    if (end != CHANNEL_DONE)
        return ended(process, end, fail);
    word = hear(process, due_ms, &head, &body, fail);
    if (word != PAINTER_REFUSED)
        return word;
    word = judge(process, question, &head, body, fail);
    if (word != PAINTER_PICTURE) {
        free(body);
        return word;
    }
    *bytes = body;
    *size = head.size;
    return word;
}

bool painter_process_drop(struct painter_process *process, const char *content, int64_t due_ms) {
    return say(process, PREVIEW_DROP, content, strlen(content), due_ms) == CHANNEL_DONE;
}
