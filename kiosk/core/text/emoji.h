/* Which characters are emoji, by the properties of Unicode (UTS #51). */
#pragma once

#include <stddef.h>
#include <unicode/utypes.h>

#include "core/base/compiler.h"

/* The length in bytes of the emoji sequence at `utf8` (valid UTF-8 with its NUL), 0 when there is none:
 * pictures, also joined or with a colour of skin, flags, keycaps; a sign like "©" or "✔" only when a
 * variation selector asks for its picture. */
size_t emoji_length(const char *utf8) MUST_CHECK;
/* The first character of the first sequence in the text; 0: it has none. */
uint32_t emoji_first(const char *utf8) MUST_CHECK;
/* emoji_length of UTF-16. */
int emoji_units(const UChar *units, int length) MUST_CHECK;
