/* What kiosk-sync asks of the world: downloads, kiosk-intake, chance and the clocks. All that decides
 * anything asks through here, so that tests can put their own world in its place. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "sync/feed_keys.h"
#include "sync/fetch.h"
#include "system/intake_client.h"

struct fetch_port {
    void *context;
    bool (*start)(void *context, const struct fetch_request *request, struct fail *fail); /* fetcher_start */
    void (*cancel)(void *context, const void *of);                                        /* fetcher_cancel */
    bool (*believe)(void *context, const char *url, const char *const *keys, size_t count,
                    struct fail *fail); /* fetcher_believe */
};

struct intake_port { /* see system/intake_client.h */
    void *context;
    struct intake_job *(*start)(void *context, const struct intake_request *request, struct fail *fail);
    enum intake_progress (*step)(struct intake_job *job, long long now_ms, char **out, size_t *out_size,
                                 struct fail *fail);
    int (*wait_ms)(const struct intake_job *job);
    void (*fds)(const struct intake_job *job, int *in, int *out);
    void (*destroy)(struct intake_job *job);
};

struct random_port {
    void *context;
    double (*fraction)(void *context);                    /* uniform in [0, 1) */
    void (*bytes)(void *context, void *out, size_t size); /* for secrets */
};

struct moment {
    int64_t steady_ms; /* for durations */
    int64_t wall_s;    /* UTC; may be set forwards and back */
};
struct clock_port {
    void *context;
    struct moment (*now)(void *context);
};

/* What only this screen has and knows: the keys of its own for feeds, whether anybody can see it. */
struct screen_port {
    void *context;
    bool (*key)(void *context, const char *server, char out[FEED_KEY_SIZE], struct fail *fail);
    bool (*dark)(void *context, int64_t now_s);
};

struct ports {
    struct fetch_port fetch;
    struct screen_port screen;
    struct intake_port intake;
    struct random_port random;
    struct clock_port clock;
};

struct screen_files {
    const char *keys;   /* feed_keys.h; NULL: there are none */
    const char *player; /* what the player says of itself; NULL: it is not asked */
};
/* The real world. Borrows both. */
struct ports ports_real(struct fetcher *fetcher, struct screen_files *files);

struct moment ports_now(const struct ports *ports);
double ports_fraction(const struct ports *ports);
struct curl_waitfd;
/* What wakes a loop when the job moves; none for NULL. Returns how many, at most `max`. */
unsigned ports_intake_fds(const struct ports *ports, const struct intake_job *job, struct curl_waitfd *fds,
                          unsigned max);
