#include "store/sign.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"

#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "

/* The layouts of minisign.h (jedisct1/minisign 0.11); all fields are bytes, so there is no padding. */
struct packed_public {
    uint8_t algorithm[2]; /* "Ed" */
    uint8_t id[8], key[32];
};
struct packed_secret {
    uint8_t algorithm[2], kdf[2], checksum_algorithm[2]; /* "Ed", 0 0: not encrypted, "B2" */
    uint8_t salt[32], operations[8], memory[8];
    uint8_t id[8], key[64], checksum[32];
};
struct packed_signature {
    uint8_t algorithm[2]; /* "ED": over the BLAKE2b-512 hash; "Ed", over the bytes, is legacy */
    uint8_t id[8], signature[64];
};

struct line {
    const char *text;
    size_t length;
};

/* The next line of [*at, end), without its end; false at the end or at a NUL byte. */
static bool next_line(const char **at, const char *end, struct line *line) {
    if (*at >= end) {
        return false;
    }
    const char *newline = memchr(*at, '\n', (size_t)(end - *at));
    const char *stop = newline ? newline : end;
    line->text = *at;
    line->length = (size_t)(stop - *at);
    if (line->length > 0 && line->text[line->length - 1] == '\r') {
        line->length--;
    }
    *at = newline ? newline + 1 : end;
    return memchr(line->text, '\0', line->length) == NULL;
}

static bool starts_with(const struct line *line, const char *prefix) {
    return line->length >= strlen(prefix) && memcmp(line->text, prefix, strlen(prefix)) == 0;
}

/* Strict: libsodium 1.0.18 also takes some bytes over 127 for digits, so that is looked at first. */
static bool decode(const struct line *line, void *bytes, size_t size) {
    size_t length = 0;
    const char *end = NULL;
    for (size_t i = 0; i < line->length; i++) {
        if ((unsigned char)line->text[i] > 126) {
            return false;
        }
    }
    return sodium_base642bin(bytes, size, line->text, line->length, NULL, &length, &end,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           length == size && end == line->text + line->length;
}

bool trust_parse(const char *text, size_t size, struct trust *trust, struct fail *fail) {
    struct trust found = {.count = 0};
    const char *at = text + utf8_mark(text, size), *end = text + size;
    struct line line = {NULL, 0};
    int number = 0;
    while (next_line(&at, end, &line)) {
        number++;
        while (line.length > 0 && (line.text[line.length - 1] == ' ' || line.text[line.length - 1] == '\t')) {
            line.length--;
        }
        if (line.length == 0 || starts_with(&line, UNTRUSTED)) {
            continue;
        }
        struct packed_public packed;
        if (!decode(&line, &packed, sizeof packed) || memcmp(packed.algorithm, "Ed", 2) != 0) {
            return fail_set(fail, "line %d is not a minisign public key", number);
        }
        if (found.count == SIGN_TRUST_MAX) {
            return fail_set(fail, "more than %d public keys", SIGN_TRUST_MAX);
        }
        memcpy(found.keys[found.count].id, packed.id, sizeof packed.id);
        memcpy(found.keys[found.count++].key, packed.key, sizeof packed.key);
    }
    if (at != end || found.count == 0) {
        return fail_set(fail, "no minisign public key in it");
    }
    *trust = found;
    return true;
}

struct signature_file {
    struct packed_signature packed;
    uint8_t global[64];
    struct line comment;
};

static bool signature_parse(const char *text, size_t size, struct signature_file *file, struct fail *fail) {
    const char *at = text, *end = text + size;
    struct line untrusted, first, trusted, second;
    if (!next_line(&at, end, &untrusted) || !next_line(&at, end, &first) || !next_line(&at, end, &trusted) ||
        !next_line(&at, end, &second) || at != end || !starts_with(&untrusted, UNTRUSTED) ||
        !starts_with(&trusted, TRUSTED)) {
        return fail_set(fail, "not a minisign signature file");
    }
    if (!decode(&first, &file->packed, sizeof file->packed) ||
        !decode(&second, file->global, sizeof file->global)) {
        return fail_set(fail, "damaged signature");
    }
    if (memcmp(file->packed.algorithm, "ED", 2) != 0) {
        return fail_set(fail, "signature of a kind that is not accepted (only prehashed \"ED\")");
    }
    file->comment.text = trusted.text + strlen(TRUSTED);
    file->comment.length = trusted.length - strlen(TRUSTED);
    return file->comment.length < SIGN_COMMENT_MAX || fail_set(fail, "trusted comment too long");
}

static size_t global_message(const uint8_t signature[64], const char *comment, size_t length,
                             uint8_t message[64 + SIGN_COMMENT_MAX]) {
    memcpy(message, signature, 64);
    memcpy(message + 64, comment, length);
    return 64 + length;
}

/* The key that made it, when it is trusted and the comment is the one that was signed. */
static const struct public_key *signed_by(const struct trust *trust, const struct signature_file *file,
                                          struct fail *fail) {
    uint8_t message[64 + SIGN_COMMENT_MAX];
    for (size_t i = 0; i < trust->count; i++) {
        const struct public_key *key = &trust->keys[i];
        if (memcmp(key->id, file->packed.id, 8) != 0) {
            continue;
        }
        size_t length =
            global_message(file->packed.signature, file->comment.text, file->comment.length, message);
        if (crypto_sign_verify_detached(file->global, message, length, key->key) == 0) {
            return key;
        }
        fail_set(fail, "the trusted comment was changed");
        return NULL;
    }
    fail_set(fail, "signed with a key that is not trusted here");
    return NULL;
}

static void give_comment(const struct signature_file *file, char comment[SIGN_COMMENT_MAX]) {
    memcpy(comment, file->comment.text, file->comment.length);
    comment[file->comment.length] = '\0';
}

bool sign_verify(const struct trust *trust, const void *bytes, size_t size, const char *signature,
                 size_t signature_size, char comment[SIGN_COMMENT_MAX], struct fail *fail) {
    struct signature_file file;
    const struct public_key *key = NULL;
    uint8_t hash[64];
    if (!signature_parse(signature, signature_size, &file, fail) || !(key = signed_by(trust, &file, fail))) {
        return false;
    }
    crypto_generichash(hash, sizeof hash, bytes, size, NULL, 0);
    if (crypto_sign_verify_detached(file.packed.signature, hash, sizeof hash, key->key) != 0) {
        return fail_set(fail, "the signature does not fit the content");
    }
    give_comment(&file, comment);
    return true;
}

bool sign_verify_comment(const struct trust *trust, const char *signature, size_t signature_size,
                         char comment[SIGN_COMMENT_MAX], struct fail *fail) {
    struct signature_file file;
    if (!signature_parse(signature, signature_size, &file, fail) || !signed_by(trust, &file, fail)) {
        return false;
    }
    give_comment(&file, comment);
    return true;
}

void key_create(struct secret_key *secret, struct public_key *public_) {
    crypto_sign_keypair(public_->key, secret->key);
    randombytes_buf(secret->id, sizeof secret->id);
    memcpy(public_->id, secret->id, sizeof secret->id);
}

/* minisign shows the id as a little-endian number. */
static void id_text(const uint8_t id[8], char text[17]) {
    for (int i = 0; i < 8; i++) {
        snprintf(text + 2 * i, 3, "%02X", id[7 - i]);
    }
}

char *key_write_secret(const struct secret_key *secret) {
    struct packed_secret packed = {.algorithm = "Ed", .checksum_algorithm = "B2"};
    char base64[sodium_base64_ENCODED_LEN(sizeof packed, sodium_base64_VARIANT_ORIGINAL)], *text = NULL;
    memcpy(packed.id, secret->id, sizeof packed.id);
    memcpy(packed.key, secret->key, sizeof packed.key);
    sodium_bin2base64(base64, sizeof base64, (const uint8_t *)&packed, sizeof packed,
                      sodium_base64_VARIANT_ORIGINAL);
    if (asprintf(&text, UNTRUSTED "minisign secret key, not encrypted\n%s\n", base64) < 0) {
        text = NULL;
    }
    sodium_memzero(&packed, sizeof packed);
    sodium_memzero(base64, sizeof base64);
    return text;
}

char *key_write_public(const struct public_key *key) {
    struct packed_public packed = {.algorithm = "Ed"};
    char base64[sodium_base64_ENCODED_LEN(sizeof packed, sodium_base64_VARIANT_ORIGINAL)], id[17];
    char *text = NULL;
    memcpy(packed.id, key->id, sizeof packed.id);
    memcpy(packed.key, key->key, sizeof packed.key);
    sodium_bin2base64(base64, sizeof base64, (const uint8_t *)&packed, sizeof packed,
                      sodium_base64_VARIANT_ORIGINAL);
    id_text(key->id, id);
    return asprintf(&text, UNTRUSTED "minisign public key %s\n%s\n", id, base64) < 0 ? NULL : text;
}

bool key_parse_secret(const char *text, size_t size, struct secret_key *secret, struct fail *fail) {
    struct packed_secret packed;
    const char *at = text, *end = text + size;
    struct line comment, line;
    bool read = next_line(&at, end, &comment) && next_line(&at, end, &line) && at == end &&
                starts_with(&comment, UNTRUSTED) && decode(&line, &packed, sizeof packed) &&
                memcmp(packed.algorithm, "Ed", 2) == 0 && memcmp(packed.checksum_algorithm, "B2", 2) == 0;
    if (!read) {
        return fail_set(fail, "not a minisign secret key");
    }
    bool plain = packed.kdf[0] == 0 && packed.kdf[1] == 0;
    if (plain) {
        memcpy(secret->id, packed.id, sizeof packed.id);
        memcpy(secret->key, packed.key, sizeof packed.key);
    }
    sodium_memzero(&packed, sizeof packed);
    return plain || fail_set(fail, "the secret key is encrypted; make one with `minisign -G -W`");
}

char *sign_create(const struct secret_key *secret, const void *bytes, size_t size,
                  const char *trusted_comment) {
    struct packed_signature packed = {.algorithm = "ED"};
    uint8_t hash[64], global[64], message[64 + SIGN_COMMENT_MAX];
    char first[sodium_base64_ENCODED_LEN(sizeof packed, sodium_base64_VARIANT_ORIGINAL)];
    char second[sodium_base64_ENCODED_LEN(sizeof global, sodium_base64_VARIANT_ORIGINAL)];
    char *text = NULL;
    if (strlen(trusted_comment) >= SIGN_COMMENT_MAX || strpbrk(trusted_comment, "\r\n")) {
        return NULL;
    }
    memcpy(packed.id, secret->id, sizeof packed.id);
    crypto_generichash(hash, sizeof hash, bytes, size, NULL, 0);
    crypto_sign_detached(packed.signature, NULL, hash, sizeof hash, secret->key);
    size_t length = global_message(packed.signature, trusted_comment, strlen(trusted_comment), message);
    crypto_sign_detached(global, NULL, message, length, secret->key);
    sodium_bin2base64(first, sizeof first, (const uint8_t *)&packed, sizeof packed,
                      sodium_base64_VARIANT_ORIGINAL);
    sodium_bin2base64(second, sizeof second, global, sizeof global, sodium_base64_VARIANT_ORIGINAL);
    return asprintf(&text, UNTRUSTED "signature from kioskctl\n%s\n" TRUSTED "%s\n%s\n", first,
                    trusted_comment, second) < 0
               ? NULL
               : text;
}
