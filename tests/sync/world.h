/* A world for kiosk-sync without network, processes or waiting: a server whose answers the test gives when it
 * likes, a kiosk-intake that says what it is told to, a clock that is moved by hand, and a real store in a
 * folder of its own. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/draw/pixels.h"
#include "store/store.h"
#include "sync/ports.h"
#include "system/disk.h"

enum { ASKED_MAX = 16, FILES = 4, NOBODY = -1 };
#define WALL_S INT64_C(1800000000)

struct asked { /* a request that was not answered yet */
    struct fetch_request request;
    char url[400], etag[FETCH_ETAG_MAX], path[400];
    char method[8], body[4000], token[200]; /* of its talk */
    bool unproven;
};

struct published { /* one generation, as it lies on the server */
    uint64_t seq;
    char *manifest, *signature;
    size_t manifest_size;
    char texts[FILES][400];
    struct hash hashes[FILES];
};

struct intake_job {
    struct world *world;
};

struct world {
    char folder[64];
    struct store *store;
    struct secret_key signer;
    struct trust trust;
    struct moment now;
    struct ports ports;
    struct asked asked[ASKED_MAX];
    size_t asked_count, cancelled;
    char believed[FETCH_KEYS_MAX][80]; /* keys of the server that is believed by them */
    size_t believed_count;
    const char *key;                   /* for a feed's server; NULL: there is none */
    char key_server[FEED_SERVER_SIZE]; /* it was asked for last */
    bool dark;
    uint8_t chance;               /* counts what was thought up */
    enum intake_progress verdict; /* of kiosk-intake */
    char words[100];              /* with it */
    const void *result;           /* NULL: a picture that is right */
    size_t result_size;
    int patience;
    char intake_args[300];
    size_t intake_started, intake_running;
    struct fail fail;
};

static inline bool world_fetch(void *context, const struct fetch_request *request, struct fail *fail) {
    struct world *world = context;
    (void)fail;
    assert_true(world->asked_count < ASKED_MAX);
    struct asked *asked = &world->asked[world->asked_count++];
    *asked = (struct asked){.request = *request};
    snprintf(asked->url, sizeof asked->url, "%s", request->url);
    snprintf(asked->etag, sizeof asked->etag, "%s", request->etag ? request->etag : "");
    snprintf(asked->path, sizeof asked->path, "%s", request->path ? request->path : "");
    if (request->talk) {
        const struct fetch_talk *talk = request->talk;
        snprintf(asked->method, sizeof asked->method, "%s", talk->method ? talk->method : "GET");
        snprintf(asked->body, sizeof asked->body, "%.*s", (int)talk->size,
                 talk->body ? (const char *)talk->body : "");
        snprintf(asked->token, sizeof asked->token, "%s", talk->token ? talk->token : "");
        asked->unproven = talk->unproven;
        asked->request.talk = NULL; /* lives no longer than this call */
    }
    return true;
}

static inline bool world_believe(void *context, const char *url, const char *const *keys, size_t count,
                                 struct fail *fail) {
    struct world *world = context;
    (void)url;
    (void)fail;
    world->believed_count = count;
    for (size_t i = 0; i < count; i++)
        snprintf(world->believed[i], sizeof world->believed[i], "%s", keys[i]);
    return true;
}

static inline bool world_key(void *context, const char *server, char out[FEED_KEY_SIZE], struct fail *fail) {
    struct world *world = context;
    snprintf(world->key_server, sizeof world->key_server, "%s", server);
    snprintf(out, FEED_KEY_SIZE, "%s", world->key ? world->key : "");
    return world->key || fail_set(fail, "no key for %s", server);
}
static inline bool world_dark(void *context, int64_t now_s) {
    (void)now_s;
    return ((struct world *)context)->dark;
}

static inline void world_bytes(void *context, void *out, size_t size) {
    memset(out, ++((struct world *)context)->chance, size);
}

static inline void world_cancel(void *context, const void *of) {
    struct world *world = context;
    for (size_t i = world->asked_count; i-- > 0;)
        if (world->asked[i].request.context == of) {
            world->asked[i] = world->asked[--world->asked_count];
            world->cancelled++;
        }
}

static inline struct intake_job *world_intake(void *context, const struct intake_request *request,
                                              struct fail *fail) {
    struct world *world = context;
    struct intake_job *job = calloc(1, sizeof *job);
    (void)fail;
    job->world = world;
    world->patience = request->patience;
    world->intake_args[0] = '\0';
    for (const char *const *arg = request->args; arg && *arg; arg++) {
        size_t used = strlen(world->intake_args);
        snprintf(world->intake_args + used, sizeof world->intake_args - used, "%s ", *arg);
    }
    world->intake_started++;
    world->intake_running++;
    return job;
}

static inline enum intake_progress world_intake_step(struct intake_job *job, long long now_ms, char **out,
                                                     size_t *size, struct fail *fail) {
    struct world *world = job->world;
    struct pixels pixels = {0};
    (void)now_ms;
    if (world->verdict == INTAKE_REFUSED || world->verdict == INTAKE_TROUBLE)
        fail_set(fail, "%s", world->words);
    if (world->verdict != INTAKE_DONE)
        return world->verdict;
    if (world->result) {
        *out = malloc(world->result_size + 1);
        memcpy(*out, world->result, world->result_size);
        (*out)[world->result_size] = '\0';
        *size = world->result_size;
        return INTAKE_DONE;
    }
    void *bytes = NULL;
    assert_true(pixels_init(&pixels, 4, 4) && pixels_encode(&pixels, &bytes, size));
    pixels_finish(&pixels);
    *out = bytes;
    return INTAKE_DONE;
}

static inline int world_wait_ms(const struct intake_job *job) {
    (void)job;
    return 5;
}
static inline void world_fds(const struct intake_job *job, int *in, int *out) {
    (void)job;
    *in = *out = NOBODY;
}
static inline void world_intake_end(struct intake_job *job) {
    job->world->intake_running--;
    free(job);
}
static inline double world_fraction(void *context) {
    (void)context;
    return 0.99;
}
static inline struct moment world_now(void *context) {
    return ((struct world *)context)->now;
}

static inline void world_open_store(struct world *world) {
    world->store = store_open(world->folder, true, &world->fail);
    if (!world->store)
        fail_msg("%s", world->fail.text);
}

static inline struct world *world_create(void) {
    struct world *world = calloc(1, sizeof *world);
    snprintf(world->folder, sizeof world->folder, "/tmp/kiosk-world-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    world->now = (struct moment){1000, WALL_S};
    world->trust.count = 1;
    world->verdict = INTAKE_DONE;
    world->ports = (struct ports){
        .fetch = {world, world_fetch, world_cancel, world_believe},
        .screen = {world, world_key, world_dark},
        .intake = {world, world_intake, world_intake_step, world_wait_ms, world_fds, world_intake_end},
        .random = {world, world_fraction, world_bytes},
        .clock = {world, world_now},
    };
    world_open_store(world);
    key_create(&world->signer, &world->trust.keys[0]);
    assert_true(store_trust_keep(world->store, &world->trust, &world->fail));
    return world;
}

static inline void world_destroy(struct world *world) {
    char command[100];
    assert_int_equal(world->asked_count, 0); /* all was answered or ended */
    assert_int_equal(world->intake_running, 0);
    store_close(world->store);
    snprintf(command, sizeof command, "rm -r %s", world->folder);
    assert_int_equal(system(command), 0);
    free(world);
}

/* Generation 1.`seq` of site `site`: two pages, a text and a picture, the last two its own. */
static inline struct published world_publish(const struct world *world, const char *site, uint64_t seq,
                                             const char *playlist) {
    static const char *const names[FILES] = {"assets/a.md", "assets/a.png", "playlists/a.json",
                                             "playlists/site.json"};
    static const char *const types[FILES] = {"text/markdown", "image/png", "application/json",
                                             "application/json"};
    struct published made = {.seq = seq};
    struct manifest_file files[FILES];
    char comment[SIGN_COMMENT_MAX];
    snprintf(made.texts[0], sizeof made.texts[0], "text %d of %s", (int)seq, site);
    snprintf(made.texts[1], sizeof made.texts[1], "picture %d of %s", (int)seq, site);
    snprintf(made.texts[2], sizeof made.texts[2], "%s",
             playlist ? playlist
                      : "{\"slides\":[{\"id\":\"a\",\"type\":\"text\",\"headline\":{\"en\":\"Hello\"}}]}");
    snprintf(made.texts[3], sizeof made.texts[3],
             "{\"id\":\"%s\",\"name\":{\"en\":\"Test\"},\"languages\":[\"en\"],"
             "\"screens\":{\"one\":{\"zones\":{\"main\":[\"playlists/a.json\"]}}}}",
             site);
    for (size_t i = 0; i < FILES; i++) {
        made.hashes[i] = hash_bytes(made.texts[i], strlen(made.texts[i]));
        files[i] = (struct manifest_file){names[i], made.hashes[i].hex, types[i], strlen(made.texts[i])};
    }
    const struct manifest manifest = {.site = site,
                                      .channel = "main",
                                      .min_player = "0",
                                      .epoch = 1,
                                      .seq = seq,
                                      .issued_s = WALL_S - 100 + (int64_t)seq,
                                      .fresh_until_s = WALL_S + 10 * 86400,
                                      .expires_s = WALL_S + 20 * 86400,
                                      .files = files,
                                      .file_count = FILES};
    made.manifest = manifest_write(&manifest, &made.manifest_size);
    manifest_comment(&manifest, comment, sizeof comment);
    made.signature = sign_create(&world->signer, made.manifest, made.manifest_size, comment);
    return made;
}

static inline void published_finish(struct published *published) {
    free(published->manifest);
    free(published->signature);
}

/* Which request is about `what` (a part of its address); NOBODY: none. */
static inline int world_asks(const struct world *world, const char *what) {
    size_t length = strlen(what);
    for (size_t i = 0; i < world->asked_count; i++) {
        const char *found = strstr(world->asked[i].url, what);
        /* "manifest" is not "manifest.sig" */
        if (found && (found[length] == '\0' || strchr(what, '/')))
            return (int)i;
    }
    return NOBODY;
}

static inline void world_answer(struct world *world, const char *what, struct fetch_result result) {
    int index = world_asks(world, what);
    if (index == NOBODY)
        fail_msg("nobody asks for %s", what);
    struct asked asked = world->asked[index];
    for (size_t i = (size_t)index; i + 1 < world->asked_count; i++)
        world->asked[i] = world->asked[i + 1];
    world->asked_count--;
    asked.request.done(asked.request.context, &result);
}

static inline void world_gives(struct world *world, const char *what, const char *bytes, const char *etag) {
    struct fetch_result result = {.outcome = FETCH_OK, .status = 200, .bytes = strdup(bytes)};
    result.size = strlen(bytes);
    snprintf(result.etag, sizeof result.etag, "%s", etag);
    world_answer(world, what, result);
}

static inline void world_fails(struct world *world, const char *what, enum cause cause,
                               int64_t retry_after_s) {
    struct fetch_result result = {
        .outcome = FETCH_FAILED, .status = 500, .cause = cause, .retry_after_s = retry_after_s};
    fail_set(&result.fail, "localhost: answered 500");
    world_answer(world, what, result);
}

/* The bytes of an object arrive, and are those that were asked for unless `bytes` are others. */
static inline void world_gives_object(struct world *world, const struct published *from, size_t file,
                                      const char *bytes) {
    char what[80];
    snprintf(what, sizeof what, "/o/%.2s/%s", from->hashes[file].hex, from->hashes[file].hex);
    int index = world_asks(world, what);
    if (index == NOBODY)
        fail_msg("nobody asks for file %d", (int)file);
    const char *text = bytes ? bytes : from->texts[file];
    assert_true(disk_write(world->asked[index].path, text, strlen(text), &world->fail));
    world_answer(world, what,
                 (struct fetch_result){.outcome = FETCH_OK, .status = 200, .size = strlen(text)});
}

static inline void world_pass(struct world *world, int64_t ms) {
    world->now.steady_ms += ms;
    world->now.wall_s += ms / 1000;
}
