/* A screen's session and what it may say: proof, token, news, status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk/data/screen_events.h"
#include "desk/data/screen_status.h"
#include "desk/routes/devices.h"
#include "enrol/hex.h"
#include "support/desk_people.h"

#define JSON "Content-Type: application/json\r\n"
static const char *const HOSTS[] = {"desk.example", NULL};

struct device {
    struct people_desk *people;
    struct device_key key;
    uint8_t boot[ENROL_BOOT];
    int64_t id;
    char token[2 * DEVICE_TOKEN + 1];
};

static struct answer ask(const struct device *device, const char *line, const char *body) {
    char headers[400];
    snprintf(headers, sizeof headers, JSON "Authorization: Bearer %s\r\n", device->token);
    return client_ask(device->people->port, line, headers, body);
}

static void answered(struct answer answer, int status, const char *words, const char *why) {
    if (answer.status != status || (words && !strstr(answer.body, words)))
        fail_msg("%s: %d instead of %d: %s", why, answer.status, status, answer.body);
    answer_finish(&answer);
}

static void member(const struct answer *answer, const char *name, char *out, size_t size) {
    char begin[40];
    snprintf(begin, sizeof begin, "\"%s\":\"", name);
    const char *at = strstr(answer->body, begin);
    assert_non_null(at);
    snprintf(out, size, "%.*s", (int)strcspn(at + strlen(begin), "\""), at + strlen(begin));
}

/* The answer to a proof made for this identity. */
static struct answer prove(struct device *device, const char *identity) {
    char body[700], key[2 * ENROL_KEY + 1], boot[2 * ENROL_BOOT + 1], text[2 * SESSION_CHALLENGE + 1],
        signed_text[2 * SESSION_SIGNATURE + 1];
    uint8_t challenge[SESSION_CHALLENGE], signature[SESSION_SIGNATURE];
    hex_write(device->key.public_half, ENROL_KEY, key);
    snprintf(body, sizeof body, "{\"key\": \"%s\"}", key);
    struct answer answer = client_ask(device->people->port, "POST /api/1/device/session", JSON, body);
    if (answer.status != 200)
        return answer;
    member(&answer, "challenge", text, sizeof text);
    answer_finish(&answer);
    assert_true(hex_read(text, challenge, sizeof challenge));
    const struct session_proof proof = {identity, challenge, device->boot};
    session_sign(&device->key, &proof, signature);
    snprintf(body, sizeof body,
             "{\"key\": \"%s\", \"boot\": \"%s\", \"challenge\": \"%s\", \"signature\": \"%s\"}", key,
             hex_write(device->boot, ENROL_BOOT, boot), text,
             hex_write(signature, SESSION_SIGNATURE, signed_text));
    return client_ask(device->people->port, "POST /api/1/device/session", JSON, body);
}

static void open_session(struct device *device) {
    struct answer answer = prove(device, "webpki:desk.example");
    assert_int_equal(answer.status, 200);
    member(&answer, "token", device->token, sizeof device->token);
    answer_finish(&answer);
}

static const struct act ACT = {.who = "console", .now_ms = 1000};

static void only_the_key_opens_a_session(void **state) {
    struct device *device = *state;
    answered(prove(device, "webpki:other.example"), 403, NULL, "a proof for another desk");
    answered(ask(device, "GET /api/1/device/wait?since=0", NULL), 401, NULL, "no token");
    open_session(device);
    answered(ask(device, "GET /api/1/device/wait?since=0", NULL), 200, "\"published\":\"1.1\"", "its token");
    device->token[0] = device->token[0] == '0' ? '1' : '0';
    answered(ask(device, "GET /api/1/device/wait?since=0", NULL), 401, NULL, "a forged token");
    open_session(device);
    assert_int_equal(screen_revoke(device->people->database, &ACT, device->id, NULL), OUTCOME_DONE);
    answered(ask(device, "GET /api/1/device/wait?since=0", NULL), 401, NULL, "revoked");
    answered(prove(device, "webpki:desk.example"), 410, NULL, "revoked, and again");
    device->key.public_half[0] ^= 1;
    answered(prove(device, "webpki:desk.example"), 404, NULL, "a key that nobody knows");
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
    open_session(device);
    for (size_t i = 0; i < LENGTH(SAID); i++)
        answered(ask(device, "POST /api/1/device/status", SAID[i].body), SAID[i].status, NULL, SAID[i].why);
    answered(ask(device, "POST /api/1/device/status", SAID[1].body), 204, NULL, "the last word");
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
        open_session(device);
    }
    answered(ask(device, "POST /api/1/device/status", SAID[0].body), 204, NULL, "it plays on");
    answered(people_ask(device->people, "GET /api/1/screens", NULL, NULL, key.id, key.csrf), 200,
             "Two devices say that they are it", "the list");
}

static void told(struct device *device, const struct session_key *key, const char *line, const char *words,
                 const char *why) {
    answered(people_ask(device->people, line, NULL, NULL, key->id, key->csrf), 200, words, why);
}

static void it_is_as_large_as_it_says(void **state) {
    struct device *device = *state;
    struct session_key key = people_sign_in(device->people, 0);
    open_session(device);
    told(device, &key, "GET /api/1/screens", "\"width\":1920,\"height\":1080", "it has not said");
    answered(ask(device, "POST /api/1/device/status",
                 STATUS("null, \"panel\": \"1280x800\"", "null", "null", "null", "", "")),
             204, NULL, "a panel");
    told(device, &key, "GET /api/1/screens", "\"width\":1280,\"height\":800", "it has");
    answered(ask(device, "POST /api/1/device/status",
                 STATUS("null, \"panel\": \"wide\"", "null", "null", "null", "", "")),
             422, NULL, "no panel");
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
    open_session(device);
    for (size_t i = 0; i < LENGTH(news); i++) {
        news[i] =
            people_ask(device->people, "GET /api/1/wait?since=0&screens=0", NULL, NULL, key.id, key.csrf);
        assert_int_equal(news[i].status, 200);
        answered(ask(device, "POST /api/1/device/status", SAID[0].body), 204, NULL, "a report");
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
    open_session(device);
    answered(ask(device, "POST /api/1/device/status", SAID[0].body), 204, NULL, "a report");
    told(device, &key, "GET /api/1/screens", NULL, "nobody looks");
    answered(ask(device, "GET /api/1/device/wait?since=0", NULL), 200, "\"commands\":[]", "nothing is asked");
    told(device, &key, "GET /api/1/screens?look=true", NULL, "somebody looks");
    answered(ask(device, "GET /api/1/device/wait?since=0", NULL), 200, "\"do\":\"picture\"", "it is asked");
    answered(ask(device, "POST /api/1/device/status", STATUS("null", "null", "null", "null", "", "1")), 204,
             NULL, "done");
    told(device, &key, "GET /api/1/screens?look=true", NULL, "somebody still looks");
    answered(ask(device, "GET /api/1/device/wait?since=0", NULL), 200, "\"commands\":[]",
             "it was asked just now");
    char line[80];
    snprintf(line, sizeof line, "GET /api/1/screens/%lld/history", (long long)device->id);
    told(device, &key, line, "\"commands\":[]", "and nobody sees it as a command");
}

static int start(void **state) {
    static const uint8_t SEED[DEVICE_SEED] = {7};
    struct device *device = calloc(1, sizeof *device);
    assert_non_null(device);
    device->people = people_start(NULL);
    device->people->desk.settings.hosts = HOSTS;
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
        cmocka_unit_test_setup_teardown(what_it_says_is_news, start, stop),
        cmocka_unit_test_setup_teardown(who_looks_has_it_asked_for_a_picture, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
