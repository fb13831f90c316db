/* kiosk/sync/update*.c: every order in which a server, a decoder, a disk, a clock and a player can have their
 * say. */
#include "sync/update.h"

#include "sync/world.h"

enum { POLL_MS = 15000, LONG_MS = 3600 * 1000, MINUTE_MS = 60000 };

struct story {
    struct world *world;
    struct update *update;
    struct published first, second, third;
};

static void start(struct story *story, const char *site) {
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

static int setup(void **state) {
    struct story *story = calloc(1, sizeof *story);
    story->world = world_create();
    story->first = world_publish(story->world, "hall", 1, NULL);
    story->second = world_publish(story->world, "hall", 2, NULL);
    story->third = world_publish(story->world, "hall", 3, NULL);
    start(story, NULL);
    *state = story;
    return 0;
}

static int teardown(void **state) {
    struct story *story = *state;
    update_destroy(story->update);
    world_destroy(story->world);
    published_finish(&story->first);
    published_finish(&story->second);
    published_finish(&story->third);
    free(story);
    return 0;
}

static void step(struct story *story) {
    update_step(story->update);
}

/* Turns until all on the disk was looked at and nothing but the server could bring anything. */
static void run(struct story *story) {
    for (int turns = 0; turns < 40; turns++)
        step(story);
}

static void pass(struct story *story, int64_t ms) {
    world_pass(story->world, ms);
    run(story);
}

static struct update_view view(const struct story *story) {
    return update_view(story->update);
}

/* All that happened, as "SWITCHED SAME …". */
static const char *news(struct story *story) {
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

static void offers(struct story *story, const struct published *published, const char *etag) {
    world_gives(story->world, "manifest", published->manifest, etag);
    world_gives(story->world, "manifest.sig", published->signature, "");
}

static void brings(struct story *story, const struct published *published) {
    for (size_t i = 0; i < FILES; i++) {
        char what[80];
        snprintf(what, sizeof what, "/o/%.2s/%s", published->hashes[i].hex, published->hashes[i].hex);
        if (world_asks(story->world, what) != NOBODY)
            world_gives_object(story->world, published, i, NULL);
    }
}

/* From a poll that is due to the switch. */
static void switches_to(struct story *story, const struct published *published, const char *etag) {
    pass(story, POLL_MS);
    offers(story, published, etag);
    brings(story, published);
    run(story);
    assert_int_equal(view(story).current.seq, published->seq);
    assert_string_equal(news(story), "switched");
    assert_int_equal(view(story).failures, 0);
    assert_true(view(story).settled);
}

static void says(const struct story *story, const char *words, enum cause cause) {
    struct update_view now = view(story);
    if (!strstr(now.error, words) || now.cause != cause)
        fail_msg("\"%s\" (%d) and not \"%s\"", now.error, (int)now.cause, words);
    assert_true(now.failures > 0);
}

static void remove_object(struct story *story, const struct published *published, size_t file) {
    assert_true(store_object_drop(story->world->store, published->hashes[file].hex, &story->world->fail));
}

static uint64_t state_n(struct story *story) {
    struct store_state state = {0};
    assert_true(store_state_read(story->world->store, &state, &story->world->fail));
    return state.n;
}

/* --- the question */

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
    char path[200];
    switches_to(story, &story->first, "one");
    update_destroy(story->update);
    snprintf(path, sizeof path, "%s/gen/1.1/manifest", story->world->folder);
    assert_true(disk_write(path, "{", 1, &story->world->fail));
    start(story, NULL);
    run(story);
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

/* --- bringing it */

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

/* --- pictures and pages */

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

/* --- the disk */

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
    char path[200];
    switches_to(story, &story->first, "one");
    update_destroy(story->update);
    snprintf(path, sizeof path, "%s/gen/1.1/manifest", story->world->folder);
    assert_true(disk_write(path, "{", 1, &story->world->fail));
    start(story, NULL);
    run(story);
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

/* --- the player */

static void player_says_good(struct story *story, uint64_t seq) {
    assert_true(store_mark_good(story->world->store, (struct generation_id){1, seq}, &story->world->fail));
}

static void player_refuses(struct story *story, uint64_t seq) {
    const struct store_refusal refusal = {.id = {1, seq}, .at_s = WALL_S, .why = "it ended the player"};
    char configuration[HASH_HEX + 1];
    memset(configuration, 'a', HASH_HEX);
    configuration[HASH_HEX] = '\0';
    assert_true(store_refuse(story->world->store, configuration, &refusal, &story->world->fail));
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
    assert_true(store_refusals_clear(story->world->store, &story->world->fail));
    pass(story, POLL_MS);
    assert_string_equal(news(story), "failed forgiven");
    assert_string_equal(story->world->asked[0].etag, "");
    offers(story, &story->second, "two");
    run(story);
    assert_int_equal(view(story).current.seq, 2);
}

/* --- time */

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

int main(void) {
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(all_goes_well),
        TEST(either_half_of_the_question_may_fail),
        TEST(the_server_is_left_alone_as_long_as_it_asks_for),
        TEST(a_signature_of_another_manifest_is_looked_at_again),
        TEST(older_foreign_and_unsigned_ones_are_refused),
        TEST(the_first_site_is_remembered),
        TEST(another_manifest_under_the_same_number_is_said),
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
        TEST(damage_is_repaired_beside_the_question),
        TEST(a_repair_that_fails_goes_on_with_the_servers_manifest),
        TEST(a_damaged_manifest_comes_anew),
        TEST(a_repair_without_a_server),
        TEST(a_repair_that_does_not_last_is_no_treadmill),
        TEST(a_folder_in_the_place_of_a_picture_is_removed),
        TEST(what_proved_itself_outlives_two_that_do_not),
        TEST(old_ones_go_when_the_new_one_is_good),
        TEST(the_players_settings_change),
        TEST(a_restart_in_the_middle_goes_on),
        TEST(the_wall_clock_steps),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
