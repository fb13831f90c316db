/* What only shows when a site's pictures are laid out: text that does not fit, characters without a font,
 * pictures that cannot be shown. */
#pragma once

#include <stdint.h>

#include "core/base/fail.h"
#include "core/site/site.h"
#include "ctl/progress.h"

/* Lays out every slide of the site in `folder` for every screen, zone and language, upright at 1920 × 1080
 * and 1080 × 1920 px, and adds each finding to `report` once. Paints nothing; decodes pictures in
 * kiosk-intake. */
void check_scenes(const char *folder, const struct site_files *files, int64_t now_ms, struct report *report,
                  struct progress *progress);
