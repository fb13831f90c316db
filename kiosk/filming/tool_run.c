#include "filming/tool_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/text/plain_text.h"
#include "jail/limits.h"

enum { NICE = 15, LOOK_MS = 200, NO_JAIL = 121, NO_PROGRAM = 122, FIRST_OTHER = 3 };

/* A stream of lines; what goes beyond TOOL_LINE is passed over. */
struct stream {
    int fd; /* −1 at its end */
    bool error;
    char line[TOOL_LINE];
    size_t size;
};
struct child {
    pid_t pid;
    struct stream streams[2];
    char words[TOOL_LINE]; /* the last that sounded like a reason */
    bool full, memory;
    time_t heard_s;
};

static time_t seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static _Noreturn void become(const struct tool_run *run, pid_t parent, int out, int err) {
    static const char *const environment[] = {"LC_ALL=C", "MALLOC_ARENA_MAX=2", "AV_LOG_FORCE_NOCOLOR=1",
                                              NULL};
    struct fail fail;
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    errno = 0;               /* −1 is a niceness, too */
    signal(SIGINT, SIG_IGN); /* a terminal's is for who runs this, who ends it */
    if ((nice(NICE) == -1 && errno != 0) || prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 ||
        getppid() != parent || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 ||
        chdir(run->jail.folder) != 0)
        _exit(NO_PROGRAM);
    limits_close_from(FIRST_OTHER);
    if (!tool_jail_enter(&run->jail, &fail)) {
        dprintf(2, "%s\n", fail.text);
        _exit(NO_JAIL);
    }
    execve(run->jail.program, (char *const *)run->argv, (char *const *)environment);
    dprintf(2, "%s: %s\n", run->jail.program, strerror(errno));
    _exit(NO_PROGRAM);
}

static bool start(const struct tool_run *run, struct child *child, struct fail *fail) {
    int out[2], err[2];
    pid_t parent = getpid();
    if (pipe2(out, O_CLOEXEC) != 0)
        return fail_set(fail, "cannot make a pipe: %s", strerror(errno));
    if (pipe2(err, O_CLOEXEC) != 0) {
        close(out[0]);
        close(out[1]);
        return fail_set(fail, "cannot make a pipe: %s", strerror(errno));
    }
    child->pid = fork();
    if (child->pid == 0)
        become(run, parent, out[1], err[1]);
    int reason = errno;
    close(out[1]);
    close(err[1]);
    child->streams[0] = (struct stream){.fd = out[0]};
    child->streams[1] = (struct stream){.fd = err[0], .error = true};
    if (child->pid < 0) {
        close(out[0]);
        close(err[0]);
        return fail_set(fail, "cannot start %s: %s", run->argv[0], strerror(reason));
    }
    fcntl(out[0], F_SETFL, O_NONBLOCK);
    fcntl(err[0], F_SETFL, O_NONBLOCK);
    child->heard_s = seconds();
    return true;
}

static void take_line(const struct tool_run *run, struct child *child, struct stream *stream) {
    stream->line[stream->size < TOOL_LINE ? stream->size : TOOL_LINE - 1] = '\0';
    stream->size = 0;
    if (stream->error && *stream->line) {
        child->full |= strstr(stream->line, strerror(ENOSPC)) != NULL;
        child->memory |= strstr(stream->line, strerror(ENOMEM)) != NULL;
        memcpy(child->words, stream->line, sizeof child->words);
    }
    run->heard(run->context, stream->error, stream->line);
}

static void take(const struct tool_run *run, struct child *child, struct stream *stream) {
    char chunk[4096];
    ssize_t got;
    while (stream->fd >= 0 && (got = read(stream->fd, chunk, sizeof chunk)) != -1) {
        child->heard_s = seconds();
        for (ssize_t i = 0; i < got; i++)
            if (chunk[i] == '\n' || chunk[i] == '\r')
                take_line(run, child, stream);
            else if (stream->size < TOOL_LINE - 1)
                stream->line[stream->size++] = chunk[i];
        if (got == 0) {
            if (stream->size)
                take_line(run, child, stream);
            close(stream->fd);
            stream->fd = -1;
        }
        if (got < (ssize_t)sizeof chunk)
            return;
    }
}

/* Until both streams have ended. False: it has to be ended. */
static bool listen(const struct tool_run *run, struct child *child, bool *stopped) {
    struct stream *streams = child->streams;
    while (streams[0].fd >= 0 || streams[1].fd >= 0) {
        struct pollfd fds[2] = {{.fd = streams[0].fd, .events = POLLIN},
                                {.fd = streams[1].fd, .events = POLLIN}};
        poll(fds, 2, LOOK_MS);
        take(run, child, &streams[0]);
        take(run, child, &streams[1]);
        *stopped = run->stop && *run->stop;
        if (*stopped || seconds() - child->heard_s > run->quiet_s)
            return false;
    }
    return true;
}

static enum tool_end judge(const struct child *child, int status, bool ended, struct fail *fail) {
    char words[sizeof fail->text];
    text_put(words, sizeof words, child->words);
    int by = WIFSIGNALED(status) ? WTERMSIG(status) : 0, with = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    fail_set(fail, "%s", *words ? words : by ? strsignal(by) : "it ended without a word");
    if (child->full)
        return TOOL_FULL;
    if (ended || by == SIGXCPU || by == SIGXFSZ || by == SIGKILL || (child->memory && status != 0))
        return TOOL_HEAVY;
    if (status == 0)
        return TOOL_DONE;
    return with == NO_JAIL || with == NO_PROGRAM ? TOOL_TROUBLE : TOOL_REFUSED;
}

enum tool_end tool_run(const struct tool_run *run, struct fail *fail) {
    struct child child = {0};
    bool stopped = false;
    int status = 0;
    if (!start(run, &child, fail))
        return TOOL_TROUBLE;
    bool done = listen(run, &child, &stopped);
    if (!done)
        kill(child.pid, SIGKILL);
    while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR)
        ;
    for (int i = 0; i < 2; i++)
        if (child.streams[i].fd >= 0)
            close(child.streams[i].fd);
    if (stopped) {
        fail_set(fail, "stopped");
        return TOOL_STOPPED;
    }
    return judge(&child, status, !done, fail);
}

char *tool_find(const char *name) {
    const char *folders = getenv("PATH");
    char path[4096];
    for (folders = folders ? folders : "/usr/bin:/bin"; *folders; folders += *folders == ':') {
        size_t length = strcspn(folders, ":");
        snprintf(path, sizeof path, "%.*s/%s", (int)length, folders, name);
        if (length > 0 && length < sizeof path && access(path, X_OK) == 0)
            return realpath(path, NULL);
        folders += length;
    }
    return NULL;
}
