/* How a screen proves at the desk that it has its key: a signature over the desk's challenge, what the screen
 * saw of the desk, and this start of its program. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "enrol/terms.h"

enum { SESSION_CHALLENGE = 40, SESSION_SIGNATURE = 64, DEVICE_SEED = 32 };

struct device_key {
    uint8_t public_half[ENROL_KEY];
    uint8_t secret[64];
};
/* Of a seed of DEVICE_SEED random bytes, which is all that needs keeping. */
void device_key_of(const uint8_t seed[DEVICE_SEED], struct device_key *key);
void device_key_wipe(struct device_key *key);

struct session_proof {
    const char *identity;     /* of the desk */
    const uint8_t *challenge; /* SESSION_CHALLENGE bytes */
    const uint8_t *boot;      /* ENROL_BOOT */
};
void session_sign(const struct device_key *key, const struct session_proof *proof,
                  uint8_t signature[SESSION_SIGNATURE]);
bool session_verify(const uint8_t key[ENROL_KEY], const struct session_proof *proof,
                    const uint8_t signature[SESSION_SIGNATURE]) MUST_CHECK;
