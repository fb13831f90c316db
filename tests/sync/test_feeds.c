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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_list_says_of_itself_is_known),
        cmocka_unit_test(rubbish_never_takes_the_place_of_a_list),
        cmocka_unit_test(failures_keep_what_is_there),
        cmocka_unit_test(slow_feeds_leave_room),
        cmocka_unit_test(the_wall_clock_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
