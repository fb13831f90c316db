/* Reading the JSON of the Danish libraries' CMS (danskernesdigitalebibliotek/dpl-cms). Its schema calls keys
 * required that its mapper leaves out or sets to null, so every key may be missing. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* The array of objects in `bytes`, or NULL. Caller owns it. */
json_t *dpl_read(const char *bytes, size_t size, struct fail *fail);
/* The text of `key`, or NULL. */
const char *dpl_text(const json_t *object, const char *key);
/* Puts the words of `text` (NULL: none) under `key`: some releases send HTML, others plain text. False when
 * out of memory. */
bool dpl_put_words(json_t *item, const char *key, const char *text, size_t max) MUST_CHECK;
