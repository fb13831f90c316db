/* Reading the JSON of the Danish libraries' CMS (danskernesdigitalebibliotek/dpl-cms). Its schema calls keys
 * required that its mapper leaves out or sets to null, so every key may be missing. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* Of struct feed_json: the array of objects that the document is. */
bool dpl_find(const json_t *root, const json_t **items, struct fail *fail) MUST_CHECK;
/* The text of `key`, or NULL. */
const char *dpl_text(const json_t *object, const char *key);
/* Puts the words of `text` (NULL: none) under `key`: some releases send HTML, others plain text. False when
 * out of memory. */
bool dpl_put_words(json_t *item, const char *key, const char *text, size_t max) MUST_CHECK;
