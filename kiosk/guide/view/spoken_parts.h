/* How what is written is read aloud. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"

/* The length in bytes of a telephone number of eight digits at `text`, whole or in two halves ("4477 2000");
 * 0: there is none. A voice would read it as one or two large numbers. `before`: the byte before it, or NUL.
 */
size_t spoken_telephone(const char *text, char before) MUST_CHECK;
