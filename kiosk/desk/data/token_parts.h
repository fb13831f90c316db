/* Secrets that are given away once and kept as their hash. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"

enum { TOKEN_TEXT = 33, TOKEN_HASH = 32 }; /* 128 bits as hex digits and NUL */

void token_make(char text[TOKEN_TEXT]);
/* False: no token at all, and `hash` is that of none. */
bool token_hash(const char *text, unsigned char hash[TOKEN_HASH]);
