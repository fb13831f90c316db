#include "sync/ports.h"

#include <curl/curl.h>
#include <time.h>

#include "sync/panel_rest.h"
#include "system/random.h"

static bool fetch_start(void *context, const struct fetch_request *request, struct fail *fail) {
    return fetcher_start(context, request, fail);
}

static void fetch_cancel(void *context, const void *of) {
    fetcher_cancel(context, of);
}

static bool believe(void *context, const char *url, const char *const *keys, size_t count,
                    struct fail *fail) {
    return fetcher_believe(context, url, keys, count, fail);
}

static struct intake_job *start(void *context, const struct intake_request *request, struct fail *fail) {
    (void)context;
    return intake_start(request, fail);
}

static double fraction(void *context) {
    (void)context;
    return random_fraction();
}

static void bytes(void *context, void *out, size_t size) {
    (void)context;
    random_bytes(out, size);
}

static struct moment now(void *context) {
    struct timespec steady;
    (void)context;
    clock_gettime(CLOCK_MONOTONIC, &steady);
    return (struct moment){(int64_t)steady.tv_sec * 1000 + steady.tv_nsec / 1000000, (int64_t)time(NULL)};
}

static bool key(void *context, const char *server, char out[FEED_KEY_SIZE], struct fail *fail) {
    return feed_key_read(((const struct screen_files *)context)->keys, server, out, fail);
}

static bool dark(void *context, int64_t now_s) {
    return panel_rests(((const struct screen_files *)context)->player, now_s);
}

struct ports ports_real(struct fetcher *fetcher, struct screen_files *files) {
    return (struct ports){
        .fetch = {fetcher, fetch_start, fetch_cancel, believe},
        .screen = {files, key, dark},
        .intake = {NULL, start, intake_step, intake_wait_ms, intake_fds, intake_destroy},
        .random = {NULL, fraction, bytes},
        .clock = {NULL, now},
    };
}

struct moment ports_now(const struct ports *ports) {
    return ports->clock.now(ports->clock.context);
}

double ports_fraction(const struct ports *ports) {
    return ports->random.fraction(ports->random.context);
}

unsigned ports_intake_fds(const struct ports *ports, const struct intake_job *job, struct curl_waitfd *fds,
                          unsigned max) {
    int in = -1, out = -1;
    unsigned count = 0;
    if (!job)
        return 0;
    ports->intake.fds(job, &in, &out);
    if (in >= 0 && count < max)
        fds[count++] = (struct curl_waitfd){.fd = in, .events = CURL_WAIT_POLLOUT};
    if (out >= 0 && count < max)
        fds[count++] = (struct curl_waitfd){.fd = out, .events = CURL_WAIT_POLLIN};
    return count;
}
