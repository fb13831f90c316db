/* A book of texts as one page of HTML: on paper a line to tick and room to write for each text; in a browser,
 * without a network, a form whose answers can be saved (answers.h). */
#pragma once

#include "review/texts.h"

/* Whole, with a NUL behind it; caller frees. `guide` is the one the book was read with. NULL: out of memory.
 */
char *review_page(const struct review_book *book, const struct guide *guide, size_t *size) MUST_CHECK;
