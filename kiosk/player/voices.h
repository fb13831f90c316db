/* Whose voice says what: an utterance as espeak-ng is given it. Pure. */
#pragma once

#include "core/text/utterance.h"
#include "guide/written/guide.h"

/* espeak-ng's name of the voice for the language `tag`: of its file, else English; lives as long as the
 * guide, which may be NULL. */
const char *voices_of(const struct guide *guide, const char *tag);
/* `what` in SSML (W3C, 1.1) for espeak-ng's option -m, to be started with the voice of its first run: each
 * further run in its own language's voice, a rest after each line. malloc'd, to be overwritten before it is
 * freed; NULL: no memory. */
char *voices_markup(const struct guide *guide, const struct utterance *what) MUST_CHECK;
