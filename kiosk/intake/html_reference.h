/* Character references: "&amp;", "&#233;", "&#xE9;" (HTML standard, §13.5 and §13.2.5.80). */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { HTML_REFERENCE_BYTES = 8 }; /* of UTF-8, at most what one reference stands for */

/* What the reference at `at` ("&…") stands for, as UTF-8 with its NUL in `text`; returns its length in bytes,
 * 0 when it is none. Numbers 128–159 are meant as windows-1252, as the standard says; some old names, and
 * numbers, do without a semicolon unless `strict`. NUL, surrogates and numbers beyond Unicode are no
 * references. */
size_t html_reference(const char *at, bool strict, char text[HTML_REFERENCE_BYTES + 1]);
/* What the byte `c` is in windows-1252 (Encoding standard); the five that are unassigned are C1 controls. */
unsigned windows_1252(unsigned char c);
