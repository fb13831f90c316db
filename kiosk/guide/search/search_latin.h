/* Other scripts as they are typed in Latin letters. For this room alone. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

struct latin; /* ICU's transliterators, each opened at the first text in its script */

struct latin *latin_create(void) MUST_CHECK; /* NULL: no memory */
void latin_destroy(struct latin *latin);
/* Writes `text` (UTF-8), which is in `language` (BCP 47), in Latin letters into `out`: "лікар" → "likar";
 * Chinese words both syllable by syllable and as one: "医生" → "yī shēng yīshēng". Empty when nobody types
 * the language so, or there is nothing in its script. False: it does not fit, or no memory. */
bool latin_write(struct latin *latin, const char *language, const char *text, char *out,
                 size_t size) MUST_CHECK;
