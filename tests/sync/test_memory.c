/* Each allocation of an update refused once: nothing crashes or leaks, what is on the disk stays whole, the
 * generation that plays stays, it is said, and with memory again the newer one comes all the same. */
#include "support/memory.h"

#include "sync/story.h"

/* The world's own needs are met. */
static bool aside(void) {
    bool watched = memory_watched;
    memory_watched = false;
    return watched;
}

static bool asked_for(void *context, const struct fetch_request *request, struct fail *fail) {
    bool watched = aside();
    bool begun = world_fetch(context, request, fail);
    memory_watched = watched;
    return begun;
}

static struct intake_job *taken_in(void *context, const struct intake_request *request, struct fail *fail) {
    bool watched = aside();
    struct intake_job *job = world_intake(context, request, fail);
    memory_watched = watched;
    return job;
}

static enum intake_progress took_step(struct intake_job *job, long long now_ms, char **out, size_t *size,
                                      struct fail *fail) {
    bool watched = aside();
    enum intake_progress progress = world_intake_step(job, now_ms, out, size, fail);
    memory_watched = watched;
    return progress;
}

/* Answers what is asked first, as a good server does. */
static void answer(struct world *world, const struct published *published) {
    struct fetch_result result = {.outcome = FETCH_OK, .status = 200};
    struct asked *asked = &world->asked[0];
    char url[400];
    bool watched = aside();
    snprintf(url, sizeof url, "%s", asked->url);
    if (strstr(url, "manifest")) {
        const char *bytes = strstr(url, ".sig") ? published->signature : published->manifest;
        result.bytes = strdup(bytes);
        result.size = strlen(bytes);
    }
    for (size_t i = 0; i < FILES; i++)
        if (strstr(url, published->hashes[i].hex)) {
            result.size = strlen(published->texts[i]);
            assert_true(disk_write(asked->path, published->texts[i], result.size, &world->fail));
        }
    memory_watched = watched;
    world_answer(world, url, result);
}

static void serve(struct story *story, const struct published *published, int polls) {
    for (int poll = 0; poll < polls; poll++) {
        world_pass(story->world, MINUTE_MS);
        for (int turn = 0; turn < 60; turn++) {
            step(story);
            if (story->world->asked_count > 0)
                answer(story->world, published);
        }
    }
}

/* What a player that starts now would find. */
static void whole(struct story *story) {
    struct fail why = {0};
    struct store_state state = {0};
    if (!store_state_read(story->world->store, &state, &why))
        fail_msg("allocation %ld: the state is gone: %s", memory_refuses, why.text);
    assert_in_range(state.current.seq, 1, 2);
    assert_int_equal(state.current.seq, view(story).current.seq);
    struct generation *generation = generation_open(story->world->store, state.current, &why);
    if (!generation)
        fail_msg("allocation %ld: generation %d is gone: %s", memory_refuses, (int)state.current.seq,
                 why.text);
    generation_close(generation);
    if (state.current.seq == 1 && view(story).failures == 0)
        fail_msg("allocation %ld: the newer generation does not come, and nothing says so", memory_refuses);
}

static struct story begin(void) {
    struct story story = {.world = world_create()};
    story.world->ports.fetch.start = asked_for;
    story.world->ports.intake.start = taken_in;
    story.world->ports.intake.step = took_step;
    story.first = world_publish(story.world, "hall", 1, NULL);
    story.second = world_publish(story.world, "hall", 2, NULL);
    start(&story, NULL);
    serve(&story, &story.first, 1);
    assert_int_equal(view(&story).current.seq, 1);
    return story;
}

static void end(struct story *story) {
    serve(story, &story->second, 12);
    if (view(story).current.seq != 2 || view(story).failures > 0)
        fail_msg("allocation %ld: the newer generation never comes: %s", memory_refuses, view(story).error);
    while (story->world->asked_count > 0)
        answer(story->world, &story->second);
    update_destroy(story->update);
    world_destroy(story->world);
    published_finish(&story->first);
    published_finish(&story->second);
}

static void update_story(void *context) {
    (void)context;
    memory_judge(true);
    struct story story = begin();
    memory_judge(false);
    serve(&story, &story.second, 1);
    memory_judge(true);
    whole(&story);
    end(&story);
    memory_judge(false);
}

/* The program starts while memory is short: it ends and says nothing wrong, or goes on. */
static void start_story(void *context) {
    (void)context;
    memory_judge(true);
    struct story story = begin();
    struct world *world = story.world;
    const struct update_options options = {.url = "https://localhost/site",
                                           .channel = "main",
                                           .trust = &world->trust,
                                           .panel_width = 64,
                                           .panel_height = 36,
                                           .poll_ms = POLL_MS};
    while (world->asked_count > 0)
        answer(world, &story.first);
    update_destroy(story.update);
    memory_judge(false);
    story.update = update_create(&options, world->store, &world->ports);
    if (story.update)
        serve(&story, &story.second, 1);
    memory_judge(true);
    if (!story.update) {
        assert_true(memory_short());
        start(&story, NULL);
        step(&story);
    } else {
        whole(&story);
    }
    end(&story);
    memory_judge(false);
}

static void an_update_survives(void **state) {
    (void)state;
    assert_true(memory_try_some(update_story, NULL, 60) > 100);
}

static void a_start_survives(void **state) {
    (void)state;
    assert_true(memory_try_some(start_story, NULL, 40) > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_update_survives),
        cmocka_unit_test(a_start_survives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
