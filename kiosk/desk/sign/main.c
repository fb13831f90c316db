/* kiosk-sign: holds the content key, and signs for others what they may have signed. */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/sign/callers.h"
#include "desk/sign/confine.h"
#include "system/log.h"
#include "system/notify.h"

static const char USAGE[] =
    "usage: kiosk-sign --key FILE --listen PATH [--allow-user NAME] [--state DIR]\n"
    "Holds a content key and signs manifests over a unix socket: of one site, each newer than the last.\n"
    "  --allow-user NAME  who may ask besides root and this program's own user\n"
    "  --state DIR        where it keeps what it has signed ($STATE_DIRECTORY)\n";

struct options {
    const char *key, *listen, *user, *state;
};
struct program {
    struct key_file *key;
    struct ledger ledger;
    struct door door;
    int signals;
};

/* -1: go on; else the exit status. */
static int options_parse(int argc, char **argv, struct options *options) {
    static const struct option OPTIONS[] = {{"key", required_argument, NULL, 'k'},
                                            {"listen", required_argument, NULL, 'l'},
                                            {"allow-user", required_argument, NULL, 'u'},
                                            {"state", required_argument, NULL, 's'},
                                            {"help", no_argument, NULL, 'h'},
                                            {"version", no_argument, NULL, 'v'},
                                            {NULL, 0, NULL, 0}};
    options->state = getenv("STATE_DIRECTORY");
    for (int option; (option = getopt_long(argc, argv, "h", OPTIONS, NULL)) != -1;) {
        const char **text = option == 'k'   ? &options->key
                            : option == 'l' ? &options->listen
                            : option == 'u' ? &options->user
                            : option == 's' ? &options->state
                                            : NULL;
        if (text) {
            *text = optarg;
            continue;
        }
        if (option == 'v')
            printf("kiosk-sign %s\n", KIOSK_VERSION);
        else
            fputs(USAGE, option == 'h' ? stdout : stderr);
        return option == 'h' || option == 'v' ? 0 : 2;
    }
    if (options->key && options->listen && options->state && optind == argc)
        return -1;
    fputs(USAGE, stderr);
    return 2;
}

static struct key_file *open_key(const char *path) {
    char line[800];
    struct report report = {0};
    struct key_file *key = key_file_open(path, &report);
    for (size_t i = 0; i < report.count; i++)
        log_line(report.items[i].severity == SEVERITY_ERROR ? LOG_LEVEL_ERROR : LOG_LEVEL_WARNING, "%s",
                 fail_format(&report.items[i], line, sizeof line));
    report_finish(&report);
    return key;
}

static bool open_signals(struct program *program, struct fail *fail) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, NULL);
    program->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    return program->signals >= 0 || fail_set(fail, "cannot listen for signals");
}

static bool start(struct program *program, const struct options *options, struct fail *fail) {
    bool fenced = false;
    umask(0077);
    if (!confine_memory(fail) || !open_signals(program, fail))
        return false;
    if (!(program->key = open_key(options->key)))
        return fail_set(fail, "without a key nothing can be signed");
    if (!ledger_init(&program->ledger, options->state, fail) ||
        !door_init(&program->door, options->listen, options->user, fail))
        return false;
    notify_send("READY=1"); /* before the filter: it makes a socket. Who connects now is served in a moment */
    if (!confine(options->state, &fenced, fail))
        return false;
    if (!fenced)
        log_line(LOG_LEVEL_WARNING, "this kernel has no Landlock: the files of this user are not fenced off");
    return true;
}

int main(int argc, char **argv) {
    struct options options = {NULL, NULL, NULL, NULL};
    struct program program = {.ledger = {.lock = -1}, .door = {.listener = -1}, .signals = -1};
    struct fail fail = {0};
    int status = options_parse(argc, argv, &options);
    if (status >= 0)
        return status;
    bool started = start(&program, &options, &fail);
    if (started) {
        struct notary notary = notary_init(key_file_signer(program.key), &program.ledger);
        struct callers callers = {.notary = &notary, .door = &program.door};
        log_line(LOG_LEVEL_INFO, "listening at %s", options.listen);
        while (callers_turn(&callers, program.signals))
            ;
        callers_finish(&callers);
    } else {
        log_line(LOG_LEVEL_ERROR, "%s", fail.text);
    }
    door_finish(&program.door);
    ledger_finish(&program.ledger);
    key_file_close(program.key);
    _exit(started ? 0 : 1); /* exit handlers, the sanitizers' too, may do what the filter forbids */
}
