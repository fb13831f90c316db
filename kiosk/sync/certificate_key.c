#include "sync/certificate_key.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>

#define BEGINNING "-----BEGIN CERTIFICATE-----"

enum { DER_MAX = 16 << 10, SEQUENCE = 0x30, VERSION = 0xA0 };
enum { BEFORE_THE_KEY = 5 }; /* serial number, algorithm, issuer, validity, subject */

struct span {
    const uint8_t *at, *end;
};

/* Takes the element that `from` begins with: *whole is all of it, *inside what it holds. DER (X.690 §10.1):
 * lengths are definite and as short as can be. */
static bool take(struct span *from, uint8_t *tag, struct span *whole, struct span *inside) {
    const uint8_t *at = from->at;
    if (from->end - at < 2)
        return false;
    *tag = *at++;
    size_t length = *at++;
    if (length & 0x80) {
        size_t bytes = length & 0x7F;
        if (bytes < 1 || bytes > 2 || (size_t)(from->end - at) < bytes)
            return false;
        for (length = 0; bytes > 0; bytes--)
            length = length << 8 | *at++;
    }
    if ((size_t)(from->end - at) < length)
        return false;
    *whole = (struct span){from->at, at + length};
    *inside = (struct span){at, at + length};
    from->at = at + length;
    return true;
}

/* Certificate → TBSCertificate → [version], five fields, subjectPublicKeyInfo. */
static bool find_key(struct span certificate, struct span *key) {
    struct span whole, inside, fields;
    uint8_t tag;
    if (!take(&certificate, &tag, &whole, &inside) || tag != SEQUENCE ||
        !take(&inside, &tag, &whole, &fields) || tag != SEQUENCE)
        return false;
    if (fields.at < fields.end && *fields.at == VERSION && !take(&fields, &tag, &whole, &inside))
        return false;
    for (int i = 0; i < BEFORE_THE_KEY; i++)
        if (!take(&fields, &tag, &whole, &inside))
            return false;
    return take(&fields, &tag, key, &inside) && tag == SEQUENCE;
}

bool certificate_key(const char *pem, char hex[CERTIFICATE_KEY]) {
    static const char blank[] = "\r\n \t";
    uint8_t der[DER_MAX], digest[crypto_hash_sha256_BYTES];
    size_t size = 0;
    struct span key;
    const char *text = strstr(pem, BEGINNING);
    const char *end = text ? strstr(text + strlen(BEGINNING), "-----END") : NULL;
    if (!end)
        return false;
    text += strlen(BEGINNING);
    const char *stop = NULL;
    if (sodium_base642bin(der, sizeof der, text, (size_t)(end - text), blank, &size, &stop,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        stop != end || !find_key((struct span){der, der + size}, &key))
        return false;
    crypto_hash_sha256(digest, key.at, (size_t)(key.end - key.at));
    sodium_bin2hex(hex, CERTIFICATE_KEY, digest, sizeof digest);
    return true;
}
