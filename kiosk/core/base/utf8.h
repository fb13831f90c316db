/* UTF-8 of whatever origin, byte by byte (RFC 3629): what is a character, and what files begin with. */
#pragma once

#include <stddef.h>

/* Bytes of the character at `text`, of which `left` (at least 1) are there; 0: it is none. */
size_t utf8_character(const char *text, size_t left);
/* Characters in valid UTF-8. */
size_t utf8_count(const char *text, size_t size);
/* Takes out the bytes that belong to no character, such as the first half of one that was cut, and makes
 * control characters spaces: one line that every reader of UTF-8 takes. */
void utf8_clean(char *text);
/* Bytes of the byte order mark that `text` begins with, as Windows' Notepad writes it: 3, or 0. */
size_t utf8_mark(const char *text, size_t size);
