/* How what is written is read aloud. */
#pragma once

#include <stddef.h>

#include "guide/written/guide.h"

/* Writes `text` into `out` (`size` bytes, at least 1, with its NUL) as a voice is to be given it: a telephone
 * number of eight digits ("4477 2000", "44 77 20 00") and the numbers of `people`'s emergencies digit by
 * digit, a time as "14:30", without marks for the eye ("**", "·", what isolates directions). What has no room
 * is left out. */
void spoken_write(const struct guide_people *people, const char *text, char *out, size_t size);
/* Has it a letter of any script? What has none is said in the page's language. */
bool spoken_has_letters(const char *text);
