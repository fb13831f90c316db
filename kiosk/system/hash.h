/* BLAKE2b-256 (RFC 7693, 32-byte digest, no key), as 64 lower-case hex digits: the names of objects. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

enum { HASH_SIZE = 32 /* bytes */, HASH_HEX = 64 };
struct hash {
    char hex[HASH_HEX + 1];
};

struct hash hash_bytes(const void *bytes, size_t size);
bool hash_valid(const char *hex); /* exactly 64 digits 0–9a–f */
/* The HASH_SIZE bytes that the digits stand for, and back. False: not valid. */
bool hash_bits(const char *hex, unsigned char bits[HASH_SIZE]) MUST_CHECK;
struct hash hash_of_bits(const void *bits);
