/* What staff read on a screen and type at the desk: the first 40 bits of T in Crockford's base 32. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "enrol/listing.h"

enum { ENROL_CODE = 10 /* "K7MF-3QPX" with its NUL */ };

struct enrol_code {
    char text[ENROL_CODE];
};

struct enrol_code enrol_code_of(const uint8_t hash[LISTING_HASH]);
/* As people type it: small letters, no dash or spaces, I and L for 1, O for 0. False: it cannot be a code. */
bool enrol_code_read(const char *typed, struct enrol_code *code) MUST_CHECK;
bool enrol_code_same(const struct enrol_code *a, const struct enrol_code *b);
