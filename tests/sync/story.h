/* An update in a made-up world, for tests of kiosk/sync/update*.c: every order in which a server, a decoder,
 * a disk, a clock and a player can have their say. */
#pragma once

#include "sync/update.h"
#include "sync/world.h"

enum { POLL_MS = 15000, LONG_MS = 3600 * 1000, MINUTE_MS = 60000 };

struct story {
    struct world *world;
    struct update *update;
    struct published first, second, third;
};

static inline void start(struct story *story, const char *site) {
    struct world *world = story->world;
    const struct update_options options = {.url = "https://localhost/site",
                                           .site = site,
                                           .channel = "main",
                                           .trust = &world->trust,
                                           .panel_width = 64,
                                           .panel_height = 36,
                                           .poll_ms = POLL_MS};
    story->update = update_create(&options, world->store, &world->ports);
    assert_non_null(story->update);
}

static inline int setup(void **state) {
    struct story *story = calloc(1, sizeof *story);
    story->world = world_create();
    story->first = world_publish(story->world, "hall", 1, NULL);
    story->second = world_publish(story->world, "hall", 2, NULL);
    story->third = world_publish(story->world, "hall", 3, NULL);
    start(story, NULL);
    *state = story;
    return 0;
}

static inline int teardown(void **state) {
    struct story *story = *state;
    update_destroy(story->update);
    world_destroy(story->world);
    published_finish(&story->first);
    published_finish(&story->second);
    published_finish(&story->third);
    free(story);
    return 0;
}

static inline void step(struct story *story) {
    update_step(story->update);
}

/* Turns until all on the disk was looked at and nothing but the server could bring anything. */
static inline void run(struct story *story) {
    for (int turns = 0; turns < 40; turns++)
        step(story);
}

static inline void pass(struct story *story, int64_t ms) {
    world_pass(story->world, ms);
    run(story);
}

static inline struct update_view view(const struct story *story) {
    return update_view(story->update);
}

/* All that happened, as "SWITCHED SAME …". */
static inline const char *news(struct story *story) {
    static const char *const names[] = {
        [UPDATE_SWITCHED] = "switched", [UPDATE_REPAIRED] = "repaired", [UPDATE_SAME] = "same",
        [UPDATE_FAILED] = "failed",     [UPDATE_DAMAGED] = "damaged",   [UPDATE_FORGIVEN] = "forgiven"};
    static char all[200];
    enum update_news kind;
    all[0] = '\0';
    while ((kind = update_take_news(story->update, NULL, 0)) != UPDATE_NOTHING)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", all[0] ? " " : "", names[kind]);
    return all;
}

static inline void offers(struct story *story, const struct published *published, const char *etag) {
    world_gives(story->world, "manifest", published->manifest, etag);
    world_gives(story->world, "manifest.sig", published->signature, "");
}

static inline void brings(struct story *story, const struct published *published) {
    for (size_t i = 0; i < FILES; i++) {
        char what[80];
        snprintf(what, sizeof what, "/o/%.2s/%s", published->hashes[i].hex, published->hashes[i].hex);
        if (world_asks(story->world, what) != NOBODY)
            world_gives_object(story->world, published, i, NULL);
    }
}

/* From a poll that is due to the switch. */
static inline void switches_to(struct story *story, const struct published *published, const char *etag) {
    pass(story, POLL_MS);
    offers(story, published, etag);
    brings(story, published);
    run(story);
    assert_int_equal(view(story).current.seq, published->seq);
    assert_string_equal(news(story), "switched");
    assert_int_equal(view(story).failures, 0);
    assert_true(view(story).settled);
}

/* The first generation was switched to; its manifest rots while the program is off, and it starts again. */
static inline void starts_on_a_damaged_manifest(struct story *story) {
    char path[200];
    switches_to(story, &story->first, "one");
    update_destroy(story->update);
    snprintf(path, sizeof path, "%s/gen/1.1/manifest", story->world->folder);
    assert_true(disk_write(path, "{", 1, &story->world->fail));
    start(story, NULL);
    run(story);
}

static inline void says(const struct story *story, const char *words, enum cause cause) {
    struct update_view now = view(story);
    if (!strstr(now.error, words) || now.cause != cause)
        fail_msg("\"%s\" (%d) and not \"%s\"", now.error, (int)now.cause, words);
    assert_true(now.failures > 0);
}

static inline void remove_object(struct story *story, const struct published *published, size_t file) {
    assert_true(store_object_drop(story->world->store, published->hashes[file].hex, &story->world->fail));
}

static inline uint64_t state_n(struct story *story) {
    struct store_state state = {0};
    assert_true(store_state_read(story->world->store, &state, &story->world->fail));
    return state.n;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
