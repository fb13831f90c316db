#include "system/intake_client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/text/plain_text.h"

enum { WORDS_MAX = 1024, CHUNK = 64 << 10, REFUSED = 1 };

struct intake_job {
    pid_t pid;
    int in, out, err; /* ours; -1 when closed */
    char *input;
    size_t input_size, input_done;
    char *output;
    size_t output_size, output_capacity, max;
    char words[WORDS_MAX]; /* the newest the child said on standard error */
    size_t words_size;
    long long deadline_ms; /* 0: not known before the first step */
    int patience;
};

static void close_end(int *fd) {
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void close_pairs(int pairs[3][2]) {
    for (int i = 0; i < 3; i++) {
        close_end(&pairs[i][0]);
        close_end(&pairs[i][1]);
    }
}

/* A file takes the place of the first pair: there is nothing to be written to then. */
static bool make_pairs(const int *file, int pairs[3][2], struct fail *fail) {
    struct stat info;
    for (int i = 0; i < 3; i++)
        pairs[i][0] = pairs[i][1] = -1;
    bool made = true;
    if (file) {
        if (fstat(*file, &info) != 0 || !S_ISREG(info.st_mode))
            return fail_set(fail, "what kiosk-intake should read is no regular file");
        pairs[0][0] = fcntl(*file, F_DUPFD_CLOEXEC, 0);
        made = pairs[0][0] >= 0;
    }
    for (int i = file ? 1 : 0; made && i < 3; i++)
        made = pipe2(pairs[i], O_CLOEXEC) == 0;
    if (!made) {
        fail_set(fail, "cannot make a pipe: %s", strerror(errno));
        close_pairs(pairs);
    }
    return made;
}

/* The child's ends as its standard streams, no environment, default signals. */
static int spawn(const char *program, char *const *argv, int pairs[3][2], pid_t *pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return ENOMEM;
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return ENOMEM;
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    sigdelset(&all, SIGKILL);
    sigdelset(&all, SIGSTOP);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int failed = posix_spawn_file_actions_adddup2(&actions, pairs[0][0], 0);
    failed = failed ? failed : posix_spawn_file_actions_adddup2(&actions, pairs[1][1], 1);
    failed = failed ? failed : posix_spawn_file_actions_adddup2(&actions, pairs[2][1], 2);
    /* libcurl's connections among them, which are none of its business */
    failed = failed ? failed : posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    char *const environment[] = {NULL};
    failed = failed ? failed : posix_spawn(pid, program, &actions, &attributes, argv, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

static bool job_spawn(struct intake_job *job, const struct intake_request *request, struct fail *fail) {
    char *program = intake_program(), patience[16];
    snprintf(patience, sizeof patience, "%d", job->patience);
    const char *argv[INTAKE_ARGS_MAX + 5] = {program, request->format};
    size_t count = 2;
    if (job->patience > 1) {
        argv[count++] = "--patience";
        argv[count++] = patience;
    }
    const char *const *args = request->args;
    for (size_t i = 0; args && *args && i < INTAKE_ARGS_MAX; i++)
        argv[count++] = *args++;
    if (!program || (args && *args)) {
        free(program);
        return fail_set(fail, program ? "too many arguments for kiosk-intake" : "out of memory");
    }
    int pairs[3][2];
    if (!make_pairs(request->file, pairs, fail)) {
        free(program);
        return false;
    }
    int failed = spawn(program, (char *const *)argv, pairs, &job->pid);
    if (failed) {
        fail_set(fail, "cannot start %s: %s", program, strerror(failed));
        job->pid = 0;
        close_pairs(pairs);
        free(program);
        return false;
    }
    free(program);
    close_end(&pairs[0][0]);
    close_end(&pairs[1][1]);
    close_end(&pairs[2][1]);
    job->in = pairs[0][1];
    job->out = pairs[1][0];
    job->err = pairs[2][0];
    if (job->in >= 0)
        fcntl(job->in, F_SETFL, O_NONBLOCK);
    fcntl(job->out, F_SETFL, O_NONBLOCK);
    fcntl(job->err, F_SETFL, O_NONBLOCK);
    return true;
}

struct intake_job *intake_start(const struct intake_request *request, struct fail *fail) {
    struct intake_job *job = calloc(1, sizeof(*job));
    if (!job) {
        fail_set(fail, "out of memory");
        return NULL;
    }
    job->in = job->out = job->err = -1;
    job->max = request->max;
    job->patience = request->patience < 1                     ? 1
                    : request->patience > INTAKE_PATIENCE_MAX ? INTAKE_PATIENCE_MAX
                                                              : request->patience;
    job->input = malloc(request->size ? request->size : 1);
    if (!job->input) {
        fail_set(fail, "out of memory");
        intake_destroy(job);
        return NULL;
    }
    if (request->size)
        memcpy(job->input, request->bytes, request->size);
    job->input_size = request->size;
    if (!job_spawn(job, request, fail)) {
        intake_destroy(job);
        return NULL;
    }
    return job;
}

void intake_fds(const struct intake_job *job, int *in, int *out) {
    *in = job->in;
    *out = job->out;
}

/* A write to a child that has gone raises SIGPIPE, which is blocked for the call and taken back. */
static ssize_t write_quietly(int fd, const void *bytes, size_t size) {
    sigset_t pipe_set, old, pending;
    sigemptyset(&pipe_set);
    sigaddset(&pipe_set, SIGPIPE);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe_set, &old);
    ssize_t done = write(fd, bytes, size);
    int error = errno;
    if (done < 0 && error == EPIPE && !sigismember(&pending, SIGPIPE))
        sigtimedwait(&pipe_set, NULL, &(struct timespec){0});
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    errno = error;
    return done;
}

static void feed_input(struct intake_job *job) {
    while (job->in >= 0) {
        if (job->input_done == job->input_size) {
            close_end(&job->in);
            return;
        }
        ssize_t done =
            write_quietly(job->in, job->input + job->input_done, job->input_size - job->input_done);
        if (done > 0)
            job->input_done += (size_t)done;
        else if (done < 0 && errno == EINTR)
            continue;
        else if (done < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return;
        else
            close_end(&job->in); /* it has read enough; its exit status says the rest */
    }
}

static void take_words(struct intake_job *job) {
    char chunk[512];
    ssize_t got;
    while (job->err >= 0 && (got = read(job->err, chunk, sizeof(chunk))) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return;
        size_t size = (size_t)got;
        if (job->words_size + size > WORDS_MAX - 1) { /* keep the end */
            size_t keep = WORDS_MAX - 1 - size;
            keep = keep < job->words_size ? keep : job->words_size;
            memmove(job->words, job->words + job->words_size - keep, keep);
            job->words_size = keep;
        }
        memcpy(job->words + job->words_size, chunk, size);
        job->words_size += size;
    }
    close_end(&job->err);
}

static bool take_output(struct intake_job *job, struct fail *fail) {
    while (job->out >= 0) {
        if (job->output_size == job->output_capacity) {
            size_t capacity = job->output_capacity ? job->output_capacity * 2 : CHUNK;
            capacity = capacity < job->max + 1 ? capacity : job->max + 1;
            char *grown = capacity > job->output_size ? realloc(job->output, capacity + 1) : NULL;
            if (!grown)
                return fail_set(fail, "out of memory");
            job->output = grown;
            job->output_capacity = capacity;
        }
        ssize_t got = read(job->out, job->output + job->output_size, job->output_capacity - job->output_size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return true;
        if (got == 0)
            close_end(&job->out);
        job->output_size += got > 0 ? (size_t)got : 0;
        if (job->output_size > job->max)
            return fail_set(fail, "kiosk-intake wrote more than %zu bytes", job->max);
    }
    return true;
}

/* The last line the child said, made presentable. True when it is kiosk-intake's own and not, say, the
 * dynamic linker's. */
static bool last_words(struct intake_job *job, char *words, size_t size) {
    static const char prefix[] = "kiosk-intake: ";
    while (job->words_size && (job->words[job->words_size - 1] == '\n'))
        job->words_size--;
    job->words[job->words_size] = '\0';
    char *line = strrchr(job->words, '\n');
    line = line ? line + 1 : job->words;
    bool own = strncmp(line, prefix, sizeof(prefix) - 1) == 0;
    text_put(words, size, own ? line + sizeof(prefix) - 1 : line);
    return own && *words;
}

static const char *signal_text(int number) {
    return number == SIGSYS    ? "it tried something the jail forbids"
           : number == SIGXCPU ? "it took too long"
           : number == SIGKILL ? "it was killed, for want of memory or by hand"
                               : strsignal(number);
}

static enum intake_progress finish(struct intake_job *job, int status, char **out, size_t *out_size,
                                   struct fail *fail) {
    char words[sizeof(fail->text)];
    job->pid = 0;
    take_words(job);
    bool own = last_words(job, words, sizeof words);
    if (WIFSIGNALED(status)) {
        fail_set(fail, "kiosk-intake was stopped: %s", signal_text(WTERMSIG(status)));
        return INTAKE_TROUBLE;
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fail_set(fail, "%s", *words ? words : "kiosk-intake failed without a word");
        return own && WIFEXITED(status) && WEXITSTATUS(status) == REFUSED ? INTAKE_REFUSED : INTAKE_TROUBLE;
    }
    if (job->output_size == 0) {
        fail_set(fail, "kiosk-intake wrote nothing");
        return INTAKE_TROUBLE;
    }
    job->output[job->output_size] = '\0';
    *out = job->output;
    *out_size = job->output_size;
    job->output = NULL;
    return INTAKE_DONE;
}

int intake_wait_ms(const struct intake_job *job) {
    int in, out;
    intake_fds(job, &in, &out);
    return out < 0 ? INTAKE_ENDING_MS : INTAKE_WAIT_MS;
}

enum intake_progress intake_step(struct intake_job *job, long long now_ms, char **out, size_t *out_size,
                                 struct fail *fail) {
    if (job->deadline_ms == 0)
        job->deadline_ms = now_ms + INTAKE_SECONDS * 1000LL * job->patience;
    feed_input(job);
    take_words(job);
    if (!take_output(job, fail))
        return INTAKE_TROUBLE;
    int status = 0;
    pid_t ended = job->pid > 0 ? waitpid(job->pid, &status, WNOHANG) : -1;
    if (ended == job->pid && ended > 0) {
        if (!take_output(job, fail)) { /* what was still in the pipe */
            job->pid = 0;
            return INTAKE_TROUBLE;
        }
        return finish(job, status, out, out_size, fail);
    }
    if (ended < 0 && !(errno == EINTR && job->pid > 0)) {
        fail_set(fail, "kiosk-intake is gone");
        return INTAKE_TROUBLE;
    }
    if (now_ms >= job->deadline_ms) {
        fail_set(fail, "kiosk-intake took longer than %d s", INTAKE_SECONDS * job->patience);
        return INTAKE_TROUBLE;
    }
    return INTAKE_RUNNING;
}

void intake_destroy(struct intake_job *job) {
    if (!job)
        return;
    if (job->pid > 0) {
        kill(job->pid, SIGKILL);
        while (waitpid(job->pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    close_end(&job->in);
    close_end(&job->out);
    close_end(&job->err);
    free(job->input);
    free(job->output);
    free(job);
}

static long long monotonic_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

enum intake_progress intake_run_judged(const struct intake_request *request, char **out, size_t *out_size,
                                       struct fail *fail) {
    struct intake_job *job = intake_start(request, fail);
    if (!job)
        return INTAKE_TROUBLE;
    enum intake_progress progress;
    while ((progress = intake_step(job, monotonic_ms(), out, out_size, fail)) == INTAKE_RUNNING) {
        struct pollfd fds[3] = {{.fd = job->in, .events = POLLOUT},
                                {.fd = job->out, .events = POLLIN},
                                {.fd = job->err, .events = POLLIN}};
        /* with both outputs at their end, only the exit is missing: a moment at most */
        poll(fds, 3, job->out < 0 && job->err < 0 ? 2 : 500);
    }
    intake_destroy(job);
    return progress;
}

bool intake_run(const struct intake_request *request, char **out, size_t *out_size, struct fail *fail) {
    return intake_run_judged(request, out, out_size, fail) == INTAKE_DONE;
}
