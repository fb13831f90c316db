#include "guide/written/house.h"

#include <string.h>

const struct guide_house *house_find(const struct guide_houses *houses, const char *id) {
    for (size_t i = 0; i < houses->count; i++)
        if (strcmp(houses->items[i]->id, id) == 0)
            return houses->items[i];
    return NULL;
}

int plan_spot_find(const struct guide_plan *plan, const char *id) {
    for (size_t i = 0; plan && i < plan->spot_count; i++)
        if (strcmp(plan->spots[i].id, id) == 0)
            return (int)i;
    return -1;
}

int plan_screen_find(const struct guide_plan *plan, const char *screen) {
    for (size_t i = 0; plan && i < plan->spot_count; i++)
        if (plan->spots[i].screen && strcmp(plan->spots[i].screen, screen) == 0)
            return (int)i;
    return -1;
}

/* Is one of the feeds that have come older than its limit? */
static bool any_old(const struct feed_query *query, const struct site *site, const struct feeds *feeds,
                    int64_t now_ms) {
    for (size_t i = 0; i < query->feed_count; i++) {
        const struct feed_data *data = feeds_find(feeds, query->feeds[i]);
        const struct feed *feed = site_feed(site, query->feeds[i]);
        if (data && feed && now_ms - data->fetched_ms > feed->stale_ms)
            return true;
    }
    return false;
}

enum hours_origin house_week(const struct guide_house *house, const struct site *site,
                             const struct feeds *feeds, int64_t now_ms, struct opening_week *week) {
    int32_t today = zone_day(site->zone, now_ms);
    bool written =
        house->hours.count > 0 && (house->source.expires_day == 0 || today < house->source.expires_day);
    bool known = opening_known(&house->query, feeds, today);
    bool old = known && any_old(&house->query, site, feeds, now_ms);
    if (written && (!known || old)) {
        written_week(&house->hours, today, week);
        return HOURS_WRITTEN;
    }
    opening_week(&house->query, &site->services, feeds, today, week);
    return !known ? HOURS_NONE : old ? HOURS_OLD : HOURS_FEED;
}

static bool week_by_name(const void *context, const char *name, const struct site *site,
                         const struct feeds *feeds, int64_t now_ms, struct opening_week *week, bool *sample) {
    const struct guide_house *house = house_find(context, name);
    if (!house)
        return false;
    *sample = house_week(house, site, feeds, now_ms, week) == HOURS_WRITTEN && house->sample;
    return true;
}

struct house_weeks house_weeks(const struct guide_houses *houses) {
    return (struct house_weeks){houses, houses ? week_by_name : NULL};
}
