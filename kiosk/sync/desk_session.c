/* A session: challenge, proof, token. Without one nothing is asked of the desk. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "enrol/hex.h"
#include "enrol/stop_order.h"
#include "sync/desk_parts.h"

enum { EARLIER_MS = 60 * 1000 };

/* With what was asked under its token. */
static void end(struct desk *desk) {
    desk->ports->fetch.cancel(desk->ports->fetch.context, desk);
    desk->waiting.task.asked = desk->reporting.task.asked = desk->picturing.task.asked = false;
    desk->reporting.saying = 0;
    desk->session.phase = SESSION_NONE;
    desk->session.token[0] = '\0';
}

void session_proved(struct desk *desk) {
    desk->session.task.failures = 0;
}

void session_lost(struct desk *desk) {
    end(desk);
    desk_pause(desk, &desk->session.task); /* a desk that does not take what it gave is not asked in a loop */
}

/* Only who has a key that this screen believes since it was let in can blank it. */
static bool told_to_stop(const struct desk *desk, const struct fetch_result *result) {
    char order[STOP_ORDER_TEXT], stop[DESK_STOP_MAX], comment[SIGN_COMMENT_MAX];
    struct trust trust;
    size_t size = stop_order_write(desk->enrolment.site, desk->key.public_half, order);
    return result->status == 410 && desk_read_stop(result->bytes, result->size, stop) &&
           kept_trust(&desk->enrolment.keys, &trust, NULL) &&
           sign_verify(&trust, order, size, stop, strlen(stop), comment, NULL);
}

/* In this order: whatever is cut off in between, the screen is told again, or asks for itself. */
static void stop(struct desk *desk) {
    struct fail fail = {0};
    if (!desk->options.stop(desk->options.context, &fail) ||
        !kept_enrolment_forget(desk->options.folder, &fail)) {
        desk_failed_here(desk, &desk->session.task, &fail, CAUSE_MACHINE);
        return;
    }
    desk_begin_anew(desk);
}

static void revoked(struct desk *desk, struct fetch_result *result) {
    struct desk_session *session = &desk->session;
    if (!session->revoked)
        fail_set(&result->fail, "%s: this screen was %s; it shows what it has, and asks again every hour",
                 desk->address, result->status == 410 ? "revoked" : "forgotten");
    desk_failed(desk, &session->task, result);
    session->revoked = true;
    session->task.next_ms = desk->now.steady_ms + DESK_REVOKED_MS;
}

static void session_failed(struct desk *desk, struct fetch_result *result) {
    desk->session.phase = SESSION_NONE;
    if (told_to_stop(desk, result))
        stop(desk);
    else if (result->status == 410 || result->status == 404)
        revoked(desk, result);
    else
        desk_failed(desk, &desk->session.task, result);
}

static void odd_answer(struct desk *desk) {
    struct fail fail;
    desk->session.phase = SESSION_NONE;
    fail_set(&fail, "%s: answered what is no session", desk->address);
    desk_failed_here(desk, &desk->session.task, &fail, CAUSE_SERVER);
}

static void token_done(void *context, struct fetch_result *result) {
    struct desk *desk = context;
    struct desk_session *session = &desk->session;
    int seconds = 0;
    desk->now = ports_now(desk->ports);
    session->task.asked = false;
    if (result->outcome != FETCH_OK) {
        session_failed(desk, result);
    } else if (!desk_read_token(result->bytes, result->size, session->token, &seconds)) {
        odd_answer(desk);
    } else {
        session->phase = SESSION_OPEN;
        session->ends_ms = desk->now.steady_ms + (int64_t)seconds * 1000 - EARLIER_MS;
        session->revoked = false;
        desk->waiting = (struct desk_waiting){.since = 0};
        desk->waiting.task.next_ms = desk->reporting.task.next_ms = desk->now.steady_ms;
        desk_went_well(desk, NULL);
        desk_tell(desk, DESK_WELL, "");
    }
    free(result->bytes);
}

static void send(struct desk *desk, json_t *root, void (*done)(void *, struct fetch_result *)) {
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    struct fail fail;
    const struct fetch_talk talk = {
        .method = "POST", .type = "application/json", .body = text, .size = text ? strlen(text) : 0};
    json_decref(root);
    if (!text) {
        fail_set(&fail, "out of memory");
        desk_failed_here(desk, &desk->session.task, &fail, CAUSE_MACHINE);
    } else {
        desk->session.task.asked = desk_ask(desk, &desk->session.task, "session", &talk, done);
    }
    if (!desk->session.task.asked)
        desk->session.phase = SESSION_NONE;
    free(text);
}

static void prove(struct desk *desk, const uint8_t challenge[SESSION_CHALLENGE]) {
    const struct session_proof proof = {desk->enrolment.identity, challenge, desk->boot};
    uint8_t signature[SESSION_SIGNATURE];
    char key[2 * ENROL_KEY + 1], boot[2 * ENROL_BOOT + 1], asked[2 * SESSION_CHALLENGE + 1],
        signed_[2 * SESSION_SIGNATURE + 1];
    session_sign(&desk->key, &proof, signature);
    send(desk,
         json_pack("{s:s, s:s, s:s, s:s}", "key", hex_write(desk->key.public_half, ENROL_KEY, key), "boot",
                   hex_write(desk->boot, ENROL_BOOT, boot), "challenge",
                   hex_write(challenge, SESSION_CHALLENGE, asked), "signature",
                   hex_write(signature, SESSION_SIGNATURE, signed_)),
         token_done);
}

static void challenge_done(void *context, struct fetch_result *result) {
    struct desk *desk = context;
    uint8_t challenge[SESSION_CHALLENGE];
    desk->now = ports_now(desk->ports);
    desk->session.task.asked = false;
    if (result->outcome != FETCH_OK)
        session_failed(desk, result);
    else if (!desk_read_challenge(result->bytes, result->size, challenge))
        odd_answer(desk);
    else
        prove(desk, challenge);
    free(result->bytes);
}

void session_step(struct desk *desk) {
    struct desk_session *session = &desk->session;
    char key[2 * ENROL_KEY + 1];
    if (session->phase == SESSION_OPEN && desk->now.steady_ms >= session->ends_ms) {
        end(desk);
        session->task.next_ms = desk->now.steady_ms;
    }
    if (session->phase != SESSION_NONE || session->task.asked || desk->now.steady_ms < session->task.next_ms)
        return;
    session->phase = SESSION_PROVING;
    send(desk, json_pack("{s:s}", "key", hex_write(desk->key.public_half, ENROL_KEY, key)), challenge_done);
}
