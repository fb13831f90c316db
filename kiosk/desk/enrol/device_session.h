/* How a screen opens a session and what its token says. The desk keeps nothing of it: challenges and tokens
 * carry what they mean, sealed with a secret that is made at each start of the desk, so that a restart only
 * makes the screens open new ones. Times are the desk's own, in milliseconds, and never the screen's. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "enrol/session_proof.h"

enum {
    DEVICE_SECRET = 32,
    DEVICE_TOKEN = 72, /* bytes */
    CHALLENGE_LASTS_S = 60,
    DEVICE_TOKEN_LASTS_S = 86400,
    KEY_PRINT = 8,
};

/* For `key`, which nobody has proved to have yet. */
void device_challenge(const uint8_t secret[DEVICE_SECRET], const uint8_t key[ENROL_KEY], int64_t now_ms,
                      uint8_t challenge[SESSION_CHALLENGE]);

struct device_proof {
    const uint8_t *key, *challenge, *boot, *signature;
    const char *const *identities; /* the desk's own */
    size_t identity_count;
};
/* False, 403: the challenge is too old or another key's, or the signature does not fit any identity. */
bool device_proved(const uint8_t secret[DEVICE_SECRET], const struct device_proof *proof,
                   int64_t now_ms) MUST_CHECK;

struct device_claims {
    int64_t screen; /* its number at the desk */
    uint8_t boot[ENROL_BOOT];
    uint8_t print[KEY_PRINT]; /* of the key it proved: a replaced device has another one */
};
void device_key_print(const uint8_t key[ENROL_KEY], uint8_t print[KEY_PRINT]);
void device_token(const uint8_t secret[DEVICE_SECRET], const struct device_claims *claims, int64_t now_ms,
                  uint8_t token[DEVICE_TOKEN]);
/* False, 401: forged, another desk's, or older than DEVICE_TOKEN_LASTS_S. Whether the screen is still one,
 * and its key the same, is asked of the database each time: its word wins over a good token. */
bool device_token_read(const uint8_t secret[DEVICE_SECRET], const uint8_t token[DEVICE_TOKEN], int64_t now_ms,
                       struct device_claims *claims) MUST_CHECK;
