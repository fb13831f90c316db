/* kiosk-sync: brings a published site and its feeds into the store. One loop, no threads. */
#include <curl/curl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "sync/program_parts.h"
#include "system/log.h"
#include "system/notify.h"

enum { WAIT_FDS_MAX = 64, WAIT_MAX_MS = 30000 };

static bool open_signals(struct program *program, struct fail *fail) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    signal(SIGPIPE, SIG_IGN);
    sigprocmask(SIG_BLOCK, &set, NULL);
    program->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    return program->signals >= 0 || fail_set(fail, "cannot listen for signals");
}

/* The feeds to fetch are those of the site now on disk. */
static void load_site(struct program *program) {
    struct fail fail;
    struct report report = {0};
    struct generation_id id = update_view(program->update).current;
    struct generation *generation = id.seq || id.epoch ? generation_open(program->store, id, &fail) : NULL;
    if (!generation)
        return;
    struct site_files files = generation_files(generation);
    struct site *site = site_load(&files, &report);
    report_finish(&report);
    if (!site) {
        log_line(LOG_LEVEL_ERROR, "the site of generation %u.%llu cannot be read; its feeds are not fetched",
                 id.epoch, (unsigned long long)id.seq);
        generation_close(generation);
        return;
    }
    feed_jobs_set_site(program->feeds, site);
    site_destroy(program->site);
    generation_close(program->generation);
    program->site = site;
    program->generation = generation;
}

static void feed_watchdog(struct program *program, int64_t now_ms) {
    if (program->watchdog_ms == 0 || now_ms < program->watchdog_next_ms)
        return;
    program->watchdog_next_ms = now_ms + program->watchdog_ms / 3;
    notify_send("WATCHDOG=1");
}

/* A commit is many writes, each of which a slow card may hold up: it goes on, and is not to be ended in the
 * middle. */
static void alive(void *context) {
    struct program *program = context;
    feed_watchdog(program, ports_now(&program->ports).steady_ms);
}

/* What this screen shows is known. */
static bool start_update(struct program *program, struct fail *fail) {
    const struct sync_config *config = &program->config;
    const struct enrolment *enrolment = program->desk ? desk_enrolment(program->desk) : NULL;
    struct fail kept;
    if (enrolment && !(kept_trust(&enrolment->keys, &program->trust, fail) &&
                       store_change_owner(program->store, &program->trust, fail)))
        return false;
    if (!store_trust_keep(program->store, &program->trust, &kept))
        log_line(LOG_LEVEL_WARNING, "%s", kept.text); /* tried again with each update */
    if (enrolment)
        program_keep_screen(program, enrolment);
    struct update_options options = {.url = enrolment ? enrolment->url : config->url,
                                     .site = enrolment ? enrolment->site : config->site,
                                     .channel = enrolment ? enrolment->channel : config->channel,
                                     .trust = &program->trust,
                                     .panel_width = config->panel_width,
                                     .panel_height = config->panel_height,
                                     .poll_ms = (int64_t)config->poll_seconds * 1000};
    program->update = update_create(&options, program->store, &program->ports);
    if (!program->update)
        return fail_set(fail, "out of memory");
    load_site(program);
    return true;
}

/* *cause: where it lies when it cannot start. */
static bool start(struct program *program, enum cause *cause, struct fail *fail) {
    const struct sync_config *config = &program->config;
    *cause = CAUSE_CONFIGURATION;
    if ((config->trust && !trust_read(config->trust, &program->trust, fail)) ||
        !(program->fetcher = fetcher_create(config->ca, fail)))
        return false;
    *cause = CAUSE_MACHINE;
    if (!open_signals(program, fail) || !(program->store = store_open(config->store, true, fail)))
        return false;
    store_player_in(program->store, config->player_state);
    program->screen_files =
        (struct screen_files){config->feed_keys, config->once ? NULL : config->player_status};
    program->ports = ports_real(program->fetcher, &program->screen_files);
    program->watchdog_ms = notify_watchdog_ms();
    store_set_alive(program->store, alive, program);
    program->reporter.path = config->status;
    program->feeds = feed_jobs_create(program->store, &program->ports);
    if (!program->feeds)
        return fail_set(fail, "out of memory");
    if (config->desk && !program_start_desk(program, fail))
        return false;
    return (program->desk && !desk_enrolment(program->desk)) || start_update(program, fail);
}

static void finish(struct program *program) {
    trial_finish(&program->trial, &program->ports);
    feed_jobs_destroy(program->feeds);
    update_destroy(program->update);
    desk_destroy(program->desk);
    fetcher_destroy(program->fetcher);
    site_destroy(program->site);
    generation_close(program->generation);
    store_close(program->store);
    if (program->signals > 0)
        close(program->signals);
    sync_config_finish(&program->config);
}

static void report(struct program *program, bool changed) {
    char line[700];
    struct moment moment = ports_now(&program->ports);
    struct desk_view desk = {.url = NULL};
    if (program->desk)
        desk = desk_view(program->desk);
    const struct sync_report now = {.url = program_address(program),
                                    .update = program_view(program),
                                    .desk = program->desk ? &desk : NULL,
                                    .feeds = program->feeds,
                                    .trouble = program->trial.error,
                                    .now_s = moment.wall_s};
    if (reporter_step(&program->reporter, &now, moment.steady_ms, changed, line, sizeof(line)))
        log_line(LOG_LEVEL_WARNING, "%s", line);
}

/* It ends before it began: whoever looks at the screen or asks the service manager finds the reason. */
static void report_no_start(const struct sync_config *config, enum cause cause, const char *error) {
    const char *runtime = getenv("RUNTIME_DIRECTORY");
    char path[4096], line[700];
    snprintf(path, sizeof(path), "%s/sync.json", runtime ? runtime : "");
    struct reporter reporter = {.path = config->status ? config->status : runtime ? path : NULL};
    const struct sync_report report = {
        .url = config->url ? config->url : config->desk,
        .update = {.phase = UPDATE_WAITING, .failures = 1, .error = error, .cause = cause},
        .now_s = (int64_t)time(NULL)};
    if (reporter_step(&reporter, &report, 0, true, line, sizeof(line)))
        log_line(LOG_LEVEL_WARNING, "%s", line);
}

/* Works or not, it is known now: so far the service manager waited. */
static bool try_jail(struct program *program) {
    bool changed = trial_step(&program->trial, &program->ports), failing = program->trial.error[0];
    if (changed && (failing || program->ready))
        log_line(failing ? LOG_LEVEL_ERROR : LOG_LEVEL_INFO, "%s",
                 failing ? program->trial.error : "pictures and feeds can be read on this machine now");
    if (program->trial.known && !program->ready)
        notify_send("READY=1");
    program->ready = program->trial.known;
    return changed;
}

static void take_desk_news(struct program *program, enum desk_news news, const char *text) {
    const struct enrolment *enrolment = desk_enrolment(program->desk);
    struct fail fail;
    if (news == DESK_LET_IN && !program->update) {
        log_line(LOG_LEVEL_INFO, "let in by the desk as %s (%s)", enrolment->id, enrolment->name);
        if (!start_update(program, &fail))
            log_line(LOG_LEVEL_ERROR, "%s", fail.text);
    } else if (news == DESK_MOVED) {
        program_keep_screen(program, enrolment);
    } else if (news == DESK_OFFERS && program->update) {
        update_hurry(program->update);
    } else if (text[0]) {
        log_line(news == DESK_TROUBLE ? LOG_LEVEL_WARNING : LOG_LEVEL_INFO, "%s", text);
    }
}

static bool tell_desk(struct program *program) {
    char text[700];
    enum desk_news news;
    bool changed = false;
    while (program->desk && (news = desk_take_news(program->desk, text, sizeof(text))) != DESK_NOTHING) {
        take_desk_news(program, news, text);
        changed = true;
    }
    return changed;
}

/* Logs what happened; returns whether anything did. */
static bool tell(struct program *program) {
    char text[700];
    bool good, changed = false;
    enum update_news news;
    while (program->update &&
           (news = update_take_news(program->update, text, sizeof(text))) != UPDATE_NOTHING) {
        if (news == UPDATE_FAILED || news == UPDATE_DAMAGED)
            log_line(LOG_LEVEL_WARNING, "%s", text);
        else if (news != UPDATE_SAME)
            log_line(LOG_LEVEL_INFO, "%s", text);
        if (news == UPDATE_SWITCHED || news == UPDATE_REPAIRED)
            load_site(program);
        changed |= news != UPDATE_SAME;
    }
    while (feed_jobs_take_news(program->feeds, &good, text, sizeof(text))) {
        log_line(good ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING, "%s", text);
        changed = true;
    }
    return changed;
}

static void wait_and_move(struct program *program, int64_t now_ms) {
    struct curl_waitfd fds[WAIT_FDS_MAX] = {{.fd = program->signals, .events = CURL_WAIT_POLLIN}};
    unsigned count = 1;
    if (program->update)
        count += update_fds(program->update, fds + count, WAIT_FDS_MAX - count);
    count += feed_jobs_fds(program->feeds, fds + count, WAIT_FDS_MAX - count);
    count += trial_fds(&program->trial, &program->ports, fds + count, WAIT_FDS_MAX - count);
    int64_t next = now_ms + WAIT_MAX_MS;
    if (program->update && update_next_ms(program->update) < next)
        next = update_next_ms(program->update);
    if (program->desk && desk_next_ms(program->desk) < next)
        next = desk_next_ms(program->desk);
    if (feed_jobs_next_ms(program->feeds) < next)
        next = feed_jobs_next_ms(program->feeds);
    if (trial_next_ms(&program->trial, &program->ports) < next)
        next = trial_next_ms(&program->trial, &program->ports);
    if (program->watchdog_ms && program->watchdog_next_ms < next)
        next = program->watchdog_next_ms;
    fetcher_step(program->fetcher, fds, count, next > now_ms ? (int)(next - now_ms) : 0);
}

/* --once: 0 when all is fresh, 1 when something failed, -1 while there is work. */
static int once_result(const struct program *program) {
    struct update_view view = program_view(program);
    if (!view.settled || !program->trial.known)
        return -1;
    if (view.failures > 0 || program->trial.error[0])
        return 1;
    int result = 0;
    for (size_t i = 0; i < feed_jobs_count(program->feeds); i++) {
        struct feed_view feed = feed_jobs_view(program->feeds, i);
        if (feed.failures > 0)
            result = 1;
        else if (feed.busy || feed.fetched_s == 0)
            return -1;
    }
    return result;
}

static int run(struct program *program) {
    for (;;) {
        int64_t now_ms = ports_now(&program->ports).steady_ms;
        struct signalfd_siginfo info;
        if (read(program->signals, &info, sizeof(info)) == (ssize_t)sizeof(info))
            return 0;
        bool tried = try_jail(program);
        if (program->desk)
            desk_step(program->desk);
        bool heard = tell_desk(program);
        if (!program->update && desk_enrolment(program->desk))
            return 1; /* no memory: the service manager starts it again */
        if (program->update)
            update_step(program->update);
        feed_jobs_step(program->feeds);
        report(program, tell(program) || tried || heard);
        feed_watchdog(program, now_ms);
        int result = program->config.once ? once_result(program) : -1;
        if (result >= 0)
            return result;
        wait_and_move(program, now_ms);
    }
}

int main(int argc, char **argv) {
    struct program program = {0};
    struct fail fail;
    enum sync_action action;
    enum cause cause;
    char buffer[800];
    if (!sync_config_read(argc, argv, &program.config, &action, &fail)) {
        fprintf(stderr, "kiosk-sync: %s\n", fail_format(&fail, buffer, sizeof(buffer)));
        report_no_start(&program.config, CAUSE_CONFIGURATION, buffer);
        sync_config_finish(&program.config);
        return 2;
    }
    int status = 0;
    if (action == SYNC_HELP) {
        fputs(sync_usage, stdout);
    } else if (action == SYNC_VERSION) {
        puts("kiosk-sync " KIOSK_VERSION);
    } else if (start(&program, &cause, &fail)) {
        report(&program, true);
        status = run(&program);
    } else {
        log_line(LOG_LEVEL_ERROR, "%s", fail.text);
        report_no_start(&program.config, cause, fail.text);
        status = 1;
    }
    finish(&program);
    return status;
}
