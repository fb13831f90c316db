/* A feed that is not well-formed, read as far as whole items go. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"

/* A well-formed feed of those items and entries of `text` (see xml_text.h) that are well-formed each for
 * itself, with the feed's title and language where they are. malloc'd; NULL when there is no such item, or no
 * memory. `left_out`: how many were not whole. Linear in `size`. */
char *rss_mend(const char *text, size_t size, size_t *mended_size, size_t *left_out) MUST_CHECK;
