/* All that a screen and its desk must agree on at first contact. Whoever sits between them has other terms at
 * one of the two ends, and so another hash. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "enrol/listing.h"

enum {
    ENROL_KEY = 32,   /* Ed25519 */
    ENROL_NONCE = 32, /* of either end */
    ENROL_TICKET = 16,
    ENROL_BOOT = 16,
    ENROL_IDENTITY_MAX = 270, /* with its NUL; "webpki:" and a host of 253 */
    ENROL_SITE_MAX = 41,
    ENROL_KEYS_MAX = 8,
    ENROL_CONTENT_KEY = 56, /* characters of a minisign public key */
};

struct enrol_keys { /* that sign the content, in the order the desk gave them */
    char lines[ENROL_KEYS_MAX][ENROL_CONTENT_KEY + 1];
    size_t count;
};

struct enrol_terms {
    const uint8_t *key;                       /* ENROL_KEY bytes: public, the screen's */
    const uint8_t *desk_nonce, *screen_nonce; /* ENROL_NONCE each */
    const char *identity, *site;
    const struct enrol_keys *keys;
};

/* T of docs/enrolment.md. */
void enrol_terms_hash(const struct enrol_terms *terms, uint8_t hash[LISTING_HASH]);

/* What the screen commits to before it is told the desk's nonce. */
void enrol_commitment(const uint8_t screen_nonce[ENROL_NONCE], uint8_t commitment[LISTING_HASH]);

/* A word that may stand in an address: `[a-z0-9-]`, 1–40. */
bool enrol_site_valid(const char *site) MUST_CHECK;
/* Adds a key's base64 line. False: it is no such line, is there already, or there are too many. */
bool enrol_keys_add(struct enrol_keys *keys, const char *line) MUST_CHECK;

/* "webpki:HOST". False: `host` is empty, too long or not ASCII. */
bool enrol_identity_of_host(const char *host, char identity[ENROL_IDENTITY_MAX]) MUST_CHECK;
/* "spki:HEX" of 64 digits. False: they are not. */
bool enrol_identity_of_key(const char *hex, char identity[ENROL_IDENTITY_MAX]) MUST_CHECK;
/* The digits of "spki:HEX", inside `identity`; NULL: it is the other kind. */
const char *enrol_identity_key(const char *identity);
