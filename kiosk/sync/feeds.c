#include "sync/feeds.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/retry.h"
#include "core/text/plain_text.h"
#include "sync/feed_keys.h"

enum {
    FEED_SOURCE_BYTES_MAX = 16 << 20,
    REDIRECTS_MAX = 3,
    AT_ONCE = 4, /* fetched; the others wait for their turn, so that slow servers leave room for all else */
    NOTE_MAX = 300,
    DARK_MS =
        20 * 1000,    /* what is live is not asked for while nobody sees it; till that is looked at again */
    DAYS_BACK = 30,   /* an event that began then may still be running */
    DAYS_AHEAD = 365, /* what is known when the network is gone; with DAYS_BACK within kiosk-intake's 400 */
};

struct job {
    char id[48];
    const struct feed *feed; /* NULL for a moment: does the new site have it? */
    struct feed_jobs *jobs;
    int64_t next_ms, fetched_s, written_s;
    int64_t asked_ms;  /* when it was last asked for; 0: never */
    struct hash asked; /* its address then */
    unsigned failures;
    bool fetching, news, good;
    struct intake_job *intake;
    struct hash written; /* of what is in the store */
    size_t left_out, unusable;
    char note[NOTE_MAX];
    char error[sizeof(((struct fail *)0)->text)];
};

struct feed_jobs {
    struct store *store;
    const struct ports *ports;
    const struct site *site;
    struct moment now;                     /* of this turn */
    struct job *items[2 * SITE_FEEDS_MAX]; /* pointers, for a running transfer holds one */
    size_t count;
};

struct feed_jobs *feed_jobs_create(struct store *store, const struct ports *ports) {
    struct feed_jobs *jobs = calloc(1, sizeof(*jobs));
    if (!jobs)
        return NULL;
    jobs->store = store;
    jobs->ports = ports;
    return jobs;
}

static void job_free(struct job *job) {
    if (!job)
        return;
    const struct ports *ports = job->jobs->ports;
    if (job->fetching)
        ports->fetch.cancel(ports->fetch.context, job);
    if (job->intake)
        ports->intake.destroy(job->intake);
    free(job);
}

void feed_jobs_destroy(struct feed_jobs *jobs) {
    if (!jobs)
        return;
    for (size_t i = 0; i < jobs->count; i++)
        job_free(jobs->items[i]);
    free(jobs);
}

/* What lies at least between two questions; 0: it does not matter. */
static int64_t least_ms(const struct job *job) {
    return INT64_C(60000) * feed_kinds[feed_formats[job->feed->format].kind].least_minutes;
}

/* Not before `at_ms`, nor sooner than its server allows; each failure in a row doubles that. */
static void due_at(struct job *job, int64_t at_ms) {
    int64_t least = least_ms(job);
    for (unsigned i = 1; i < job->failures && least < RETRY_CAP_MS; i++)
        least *= 2;
    least = job->asked_ms + (least < RETRY_CAP_MS ? least : RETRY_CAP_MS);
    job->next_ms = at_ms > least || least_ms(job) == 0 ? at_ms : least;
}

static void failed(struct job *job, const struct fail *why, int64_t retry_after_s) {
    job->failures++;
    due_at(job, job->jobs->now.steady_ms +
                    retry_delay_ms(job->failures, ports_fraction(job->jobs->ports), retry_after_s));
    job->news = true;
    job->good = false;
    text_put(job->error, sizeof(job->error), why->text);
}

static void succeeded(struct job *job, bool changed) {
    job->news = changed || job->failures > 0;
    job->good = true;
    job->failures = 0;
    job->error[0] = '\0';
    job->fetched_s = job->jobs->now.wall_s;
    int64_t poll = job->feed->poll_ms, least = least_ms(job);
    if (poll - poll / 5 < least) /* screens do not march in step there either */
        poll = least * 5 / 4;
    due_at(job, job->jobs->now.steady_ms + retry_poll_ms(poll, ports_fraction(job->jobs->ports)));
}

static void parse(struct job *job, const struct fetch_result *result) {
    const struct feed_jobs *jobs = job->jobs;
    const struct intake_port *intake = &jobs->ports->intake;
    char from[32], to[32], now[32];
    struct fail fail;
    snprintf(from, sizeof(from), "%" PRId64, jobs->now.wall_s - DAYS_BACK * 86400);
    snprintf(to, sizeof(to), "%" PRId64, jobs->now.wall_s + DAYS_AHEAD * 86400);
    snprintf(now, sizeof(now), "%" PRId64, jobs->now.wall_s);
    const char *args[] = {"--from", from, "--to", to, "--now", now, "--tz", jobs->site->time_zone,
                          NULL,     NULL, NULL};
    if (result->charset[0]) {
        args[LENGTH(args) - 3] = "--charset";
        args[LENGTH(args) - 2] = result->charset;
    }
    job->intake = intake->start(intake->context,
                                &(struct intake_request){.format = feed_formats[job->feed->format].name,
                                                         .args = args,
                                                         .bytes = result->bytes,
                                                         .size = result->size,
                                                         .max = FEED_BYTES_MAX},
                                &fail);
    if (!job->intake)
        failed(job, &fail, 0);
}

static void fetched(void *context, struct fetch_result *result) {
    struct job *job = context;
    job->fetching = false;
    job->jobs->now = ports_now(job->jobs->ports);
    if (result->outcome == FETCH_OK)
        parse(job, result);
    else
        failed(job, &result->fail, result->retry_after_s);
    free(result->bytes);
}

static struct hash address_of(const struct feed *feed) {
    char text[FEED_ADDRESS_SIZE];
    int length =
        snprintf(text, sizeof text, "%s %s", feed->key_parameter ? feed->key_parameter : "", feed->url);
    return hash_bytes(text, length < (int)sizeof text ? (size_t)length : sizeof text - 1);
}

/* The list as the player will read it. What stands there now is better than what it cannot read. */
static struct feed_data *look_at(const struct job *job, const char *bytes, size_t size, struct fail *fail) {
    struct fail why;
    struct feed_data *data =
        feed_parse(job->id, bytes, size, job->jobs->now.wall_s > 0 ? job->jobs->now.wall_s * 1000 : 0, &why);
    if (data && data->kind != feed_formats[job->feed->format].kind) {
        fail_set(&why, "a list of another kind than the format %s brings",
                 feed_formats[job->feed->format].name);
        feed_destroy(data);
        data = NULL;
    }
    if (!data)
        fail_set(fail, "kiosk-intake wrote what is no feed: %.250s", why.text);
    return data;
}

/* Writes only what changed, or an unchanged list whose "as of" grows old: cards wear out by writing. */
static bool keep(struct job *job, const char *bytes, size_t size, bool *changed, struct fail *fail) {
    struct feed_data *data = look_at(job, bytes, size, fail);
    if (!data)
        return false;
    struct hash hash = hash_bytes(bytes, size);
    int64_t age_s = job->jobs->now.wall_s - job->written_s;
    *changed = strcmp(hash.hex, job->written.hex) != 0;
    bool fresh = !*changed && age_s >= 0 && age_s < job->feed->stale_ms / 4000;
    bool done =
        fresh || store_feed_write(job->jobs->store, job->id, bytes, size, job->jobs->now.wall_s, fail);
    if (done) {
        job->left_out = data->left_out;
        job->unusable = data->unusable;
        text_put(job->note, sizeof(job->note), data->note ? data->note : "");
    }
    if (done && !fresh) {
        job->written = hash;
        job->written_s = job->jobs->now.wall_s;
    }
    feed_destroy(data);
    return done;
}

static void step_intake(struct job *job) {
    const struct intake_port *intake = &job->jobs->ports->intake;
    char *bytes = NULL;
    size_t size = 0;
    struct fail fail;
    enum intake_progress progress = intake->step(job->intake, job->jobs->now.steady_ms, &bytes, &size, &fail);
    if (progress == INTAKE_RUNNING)
        return;
    intake->destroy(job->intake);
    job->intake = NULL;
    bool changed = false;
    if (progress == INTAKE_DONE && keep(job, bytes, size, &changed, &fail))
        succeeded(job, changed);
    else
        failed(job, &fail, 0);
    free(bytes);
}

/* With this screen's own key, for that server alone: it follows no redirect, and is forgotten at once. */
static bool put_key(const struct job *job, struct fetch_request *request, char address[FEED_ADDRESS_SIZE],
                    struct fail *fail) {
    const struct screen_port *screen = &job->jobs->ports->screen;
    const struct feed *feed = job->feed;
    char server[FEED_SERVER_SIZE], key[FEED_KEY_SIZE] = "";
    if (!feed->key_parameter)
        return true;
    feed_server(feed->url, server);
    bool done = screen->key(screen->context, server, key, fail) &&
                (feed_keyed_address(feed->url, feed->key_parameter, key, address) ||
                 fail_set(fail, "%.200s: the address is too long for a key", server));
    explicit_bzero(key, sizeof key);
    request->url = address;
    request->redirects = 0;
    return done;
}

static void start(struct job *job) {
    struct fail fail;
    struct fetch_request request = {.url = job->feed->url,
                                    .max = FEED_SOURCE_BYTES_MAX,
                                    .redirects = REDIRECTS_MAX,
                                    .context = job,
                                    .done = fetched};
    const struct fetch_port *fetch = &job->jobs->ports->fetch;
    char address[FEED_ADDRESS_SIZE];
    job->asked_ms = job->jobs->now.steady_ms;
    job->asked = address_of(job->feed);
    job->fetching = put_key(job, &request, address, &fail) && fetch->start(fetch->context, &request, &fail);
    explicit_bzero(address, sizeof address);
    if (!job->fetching)
        failed(job, &fail, 0);
}

/* What is of the moment is of nobody's while the panel is dark; it is asked for as soon as it is lit. */
static bool rests(struct job *job) {
    const struct screen_port *screen = &job->jobs->ports->screen;
    const struct feed_kind_row *kind = &feed_kinds[feed_formats[job->feed->format].kind];
    if (!kind->live_minutes || !screen->dark(screen->context, job->jobs->now.wall_s))
        return false;
    job->next_ms = job->jobs->now.steady_ms + DARK_MS;
    return true;
}

static struct job *find(struct feed_jobs *jobs, const char *id) {
    for (size_t i = 0; i < jobs->count; i++)
        if (strcmp(jobs->items[i]->id, id) == 0)
            return jobs->items[i];
    return NULL;
}

static void sweep(struct feed_jobs *jobs) {
    size_t kept = 0;
    for (size_t i = 0; i < jobs->count; i++)
        if (jobs->items[i]->feed)
            jobs->items[kept++] = jobs->items[i];
        else
            job_free(jobs->items[i]);
    jobs->count = kept;
}

/* Its address may have changed: it is due at once, but where its server counts, only if it has, and no sooner
 * than it allows. */
static void take_over(struct job *job, const struct feed *feed) {
    struct hash now = address_of(feed);
    bool same = job->asked_ms > 0 && strcmp(now.hex, job->asked.hex) == 0;
    job->feed = feed;
    if (least_ms(job) == 0 || job->asked_ms == 0)
        job->next_ms = 0;
    else if (!same)
        due_at(job, 0);
}

void feed_jobs_set_site(struct feed_jobs *jobs, const struct site *site) {
    jobs->site = site;
    for (size_t i = 0; i < jobs->count; i++)
        jobs->items[i]->feed = NULL;
    for (size_t i = 0; i < site->feed_count; i++) {
        const struct feed *feed = &site->feeds[i];
        struct job *job = find(jobs, feed->id);
        if (!job && jobs->count < LENGTH(jobs->items) && (job = calloc(1, sizeof(*job)))) {
            snprintf(job->id, sizeof(job->id), "%s", feed->id);
            job->jobs = jobs;
            jobs->items[jobs->count++] = job;
        }
        if (job)
            take_over(job, feed);
    }
    sweep(jobs);
}

static size_t fetching(const struct feed_jobs *jobs) {
    size_t count = 0;
    for (size_t i = 0; i < jobs->count; i++)
        count += jobs->items[i]->fetching;
    return count;
}

/* Of those due, not being fetched and not being parsed, the one that has waited longest; NULL: none. */
static struct job *next_due(const struct feed_jobs *jobs) {
    struct job *due = NULL;
    for (size_t i = 0; i < jobs->count; i++) {
        struct job *job = jobs->items[i];
        if (!job->intake && !job->fetching && jobs->now.steady_ms >= job->next_ms &&
            (!due || job->next_ms < due->next_ms))
            due = job;
    }
    return due;
}

void feed_jobs_step(struct feed_jobs *jobs) {
    struct job *due;
    jobs->now = ports_now(jobs->ports);
    for (size_t i = 0; i < jobs->count; i++)
        if (jobs->items[i]->intake)
            step_intake(jobs->items[i]);
    while (fetching(jobs) < AT_ONCE && (due = next_due(jobs)))
        if (!rests(due))
            start(due); /* which is then fetched, or due later */
}

int64_t feed_jobs_next_ms(const struct feed_jobs *jobs) {
    bool full = fetching(jobs) == AT_ONCE; /* then one that ends wakes us */
    int64_t next = INT64_MAX;
    for (size_t i = 0; i < jobs->count; i++) {
        const struct job *job = jobs->items[i];
        int64_t due = job->intake             ? jobs->now.steady_ms + jobs->ports->intake.wait_ms(job->intake)
                      : job->fetching || full ? INT64_MAX
                                              : job->next_ms;
        if (due < next)
            next = due;
    }
    return next;
}

unsigned feed_jobs_fds(const struct feed_jobs *jobs, struct curl_waitfd *fds, unsigned max) {
    unsigned count = 0;
    for (size_t i = 0; i < jobs->count; i++)
        count += ports_intake_fds(jobs->ports, jobs->items[i]->intake, fds + count, max - count);
    return count;
}

size_t feed_jobs_count(const struct feed_jobs *jobs) {
    return jobs->count;
}

struct feed_view feed_jobs_view(const struct feed_jobs *jobs, size_t index) {
    const struct job *job = jobs->items[index];
    return (struct feed_view){.id = job->id,
                              .fetched_s = job->fetched_s,
                              .failures = job->failures,
                              .busy = job->fetching || job->intake,
                              .error = job->error,
                              .left_out = job->left_out,
                              .unusable = job->unusable,
                              .note = job->note};
}

bool feed_jobs_take_news(struct feed_jobs *jobs, bool *good, char *text, size_t size) {
    for (size_t i = 0; i < jobs->count; i++) {
        struct job *job = jobs->items[i];
        if (!job->news)
            continue;
        job->news = false;
        *good = job->good;
        snprintf(text, size, job->good ? "feed %s: updated%s" : "feed %s: %s", job->id, job->error);
        return true;
    }
    return false;
}
