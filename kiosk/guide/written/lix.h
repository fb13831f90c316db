/* How hard a text is to read: Björnsson's readability index (C. H. Björnsson, Läsbarhet, 1968). */
#pragma once

#include "guide/written/guide.h"

/* Words per sentence + 100 × long words / words; 0 for a text without words. A word is what stands between
 * spaces and holds a letter or a digit; a long one has more than 6 of them. A sentence ends with . ! ? or :
 * before a space, and with its block. */
double lix(const struct guide_text *text);
