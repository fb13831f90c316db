/* What is done with a film that nobody watches: one frame of it, or a look at all of it. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"
#include "film/chunks.h"

/* Decodes `frame` (0 – frames − 1) into `out`, film_still_bytes: its Y, U and V rows without gaps. `memory`:
 * film_ring.bytes, zeroed. False: the film's fault says why. */
size_t film_still_bytes(const struct film *film);
bool film_still(struct chunks *chunks, uint8_t *memory, int32_t frame, uint8_t *out) MUST_CHECK;
/* Reads every packet of the film and every byte, decodes the first frame of each GOP and all sound. */
bool film_look_through(struct chunks *chunks, uint8_t *memory, void *sound) MUST_CHECK;
