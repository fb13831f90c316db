/* A screen's device at a desk of support/desk_people.h: its proof, and what it asks with its token. */
#pragma once

#include "desk/routes/devices.h"
#include "enrol/hex.h"
#include "support/desk_people.h"

#define DEVICE_JSON "Content-Type: application/json\r\n"
/* What the proofs name: for the settings of the desk. */
static const char *const DEVICE_HOSTS[] = {"desk.example", NULL};

struct device {
    struct people_desk *people;
    struct device_key key;
    uint8_t boot[ENROL_BOOT];
    int64_t id;
    char token[2 * DEVICE_TOKEN + 1];
};

static inline struct answer device_ask(const struct device *device, const char *line, const char *body) {
    char headers[400];
    snprintf(headers, sizeof headers, DEVICE_JSON "Authorization: Bearer %s\r\n", device->token);
    return client_ask(device->people->port, line, headers, body);
}

static inline void answer_member(const struct answer *answer, const char *name, char *out, size_t size) {
    char begin[40];
    snprintf(begin, sizeof begin, "\"%s\":\"", name);
    const char *at = strstr(answer->body, begin);
    assert_non_null(at);
    snprintf(out, size, "%.*s", (int)strcspn(at + strlen(begin), "\""), at + strlen(begin));
}

/* The answer to a proof made for this identity. */
static inline struct answer device_prove(struct device *device, const char *identity) {
    char body[700], key[2 * ENROL_KEY + 1], boot[2 * ENROL_BOOT + 1], text[2 * SESSION_CHALLENGE + 1],
        signed_text[2 * SESSION_SIGNATURE + 1];
    uint8_t challenge[SESSION_CHALLENGE], signature[SESSION_SIGNATURE];
    hex_write(device->key.public_half, ENROL_KEY, key);
    snprintf(body, sizeof body, "{\"key\": \"%s\"}", key);
    struct answer answer = client_ask(device->people->port, "POST /api/1/device/session", DEVICE_JSON, body);
    if (answer.status != 200)
        return answer;
    answer_member(&answer, "challenge", text, sizeof text);
    answer_finish(&answer);
    assert_true(hex_read(text, challenge, sizeof challenge));
    const struct session_proof proof = {identity, challenge, device->boot};
    session_sign(&device->key, &proof, signature);
    snprintf(body, sizeof body,
             "{\"key\": \"%s\", \"boot\": \"%s\", \"challenge\": \"%s\", \"signature\": \"%s\"}", key,
             hex_write(device->boot, ENROL_BOOT, boot), text,
             hex_write(signature, SESSION_SIGNATURE, signed_text));
    return client_ask(device->people->port, "POST /api/1/device/session", DEVICE_JSON, body);
}

static inline void device_open_session(struct device *device) {
    struct answer answer = device_prove(device, "webpki:desk.example");
    assert_int_equal(answer.status, 200);
    answer_member(&answer, "token", device->token, sizeof device->token);
    answer_finish(&answer);
}
