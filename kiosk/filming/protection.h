/* Is a film locked against copying? ffprobe names what lies behind the lock and not the lock, so the tables
 * of the file are asked: ISO 14496-12 §8.12, 23001-7. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

enum { PROTECTION_LOOK = 8 << 20 /* bytes of moov that are read at most */ };

/* `bytes`: what is in moov, or its beginning. True: a track's samples are described as encrypted. */
bool protection_in(const void *bytes, size_t size) MUST_CHECK;
