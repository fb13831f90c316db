#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ctl/device.h"

static long long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* False: the time is up. What does not fit is read and forgotten, so that the child can end. */
static bool read_all(int fd, long long until_ms, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (;;) {
        char part[1024];
        long long left = until_ms - now_ms();
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (left <= 0 || poll(&wait, 1, (int)left) == 0)
            return false;
        ssize_t got = read(fd, part, sizeof part);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        size_t room = size - 1 - used, take = (size_t)got < room ? (size_t)got : room;
        memcpy(out + used, part, take);
        used += take;
        out[used] = '\0';
    }
}

bool device_run(const char *const *argv, int timeout_ms, char *out, size_t size) {
    int pipes[2], status = 0;
    pid_t pid;
    posix_spawn_file_actions_t actions;
    if (pipe2(pipes, O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bool started = posix_spawnp(&pid, argv[0], &actions, NULL, (char *const *)argv, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(pipes[1]);
    bool ended = started && read_all(pipes[0], now_ms() + timeout_ms, out, size);
    close(pipes[0]);
    if (!started)
        return false;
    if (!ended)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
