/* Text from people: normalised and free of what a screen cannot show. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/compiler.h"
#include "core/base/fail.h"

/* `utf8` (valid UTF-8) in NFC (UAX #15), in the arena. NULL and a static *why for control characters ("\n" is
 * fine where `lines`), text that is only spaces, and when memory runs out. */
const char *plain_text(struct arena *arena, const char *utf8, bool lines, const struct said **why) MUST_CHECK;

/* Bytes of the longest beginning of `utf8` (valid UTF-8) of at most `max` bytes that does not end inside a
 * character; its whole length when it fits. For "%.*s". */
size_t text_cut(const char *utf8, size_t max);

/* Copies `text`, of whatever origin, into `out` (`size` bytes, at least 1, with its NUL) as valid UTF-8 on
 * one line: a byte that belongs to no character becomes U+FFFD, a control character a space, and the end is
 * never inside a character. For reports. Returns `out`. */
const char *text_put(char *out, size_t size, const char *text);

/* How many words it has, for how long it takes to read: what spaces and line breaks part. */
int text_words(const char *text);

/* A well-formed BCP 47 tag of a language that ICU knows: "en", "zh-Hans". */
bool language_valid(const char *tag);

/* An absolute https URL (RFC 3986) of printable ASCII, without a user name, at most 2000 bytes. */
bool https_url_valid(const char *url);
