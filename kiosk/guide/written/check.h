/* What loading does not find in a guide: what has expired, what each language still lacks, and screens that
 * can be touched without anything to touch. */
#pragma once

#include "guide/written/guide.h"

/* Adds warnings to `report`, each with its place:
 *   a page or an entry whose source has expired by `now_ms` (UTC)
 *   for each language that lacks words, titles or texts: how many (in its file in languages/)
 *   a screen that is touched, but whose layout has no zone of kind "touch", or whose site has no guide
 *   a slide whose "page" the guide does not have
 * `guide` may be NULL: the site has none. */
void guide_check(const struct site *site, const struct guide *guide, int64_t now_ms, struct report *report);
