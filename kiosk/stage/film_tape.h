/* The memory that a film's decoder writes its sound into (core/film/film_ring.h), mapped read-only. What
 * stands there is checked at every look and believed at none; nobody waits for it. Held by whoever reads it:
 * the decoder may be gone before. Holding and releasing on the main thread, reading on any. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

struct film_tape;

/* Takes `memory`, mapped, film_sound_bytes of it, and is held once. NULL: no memory; then it stays the
 * caller's. */
struct film_tape *film_tape_create(const void *memory) MUST_CHECK;
struct film_tape *film_tape_hold(struct film_tape *tape); /* returns it */
void film_tape_release(struct film_tape *tape);           /* NULL is fine */

/* `count` stereo samples of `turn` from number `from` on. False: they are not all there, or not any more;
 * then *out holds anything. */
bool film_tape_read(const struct film_tape *tape, uint32_t turn, int64_t from, int count,
                    int16_t *out) MUST_CHECK;
