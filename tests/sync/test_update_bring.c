/* kiosk/sync/update_bring.c: what was offered, until it is used or given up. */
#include "sync/story.h"

static void objects_may_fail_or_be_wrong(void **state) {
    struct story *story = *state;
    char name[80];
    step(story);
    offers(story, &story->first, "one");
    snprintf(name, sizeof name, "%s", story->first.hashes[0].hex);
    world_fails(story->world, name, CAUSE_NETWORK, 0);
    assert_int_equal(view(story).failures, 0); /* the others are on their way */
    brings(story, &story->first);
    says(story, "assets/a.md: localhost: answered 500", CAUSE_NETWORK);
    pass(story, POLL_MS);
    offers(story, &story->first, "one");
    assert_int_equal(story->world->asked_count, 1); /* what is there is not asked for again */
    world_gives_object(story->world, &story->first, 0, "wrong bytes");
    says(story, "assets/a.md", CAUSE_SERVER);
    assert_string_equal(news(story), "failed failed");
    switches_to(story, &story->first, "one");
}

/* A failing download is tried again at its own, ever slower pace; the question keeps its own. */
static void what_is_newer_does_not_wait_for_what_fails(void **state) {
    struct story *story = *state;
    step(story);
    unsigned begun = 0;
    for (int polls = 0; polls < 40; polls++) {
        offers(story, &story->first, "one");
        for (begun += story->world->asked_count > 0; story->world->asked_count > 0;)
            world_fails(story->world, "/o/", CAUSE_SERVER, 0);
        says(story, "500", CAUSE_SERVER);
        pass(story, POLL_MS);
        assert_true(world_asks(story->world, "manifest") != NOBODY);
    }
    assert_true(begun >= 5 && begun <= 9); /* 5, 10, 20 … s within 10 minutes */
    offers(story, &story->second, "two");
    brings(story, &story->second);
    run(story);
    assert_int_equal(view(story).current.seq, 2);
    assert_int_equal(view(story).failures, 0);
}

static void a_server_that_wants_rest_gets_it_from_the_question_too(void **state) {
    struct story *story = *state;
    step(story);
    offers(story, &story->first, "one");
    while (story->world->asked_count > 0)
        world_fails(story->world, "/o/", CAUSE_SERVER, 300);
    pass(story, 299 * 1000);
    assert_int_equal(story->world->asked_count, 0);
    pass(story, 2 * 1000);
    offers(story, &story->first, "one");
    brings(story, &story->first);
    run(story);
    assert_int_equal(view(story).current.seq, 1);
}

/* "112 evacuate" comes while 500 MB of film trickle in. */
static void what_is_newer_takes_the_place_of_what_is_slow(void **state) {
    struct story *story = *state;
    switches_to(story, &story->first, "one");
    pass(story, POLL_MS);
    offers(story, &story->second, "two");
    assert_int_equal(story->world->asked_count, 2);
    for (int polls = 0; polls < 3; polls++) { /* the same is offered: nothing begins anew */
        pass(story, POLL_MS);
        assert_int_equal(view(story).phase, UPDATE_FETCHING);
        int poll = world_asks(story->world, "manifest");
        assert_true(poll != NOBODY);
        assert_string_equal(story->world->asked[poll].etag, "two");
        if (polls == 0)
            offers(story, &story->second, "two");
        else
            world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
        assert_int_equal(story->world->asked_count, 2);
    }
    assert_int_equal(view(story).current.seq, 1);
    pass(story, POLL_MS);
    offers(story, &story->third, "three");
    assert_int_equal(story->world->cancelled, 2);
    brings(story, &story->third);
    run(story);
    assert_int_equal(view(story).current.seq, 3);
    assert_int_equal(view(story).previous.seq, 1);
    assert_string_equal(news(story), "switched");
}

/* A question that fails meanwhile does not stop what is coming. */
static void a_failing_question_stops_no_download(void **state) {
    struct story *story = *state;
    step(story);
    offers(story, &story->first, "one");
    pass(story, POLL_MS);
    world_fails(story->world, "manifest", CAUSE_NETWORK, 0);
    says(story, "500", CAUSE_NETWORK);
    assert_int_equal(view(story).phase, UPDATE_FETCHING);
    brings(story, &story->first);
    run(story);
    assert_int_equal(view(story).current.seq, 1);
    pass(story, POLL_MS);
    world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    assert_int_equal(view(story).failures, 0);
}

/* The answer "what you are bringing" comes after that has failed: it is no word that all is well. */
static void a_late_answer_about_a_download_that_failed(void **state) {
    struct story *story = *state;
    step(story);
    offers(story, &story->first, "one");
    pass(story, POLL_MS);
    while (story->world->asked_count > 1)
        world_fails(story->world, "/o/", CAUSE_SERVER, 0);
    world_answer(story->world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    says(story, "500", CAUSE_SERVER);
    assert_string_equal(news(story), "failed");
    switches_to(story, &story->first, "one");
}

static void pictures_under_way_give_way_too(void **state) {
    struct story *story = *state;
    story->world->verdict = INTAKE_RUNNING;
    step(story);
    offers(story, &story->first, "one");
    brings(story, &story->first);
    pass(story, POLL_MS);
    assert_int_equal(view(story).phase, UPDATE_PREPARING);
    assert_int_equal(story->world->intake_running, 1);
    offers(story, &story->second, "two");
    assert_int_equal(story->world->intake_running, 0);
    story->world->verdict = INTAKE_DONE;
    brings(story, &story->second);
    run(story);
    assert_int_equal(view(story).current.seq, 2);
}

static void rejected_only_when_two_looks_agree(void **state) {
    struct story *story = *state;
    struct world *world = story->world;
    world->verdict = INTAKE_REFUSED;
    snprintf(world->words, sizeof world->words, "not a PNG");
    step(story);
    offers(story, &story->first, "one");
    brings(story, &story->first);
    run(story);
    says(story, "not a PNG; it is looked at once more", CAUSE_CONTENT);
    assert_int_equal(view(story).rejected_count, 0);
    pass(story, POLL_MS);
    offers(story, &story->first, "one");
    run(story);
    assert_int_equal(view(story).rejected_count, 1);
    assert_int_equal(view(story).rejected[0].by, STORE_BY_CONTENT);
    pass(story, POLL_MS);
    offers(story, &story->first, "one");
    says(story, "is not used", CAUSE_CONTENT);
    assert_string_equal(news(story), "failed failed failed");
    pass(story, POLL_MS);
    world_answer(world, "manifest", (struct fetch_result){.outcome = FETCH_NOT_MODIFIED});
    says(story, "is not used", CAUSE_CONTENT); /* as long as nothing else is offered */
    world->verdict = INTAKE_DONE;
    news(story);
    switches_to(story, &story->second, "two");
}

/* Trouble between two looks, or another word: nothing is held against the content, and it has more time. */
static void trouble_is_no_verdict(void **state) {
    struct story *story = *state;
    struct world *world = story->world;
    static const struct {
        enum intake_progress verdict;
        const char *words;
        int patience;
    } turns[] = {{INTAKE_REFUSED, "not a PNG", 1}, {INTAKE_TROUBLE, "killed", 1},
                 {INTAKE_TROUBLE, "too slow", 2},  {INTAKE_REFUSED, "cut short", 4},
                 {INTAKE_REFUSED, "not a PNG", 4}, {INTAKE_TROUBLE, "killed", 4}};
    step(story);
    for (size_t i = 0; i < LENGTH(turns); i++) {
        world->verdict = turns[i].verdict;
        snprintf(world->words, sizeof world->words, "%s", turns[i].words);
        offers(story, &story->first, "one");
        brings(story, &story->first);
        run(story);
        says(story, turns[i].words, turns[i].verdict == INTAKE_REFUSED ? CAUSE_CONTENT : CAUSE_MACHINE);
        assert_int_equal(world->patience, turns[i].patience);
        assert_int_equal(view(story).rejected_count, 0);
        pass(story, LONG_MS);
    }
    world->verdict = INTAKE_DONE;
    offers(story, &story->first, "one");
    run(story);
    assert_int_equal(view(story).current.seq, 1);
}

/* What kiosk-intake wrote is decoded once before anything believes that it is a picture. */
static void a_decoder_that_lies_is_trouble(void **state) {
    struct story *story = *state;
    struct world *world = story->world;
    struct pixels pixels = {0};
    void *good = NULL;
    size_t size = 0;
    assert_true(pixels_init(&pixels, 4, 4) && pixels_encode(&pixels, &good, &size));
    pixels_finish(&pixels);
    ((char *)good)[size - 3] ^= 0x40; /* its header is right */
    world->result = good;
    world->result_size = size;
    step(story);
    for (int i = 0; i < 20; i++) {
        offers(story, &story->first, "one");
        brings(story, &story->first);
        run(story);
        says(story, "assets/a.png: kiosk-intake made something that cannot be shown", CAUSE_MACHINE);
        assert_int_equal(view(story).current.seq, 0);
        pass(story, POLL_MS);
    }
    struct store_state none = {0};
    assert_false(store_state_read(world->store, &none, NULL)); /* nothing was committed */
    world->result = NULL;
    free(good);
    offers(story, &story->second, "two"); /* and news are not held up */
    brings(story, &story->second);
    run(story);
    assert_int_equal(view(story).current.seq, 2);
}

static void pages_that_show_nothing_are_doubted(void **state) {
    struct story *story = *state;
    struct published bad = world_publish(story->world, "hall", 4, "{\"slides\":[]}");
    step(story);
    offers(story, &bad, "four");
    brings(story, &bad);
    run(story);
    says(story, "has a slide", CAUSE_CONTENT);
    pass(story, POLL_MS);
    offers(story, &bad, "four");
    run(story);
    assert_int_equal(view(story).rejected_count, 1);
    published_finish(&bad);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(objects_may_fail_or_be_wrong),
        TEST(what_is_newer_does_not_wait_for_what_fails),
        TEST(a_server_that_wants_rest_gets_it_from_the_question_too),
        TEST(what_is_newer_takes_the_place_of_what_is_slow),
        TEST(a_failing_question_stops_no_download),
        TEST(a_late_answer_about_a_download_that_failed),
        TEST(pictures_under_way_give_way_too),
        TEST(rejected_only_when_two_looks_agree),
        TEST(trouble_is_no_verdict),
        TEST(a_decoder_that_lies_is_trouble),
        TEST(pages_that_show_nothing_are_doubted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
