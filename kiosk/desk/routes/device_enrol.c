/* A screen wants in: it says who it is, and waits until staff have typed its code. */
#include <string.h>

#include "desk/data/screens.h"
#include "desk/routes/device_self.h"
#include "desk/routes/routes_parts.h"
#include "enrol/hex.h"
#include "system/random.h"

enum { MODEL_MAX = 320 /* bytes of 80 characters */, WAIT_S = 10, BYTES_TEXT = 2 * ENROL_KEY };

static const struct problem TAKEN = {
    "key-known",
    409,
    {"Nøglen er eller var en skærms", "The key is or was a screen's"},
    {"Skærmen laver selv en ny nøgle.", "The screen makes a new key by itself."}};
static const struct problem NOT_COMMITTED = {
    "not-committed",
    403,
    {"Det passer ikke til begyndelsen", "It does not fit how it began"},
    {"Skærmen begynder selv forfra.", "The screen starts again by itself."}};

static void refuse_later(const struct request *request, enum start_verdict verdict, int wait_s,
                         struct response *response) {
    if (verdict == START_TOO_OFTEN) {
        response_problem(response, request, problem_row(PROBLEM_TOO_OFTEN), NULL);
        response_header(response, "Retry-After", "%d", wait_s);
    } else {
        answer_busy(request, wait_s, response);
    }
}

static json_t *json_of_keys(const struct enrol_keys *keys) {
    json_t *list = json_array();
    for (size_t i = 0; list && i < keys->count; i++)
        if (json_array_append_new(list, json_string(keys->lines[i])) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

/* True: the start was taken; otherwise the answer says why not. */
static bool begin(struct desk *desk, const struct request *request, struct database *database,
                  const struct start_asked *asked, struct response *response) {
    struct start_chance chance;
    struct starts_desk self;
    struct fail fail = {0};
    char ticket[2 * ENROL_TICKET + 1], nonce[2 * ENROL_NONCE + 1];
    int wait_s = WAIT_S;
    random_bytes(&chance, sizeof chance);
    enum outcome outcome = device_self_all(desk, database, &self, &fail);
    if (outcome != OUTCOME_DONE) { /* whatever it is, it is the desk's, and may be mended soon */
        desk_log(desk, "a screen at %s wants in, and cannot be let in: %s", request->address, fail.text);
        answer_busy(request, WAIT_S, response);
        return false;
    }
    starts_set_desk(desk->devices->starts, &self);
    enum start_verdict verdict =
        starts_ask(desk->devices->starts, asked, &chance, devices_now_ms(desk), &wait_s);
    if (verdict != START_TAKEN) {
        refuse_later(request, verdict, wait_s, response);
        return false;
    }
    response_json(response, 200,
                  json_pack("{s:s, s:s, s:s, s:o, s:i}", "ticket",
                            hex_write(chance.ticket, ENROL_TICKET, ticket), "nonce",
                            hex_write(chance.nonce, ENROL_NONCE, nonce), "site", self.site, "keys",
                            json_of_keys(&self.keys), "seconds", STARTS_LAST_S));
    return true;
}

static void start(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    struct start_asked asked = {.model = body_text(request, "model"),
                                .panel = body_text(request, "panel"),
                                .version = body_text(request, "version"),
                                .address = request->address};
    struct fail fail = {0};
    int64_t known = 0;
    if (!hex_read(body_text(request, "key"), asked.key, sizeof asked.key) ||
        !hex_read(body_text(request, "commit"), asked.commit, sizeof asked.commit)) {
        response_problem(response, request, problem_row(PROBLEM_FIELDS), NULL);
        return;
    }
    enum outcome outcome = database ? screen_of_key(database, asked.key, &known, &fail) : OUTCOME_BUSY;
    if (outcome == OUTCOME_DONE || outcome == OUTCOME_REFUSED) {
        response_problem(response, request, &TAKEN, NULL);
        return;
    }
    if (outcome != OUTCOME_ABSENT) {
        (void)!answer_unless_done(desk, request, outcome, &fail, response);
        return;
    }
    pthread_mutex_lock(&desk->devices->mutex);
    bool taken = begin(desk, request, database, &asked, response);
    pthread_mutex_unlock(&desk->devices->mutex);
    if (taken)
        desk_log(desk, "a screen at %s wants in", request->address);
}

/* The content is fetched where the desk was found: no name of it can be wrong for this screen. */
static json_t *with_url(const char *answer, const char *host) {
    json_t *root = json_loads(answer, 0, NULL);
    if (root && json_object_set_new(root, "url", json_sprintf("https://%s/site", host)) != 0) {
        json_decref(root);
        return NULL;
    }
    return root;
}

static void wait_for_answer(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    uint8_t ticket[ENROL_TICKET], nonce[ENROL_NONCE];
    const uint64_t topic = TOPIC_ENROL;
    const char *answer = NULL;
    json_t *root = NULL;
    if (!hex_read(query_text(request, "ticket"), ticket, sizeof ticket) ||
        !hex_read(query_text(request, "nonce"), nonce, sizeof nonce)) {
        response_problem(response, request, problem_row(PROBLEM_FIELDS), NULL);
        return;
    }
    pthread_mutex_lock(&desk->devices->mutex);
    enum reveal_verdict verdict =
        starts_reveal(desk->devices->starts, ticket, nonce, devices_now_ms(desk), &answer);
    if (verdict == REVEAL_ANSWER)
        root = with_url(answer, request->host);
    pthread_mutex_unlock(&desk->devices->mutex);
    switch (verdict) {
    case REVEAL_WAIT:
        response_hold(response, &topic, 1);
        break;
    case REVEAL_ANSWER:
        response_json(response, 200, root);
        break;
    case REVEAL_UNKNOWN:
        response_problem(response, request, problem_row(PROBLEM_NOT_FOUND), NULL);
        break;
    case REVEAL_WRONG:
        response_problem(response, request, &NOT_COMMITTED, NULL);
        break;
    }
}

static const struct field START[] = {
    {.name = "key", .kind = FIELD_TEXT, .required = true, .max = BYTES_TEXT, .summary = "Ed25519, in hex"},
    {.name = "commit", .kind = FIELD_TEXT, .required = true, .max = BYTES_TEXT},
    {.name = "model", .kind = FIELD_TEXT, .required = true, .max = MODEL_MAX},
    {.name = "panel", .kind = FIELD_TEXT, .required = true, .max = 20},
    {.name = "version", .kind = FIELD_TEXT, .required = true, .max = DEVICE_VERSION_MAX},
    {.name = NULL},
};
static const struct field TICKET[] = {
    {.name = "ticket", .kind = FIELD_TEXT, .required = true, .max = BYTES_TEXT},
    {.name = "nonce", .kind = FIELD_TEXT, .required = true, .max = BYTES_TEXT},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_POST,
     .pattern = API "/device/start",
     .caller = CALLER_ANYBODY,
     .body = BODY_JSON,
     .body_max = 8192,
     .fields = START,
     .summary = "A screen wants to be let in (docs/enrolment.md)",
     .handle = start},
    {.method = METHOD_GET,
     .pattern = API "/device/enrol",
     .caller = CALLER_ANYBODY,
     .query = TICKET,
     .held = true,
     .summary = "Answers when staff have typed the screen's code, with 204 when they have not yet",
     .handle = wait_for_answer},
};
ROUTE_GROUP(device_enrol, ROUTES);
