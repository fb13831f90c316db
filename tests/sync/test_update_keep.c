/* kiosk/sync/update_keep.c and update.c: the disk, and the word of the player. */
#include "sync/story.h"

static void damage_is_repaired_beside_the_question(void **state) {
    struct story *story = *state;
    switches_to(story, &story->first, "one");
    remove_object(story, &story->first, 0);
    pass(story, 20 * MINUTE_MS); /* the walk through the files comes to it */
    for (int i = 0; i < 8 && !strstr(view(story).error, "damaged"); i++) {
        if (world_asks(story->world, "manifest") != NOBODY)
            world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
        pass(story, MINUTE_MS);
    }
    says(story, "assets/a.md is damaged on the disk", CAUSE_MACHINE);
    assert_int_equal(view(story).phase, UPDATE_FETCHING);
    assert_true(world_asks(story->world, "manifest") != NOBODY);
    world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    says(story, "damaged", CAUSE_MACHINE); /* that nothing is new mends nothing */
    brings(story, &story->first);
    run(story);
    assert_int_equal(view(story).failures, 0);
    assert_non_null(strstr(news(story), "repaired"));
}

/* The object cannot be had by name: what the server offers under that number is asked for. */
static void a_repair_that_fails_goes_on_with_the_servers_manifest(void **state) {
    struct story *story = *state;
    switches_to(story, &story->first, "one");
    update_destroy(story->update);
    remove_object(story, &story->first, 0);
    start(story, NULL);
    run(story);
    assert_int_equal(story->world->asked_count, 2);
    world_fails(story->world, "/o/", CAUSE_SERVER, 0);
    world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    pass(story, POLL_MS);
    assert_string_equal(story->world->asked[0].etag, ""); /* all of it */
    offers(story, &story->first, "one");
    brings(story, &story->first);
    run(story);
    assert_int_equal(view(story).failures, 0);
    assert_int_equal(view(story).current.seq, 1);
    assert_string_equal(news(story), "damaged failed same repaired");
}

static void a_damaged_manifest_comes_anew(void **state) {
    struct story *story = *state;
    starts_on_a_damaged_manifest(story);
    says(story, "damaged or forged", CAUSE_MACHINE);
    assert_string_equal(story->world->asked[0].etag, "");
    offers(story, &story->first, "one");
    run(story);
    assert_int_equal(view(story).failures, 0);
    assert_string_equal(news(story), "damaged repaired");
}

/* Without the server there is still the disk: it is tried again, with pauses, and is no busy loop. */
static void a_repair_without_a_server(void **state) {
    struct story *story = *state;
    struct world *world = story->world;
    switches_to(story, &story->first, "one");
    update_destroy(story->update);
    char *ready = store_picture_path(world->store, story->first.hashes[1].hex, 64, 36);
    assert_true(disk_write(ready, "rot", 3, &world->fail));
    world->verdict = INTAKE_TROUBLE;
    snprintf(world->words, sizeof world->words, "no memory");
    start(story, NULL);
    for (int i = 0; i < 20; i++) {
        run(story);
        if (world_asks(world, "manifest") != NOBODY)
            world_fails(world, "manifest", CAUSE_NETWORK, 0);
        world_pass(world, MINUTE_MS);
    }
    assert_true(world->intake_started < 20);
    world->verdict = INTAKE_DONE;
    for (int i = 0; i < 20 && !disk_exists(ready); i++) {
        pass(story, MINUTE_MS);
        if (world_asks(world, "manifest") != NOBODY)
            world_fails(world, "manifest", CAUSE_NETWORK, 0);
    }
    assert_true(disk_exists(ready));
    free(ready);
}

/* The same damage after each repair: said, and ever more seldom. The question goes on, and news come. */
static void a_repair_that_does_not_last_is_no_treadmill(void **state) {
    struct story *story = *state;
    struct world *world = story->world;
    switches_to(story, &story->first, "one");
    uint64_t before = state_n(story);
    char *ready = store_picture_path(world->store, story->first.hashes[1].hex, 64, 36);
    unsigned polls = 0;
    update_destroy(story->update);
    assert_true(disk_write(ready, "rot", 3, &world->fail));
    start(story, NULL);
    for (int64_t ms = 0; ms < LONG_MS; ms += 5000) { /* an hour with a disk that keeps nothing */
        for (int i = 0; i < 6; i++) {
            step(story);
            if (disk_exists(ready))
                assert_true(disk_write(ready, "rot", 3, &world->fail));
        }
        if (world_asks(world, "manifest") != NOBODY) {
            world_answer(world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
            polls++;
        }
        world_pass(world, 5000);
    }
    uint64_t commits = state_n(story) - before;
    if (commits < 3 || commits > 10)
        fail_msg("%d repairs in an hour", (int)commits);
    assert_true(polls > 150);
    says(story, "repairs", CAUSE_MACHINE);
    news(story);
    run(story);
    if (world_asks(world, "manifest") == NOBODY)
        pass(story, POLL_MS);
    offers(story, &story->second, "two");
    brings(story, &story->second);
    run(story);
    assert_int_equal(view(story).current.seq, 2);
    assert_int_equal(view(story).failures, 0);
    free(ready);
}

/* A folder that stands where a ready picture belongs, with things in it. */
static void a_folder_in_the_place_of_a_picture_is_removed(void **state) {
    struct story *story = *state;
    struct world *world = story->world;
    char command[300];
    switches_to(story, &story->first, "one");
    char *ready = store_picture_path(world->store, story->first.hashes[1].hex, 64, 36);
    update_destroy(story->update);
    snprintf(command, sizeof command, "rm %s && mkdir -p %s/in/in && touch %s/in/file", ready, ready, ready);
    assert_int_equal(system(command), 0);
    start(story, NULL);
    run(story);
    world_answer(world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    assert_true(store_has_picture(world->store, story->first.hashes[1].hex, 64, 36));
    assert_int_equal(view(story).failures, 0);
    assert_string_equal(news(story), "damaged repaired same");
    free(ready);
}

static void keeps(struct story *story, bool told, struct store_note *note) {
    assert_true(told);
    assert_true(store_note_write(note, &story->world->fail));
    store_note_finish(note);
}

static void player_says_good(struct story *story, uint64_t seq) {
    struct store_note note = {0};
    keeps(story, store_mark_good(story->world->store, (struct generation_id){1, seq}, &note), &note);
}

static void player_refuses(struct story *story, uint64_t seq) {
    struct store_refusals word = store_refusals(story->world->store);
    const struct store_refusal refusal = {.id = {1, seq}, .at_s = WALL_S, .why = "it ended the player"};
    char configuration[HASH_HEX + 1];
    struct store_note note = {0};
    memset(configuration, 'a', HASH_HEX);
    configuration[HASH_HEX] = '\0';
    store_refuse(&word, configuration, &refusal);
    keeps(story, store_note_refusals(story->world->store, &word, &note), &note);
}

static void player_takes_it_back(struct story *story) {
    const struct store_refusals none = {0};
    struct store_note note = {0};
    keeps(story, store_note_refusals(story->world->store, &none, &note), &note);
}

static bool on_disk(struct story *story, uint64_t seq) {
    struct generation *generation =
        generation_open(story->world->store, (struct generation_id){1, seq}, NULL);
    generation_close(generation);
    return generation != NULL;
}

/* Two bad ones in a row, published within seconds: what proved itself is still there, and comes back. */
static void what_proved_itself_outlives_two_that_do_not(void **state) {
    struct story *story = *state;
    struct published fourth = world_publish(story->world, "hall", 4, NULL);
    switches_to(story, &story->first, "one");
    player_says_good(story, 1);
    switches_to(story, &story->second, "two");
    switches_to(story, &story->third, "three");
    switches_to(story, &fourth, "four");
    assert_true(on_disk(story, 1));
    struct store_state now = {0};
    assert_true(store_state_read(story->world->store, &now, &story->world->fail));
    assert_int_equal(now.proven.seq, 1); /* the player finds it without kiosk-sync */
    static const uint64_t after[] = {3, 1};
    for (size_t i = 0; i < LENGTH(after); i++) {
        player_refuses(story, view(story).current.seq);
        pass(story, POLL_MS);
        says(story, "could not show", CAUSE_CONTENT);
        assert_int_equal(view(story).current.seq, after[i]);
        pass(story, 5 * POLL_MS);
        world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    }
    published_finish(&fourth);
}

/* Nothing is thrown away before something else has proved itself, and then at once. */
static void old_ones_go_when_the_new_one_is_good(void **state) {
    struct story *story = *state;
    switches_to(story, &story->first, "one");
    player_says_good(story, 1);
    switches_to(story, &story->second, "two");
    switches_to(story, &story->third, "three");
    uint64_t before = state_n(story);
    assert_true(on_disk(story, 1) && on_disk(story, 2));
    player_says_good(story, 3);
    pass(story, POLL_MS);
    world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    assert_false(on_disk(story, 1));
    assert_true(on_disk(story, 2) && on_disk(story, 3));
    assert_int_equal(state_n(story), before); /* which would have the player load all anew */
}

static void the_players_settings_change(void **state) {
    struct story *story = *state;
    switches_to(story, &story->first, "one");
    switches_to(story, &story->second, "two");
    player_refuses(story, 2);
    pass(story, POLL_MS);
    assert_int_equal(view(story).current.seq, 1);
    player_takes_it_back(story);
    pass(story, POLL_MS);
    assert_string_equal(news(story), "failed forgiven");
    assert_string_equal(story->world->asked[0].etag, "");
    offers(story, &story->second, "two");
    run(story);
    assert_int_equal(view(story).current.seq, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(damage_is_repaired_beside_the_question),
        TEST(a_repair_that_fails_goes_on_with_the_servers_manifest),
        TEST(a_damaged_manifest_comes_anew),
        TEST(a_repair_without_a_server),
        TEST(a_repair_that_does_not_last_is_no_treadmill),
        TEST(a_folder_in_the_place_of_a_picture_is_removed),
        TEST(what_proved_itself_outlives_two_that_do_not),
        TEST(old_ones_go_when_the_new_one_is_good),
        TEST(the_players_settings_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
