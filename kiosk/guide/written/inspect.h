/* A site with its guide, read, and all that its files alone say is wrong with it: what kioskctl check, the
 * desk and whoever publishes tell people. What only shows when pictures are laid out is not among it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "guide/written/guide.h"

struct inspection {
    struct site *site;   /* NULL: no screen has anything to show */
    struct guide *guide; /* NULL: there is none, or it cannot be read */
};
/* `report` gets every finding of site_load, guide_load, site_check and guide_check, in the order they were
 * found. finish in any case. */
void inspect(const struct site_files *files, int64_t now_ms, struct inspection *inspection,
             struct report *report);
/* The last part of it, of what was read before: what site_check and guide_check find. `complained`: reading
 * it gave errors. */
void inspect_read(const struct inspection *inspection, const struct site_files *files, bool complained,
                  int64_t now_ms, struct report *report);
void inspection_finish(struct inspection *inspection);
