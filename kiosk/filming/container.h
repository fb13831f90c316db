/* What a file says it is with its first bytes. Its name says nothing: ffmpeg is told the format, so that it
 * never guesses at a list of addresses that is called a film. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { CONTAINER_LOOK = 64 << 10 /* bytes that are enough to tell */ };

/* ffmpeg's name of the format (static). NULL: it is none that is read here, and `report` says what it is
 * instead. */
const char *container_of(const void *bytes, size_t size, struct report *report) MUST_CHECK;
