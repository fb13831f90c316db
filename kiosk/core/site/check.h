/* What is wrong with a site that reads well: contrast, translations, sources, zones that can run empty. */
#pragma once

#include <stdint.h>

#include "core/base/fail.h"
#include "core/base/json_locate.h"
#include "core/site/site.h"

/* Adds to `report` what site_load does not find, each with its place:
 *   error    a theme pair under 4.5:1 (WCAG 2.1 SC 1.4.3)
 *   warning  a slide without a translation into a language it is shown in (one for each language)
 *   warning  an emoji in a slide's text
 *   warning  a slide whose source has expired by `now_ms`; text with a body or an address, and no source
 *   warning  a slide whose source ends within 14 days, or was last checked more than a year ago
 *   warning  a slide whose own last day is over by `now_ms`
 *   warning  a kicker that the slide's kind does not draw
 *   error    a film in which people speak, without captions
 *   warning  captions that break the rules of captions_check, or lack a language the film is shown in
 *   warning  a zone without an evergreen slide, which would have nothing to show when all else is over
 */
void site_check(const struct site *site, const struct site_files *files, int64_t now_ms,
                struct report *report);

/* Where `steps` lead in a file of the site; 0, 0 when it cannot be read. */
void check_place(const struct site_files *files, const char *file, const struct json_step *steps,
                 size_t count, int *line, int *column);
