/* What a screen shows by the plan of its site and what its feeds bring. Pure. */
#pragma once

#include "core/feed/feed.h"
#include "core/site/site.h"

struct planned {
    const struct slide *slide; /* NULL: nothing */
    int64_t until_ms;          /* UTC */
};
/* What its leading zone shows at `now_ms`, and what comes after it. `feeds` NULL: none are known, and slides
 * that show one have nothing to show. */
void plan_look(const struct site *site, const struct screen *screen, const struct feeds *feeds,
               int64_t now_ms, struct planned *now, struct planned *next);
