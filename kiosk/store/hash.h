/* BLAKE2b-256 of objects (RFC 7693, 32-byte digest, no key), as 64 lower-case hex digits. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

enum { HASH_HEX = 64 };
struct hash {
    char hex[HASH_HEX + 1];
};

struct hash hash_bytes(const void *bytes, size_t size);
bool hash_valid(const char *hex); /* exactly 64 digits 0–9a–f */
