#include "player/program.h"

#include <SDL2/SDL_log.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "player/options.h"
#include "player/player.h"
#include "system/log.h"

/* What a signal handler can reach; nothing else lives outside. */
static volatile int stop;
static struct bell bell;

static void on_signal(int number) {
    stop = number;
    bell_ring_signal(&bell);
}

static void watch_signals(void) {
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}

/* Pictures go back to the system when they are freed. Left alone, glibc learns from the first large block to
 * keep blocks of that size, 20 MB of them, in the heaps of both threads. */
static void give_memory_back(void) {
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
    mallopt(M_ARENA_MAX, 1);
}

/* What a visitor typed must not reach the disk with a dump of memory. */
static void leave_no_core(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

/* SDL asks for the session bus, and libdbus would fork to launch one; a kiosk has one or does without. */
static void launch_no_bus(void) {
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    char path[200];
    snprintf(path, sizeof path, "%s/bus", runtime ? runtime : "");
    if (access(path, F_OK) != 0)
        setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
}

/* SDL opens an input method, and Xlib would read all the ways there are to compose a letter, which takes as
 * long as all else that a start asks of X. Nobody composes letters here. */
static void compose_no_letters(void) {
    setenv("XCOMPOSEFILE", "/dev/null", 0);
}

/* What SDL has to say is one event among ours, and never more than a warning: what fails for good, we say. */
static void log_sdl(void *context, int category, SDL_LogPriority priority, const char *message) {
    (void)context;
    (void)category;
    log_line(priority >= SDL_LOG_PRIORITY_ERROR ? LOG_LEVEL_WARNING : LOG_LEVEL_INFO, "SDL: %s", message);
}

int program_run(int argc, char **argv, const struct visit_driver *driver) {
    give_memory_back();
    leave_no_core();
    launch_no_bus();
    compose_no_letters();
    SDL_LogSetOutputFunction(log_sdl, NULL);
    struct options options;
    struct fail fail;
    int status = 2;
    bool usable = options_parse(argc, argv, &options, &fail);
    if (options.file.mistake && getenv("NOTIFY_SOCKET")) {
        log_line(LOG_LEVEL_ERROR, "%s", options.file.mistake);
        usable = true; /* nobody reads what a service says: the screen says it, until it is mended */
    }
    if (!usable) {
        char line[640];
        fprintf(stderr, "kiosk: %s\n", fail_format(&fail, line, sizeof line));
    } else if (options.help || options.version) {
        fputs(options.help ? options_usage : "kiosk " KIOSK_VERSION "\n", stdout);
        status = 0;
    } else if (!bell_init(&bell)) {
        fputs("kiosk: out of file descriptors\n", stderr);
        status = 1;
    } else {
        watch_signals();
        status = player_run(&options, driver, &bell, &stop);
        bell_finish(&bell);
    }
    options_finish(&options);
    return status;
}
