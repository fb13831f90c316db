/* Byte strings put one after the other so that no two lists give the same bytes, and their hash: H(List(…))
 * of docs/enrolment.md. */
#pragma once

#include <sodium.h>
#include <stddef.h>
#include <stdint.h>

enum { LISTING_HASH = 32 };

struct listing {
    crypto_generichash_state state;
};

void listing_start(struct listing *listing);
void listing_add(struct listing *listing, const void *bytes, size_t size); /* of less than 2^32 bytes */
void listing_add_text(struct listing *listing, const char *text);
void listing_end(struct listing *listing, uint8_t hash[LISTING_HASH]);
