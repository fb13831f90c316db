/* Text from people: normalised and free of what a screen cannot show. */
#pragma once

#include <stdbool.h>

#include "core/arena.h"
#include "core/compiler.h"

/* `utf8` (valid UTF-8) in NFC (UAX #15), in the arena. NULL and a static *why for control characters ("\n" is
 * fine where `lines`), text that is only spaces, and when memory runs out. */
const char *plain_text(struct arena *arena, const char *utf8, bool lines, const char **why) MUST_CHECK;

/* A well-formed BCP 47 tag of a language that ICU knows: "en", "zh-Hans". */
bool language_valid(const char *tag);

/* An absolute https URL (RFC 3986) of printable ASCII, without a user name, at most 2000 bytes. */
bool https_url_valid(const char *url);
