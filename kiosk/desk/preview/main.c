/* kiosk-preview: paints what a screen would show, for the staff's desk. Two processes: this one has pictures
 * made ready, and its child, in a jail, paints. */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk/preview/answers.h"
#include "desk/preview/painter_jail.h"
#include "system/disk.h"
#include "system/log.h"

static const char USAGE[] = "usage: kiosk-preview --contents DIR --cache DIR [--feeds DIR]\n"
                            "Paints for the staff's desk, which starts it with a socket as descriptor 3.\n"
                            "  --contents DIR  a folder of sites, each a folder\n"
                            "  --feeds DIR     a folder of folders with normalised feeds\n"
                            "  --cache DIR     where ready pictures are kept\n";
enum { DESK = 3 };

struct options {
    const char *contents, *feeds, *cache;
};

/* -1: go on; else the exit status. */
static int options_parse(int argc, char **argv, struct options *options) {
    static const struct option OPTIONS[] = {
        {"contents", required_argument, NULL, 's'}, {"feeds", required_argument, NULL, 'f'},
        {"cache", required_argument, NULL, 'c'},    {"help", no_argument, NULL, 'h'},
        {"version", no_argument, NULL, 'v'},        {NULL, 0, NULL, 0}};
    for (int option; (option = getopt_long(argc, argv, "h", OPTIONS, NULL)) != -1;) {
        const char **text = option == 's'   ? &options->contents
                            : option == 'f' ? &options->feeds
                            : option == 'c' ? &options->cache
                                            : NULL;
        if (text) {
            *text = optarg;
            continue;
        }
        if (option == 'v')
            printf("kiosk-preview %s\n", KIOSK_VERSION);
        else
            fputs(USAGE, option == 'h' ? stdout : stderr);
        return option == 'h' || option == 'v' ? 0 : 2;
    }
    if (options->contents && options->cache && optind == argc)
        return -1;
    fputs(USAGE, stderr);
    return 2;
}

static bool is_socket(int fd) {
    struct stat found;
    return fstat(fd, &found) == 0 && S_ISSOCK(found.st_mode);
}

/* The child, to its end. Exit handlers, the sanitizers' too, may do what the filter forbids. */
static _Noreturn void paint_for_ever(const struct options *options, int helper, pid_t parent) {
    static struct shelf shelf;
    const struct painter_reads reads = {options->contents, options->feeds, options->cache};
    struct fail fail = {0};
    bool fenced = false;
    if (!painter_warm(&fail) || !painter_jail_enter(&reads, parent, &fenced, &fail)) {
        log_line(LOG_LEVEL_ERROR, "%s", fail.text);
        _exit(1);
    }
    shelf = (struct shelf){
        .contents = options->contents, .feeds = options->feeds, .cache = options->cache, .helper = helper};
    answers_give(DESK, &shelf, fenced);
    _exit(0);
}

/* How the painter ended, once it is known that it should. */
static int reap(pid_t painter) {
    int status = 0;
    kill(painter, SIGKILL);
    while (waitpid(painter, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static int tell_end(enum errands_end end, int status) {
    if (end == ERRANDS_DESK_GONE || (WIFEXITED(status) && end == ERRANDS_PAINTER_GONE))
        return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    if (end == ERRANDS_PAINTER_MAD)
        log_line(LOG_LEVEL_ERROR, "the painter asked for what no painter asks for, and was ended");
    else
        log_line(LOG_LEVEL_ERROR, "the painter died: %s",
                 WTERMSIG(status) == SIGSYS ? "it tried something the jail forbids"
                                            : strsignal(WTERMSIG(status)));
    return 1;
}

static int run(const struct options *options, struct fail *fail) {
    int ends[2];
    pid_t own = getpid();
    if (!disk_make_folder(options->cache, fail) || !disk_sweep(options->cache, NULL, DISK_SWEEP_DEAD, fail))
        return -1;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        fail_set(fail, "cannot make a socket: %s", strerror(errno));
        return -1;
    }
    pid_t painter = fork();
    if (painter == 0) {
        close(ends[0]);
        paint_for_ever(options, ends[1], own);
    }
    close(ends[1]);
    if (painter < 0) {
        fail_set(fail, "cannot start the painter: %s", strerror(errno));
        close(ends[0]);
        return -1;
    }
    const struct errands errands = {options->contents, options->cache, ends[0], DESK};
    enum errands_end end = errands_serve(&errands);
    close(ends[0]);
    return tell_end(end, reap(painter));
}

int main(int argc, char **argv) {
    struct options options = {NULL, NULL, NULL};
    struct fail fail = {0};
    int status = options_parse(argc, argv, &options);
    if (status >= 0)
        return status;
    if (!is_socket(DESK)) {
        fprintf(stderr, "kiosk-preview: descriptor 3 is no socket: the desk starts this program\n");
        return 2;
    }
    umask(0077);
    status = run(&options, &fail);
    if (status >= 0)
        return status;
    log_line(LOG_LEVEL_ERROR, "%s", fail.text);
    return 1;
}
