/* A screen that was let in proves that it has its key, and gets a token for a day. */
#include <string.h>

#include "desk/data/screen_events.h"
#include "desk/data/screens.h"
#include "desk/routes/device_report.h"
#include "desk/routes/device_self.h"
#include "desk/routes/routes_parts.h"
#include "enrol/hex.h"

static const struct problem NOT_PROVED = {
    "not-proved",
    403,
    {"Skærmen har ikke vist, at den har sin nøgle", "The screen has not shown that it has its key"},
    {"Den begynder selv forfra.", "It starts again by itself."}};

static void give_challenge(const struct desk *desk, const uint8_t key[ENROL_KEY], struct response *response) {
    uint8_t challenge[SESSION_CHALLENGE];
    char text[2 * SESSION_CHALLENGE + 1];
    device_challenge(desk->devices->secret, key, devices_now_ms(desk), challenge);
    response_json(response, 200,
                  json_pack("{s:s}", "challenge", hex_write(challenge, SESSION_CHALLENGE, text)));
}

struct proving {
    uint8_t key[ENROL_KEY], challenge[SESSION_CHALLENGE], boot[ENROL_BOOT], signature[SESSION_SIGNATURE];
};

static bool proved(const struct desk *desk, const struct proving *given, const struct starts_desk *self) {
    const char *identities[STARTS_IDENTITIES_MAX];
    for (size_t i = 0; i < self->identity_count; i++)
        identities[i] = self->identities[i];
    const struct device_proof proof = {.key = given->key,
                                       .challenge = given->challenge,
                                       .boot = given->boot,
                                       .signature = given->signature,
                                       .identities = identities,
                                       .identity_count = self->identity_count};
    return device_proved(desk->devices->secret, &proof, devices_now_ms(desk));
}

static enum outcome open_session(struct desk *desk, struct database *database, int64_t screen,
                                 const struct proving *given, struct response *response, struct fail *fail) {
    struct device_claims claims = {.screen = screen};
    uint8_t token[DEVICE_TOKEN];
    char text[2 * DEVICE_TOKEN + 1];
    memcpy(claims.boot, given->boot, sizeof claims.boot);
    device_key_print(given->key, claims.print);
    device_token(desk->devices->secret, &claims, devices_now_ms(desk), token);
    pthread_mutex_lock(&desk->devices->mutex);
    starts_taken(desk->devices->starts, given->key);
    enum outcome outcome = device_seen(desk, database, &claims, fail);
    pthread_mutex_unlock(&desk->devices->mutex);
    if (outcome == OUTCOME_DONE)
        response_json(response, 200,
                      json_pack("{s:s, s:i}", "token", hex_write(token, DEVICE_TOKEN, text), "seconds",
                                DEVICE_TOKEN_LASTS_S));
    return outcome;
}

/* With what it was told to do, if it was: whoever reads it knows by the signature that it is the desk's. */
static void answer_revoked(struct desk *desk, struct database *database, const struct request *request,
                           const uint8_t key[ENROL_KEY], struct response *response) {
    char stop[SCREEN_STOP_MAX];
    struct fail fail = {0};
    enum outcome outcome = screen_stop_of_key(database, key, stop, &fail);
    if (!answer_unless_done(desk, request, outcome, &fail, response))
        return;
    const struct problem *gone = problem_row(PROBLEM_GONE);
    response_json(response, gone->status,
                  json_pack("{s:s, s:s, s:i, s:s*}", "type", "urn:kiosk:problem:gone", "title",
                            gone->title[request->locale], "status", gone->status, "stop",
                            stop[0] ? stop : NULL));
}

static void begin_session(void *context, const struct request *request, struct response *response) {
    struct desk *desk = context;
    struct database *database = desk_connection(desk);
    const char *boot = body_text(request, "boot"), *challenge = body_text(request, "challenge"),
               *signature = body_text(request, "signature");
    struct proving given;
    struct starts_desk self;
    struct fail fail = {0};
    int64_t screen = 0;
    bool first = !boot && !challenge && !signature;
    if (!hex_read(body_text(request, "key"), given.key, sizeof given.key) ||
        (!first && (!hex_read(boot, given.boot, sizeof given.boot) ||
                    !hex_read(challenge, given.challenge, sizeof given.challenge) ||
                    !hex_read(signature, given.signature, sizeof given.signature)))) {
        response_problem(response, request, problem_row(PROBLEM_FIELDS), NULL);
        return;
    }
    enum outcome outcome = database ? screen_of_key(database, given.key, &screen, &fail) : OUTCOME_BUSY;
    if (outcome != OUTCOME_DONE) {
        if (outcome == OUTCOME_REFUSED)
            answer_revoked(desk, database, request, given.key, response);
        else
            (void)!answer_unless_done(desk, request, outcome, &fail, response);
        return;
    }
    if (first) {
        give_challenge(desk, given.key, response);
        return;
    }
    outcome = device_self_identities(desk, &self, &fail);
    if (outcome != OUTCOME_DONE) {
        desk_log(desk, "a screen cannot prove itself: %s", fail.text);
        answer_busy(request, 10, response);
    } else if (!proved(desk, &given, &self)) {
        response_problem(response, request, &NOT_PROVED, NULL);
    } else {
        outcome = open_session(desk, database, screen, &given, response, &fail);
        (void)!answer_unless_done(desk, request, outcome, &fail, response);
    }
}

static const struct field PROOF[] = {
    {.name = "key", .kind = FIELD_TEXT, .required = true, .max = 2 * ENROL_KEY},
    {.name = "boot", .kind = FIELD_TEXT, .max = 2 * ENROL_BOOT},
    {.name = "challenge", .kind = FIELD_TEXT, .max = 2 * SESSION_CHALLENGE},
    {.name = "signature", .kind = FIELD_TEXT, .max = 2 * SESSION_SIGNATURE},
    {.name = NULL},
};
static const struct route ROUTES[] = {
    {.method = METHOD_POST,
     .pattern = API "/device/session",
     .machine = true,
     .caller = CALLER_ANYBODY,
     .body = BODY_JSON,
     .body_max = 8192,
     .fields = PROOF,
     .summary = "A screen asks for a challenge, and proves with it that it has its key",
     .handle = begin_session},
};
ROUTE_GROUP(device_session, ROUTES);
