/* A screen's session and what it may say: proof, token, news, status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/data/screen_events.h"
#include "desk/data/screen_status.h"
#include "support/desk_device.h"

static void answered(struct answer answer, int status, const char *words, const char *why) {
    if (answer.status != status || (words && !strstr(answer.body, words)))
        fail_msg("%s: %d instead of %d: %s", why, answer.status, status, answer.body);
    answer_finish(&answer);
}

static const struct act ACT = {.who = "console", .now_ms = 1000};

static void only_the_key_opens_a_session(void **state) {
    struct device *device = *state;
    answered(device_prove(device, "webpki:other.example"), 403, NULL, "a proof for another desk");
    answered(device_ask(device, "GET /api/1/device/wait?since=0", NULL), 401, NULL, "no token");
    device_open_session(device);
    answered(device_ask(device, "GET /api/1/device/wait?since=0", NULL), 200, "\"published\":\"1.1\"",
             "its token");
    device->token[0] = device->token[0] == '0' ? '1' : '0';
    answered(device_ask(device, "GET /api/1/device/wait?since=0", NULL), 401, NULL, "a forged token");
    device_open_session(device);
    assert_int_equal(screen_revoke(device->people->database, &ACT, device->id, NULL), OUTCOME_DONE);
    answered(device_ask(device, "GET /api/1/device/wait?since=0", NULL), 401, NULL, "revoked");
    answered(device_prove(device, "webpki:desk.example"), 410, NULL, "revoked, and again");
    device->key.public_half[0] ^= 1;
    answered(device_prove(device, "webpki:desk.example"), 404, NULL, "a key that nobody knows");
}

#define STATUS(generation, rung, free, temperature, flags, done)                                             \
    "{\"version\": \"0.1.0\", \"boot\": \"00112233445566778899aabbccddeeff\", \"generation\": " generation   \
    ", \"rung\": " rung ", \"slide\": null, \"frame\": null, \"free\": " free                                \
    ", \"temperature\": " temperature ", \"touch\": null, \"flags\": [" flags                                \
    "], \"cause\": \"\", \"error\": \"\", \"done\": [" done "]}"
static const struct answer_seen {
    const char *why, *body;
    int status;
} SAID[] = {
    {"all that can be null", STATUS("null", "null", "null", "null", "", ""), 204},
    {"all that it knows", STATUS("\"1.7\"", "\"current\"", "1000", "412", "\"in-use\"", ""), 204},
    {"a command that nobody gave", STATUS("null", "null", "null", "null", "", "99"), 204},
    {"a generation that is none", STATUS("\"1.x\"", "null", "null", "null", "", ""), 422},
    {"a generation beyond numbers", STATUS("\"1.9999999999999999999\"", "null", "null", "null", "", ""), 422},
    {"a rung that is a number", STATUS("null", "7", "null", "null", "", ""), 422},
    {"less than nothing free", STATUS("null", "null", "-1", "null", "", ""), 422},
    {"hotter than fire", STATUS("null", "null", "null", "100000", "", ""), 422},
    {"a flag that is none", STATUS("null", "null", "null", "null", "\"sad\"", ""), 422},
    {"something is missing", "{\"version\": \"0.1.0\"}", 422},
    {"more than it should say", "{\"visitor\": \"somebody\"}", 422},
};

struct seen {
    int64_t screen;
    struct screen_status status;
};
static void see(void *context, const struct screen_status *status) {
    struct seen *seen = context;
    if (status->screen == seen->screen)
        seen->status = *status;
}

static void it_says_how_it_is(void **state) {
    struct device *device = *state;
    struct seen seen = {.screen = device->id};
    device_open_session(device);
    for (size_t i = 0; i < LENGTH(SAID); i++)
        answered(device_ask(device, "POST /api/1/device/status", SAID[i].body), SAID[i].status, NULL,
                 SAID[i].why);
    answered(device_ask(device, "POST /api/1/device/status", SAID[1].body), 204, NULL, "the last word");
    struct session_key key = people_sign_in(device->people, 0); /* whoever looks has it all written */
    answered(people_ask(device->people, "GET /api/1/screens", NULL, NULL, key.id, key.csrf), 200,
             "\"generation\":\"1.7\"", "the list");
    assert_int_equal(screen_status_list(device->people->database, see, &seen, NULL), OUTCOME_DONE);
    assert_int_equal(seen.status.seq, 7);
    assert_int_equal(seen.status.temperature, 412);
    assert_int_equal(seen.status.flags, DEVICE_IN_USE);
}

/* A, B, A, B, A: two programs with one key (docs/enrolment.md). */
static void two_devices_with_one_key_are_told_of(void **state) {
    struct device *device = *state;
    struct session_key key = people_sign_in(device->people, 0);
    for (int i = 0; i < 7; i++) {
        device->boot[0] = (uint8_t)(i % 2);
        device_open_session(device);
    }
    answered(device_ask(device, "POST /api/1/device/status", SAID[0].body), 204, NULL, "it plays on");
    answered(people_ask(device->people, "GET /api/1/screens", NULL, NULL, key.id, key.csrf), 200,
             "Two screens say that they are it", "the list");
}

static void told(struct device *device, const struct session_key *key, const char *line, const char *words,
                 const char *why) {
    answered(people_ask(device->people, line, NULL, NULL, key->id, key->csrf), 200, words, why);
}

static void it_is_as_large_as_it_says(void **state) {
    struct device *device = *state;
    struct session_key key = people_sign_in(device->people, 0);
    device_open_session(device);
    told(device, &key, "GET /api/1/screens", "\"width\":1920,\"height\":1080", "it has not said");
    answered(device_ask(device, "POST /api/1/device/status",
                        STATUS("null, \"panel\": \"1280x800\"", "null", "null", "null", "", "")),
             204, NULL, "a panel");
    told(device, &key, "GET /api/1/screens", "\"width\":1280,\"height\":800", "it has");
    answered(device_ask(device, "POST /api/1/device/status",
                        STATUS("null, \"panel\": \"wide\"", "null", "null", "null", "", "")),
             422, NULL, "no panel");
}

/* Of each language's page: the device's own words are English. */
static void what_keeps_it_is_said_in_both_languages(void **state) {
    struct device *device = *state;
    struct session_key key = people_sign_in(device->people, 0);
    char line[80];
    device_open_session(device);
    answered(device_ask(device, "POST /api/1/device/status", SAID[0].body), 204, NULL, "all is well");
    answered(
        device_ask(device, "POST /api/1/device/status",
                   "{\"version\": \"0.1.0\", \"boot\": \"00112233445566778899aabbccddeeff\", \"generation\": "
                   "null, \"rung\": null, \"slide\": null, \"frame\": null, \"free\": null, "
                   "\"temperature\": null, \"touch\": null, \"flags\": [], \"cause\": \"network\", "
                   "\"error\": \"desk.example: no route\", \"done\": []}"),
        204, NULL, "a trouble");
    told(device, &key, "GET /api/1/screens",
         "\"why\":{\"da\":\"Den får intet svar over netværket\",\"en\":\"It gets no answer over the network: "
         "desk.example: no route\"}",
         "the list");
    snprintf(line, sizeof line, "GET /api/1/screens/%lld/history", (long long)device->id);
    told(device, &key, line,
         "\"what\":\"trouble\",\"detail\":\"network: desk.example: no route\",\"words\":{\"da\":\"Den får "
         "intet "
         "svar over netværket\"",
         "the history");
}

static const char *number_after(const struct answer *answer, const char *name) {
    const char *at = strstr(answer->body, name);
    assert_non_null(at);
    return at + strlen(name);
}

/* Whoever waits for news of screens has them; whoever has all of them waits. */
static void what_it_says_is_news(void **state) {
    struct device *device = *state;
    struct session_key key = people_sign_in(device->people, 0);
    char line[120];
    struct answer news[3];
    device_open_session(device);
    for (size_t i = 0; i < LENGTH(news); i++) {
        news[i] =
            people_ask(device->people, "GET /api/1/wait?since=0&screens=0", NULL, NULL, key.id, key.csrf);
        assert_int_equal(news[i].status, 200);
        answered(device_ask(device, "POST /api/1/device/status", SAID[0].body), 204, NULL, "a report");
    }
    long long first = strtoll(number_after(&news[0], "\"screens\":"), NULL, 10),
              second = strtoll(number_after(&news[1], "\"screens\":"), NULL, 10),
              third = strtoll(number_after(&news[2], "\"screens\":"), NULL, 10);
    assert_true(first != second && first > 0);
    assert_true(third == second); /* it said the same once more */
    snprintf(line, sizeof line, "GET /api/1/wait?since=%lld&screens=%lld",
             strtoll(number_after(&news[1], "\"revision\":"), NULL, 10), first);
    told(device, &key, line, "\"screens\"", "it knows of the first alone");
    for (size_t i = 0; i < LENGTH(news); i++)
        answer_finish(&news[i]);
}

/* Only while somebody looks, and not more often than every ten seconds. */
static void who_looks_has_it_asked_for_a_picture(void **state) {
    struct device *device = *state;
    struct session_key key = people_sign_in(device->people, 3); /* who may only look */
    device_open_session(device);
    answered(device_ask(device, "POST /api/1/device/status", SAID[0].body), 204, NULL, "a report");
    told(device, &key, "GET /api/1/screens", NULL, "nobody looks");
    answered(device_ask(device, "GET /api/1/device/wait?since=0", NULL), 200, "\"commands\":[]",
             "nothing is asked");
    told(device, &key, "GET /api/1/screens?look=true", NULL, "somebody looks");
    answered(device_ask(device, "GET /api/1/device/wait?since=0", NULL), 200, "\"do\":\"picture\"",
             "it is asked");
    answered(device_ask(device, "POST /api/1/device/status", STATUS("null", "null", "null", "null", "", "1")),
             204, NULL, "done");
    told(device, &key, "GET /api/1/screens?look=true", NULL, "somebody still looks");
    answered(device_ask(device, "GET /api/1/device/wait?since=0", NULL), 200, "\"commands\":[]",
             "it was asked just now");
    char line[80];
    snprintf(line, sizeof line, "GET /api/1/screens/%lld/history", (long long)device->id);
    told(device, &key, line, "\"commands\":[]", "and nobody sees it as a command");
}

static int start(void **state) {
    static const uint8_t SEED[DEVICE_SEED] = {7};
    struct device *device = calloc(1, sizeof *device);
    assert_non_null(device);
    device->people = people_start_with(&(struct people_settings){.hosts = DEVICE_HOSTS});
    device_key_of(SEED, &device->key);
    assert_int_equal(
        screen_enrol(device->people->database, &ACT, device->key.public_half, "one", 1, &device->id, NULL),
        OUTCOME_DONE);
    *state = device;
    return 0;
}
static int stop(void **state) {
    struct device *device = *state;
    people_stop(device->people);
    free(device);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_the_key_opens_a_session, start, stop),
        cmocka_unit_test_setup_teardown(it_says_how_it_is, start, stop),
        cmocka_unit_test_setup_teardown(two_devices_with_one_key_are_told_of, start, stop),
        cmocka_unit_test_setup_teardown(it_is_as_large_as_it_says, start, stop),
        cmocka_unit_test_setup_teardown(what_keeps_it_is_said_in_both_languages, start, stop),
        cmocka_unit_test_setup_teardown(what_it_says_is_news, start, stop),
        cmocka_unit_test_setup_teardown(who_looks_has_it_asked_for_a_picture, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
