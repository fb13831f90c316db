/* The language of one headline: what its feed says, unless it is plainly written in another script. */
#pragma once

/* `declared` (a BCP 47 tag) may be NULL. The result is `declared`, a constant, or NULL when unknown. */
const char *script_language(const char *text, const char *declared);
