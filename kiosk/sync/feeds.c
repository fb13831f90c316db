#include "sync/feeds.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/retry.h"
#include "system/intake_client.h"
#include "system/random.h"

enum {
    FEED_SOURCE_BYTES_MAX = 16 << 20,
    DAYS_BACK = 30,   /* an event that began then may still be running */
    DAYS_AHEAD = 365, /* what is known when the network is gone; with DAYS_BACK within kiosk-intake's 400 */
};

struct job {
    char id[48];
    const struct feed *feed; /* NULL: the site dropped it; the job ends with its transfer */
    struct feed_jobs *jobs;
    int64_t next_ms, fetched_s, written_s;
    unsigned failures;
    bool fetching, news, good;
    struct intake_job *intake;
    struct hash written; /* of what is in the store */
    char error[sizeof(((struct fail *)0)->text)];
};

struct feed_jobs {
    struct store *store;
    struct fetcher *fetcher;
    const struct site *site;
    int64_t now_ms, now_s;
    struct job *items[2 * SITE_FEEDS_MAX]; /* pointers, for a running transfer holds one */
    size_t count;
};

struct feed_jobs *feed_jobs_create(struct store *store, struct fetcher *fetcher) {
    struct feed_jobs *jobs = calloc(1, sizeof(*jobs));
    if (!jobs)
        return NULL;
    jobs->store = store;
    jobs->fetcher = fetcher;
    return jobs;
}

static void job_free(struct job *job) {
    if (!job)
        return;
    intake_destroy(job->intake);
    free(job);
}

void feed_jobs_destroy(struct feed_jobs *jobs) {
    if (!jobs)
        return;
    for (size_t i = 0; i < jobs->count; i++)
        job_free(jobs->items[i]);
    free(jobs);
}

static void failed(struct job *job, const struct fail *why, int64_t retry_after_s) {
    job->failures++;
    job->next_ms = job->jobs->now_ms + retry_delay_ms(job->failures, random_fraction(), retry_after_s);
    job->news = true;
    job->good = false;
    snprintf(job->error, sizeof(job->error), "%s", why->text);
}

static void succeeded(struct job *job, bool changed) {
    job->news = changed || job->failures > 0;
    job->good = true;
    job->failures = 0;
    job->error[0] = '\0';
    job->fetched_s = job->jobs->now_s;
    job->next_ms = job->jobs->now_ms + retry_poll_ms(job->feed->poll_ms, random_fraction());
}

static void parse(struct job *job, const char *bytes, size_t size) {
    const struct feed_jobs *jobs = job->jobs;
    char from[32], to[32], now[32];
    struct fail fail;
    snprintf(from, sizeof(from), "%" PRId64, jobs->now_s - DAYS_BACK * 86400);
    snprintf(to, sizeof(to), "%" PRId64, jobs->now_s + DAYS_AHEAD * 86400);
    snprintf(now, sizeof(now), "%" PRId64, jobs->now_s);
    const char *const args[] = {"--from", from, "--to", to, "--now", now, "--tz", jobs->site->time_zone,
                                NULL};
    job->intake = intake_start(&(struct intake_request){.format = feed_formats[job->feed->format].name,
                                                        .args = args,
                                                        .bytes = bytes,
                                                        .size = size,
                                                        .max = FEED_BYTES_MAX},
                               &fail);
    if (!job->intake)
        failed(job, &fail, 0);
}

static void fetched(void *context, struct fetch_result *result) {
    struct job *job = context;
    job->fetching = false;
    if (job->feed && result->outcome == FETCH_OK)
        parse(job, result->bytes, result->size);
    else if (job->feed)
        failed(job, &result->fail, result->retry_after_s);
    free(result->bytes);
}

/* Writes only what changed, or an unchanged list whose "as of" grows old: cards wear out by writing. */
static bool keep(struct job *job, const char *bytes, size_t size, bool *changed, struct fail *fail) {
    struct hash hash = hash_bytes(bytes, size);
    *changed = strcmp(hash.hex, job->written.hex) != 0;
    if (!*changed && job->jobs->now_s - job->written_s < job->feed->stale_ms / 4000)
        return true;
    if (!store_feed_write(job->jobs->store, job->id, bytes, size, job->jobs->now_s, fail))
        return false;
    job->written = hash;
    job->written_s = job->jobs->now_s;
    return true;
}

static void step_intake(struct job *job) {
    char *bytes = NULL;
    size_t size = 0;
    struct fail fail;
    enum intake_progress progress = intake_step(job->intake, job->jobs->now_ms, &bytes, &size, &fail);
    if (progress == INTAKE_RUNNING)
        return;
    intake_destroy(job->intake);
    job->intake = NULL;
    bool changed = false;
    if (job->feed) {
        if (progress == INTAKE_DONE && keep(job, bytes, size, &changed, &fail))
            succeeded(job, changed);
        else
            failed(job, &fail, 0);
    }
    free(bytes);
}

static void start(struct job *job) {
    struct fail fail;
    struct fetch_request request = {
        .url = job->feed->url, .max = FEED_SOURCE_BYTES_MAX, .context = job, .done = fetched};
    job->fetching = fetcher_start(job->jobs->fetcher, &request, &fail);
    if (!job->fetching)
        failed(job, &fail, 0);
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
        if (jobs->items[i]->feed || jobs->items[i]->fetching)
            jobs->items[kept++] = jobs->items[i];
        else
            job_free(jobs->items[i]);
    jobs->count = kept;
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
        if (job) {
            job->feed = feed;
            job->next_ms = 0; /* its address may have changed */
        }
    }
    sweep(jobs);
}

void feed_jobs_step(struct feed_jobs *jobs, int64_t now_ms, int64_t now_s) {
    jobs->now_ms = now_ms;
    jobs->now_s = now_s;
    for (size_t i = 0; i < jobs->count; i++) {
        struct job *job = jobs->items[i];
        if (job->intake)
            step_intake(job);
        else if (job->feed && !job->fetching && now_ms >= job->next_ms)
            start(job);
    }
    sweep(jobs);
}

int64_t feed_jobs_next_ms(const struct feed_jobs *jobs) {
    int64_t next = INT64_MAX;
    for (size_t i = 0; i < jobs->count; i++) {
        const struct job *job = jobs->items[i];
        int64_t due = job->intake     ? jobs->now_ms + intake_wait_ms(job->intake)
                      : job->fetching ? INT64_MAX
                                      : job->next_ms;
        if (due < next)
            next = due;
    }
    return next;
}

unsigned feed_jobs_fds(const struct feed_jobs *jobs, struct curl_waitfd *fds, unsigned max) {
    unsigned count = 0;
    for (size_t i = 0; i < jobs->count && count + 2 <= max; i++) {
        int in = -1, out = -1;
        if (!jobs->items[i]->intake)
            continue;
        intake_fds(jobs->items[i]->intake, &in, &out);
        if (in >= 0)
            fds[count++] = (struct curl_waitfd){.fd = in, .events = CURL_WAIT_POLLOUT};
        if (out >= 0)
            fds[count++] = (struct curl_waitfd){.fd = out, .events = CURL_WAIT_POLLIN};
    }
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
                              .error = job->error};
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
