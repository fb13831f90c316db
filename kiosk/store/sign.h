/* Signatures in the minisign file format (jedisct1/minisign, algorithm "ED": Ed25519 over BLAKE2b-512), which
 * the stock `minisign` reads and writes. The legacy "Ed" is refused. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { SIGN_COMMENT_MAX = 512, SIGN_TRUST_MAX = 8 };

struct public_key {
    uint8_t id[8];
    uint8_t key[32];
};
struct secret_key {
    uint8_t id[8];
    uint8_t key[64];
};
/* The keys a screen believes: one or more minisign public keys in one file (comment line, key line, …). */
struct trust {
    struct public_key keys[SIGN_TRUST_MAX];
    size_t count;
};

bool trust_parse(const char *text, size_t size, struct trust *trust, struct fail *fail) MUST_CHECK;
/* True when `signature` is a good one over `bytes` by one of `trust`; then `comment` holds the trusted
 * comment. */
bool sign_verify(const struct trust *trust, const void *bytes, size_t size, const char *signature,
                 size_t signature_size, char comment[SIGN_COMMENT_MAX], struct fail *fail) MUST_CHECK;
/* True when one of `trust` made this signature with this comment, whatever it was made over. */
bool sign_verify_comment(const struct trust *trust, const char *signature, size_t signature_size,
                         char comment[SIGN_COMMENT_MAX], struct fail *fail) MUST_CHECK;

void key_create(struct secret_key *secret, struct public_key *public_);
/* Unencrypted minisign key files (as `minisign -G -W` writes them). malloc'd text. */
char *key_write_secret(const struct secret_key *secret) MUST_CHECK;
char *key_write_public(const struct public_key *key) MUST_CHECK;
bool key_parse_secret(const char *text, size_t size, struct secret_key *secret, struct fail *fail) MUST_CHECK;
/* A minisign signature file over `bytes`. malloc'd. */
char *sign_create(const struct secret_key *secret, const void *bytes, size_t size,
                  const char *trusted_comment) MUST_CHECK;
