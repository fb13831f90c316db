/* Reading the JSON of the Danish libraries' CMS (danskernesdigitalebibliotek/dpl-cms). Its schema calls keys
 * required that its mapper leaves out or sets to null, so every key may be missing. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "intake/feed_write.h"
#include "intake/intake.h"

struct dpl_kind {
    const char *list; /* what is written: "events" */
    /* Puts what a screen may want of the object `item` into it. False when out of memory. */
    bool (*take)(struct feed_list *list, const json_t *item, const struct intake_options *options);
};
/* An intake (intake.h) of an array of such objects. */
bool dpl_intake(const struct dpl_kind *kind, const char *bytes, size_t size,
                const struct intake_options *options, char **out, size_t *out_size,
                struct fail *fail) MUST_CHECK;
/* The text of `key`, or NULL. */
const char *dpl_text(const json_t *object, const char *key);
/* Puts the words of `text` (NULL: none) under `key`: some releases send HTML, others plain text. False when
 * out of memory. */
bool dpl_put_words(json_t *item, const char *key, const char *text, size_t max) MUST_CHECK;
