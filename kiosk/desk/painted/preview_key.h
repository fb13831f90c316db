/* What a preview depends on, as one short text: for ETags, and for whoever keeps pictures. */
#pragma once

#include "desk/painted/preview_wire.h"

enum { PREVIEW_KEY = 64 };
/* Equal keys are equal pixels: a hash (BLAKE2b-256, hexadecimal) of a valid question, of this release, and of
 * `state`, which says what stands in its two folders, such as the hash of their trees; how they are called
 * does not count. */
void preview_key(const struct preview_question *question, const char *state, char out[PREVIEW_KEY + 1]);
