/* Is it the slide that somebody looks for? */
#pragma once

#include "core/base/json_values.h"

/* Does each word of `query` begin a word of the slide's texts, without regard to case and accents
 * (search_fold)? Nothing but spaces is in every slide. */
bool slide_has_text(const struct json_value *slide, const char *query) MUST_CHECK;
/* The same of one text, of at most 8000 bytes. */
bool text_has_words(const char *text, const char *query);
