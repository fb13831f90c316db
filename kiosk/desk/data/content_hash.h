/* BLAKE2b-256 of a content, as 64 lower-case hex digits: the name an object has in a published tree, too. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

enum { CONTENT_HASH = 32, CONTENT_HASH_HEX = 64 };
struct content_hash {
    char hex[CONTENT_HASH_HEX + 1];
};
struct content_hash content_hash(const void *bytes, size_t size);
/* False: not exactly 64 digits 0-9a-f. */
bool content_hash_bits(const char *hex, unsigned char bits[CONTENT_HASH]) MUST_CHECK;
struct content_hash content_hash_of_bits(const void *bits);
