/* The hash of system/hash.h over bytes that come in parts. */
#pragma once

#include <sodium.h>

#include "system/hash.h"

struct hash_stream {
    crypto_generichash_state state;
};

void hash_start(struct hash_stream *stream);
void hash_add(struct hash_stream *stream, const void *bytes, size_t size);
struct hash hash_end(struct hash_stream *stream);
