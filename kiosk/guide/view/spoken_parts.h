/* How what is written is read aloud. */
#pragma once

#include <stddef.h>

#include "core/text/utterance.h"
#include "guide/written/guide.h"

/* Writes `text` into `out` (`size` bytes, at least 1, with its NUL) as a voice is to be given it: a telephone
 * number of eight digits ("4477 2000", "44 77 20 00") and the numbers of `people`'s emergencies digit by
 * digit, a time as "14:30", without marks for the eye ("**", "·", what isolates directions). What has no room
 * is left out. */
void spoken_write(const struct guide_people *people, const char *text, char *out, size_t size);
/* A line that spoken_write has written, in `language` but for words of others: the guide's terms, and Latin
 * letters where `language` is not written in them, which are taken for words of the first language of terms.
 */
void spoken_add(const struct guide *guide, const char *language, const char *line, struct utterance *out);
/* "1 minute, 18 seconds", as `language` says it (CLDR's units); "" for 0 s, and without room for all of it.
 */
void spoken_duration(const char *language, int seconds, char *out, size_t size);
/* Has it a letter of any script? What has none is said in the page's language. */
bool spoken_has_letters(const char *text);
