/* Are a site's films what their indexes say, and such as screens take? As kiosk-sync judges them on a screen.
 */
#pragma once

#include "core/site/site.h"
#include "guide/written/guide.h"
#include "publish/set.h"

/* Every film that `site` and its `guide` (may be NULL) show: the film's fault is an error of its index, what
 * this machine cannot tell a warning. Takes a second for some hundred MB; only a `source` that can open files
 * is looked at. */
void films_check(const struct site *site, const struct guide *guide, const struct publish_source *source,
                 struct report *report);
