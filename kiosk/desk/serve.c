#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "desk/command.h"
#include "desk/command_line.h"
#include "desk/data/announce.h"
#include "desk/data/objects.h"
#include "desk/data/screen_events.h"
#include "desk/data/sessions.h"
#include "desk/http/certificate_names.h"
#include "desk/routes/authorize.h"
#include "desk/work/publishing.h"
#include "publish/sign_client.h"
#include "system/disk.h"
#include "system/log.h"
#include "system/notify.h"

static const char USAGE[] =
    "usage: kiosk-desk serve --data DIR --listen ADDRESS:PORT|unix:PATH [--cert FILE --cert-key FILE]\n"
    "                        [--trust-proxy [--proxy-cert FILE]] [--other-cert FILE[,FILE…]]\n"
    "                        [--host NAME[,NAME…]] [--sign-socket PATH] [--channel C] [--page DIR]\n"
    "                        [--feeds DIR] [--addresses FILE]\n"
    "The staff's desk in a browser, and the published tree under /site/.\n"
    "  --cert, --cert-key FILE  PEM; taken again when they change. Without them only on this machine\n"
    "  --trust-proxy            everything comes through a proxy that says who it speaks for\n"
    "  --proxy-cert FILE        the proxy's certificate, by whose key screens may know the desk\n"
    "  --other-cert FILE        certificates that it will have, or had: screens that know it by its key go "
    "on\n"
    "  --host NAME              which names it answers to, and screens know it by (any)\n"
    "  --sign-socket PATH       where kiosk-sign listens; without it nothing can be published\n"
    "  --channel C              which screens are published to (main)\n"
    "  --page DIR               the built page (the installed one)\n"
    "  --feeds DIR              what previews and plans know of feeds: STORE/feeds of a kiosk-sync here\n"
    "  --addresses FILE         which addresses do not answer, as kioskctl addresses wrote it; taken again "
    "when "
    "it changes\n";
enum { LISTED_MAX = 16, SWEEP_MS = 600 * 1000, END_MS = 5000 };

struct options {
    const char *data, *listen, *certificate, *certificate_key, *proxy_certificate, *others, *hosts, *socket,
        *channel, *page, *feeds, *addresses;
    bool trust_proxy;
};
struct listed { /* of "a,b" */
    char *text;
    const char *list[LISTED_MAX + 1];
};
struct serving {
    struct desk desk;
    struct server_settings settings;
    struct listed hosts, others;
    char *page;
};

static void say(const char *line) {
    log_line(LOG_LEVEL_WARNING, "%s", line);
}

static void say_request(void *context, const char *line) {
    (void)context;
    log_line(LOG_LEVEL_INFO, "%s", line);
}

/* False when there are too many. */
static bool split(const char *text, struct listed *listed) {
    size_t count = 0;
    char *rest = listed->text = strdup(text);
    for (char *word; rest && (word = strsep(&rest, ",")) && count < LISTED_MAX;)
        listed->list[count++] = word;
    return listed->text && !rest;
}

/* They are read again each time; that they can be is found out now. */
static bool take_others(struct serving *serving, const char *text, struct fail *fail) {
    struct certificate_names names;
    if (!split(text, &serving->others))
        return fail_set(fail, "--other-cert takes at most %d files", LISTED_MAX);
    for (const char *const *file = serving->others.list; *file; file++)
        if (!certificate_names_read(*file, &names, fail))
            return false;
    return true;
}

/* Beside an installed program, or in the folder it was built in. NULL: neither. */
static char *find_page(void) {
    static const char *const PLACES[] = {"../share/kiosk-desk/page", "../desk-page"};
    char program[400], *found = NULL;
    ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
    char *end = size > 0 ? memrchr(program, '/', (size_t)size) : NULL;
    for (size_t i = 0; end && !found && i < LENGTH(PLACES); i++) {
        *end = '\0';
        found = disk_path(program, PLACES[i]);
        if (found && !disk_exists(found)) {
            free(found);
            found = NULL;
        }
    }
    return found;
}

/* Long answers go back to the system when they are sent. Left alone, glibc learns from the first of them to
 * keep blocks of that size, 20 MB for each worker, and what workers allocate and the network thread frees
 * leaves holes in an arena each: 50 MB more once ten thousand screens were told of a publishing. */
static void give_memory_back(void) {
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
    mallopt(M_ARENA_MAX, 1);
}

/* A connection is a descriptor, and there may be thousands. */
static void raise_descriptors(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
            log_line(LOG_LEVEL_WARNING, "cannot have more descriptors: %s", strerror(errno));
    }
}

/* Is what is published what the database says? What a kill left is mended here. */
static void reconcile(const struct options *options, struct database *database) {
    static const char *const WORDS[] = {[RECONCILED_SAME] = NULL,
                                        [RECONCILED_ADDED] = "what was published last is in the log now",
                                        [RECONCILED_BEHIND] =
                                            "the published tree is not whole: publish once more"};
    struct fail fail = {0};
    struct act act = desk_console();
    enum reconciled reconciled = RECONCILED_SAME;
    struct sign_client *client = options->socket ? sign_client_open(options->socket, &fail) : NULL;
    if (!client) {
        if (options->socket)
            log_line(LOG_LEVEL_WARNING, "nothing can be published yet: %s", fail.text);
        return;
    }
    struct signer signer = sign_client_signer(client);
    struct publishing publishing = {.database = database,
                                    .act = &act,
                                    .signer = &signer,
                                    .channel = options->channel,
                                    .known = sign_client_last(client, options->channel)};
    if (publishing_reconcile(&publishing, &reconciled, &fail) != OUTCOME_DONE)
        log_line(LOG_LEVEL_WARNING, "%s", fail.text);
    else if (WORDS[reconciled])
        log_line(LOG_LEVEL_WARNING, "%s", WORDS[reconciled]);
    sign_client_close(client);
}

static void sweep(struct database *database) {
    struct fail fail = {0};
    int64_t now_ms = desk_console().now_ms;
    int removed = 0;
    if (sessions_sweep(database, now_ms, &fail) != OUTCOME_DONE ||
        screen_events_sweep(database, now_ms, &fail) != OUTCOME_DONE ||
        objects_sweep_unused(database, now_ms, &removed, &fail) != OUTCOME_DONE)
        log_line(LOG_LEVEL_WARNING, "%s", fail.text);
    if (removed > 0)
        log_line(LOG_LEVEL_INFO, "removed %d pictures that no version of the site has", removed);
}

static bool start(struct serving *serving, const struct options *options, struct fail *fail) {
    if (options->hosts && !split(options->hosts, &serving->hosts))
        return fail_set(fail, "--host takes at most %d names", LISTED_MAX);
    if (options->others && !take_others(serving, options->others, fail))
        return false;
    if (!options->page)
        serving->page = find_page();
    struct desk_settings settings = {.data = options->data,
                                     .page = options->page ? options->page : serving->page,
                                     .sign_socket = options->socket,
                                     .feeds = options->feeds,
                                     .addresses = options->addresses,
                                     .channel = options->channel,
                                     .log = say,
                                     .certificate = options->certificate ? options->certificate
                                                                         : options->proxy_certificate,
                                     .hosts = options->hosts ? serving->hosts.list : NULL,
                                     .others = options->others ? serving->others.list : NULL};
    if (!settings.page)
        log_line(LOG_LEVEL_WARNING,
                 "the page is not installed: only the API and the published tree are served");
    if (!desk_init(&serving->desk, &settings, fail))
        return false;
    serving->settings = (struct server_settings){.listen = options->listen,
                                                 .mode = 0660,
                                                 .certificate = options->certificate,
                                                 .certificate_key = options->certificate_key,
                                                 .trust_proxy = options->trust_proxy,
                                                 .hosts = options->hosts ? serving->hosts.list : NULL,
                                                 .routes = serving->desk.routes,
                                                 .route_count = serving->desk.route_count,
                                                 .authorize = desk_authorize,
                                                 .log = say_request,
                                                 .context = &serving->desk};
    struct server *server = server_create(&serving->settings, fail);
    desk_serve(&serving->desk, server);
    return server != NULL;
}

/* Until a signal. What other programs save and publish meanwhile is told to those who wait. */
static void wait_for_end(struct desk *desk, struct database *database, int signals, int announced) {
    struct clock clock = clock_system();
    struct signalfd_siginfo got = {0};
    int64_t sweep_ms = clock_sample(&clock).steady_ms + SWEEP_MS;
    while (read(signals, &got, sizeof got) != sizeof got) {
        struct pollfd ready[] = {{.fd = signals, .events = POLLIN}, {.fd = announced, .events = POLLIN}};
        int64_t now_ms = clock_sample(&clock).steady_ms;
        if (now_ms >= sweep_ms) {
            sweep(database);
            sweep_ms = now_ms + SWEEP_MS;
        }
        if (poll(ready, LENGTH(ready), (int)(sweep_ms - now_ms)) <= 0 || !ready[1].revents)
            continue;
        announce_heard(announced);
        desk_wake(desk, TOPIC_SITE);
        desk_wake(desk, TOPIC_PUBLISHED);
    }
    log_line(LOG_LEVEL_INFO, "ending: signal %u", got.ssi_signo);
}

static int serve(const struct options *options) {
    struct serving serving = {0};
    struct fail fail = {0};
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, NULL); /* before there are threads */
    int signalled = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK), announced = -1;
    signal(SIGPIPE, SIG_IGN);
    raise_descriptors();
    give_memory_back();
    struct database *database = database_open(options->data, DATABASE_MAY_CREATE, &fail);
    bool fine = database && signalled >= 0 && start(&serving, options, &fail);
    if (fine) {
        reconcile(options, database);
        sweep(database);
        announced = announce_listen(options->data, &fail);
        if (announced < 0)
            log_line(LOG_LEVEL_WARNING, "%s", fail.text);
        log_line(LOG_LEVEL_INFO, "listening at %s, port %u", options->listen,
                 server_port(serving.desk.server));
        notify_send("READY=1");
        wait_for_end(&serving.desk, database, signalled, announced);
        notify_send("STOPPING=1");
    } else {
        log_line(LOG_LEVEL_ERROR, "%s", fail.text);
    }
    server_destroy(serving.desk.server, END_MS);
    desk_finish(&serving.desk);
    database_close(database);
    free(serving.hosts.text);
    free(serving.others.text);
    free(serving.page);
    if (announced >= 0)
        close(announced);
    if (signalled >= 0)
        close(signalled);
    return fine ? 0 : 1;
}

static int run_command(int argc, char **argv) {
    struct options options = {.channel = "main"};
    const struct desk_option rows[] = {{"data", &options.data, NULL, true},
                                       {"listen", &options.listen, NULL, true},
                                       {"cert", &options.certificate, NULL, false},
                                       {"cert-key", &options.certificate_key, NULL, false},
                                       {"proxy-cert", &options.proxy_certificate, NULL, false},
                                       {"other-cert", &options.others, NULL, false},
                                       {"host", &options.hosts, NULL, false},
                                       {"sign-socket", &options.socket, NULL, false},
                                       {"channel", &options.channel, NULL, false},
                                       {"page", &options.page, NULL, false},
                                       {"feeds", &options.feeds, NULL, false},
                                       {"addresses", &options.addresses, NULL, false},
                                       {"trust-proxy", NULL, &options.trust_proxy, false},
                                       {NULL, NULL, NULL, false}};
    int first, status = desk_options_read(argc, argv, rows, 0, &first, USAGE);
    if (status >= 0)
        return status;
    if (!options.certificate != !options.certificate_key) {
        fputs(USAGE, stderr);
        return 2;
    }
    return serve(&options);
}

const struct command desk_command_serve = {
    .name = "serve",
    .purpose = "the desk in a browser, and what the screens fetch",
    .usage = USAGE,
    .run = run_command,
};
