#include "enrol/terms.h"

#include <stdio.h>
#include <string.h>

#include "enrol/hex.h"

#define WEBPKI "webpki:"
#define SPKI "spki:"

void enrol_terms_hash(const struct enrol_terms *terms, uint8_t hash[LISTING_HASH]) {
    struct listing listing;
    listing_start(&listing);
    listing_add_text(&listing, "kiosk-enrol-1");
    listing_add(&listing, terms->key, ENROL_KEY);
    listing_add_text(&listing, terms->identity);
    listing_add(&listing, terms->desk_nonce, ENROL_NONCE);
    listing_add(&listing, terms->screen_nonce, ENROL_NONCE);
    listing_add_text(&listing, terms->site);
    for (size_t i = 0; i < terms->keys->count; i++)
        listing_add_text(&listing, terms->keys->lines[i]);
    listing_end(&listing, hash);
}

void enrol_commitment(const uint8_t screen_nonce[ENROL_NONCE], uint8_t commitment[LISTING_HASH]) {
    crypto_generichash(commitment, LISTING_HASH, screen_nonce, ENROL_NONCE, NULL, 0);
}

bool enrol_site_valid(const char *site) {
    size_t length = site ? strlen(site) : 0;
    return length > 0 && length < ENROL_SITE_MAX &&
           strspn(site, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

bool enrol_keys_add(struct enrol_keys *keys, const char *line) {
    static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (!line || keys->count == ENROL_KEYS_MAX || strlen(line) != ENROL_CONTENT_KEY ||
        strspn(line, base64) != ENROL_CONTENT_KEY || strncmp(line, "RW", 2) != 0)
        return false;
    for (size_t i = 0; i < keys->count; i++)
        if (strcmp(keys->lines[i], line) == 0)
            return false;
    memcpy(keys->lines[keys->count++], line, ENROL_CONTENT_KEY + 1);
    return true;
}

bool enrol_identity_of_host(const char *host, char identity[ENROL_IDENTITY_MAX]) {
    size_t length = strlen(host), used = strlen(WEBPKI);
    if (length > 0 && host[0] == '[' && host[length - 1] == ']') { /* IPv6 */
        host++;
        length -= 2;
    }
    if (length == 0 || used + length >= ENROL_IDENTITY_MAX)
        return false;
    for (size_t i = 0; i < length; i++)
        if (host[i] <= ' ' || host[i] > '~')
            return false;
    memcpy(identity, WEBPKI, used);
    for (size_t i = 0; i < length; i++)
        identity[used++] = host[i] >= 'A' && host[i] <= 'Z' ? (char)(host[i] - 'A' + 'a') : host[i];
    identity[used] = '\0';
    return true;
}

bool enrol_identity_of_key(const char *hex, char identity[ENROL_IDENTITY_MAX]) {
    uint8_t bytes[32];
    if (!hex_read(hex, bytes, sizeof bytes))
        return false;
    snprintf(identity, ENROL_IDENTITY_MAX, SPKI "%s", hex);
    return true;
}

const char *enrol_identity_key(const char *identity) {
    return strncmp(identity, SPKI, strlen(SPKI)) == 0 ? identity + strlen(SPKI) : NULL;
}
