/* Chinese as it is typed in Latin letters. For this room alone. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

struct pinyin; /* ICU's transliterator, opened at the first Chinese text */

struct pinyin *pinyin_create(void) MUST_CHECK; /* NULL: no memory */
void pinyin_destroy(struct pinyin *pinyin);
/* Writes the pinyin of `text` (UTF-8) into `out`, each word both syllable by syllable and as one: "医生" →
 * "yī shēng yīshēng". Empty when there is nothing Chinese in it. False: it does not fit, or no memory. */
bool pinyin_write(struct pinyin *pinyin, const char *text, char *out, size_t size) MUST_CHECK;
