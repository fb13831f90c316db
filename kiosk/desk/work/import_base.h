/* What the folder of an import began as. */
#pragma once

#include "desk/work/site_tree.h"

/* What it held when it was imported last, which is no revision where that was merged; `base->revision` is
 * what came of it. No file at all, and 0: there was no import. Finish *base when DONE. */
enum outcome import_base_read(struct site_tree *base, struct database *database,
                              struct fail *fail) MUST_CHECK;
/* It holds `mine` now, which became `revision`. */
enum outcome import_base_keep(const struct site_tree *mine, int64_t revision, struct fail *fail) MUST_CHECK;
