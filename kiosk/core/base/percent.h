/* Percent-encoding (RFC 3986 §2.1), where every byte outside counts. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

/* The byte that the "%C3" at the beginning of the text stands for; −1: none stands there. */
int percent_byte(const char *text);
/* Decodes the `size` bytes at `text` where they stand; `plus`: "+" is a space, as in forms. *size is how many
 * are left. False: a "%" without two hex digits, what is no UTF-8, or a control character (but, in forms,
 * line feed, carriage return and tab); `text` is half done then. */
bool percent_decode(char *text, size_t *size, bool plus) MUST_CHECK;
