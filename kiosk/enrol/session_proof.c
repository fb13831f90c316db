#include "enrol/session_proof.h"

void device_key_of(const uint8_t seed[DEVICE_SEED], struct device_key *key) {
    crypto_sign_seed_keypair(key->public_half, key->secret, seed);
}

void device_key_wipe(struct device_key *key) {
    sodium_memzero(key, sizeof *key);
}

static void hash_of(const uint8_t key[ENROL_KEY], const struct session_proof *proof,
                    uint8_t hash[LISTING_HASH]) {
    struct listing listing;
    listing_start(&listing);
    listing_add_text(&listing, "kiosk-session-1");
    listing_add(&listing, key, ENROL_KEY);
    listing_add_text(&listing, proof->identity);
    listing_add(&listing, proof->challenge, SESSION_CHALLENGE);
    listing_add(&listing, proof->boot, ENROL_BOOT);
    listing_end(&listing, hash);
}

void session_sign(const struct device_key *key, const struct session_proof *proof,
                  uint8_t signature[SESSION_SIGNATURE]) {
    uint8_t hash[LISTING_HASH];
    hash_of(key->public_half, proof, hash);
    crypto_sign_detached(signature, NULL, hash, sizeof hash, key->secret);
}

bool session_verify(const uint8_t key[ENROL_KEY], const struct session_proof *proof,
                    const uint8_t signature[SESSION_SIGNATURE]) {
    uint8_t hash[LISTING_HASH];
    hash_of(key, proof, hash);
    return crypto_sign_verify_detached(signature, hash, sizeof hash, key) == 0;
}
