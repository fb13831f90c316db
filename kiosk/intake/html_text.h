/* The words of a piece of HTML, for headlines: tags dropped, entities decoded once. Not a renderer. */
#pragma once

#include <stddef.h>

#include "core/compiler.h"

/* malloc'd, not yet cleaned (text_clean does that). "a < b" keeps its sign: a tag begins with a letter, / or
 * !. NULL only when out of memory. */
char *html_text(const char *html) MUST_CHECK;
