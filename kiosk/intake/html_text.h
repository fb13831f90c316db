/* The words of a piece of HTML, for headlines: tags dropped, references decoded once. Not a renderer. */
#pragma once

#include "core/base/compiler.h"

/* malloc'd, not yet cleaned (text_clean does that). Tags that begin a line or a cell become a space, those
 * inside a word nothing ("CO<sub>2</sub>"). Comparisons keep their signs ("1 < 2", "a<b and c>d"): a tag has
 * a name that HTML knows, or attributes. In linear time. NULL only when out of memory. */
char *html_text(const char *html) MUST_CHECK;
