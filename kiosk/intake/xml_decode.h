/* Documents in any encoding as UTF-8. */
#pragma once

#include <stddef.h>

#include "core/base/compiler.h"

/* malloc'd, with a NUL behind it; NULL when out of memory. NULs of the text itself become spaces. See
 * xml_text.h for which encoding it is. Byte order marks and white space before the text are dropped. */
char *xml_decode(const char *bytes, size_t size, const char *charset, size_t *utf8_size) MUST_CHECK;
