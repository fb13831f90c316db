/* kiosk/sync/update_poll.c and update.c: the question, its answers, restarts and clocks. */
#include "sync/story.h"

static void all_goes_well(void **state) {
    struct story *story = *state;
    assert_int_equal(view(story).phase, UPDATE_STARTING);
    step(story);
    assert_int_equal(view(story).phase, UPDATE_ASKING);
    assert_false(view(story).settled);
    world_gives(story->world, "manifest", story->first.manifest, "one");
    assert_int_equal(view(story).phase, UPDATE_ASKING);
    world_gives(story->world, "manifest.sig", story->first.signature, "");
    assert_int_equal(view(story).phase, UPDATE_FETCHING);
    assert_int_equal(view(story).offered.seq, 1);
    assert_int_equal(view(story).current.seq, 0);
    brings(story, &story->first);
    step(story);
    assert_int_equal(view(story).phase, UPDATE_PREPARING);
    assert_int_equal(view(story).of_pictures, 1);
    run(story);
    assert_int_equal(view(story).phase, UPDATE_WAITING);
    assert_string_equal(news(story), "switched");
    assert_int_equal(view(story).current.seq, 1);
    pass(story, POLL_MS);
    assert_string_equal(story->world->asked[0].etag, "one"); /* if something else */
    world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    assert_string_equal(news(story), "same");
    switches_to(story, &story->second, "two");
    assert_int_equal(view(story).previous.seq, 1);
}

static void either_half_of_the_question_may_fail(void **state) {
    struct story *story = *state;
    step(story);
    world_fails(story->world, "manifest", CAUSE_NETWORK, 0);
    says(story, "500", CAUSE_NETWORK);
    assert_int_equal(view(story).failures, 1);
    pass(story, POLL_MS);
    world_gives(story->world, "manifest", story->first.manifest, "one");
    world_fails(story->world, "manifest.sig", CAUSE_SERVER, 0);
    says(story, "500", CAUSE_SERVER);
    assert_int_equal(view(story).failures, 2);
    assert_string_equal(news(story), "failed failed");
    switches_to(story, &story->first, "one");
}

static void the_server_is_left_alone_as_long_as_it_asks_for(void **state) {
    struct story *story = *state;
    step(story);
    world_fails(story->world, "manifest", CAUSE_SERVER, 600);
    pass(story, 590 * 1000);
    assert_int_equal(story->world->asked_count, 0);
    pass(story, 11 * 1000);
    assert_int_equal(story->world->asked_count, 1);
    offers(story, &story->first, "one");
    brings(story, &story->first);
    run(story);
    assert_int_equal(view(story).current.seq, 1);
}

/* A publish between the two downloads is no alarm; twice in a row it is one. */
static void a_signature_of_another_manifest_is_looked_at_again(void **state) {
    struct story *story = *state;
    step(story);
    world_gives(story->world, "manifest", story->first.manifest, "one");
    world_gives(story->world, "manifest.sig", story->second.signature, "");
    assert_int_equal(view(story).failures, 0);
    assert_false(view(story).settled);
    assert_string_equal(news(story), "");
    pass(story, 1000);
    world_gives(story->world, "manifest", story->first.manifest, "one");
    world_gives(story->world, "manifest.sig", story->second.signature, "");
    assert_int_equal(view(story).failures, 1);
    assert_string_equal(news(story), "failed");
    assert_int_equal(view(story).offered.seq, 0); /* nothing of it was read */
    switches_to(story, &story->second, "two");
}

static void older_foreign_and_unsigned_ones_are_refused(void **state) {
    struct story *story = *state;
    switches_to(story, &story->second, "two");
    pass(story, POLL_MS);
    offers(story, &story->first, "one");
    says(story, "older", CAUSE_SERVER);
    struct published foreign = world_publish(story->world, "pool", 9, NULL);
    pass(story, 2 * POLL_MS);
    offers(story, &foreign, "nine");
    says(story, "", CAUSE_CONFIGURATION);
    published_finish(&foreign);
    pass(story, 4 * POLL_MS);
    world_gives(story->world, "manifest", story->third.manifest, "x");
    world_gives(story->world, "manifest.sig", "rubbish", "");
    pass(story, 4 * POLL_MS);
    world_gives(story->world, "manifest", "", "x");
    world_gives(story->world, "manifest.sig", "", "");
    says(story, "", CAUSE_CONTENT);
    assert_int_equal(view(story).current.seq, 2);
    assert_int_equal(story->world->cancelled, 0);
}

/* The site accepted first is the site for good, also when what was accepted cannot be opened any more. */
static void the_first_site_is_remembered(void **state) {
    struct story *story = *state;
    starts_on_a_damaged_manifest(story);
    struct published foreign = world_publish(story->world, "pool", 5, NULL);
    offers(story, &foreign, "five");
    says(story, "", CAUSE_CONFIGURATION);
    assert_int_equal(view(story).current.seq, 1);
    published_finish(&foreign);
    assert_int_equal(world_asks(story->world, "manifest"), NOBODY);
}

/* The number stands for one content; another under the same is said, and said until it is over. */
static void another_manifest_under_the_same_number_is_said(void **state) {
    struct story *story = *state;
    switches_to(story, &story->first, "one");
    struct published other =
        world_publish(story->world, "hall", 1,
                      "{\"slides\":[{\"id\":\"a\",\"type\":\"text\",\"headline\":{\"en\":\"Other\"}}]}");
    for (int i = 0; i < 2; i++) {
        pass(story, POLL_MS);
        assert_string_equal(story->world->asked[0].etag, "one");
        offers(story, &other, "other");
        says(story, "another manifest", CAUSE_CONTENT);
        assert_string_equal(news(story), "failed");
    }
    published_finish(&other);
    switches_to(story, &story->second, "two");
}

static void a_restart_in_the_middle_goes_on(void **state) {
    struct story *story = *state;
    switches_to(story, &story->first, "one");
    pass(story, POLL_MS);
    offers(story, &story->second, "two");
    world_gives_object(story->world, &story->second, 0, NULL);
    update_destroy(story->update); /* ends what is under way, whatever it is */
    assert_int_equal(story->world->asked_count, 0);
    start(story, NULL);
    assert_int_equal(view(story).current.seq, 1);
    run(story);
    offers(story, &story->second, "two");
    assert_int_equal(story->world->asked_count, 1); /* the picture; the text is there */
    story->world->verdict = INTAKE_RUNNING;
    brings(story, &story->second);
    run(story);
    update_destroy(story->update);
    assert_int_equal(story->world->intake_running, 0);
    story->world->verdict = INTAKE_DONE;
    start(story, NULL);
    run(story);
    world_gives(story->world, "manifest", story->second.manifest, "two");
    update_destroy(story->update);
    start(story, NULL);
    run(story);
    offers(story, &story->second, "two");
    run(story);
    assert_int_equal(view(story).current.seq, 2);
    assert_string_equal(news(story), "switched");
}

/* Set back by a year or forward by a month: the pace is that of the steady clock, and expiry that of the
 * other. */
static void the_wall_clock_steps(void **state) {
    struct story *story = *state;
    static const int64_t steps_s[] = {-3600, -365 * 86400, 0, 2 * 365 * 86400};
    switches_to(story, &story->first, "one");
    for (size_t i = 0; i < LENGTH(steps_s); i++) {
        story->world->now.wall_s = WALL_S + steps_s[i];
        assert_int_equal(story->world->asked_count, 0);
        pass(story, POLL_MS);
        assert_int_equal(story->world->asked_count, 1);
        assert_int_equal(view(story).next_s, 0);
        world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
        assert_true(view(story).checked_s >= WALL_S + steps_s[i]);
        assert_int_equal(view(story).failures, 0);
        assert_in_range(view(story).next_s - story->world->now.wall_s, 0, POLL_MS / 1000);
        assert_in_range(update_next_ms(story->update), story->world->now.steady_ms,
                        story->world->now.steady_ms + POLL_MS);
    }
    pass(story, POLL_MS);
    offers(story, &story->second, "two"); /* expired by then */
    says(story, "expired", CAUSE_CONTENT);
    story->world->now.wall_s = WALL_S;
    pass(story, POLL_MS);
    offers(story, &story->second, "two");
    brings(story, &story->second);
    run(story);
    assert_int_equal(view(story).current.seq, 2);
}

/* Told that there are news, it waits for nothing; told while it asks, it asks once more. */
static void somebody_says_that_there_are_news(void **state) {
    struct story *story = *state;
    switches_to(story, &story->first, "one");
    run(story);
    assert_int_equal(story->world->asked_count, 0);
    update_hurry(story->update);
    assert_true(update_next_ms(story->update) <= story->world->now.steady_ms);
    step(story);
    assert_int_equal(story->world->asked_count, 1);
    update_hurry(story->update);
    step(story);
    assert_int_equal(story->world->asked_count, 1);
    world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    step(story);
    assert_int_equal(story->world->asked_count, 1);
    world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    step(story);
    assert_int_equal(story->world->asked_count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(somebody_says_that_there_are_news),
        TEST(all_goes_well),
        TEST(either_half_of_the_question_may_fail),
        TEST(the_server_is_left_alone_as_long_as_it_asks_for),
        TEST(a_signature_of_another_manifest_is_looked_at_again),
        TEST(older_foreign_and_unsigned_ones_are_refused),
        TEST(the_first_site_is_remembered),
        TEST(another_manifest_under_the_same_number_is_said),
        TEST(a_restart_in_the_middle_goes_on),
        TEST(the_wall_clock_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
