#include "desk/work/plan.h"

#include "core/scene/timeline.h"
#include "core/site/screen_zones.h"

enum { ENTRIES_MAX = 40 }; /* one slide in several languages, or a slide whose turn is skipped */

void plan_look(const struct site *site, const struct screen *screen, const struct feeds *feeds,
               int64_t now_ms, struct planned *now, struct planned *next) {
    const struct timeline_question question = {.site = site, .screen = screen, .feeds = feeds};
    const struct screen_zone *zone = zones_leading(screen, screen->layout->zones, screen->layout->zone_count);
    *now = *next = (struct planned){.slide = NULL};
    struct timeline_walk *walk = zone ? timeline_walk_create(&question, zone->name) : NULL;
    if (!walk)
        return;
    struct timeline_entry entry = timeline_walk_at(walk, now_ms);
    *now = (struct planned){entry.slide, entry.end_ms};
    for (int i = 0; entry.slide == now->slide && entry.end_ms > now_ms && i <= ENTRIES_MAX; i++) {
        /* a slide that stands so long is alone until others come */
        now->until_ms = now_ms =
            i < ENTRIES_MAX ? entry.end_ms : timeline_round(&question, zone->name, now_ms).end_ms;
        entry = timeline_walk_at(walk, now_ms);
    }
    if (entry.slide != now->slide)
        *next = (struct planned){entry.slide, entry.end_ms};
    timeline_walk_destroy(walk);
}
