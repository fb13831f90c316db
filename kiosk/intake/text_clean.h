/* A stranger's text made safe to show: valid UTF-8 in NFC, one line, no controls, no bidi overrides, no
 * invisible characters but the joiners scripts need and directions that end where they should, bounded. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"

enum { TEXT_MARKS_MAX = 4, TEXT_BYTES_MAX = 64 << 10 };

/* C1 controls are what they are in windows-1252 (a dash, a quote). Directional marks and isolates (UAX #9)
 * stay, each isolate with its end; embeddings become isolates. At most `max` characters, cut at a word with
 * "…"; bytes beyond TEXT_BYTES_MAX are not looked at. Invalid UTF-8 becomes U+FFFD; white space becomes
 * single spaces. malloc'd; NULL only when out of memory. */
char *text_clean(const char *text, size_t length, size_t max) MUST_CHECK;
