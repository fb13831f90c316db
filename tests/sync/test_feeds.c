/* kiosk/sync/feeds.c: feeds come at their own pace, and only a list that can be read takes another's place.
 */
#include "sync/feeds.h"

#include "sync/status.h"
#include "sync/world.h"

enum { POLL_MS = 600 * 1000 };
static const char NEWS[] = "{\"kind\":\"news\",\"items\":[{\"id\":\"1\",\"title\":\"One\"}]}";
static const char OTHER[] = "{\"kind\":\"news\",\"items\":[{\"id\":\"2\",\"title\":\"Two\"}],"
                            "\"left_out\":7,\"unusable\":2,\"note\":\"not well-formed (line 3)\"}";

static struct feed feeds[8] = {{.id = "news", .url = "https://a.example/n"}};
static struct site site = {.time_zone = "Europe/Copenhagen", .feeds = feeds, .feed_count = 1};

static enum feed_format format_of(const char *name) {
    for (size_t i = 0; i < FEED_FORMAT_COUNT; i++)
        if (strcmp(feed_formats[i].name, name) == 0)
            return (enum feed_format)i;
    fail_msg("no format %s", name);
    return (enum feed_format)0;
}

static struct world *begin(struct feed_jobs **jobs) {
    struct world *world = world_create();
    feeds[0].format = format_of("rss");
    feeds[0].poll_ms = POLL_MS;
    feeds[0].stale_ms = INT64_C(48) * 3600 * 1000;
    for (size_t i = 1; i < LENGTH(feeds); i++)
        feeds[i] = feeds[0];
    site.feed_count = 1;
    *jobs = feed_jobs_create(world->store, &world->ports);
    assert_non_null(*jobs);
    feed_jobs_set_site(*jobs, &site);
    return world;
}

static void end(struct world *world, struct feed_jobs *jobs) {
    feed_jobs_destroy(jobs);
    world_destroy(world);
}

/* The feed's bytes arrive with this charset, and kiosk-intake makes `list` of them. */
static void brings(struct world *world, struct feed_jobs *jobs, const char *charset, const char *list) {
    struct fetch_result result = {.outcome = FETCH_OK, .status = 200, .bytes = strdup("<rss/>"), .size = 6};
    snprintf(result.charset, sizeof result.charset, "%s", charset);
    world->result = list;
    world->result_size = strlen(list);
    feed_jobs_step(jobs);
    world_answer(world, "example/n", result);
    feed_jobs_step(jobs);
}

static const char *title_on_disk(struct world *world) {
    static char title[100];
    struct feed_data *data = store_feed_read(world->store, "news", &world->fail);
    snprintf(title, sizeof title, "%s", data ? data->headlines[0].title : "");
    feed_destroy(data);
    return title;
}

static void what_the_list_says_of_itself_is_known(void **state) {
    (void)state;
    struct feed_jobs *jobs;
    struct world *world = begin(&jobs);
    brings(world, jobs, "", NEWS);
    struct feed_view view = feed_jobs_view(jobs, 0);
    assert_int_equal(view.left_out + view.unusable, 0);
    assert_string_equal(view.note, "");
    assert_null(strstr(world->intake_args, "--charset"));
    world_pass(world, POLL_MS);
    brings(world, jobs, "ISO-8859-1", OTHER);
    assert_non_null(strstr(world->intake_args, "--charset ISO-8859-1 "));
    view = feed_jobs_view(jobs, 0);
    assert_int_equal(view.left_out, 7);
    assert_int_equal(view.unusable, 2);
    assert_string_equal(view.note, "not well-formed (line 3)");
    assert_string_equal(title_on_disk(world), "Two");
    char *report = sync_status_write(&(struct sync_report){.feeds = jobs, .now_s = WALL_S});
    assert_non_null(strstr(report, "\"left_out\": 7,"));
    assert_non_null(strstr(report, "\"unusable\": 2,"));
    assert_non_null(strstr(report, "\"note\": \"not well-formed (line 3)\""));
    free(report);
    end(world, jobs);
}

/* A kiosk-intake that was taken over may write what it likes. */
static void rubbish_never_takes_the_place_of_a_list(void **state) {
    (void)state;
    static const char *const rubbish[] = {
        "rubbish",
        "{}",
        "[]",
        "{\"kind\":\"news\",\"items\":[{\"id\":\"1\"}]}",
        "{\"kind\":\"news\",\"items\":[{\"id\":\"1\",\"title\":\"x\",\"more\":1}]}",
        "{\"kind\":\"events\",\"items\":[]}", /* a list, but none of news */
        "{\"kind\":\"news\",\"items\":[]}, \"fetched\": 1",
    };
    struct feed_jobs *jobs;
    struct world *world = begin(&jobs);
    bool good;
    char line[700];
    brings(world, jobs, "", NEWS);
    while (feed_jobs_take_news(jobs, &good, line, sizeof line))
        assert_true(good);
    for (size_t i = 0; i < LENGTH(rubbish); i++) {
        world_pass(world, 2 * POLL_MS);
        brings(world, jobs, "", rubbish[i]);
        assert_int_equal(feed_jobs_view(jobs, 0).failures, i + 1);
        assert_true(feed_jobs_take_news(jobs, &good, line, sizeof line));
        if (good || !strstr(line, "what is no feed"))
            fail_msg("%s: %s", rubbish[i], line);
        assert_string_equal(title_on_disk(world), "One");
    }
    world_pass(world, 2 * POLL_MS);
    brings(world, jobs, "", OTHER);
    assert_int_equal(feed_jobs_view(jobs, 0).failures, 0);
    assert_string_equal(title_on_disk(world), "Two");
    end(world, jobs);
}

static void failures_keep_what_is_there(void **state) {
    (void)state;
    struct feed_jobs *jobs;
    struct world *world = begin(&jobs);
    brings(world, jobs, "", NEWS);
    world_pass(world, POLL_MS);
    feed_jobs_step(jobs);
    assert_int_equal(world->asked[0].request.redirects, 3);
    world_fails(world, "example/n", CAUSE_SERVER, 900);
    world_pass(world, 890 * 1000);
    feed_jobs_step(jobs);
    assert_int_equal(world->asked_count, 0);
    world_pass(world, 11 * 1000);
    feed_jobs_step(jobs);
    assert_int_equal(world->asked_count, 1);
    world_fails(world, "example/n", CAUSE_NETWORK, 0);
    world->verdict = INTAKE_REFUSED;
    snprintf(world->words, sizeof world->words, "a web page \xFF");
    world_pass(world, POLL_MS);
    brings(world, jobs, "", OTHER);
    assert_int_equal(feed_jobs_view(jobs, 0).failures, 3);
    assert_string_equal(feed_jobs_view(jobs, 0).error, "a web page ");
    assert_string_equal(title_on_disk(world), "One");
    end(world, jobs);
}

/* A few at a time, each in its turn; those of a site that is gone end at once. */
static void slow_feeds_leave_room(void **state) {
    (void)state;
    static const char *const ids[] = {"news", "b", "c", "d", "e", "f", "g", "h"};
    struct feed_jobs *jobs;
    struct world *world = begin(&jobs);
    for (size_t i = 0; i < LENGTH(feeds); i++)
        feeds[i].id = ids[i];
    site.feed_count = LENGTH(feeds);
    feed_jobs_set_site(jobs, &site);
    feed_jobs_step(jobs);
    assert_int_equal(world->asked_count, 4);
    assert_true(feed_jobs_next_ms(jobs) == INT64_MAX); /* one that ends wakes it */
    for (int i = 0; i < 4; i++) {
        world_fails(world, "example/n", CAUSE_SERVER, 0);
        feed_jobs_step(jobs);
        assert_int_equal(world->asked_count, 4);
    }
    size_t failed = 0;
    for (size_t i = 0; i < feed_jobs_count(jobs); i++)
        failed += feed_jobs_view(jobs, i).failures > 0;
    assert_int_equal(failed, 4);
    site.feed_count = 0;
    feed_jobs_set_site(jobs, &site);
    assert_int_equal(feed_jobs_count(jobs), 0);
    assert_int_equal(world->asked_count, 0);
    end(world, jobs);
}

/* Back by a year: what is fetched then is kept all the same. */
static void the_wall_clock_steps(void **state) {
    (void)state;
    struct feed_jobs *jobs;
    struct world *world = begin(&jobs);
    brings(world, jobs, "", NEWS);
    world_pass(world, POLL_MS);
    world->now.wall_s -= 365 * 86400;
    brings(world, jobs, "", NEWS);
    assert_int_equal(feed_jobs_view(jobs, 0).fetched_s, world->now.wall_s);
    struct feed_data *data = store_feed_read(world->store, "news", &world->fail);
    assert_non_null(data);
    assert_int_equal(data->fetched_ms / 1000, world->now.wall_s); /* "as of" is not in the future */
    feed_destroy(data);
    end(world, jobs);
}

static const char BOARD[] = "{\"kind\":\"departures\",\"items\":[{\"line\":\"C\",\"direction\":\"X\","
                            "\"planned\":1800000600,\"state\":\"runs\",\"vehicle\":\"train\"}]}";
enum { LEAST_MS = 120 * 1000, SECOND_MS = 1000 };

static struct world *begin_board(struct feed_jobs **jobs) {
    struct world *world = begin(jobs);
    feeds[0].format = format_of("rejseplanen");
    feeds[0].poll_ms = LEAST_MS;
    feeds[0].stale_ms = 10 * 60 * 1000;
    feeds[0].key_parameter = NULL;
    feed_jobs_set_site(*jobs, &site);
    return world;
}

/* How long until it is asked for again; what there was to be answered is. Steps like a loop that sleeps till
 * something is due. */
static int64_t asked_after_ms(struct world *world, struct feed_jobs *jobs) {
    int64_t from = world->now.steady_ms;
    for (int turns = 0; world->asked_count == 0; turns++) {
        int64_t next = feed_jobs_next_ms(jobs);
        assert_true(turns < 1000 && next < INT64_MAX);
        if (next > world->now.steady_ms)
            world_pass(world, next - world->now.steady_ms);
        feed_jobs_step(jobs);
    }
    return world->now.steady_ms - from;
}

/* Its server counts: never sooner than after two minutes, whatever happens; failures double that. */
static void a_server_that_counts_is_asked_seldom(void **state) {
    (void)state;
    static const int64_t least[] = {2, 4, 8, 15, 15};
    struct feed_jobs *jobs;
    struct world *world = begin_board(&jobs);
    brings(world, jobs, "", BOARD);
    for (int i = 0; i < 20; i++) {
        int64_t after = asked_after_ms(world, jobs);
        assert_in_range(after, LEAST_MS, LEAST_MS * 5 / 4);
        brings(world, jobs, "", BOARD);
    }
    assert_in_range(asked_after_ms(world, jobs), LEAST_MS, LEAST_MS * 5 / 4);
    for (size_t i = 0; i < LENGTH(least); i++) {
        world_fails(world, "example/n", CAUSE_SERVER, 0); /* 429, 403, 500 */
        assert_in_range(asked_after_ms(world, jobs), least[i] * 60 * SECOND_MS, 16 * 60 * SECOND_MS);
    }
    world_fails(world, "example/n", CAUSE_SERVER, 3600);
    assert_in_range(asked_after_ms(world, jobs), 3600 * SECOND_MS, 3601 * SECOND_MS);
    brings(world, jobs, "", BOARD);
    assert_in_range(asked_after_ms(world, jobs), LEAST_MS, LEAST_MS * 5 / 4);
    world_fails(world, "example/n", CAUSE_SERVER, 0);
    end(world, jobs);
}

/* Others are due at once when a site is published, for their address may have changed. */
static void publishing_asks_no_sooner(void **state) {
    (void)state;
    struct feed_jobs *jobs;
    struct world *world = begin_board(&jobs);
    brings(world, jobs, "", BOARD);
    world_pass(world, 5 * SECOND_MS);
    feed_jobs_set_site(jobs, &site);
    assert_in_range(asked_after_ms(world, jobs), LEAST_MS - 5 * SECOND_MS, LEAST_MS * 5 / 4);
    world_fails(world, "example/n", CAUSE_SERVER, 1800);
    feed_jobs_set_site(jobs, &site); /* nor does it forget that it was told to wait */
    assert_in_range(asked_after_ms(world, jobs), 1800 * SECOND_MS, 1801 * SECOND_MS);
    world_fails(world, "example/n", CAUSE_SERVER, 1800);
    feeds[0].url = "https://a.example/n?other"; /* a mistake that was mended */
    feed_jobs_set_site(jobs, &site);
    assert_in_range(asked_after_ms(world, jobs), LEAST_MS, 4 * LEAST_MS);
    world_fails(world, "example/n", CAUSE_SERVER, 0);
    feeds[0].url = "https://a.example/n";
    end(world, jobs);
}

static void nobody_asks_for_what_nobody_sees(void **state) {
    (void)state;
    struct feed_jobs *jobs;
    struct world *world = begin_board(&jobs);
    world->dark = true;
    for (int i = 0; i < 100; i++) {
        feed_jobs_step(jobs);
        assert_int_equal(world->asked_count, 0);
        world_pass(world, 60 * SECOND_MS);
    }
    world->dark = false;
    assert_in_range(asked_after_ms(world, jobs), 0, 20 * SECOND_MS);
    brings(world, jobs, "", BOARD);
    feeds[0].format = format_of("rss"); /* news may wait till somebody comes */
    feeds[0].poll_ms = POLL_MS;
    feed_jobs_set_site(jobs, &site);
    world->dark = true;
    feed_jobs_step(jobs);
    assert_int_equal(world->asked_count, 1);
    world_fails(world, "example/n", CAUSE_SERVER, 0);
    end(world, jobs);
}

static void a_key_goes_to_its_server_alone(void **state) {
    (void)state;
    struct feed_jobs *jobs;
    struct world *world = begin_board(&jobs);
    bool good;
    char line[700];
    feeds[0].url = "https://Rejse.example:8443/board?id=1";
    feeds[0].key_parameter = "accessId";
    feed_jobs_set_site(jobs, &site);
    feed_jobs_step(jobs);
    assert_int_equal(world->asked_count, 0); /* without one nobody is asked */
    assert_string_equal(world->key_server, "rejse.example:8443");
    assert_string_equal(feed_jobs_view(jobs, 0).error, "no key for rejse.example:8443");
    world->key = "SECRET";
    (void)asked_after_ms(world, jobs);
    assert_string_equal(world->asked[0].url, "https://Rejse.example:8443/board?id=1&accessId=SECRET");
    assert_int_equal(world->asked[0].request.redirects, 0);
    world_fails(world, "/board", CAUSE_SERVER, 0);
    while (feed_jobs_take_news(jobs, &good, line, sizeof line))
        assert_null(strstr(line, "SECRET"));
    char *report = sync_status_write(&(struct sync_report){.feeds = jobs, .now_s = WALL_S});
    assert_null(strstr(report, "SECRET"));
    free(report);
    feeds[0].url = "https://rejse.example/board";
    feed_jobs_set_site(jobs, &site);
    (void)asked_after_ms(world, jobs);
    assert_string_equal(world->asked[0].url, "https://rejse.example/board?accessId=SECRET");
    world_fails(world, "/board", CAUSE_SERVER, 0);
    feeds[0].url = "https://a.example/n";
    feeds[0].key_parameter = NULL;
    end(world, jobs);
}

/* "As of" must not be older than it is: a list that does not change is written, too. */
static void a_board_that_does_not_change_stays_live(void **state) {
    (void)state;
    struct feed_jobs *jobs;
    struct world *world = begin_board(&jobs);
    brings(world, jobs, "", BOARD);
    for (int i = 0; i < 20; i++) {
        (void)asked_after_ms(world, jobs);
        brings(world, jobs, "", BOARD);
        struct feed_data *data = store_feed_read(world->store, "news", &world->fail);
        assert_non_null(data);
        assert_in_range(world->now.wall_s - data->fetched_ms / 1000, 0, 5 * 60);
        feed_destroy(data);
    }
    end(world, jobs);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_list_says_of_itself_is_known),
        cmocka_unit_test(rubbish_never_takes_the_place_of_a_list),
        cmocka_unit_test(failures_keep_what_is_there),
        cmocka_unit_test(slow_feeds_leave_room),
        cmocka_unit_test(the_wall_clock_steps),
        cmocka_unit_test(a_server_that_counts_is_asked_seldom),
        cmocka_unit_test(publishing_asks_no_sooner),
        cmocka_unit_test(nobody_asks_for_what_nobody_sees),
        cmocka_unit_test(a_key_goes_to_its_server_alone),
        cmocka_unit_test(a_board_that_does_not_change_stays_live),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
