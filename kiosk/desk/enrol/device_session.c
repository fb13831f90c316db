#include "desk/enrol/device_session.h"

#include <string.h>

enum { TIME = 8, SEAL = 32, CLAIMED = DEVICE_TOKEN - SEAL };

static void put_number(uint8_t out[8], int64_t number) {
    for (int i = 0; i < 8; i++)
        out[i] = (uint8_t)((uint64_t)number >> (56 - 8 * i));
}

static int64_t take_number(const uint8_t in[8]) {
    uint64_t number = 0;
    for (int i = 0; i < 8; i++)
        number = number << 8 | in[i];
    return (int64_t)number;
}

/* A seal of one kind is good for nothing of another. */
static void seal(const uint8_t secret[DEVICE_SECRET], const char *kind, const uint8_t *bytes, size_t size,
                 const uint8_t key[ENROL_KEY], uint8_t out[SEAL]) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, secret, DEVICE_SECRET, SEAL);
    crypto_generichash_update(&state, (const uint8_t *)kind, strlen(kind) + 1);
    crypto_generichash_update(&state, bytes, size);
    if (key)
        crypto_generichash_update(&state, key, ENROL_KEY);
    crypto_generichash_final(&state, out, SEAL);
}

/* Made at `at_ms`, good for `lasts_s`; what claims to come from later was not made in this run of the desk.
 */
static bool in_time(int64_t at_ms, int64_t now_ms, int lasts_s) {
    return at_ms <= now_ms && now_ms - at_ms < (int64_t)lasts_s * 1000;
}

void device_challenge(const uint8_t secret[DEVICE_SECRET], const uint8_t key[ENROL_KEY], int64_t now_ms,
                      uint8_t challenge[SESSION_CHALLENGE]) {
    put_number(challenge, now_ms);
    seal(secret, "challenge", challenge, TIME, key, challenge + TIME);
}

bool device_proved(const uint8_t secret[DEVICE_SECRET], const struct device_proof *proof, int64_t now_ms) {
    uint8_t expected[SEAL];
    seal(secret, "challenge", proof->challenge, TIME, proof->key, expected);
    if (sodium_memcmp(expected, proof->challenge + TIME, SEAL) != 0 ||
        !in_time(take_number(proof->challenge), now_ms, CHALLENGE_LASTS_S))
        return false;
    for (size_t i = 0; i < proof->identity_count; i++) {
        const struct session_proof said = {proof->identities[i], proof->challenge, proof->boot};
        if (session_verify(proof->key, &said, proof->signature))
            return true;
    }
    return false;
}

void device_key_print(const uint8_t key[ENROL_KEY], uint8_t print[KEY_PRINT]) {
    uint8_t hash[SEAL];
    crypto_generichash(hash, sizeof hash, key, ENROL_KEY, NULL, 0);
    memcpy(print, hash, KEY_PRINT);
}

/* screen 8, made at 8, boot 16, print 8, seal 32 */
void device_token(const uint8_t secret[DEVICE_SECRET], const struct device_claims *claims, int64_t now_ms,
                  uint8_t token[DEVICE_TOKEN]) {
    put_number(token, claims->screen);
    put_number(token + 8, now_ms);
    memcpy(token + 16, claims->boot, ENROL_BOOT);
    memcpy(token + 32, claims->print, KEY_PRINT);
    seal(secret, "token", token, CLAIMED, NULL, token + CLAIMED);
}

bool device_token_read(const uint8_t secret[DEVICE_SECRET], const uint8_t token[DEVICE_TOKEN], int64_t now_ms,
                       struct device_claims *claims) {
    uint8_t expected[SEAL];
    seal(secret, "token", token, CLAIMED, NULL, expected);
    if (sodium_memcmp(expected, token + CLAIMED, SEAL) != 0 ||
        !in_time(take_number(token + 8), now_ms, DEVICE_TOKEN_LASTS_S))
        return false;
    claims->screen = take_number(token);
    memcpy(claims->boot, token + 16, ENROL_BOOT);
    memcpy(claims->print, token + 32, KEY_PRINT);
    return true;
}
