/* UTF-8 of whatever origin (RFC 3629). */
#pragma once

#include <stddef.h>

/* Bytes of the character at `text`, of which `left` are there; 0: it is none. */
size_t utf8_character(const char *text, size_t left);
/* Takes out the bytes that belong to no character, such as the first half of one that was cut, and makes
 * control characters spaces: one line that every reader of UTF-8 takes. */
void utf8_clean(char *text);
