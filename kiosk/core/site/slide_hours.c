/* "hours": when the house is open, today and the coming days. */
#include "core/site/site_findings.h"
#include "core/site/site_parts.h"
#include "core/site/slide_kind.h"

enum { DAYS_DEFAULT = 14 };

static void read_hours(const struct json_place *place, const struct site_loading *loading,
                       struct slide *slide) {
    (void)loading;
    struct feed_query *query = &slide->hours.query;
    struct json_place house = place_member(place, "house"), feeds = place_member(place, "feeds");
    slide->hours.house = house.value ? place_id(&house) : NULL;
    if (house.value && feeds.value)
        place_error(&feeds, FOUND_HOUSE_HAS_FEEDS);
    query->branch = read_text(place, "branch", READER_NAME_MAX);
    query->days = read_int(place, "days", 1, 366, DAYS_DEFAULT);
}

static const char *const keys[] = {"feeds", "house", "branch", "days"};

const struct slide_kind slide_kind_hours = {.name = "hours",
                                            .keys = keys,
                                            .key_count = LENGTH(keys),
                                            .read = read_hours,
                                            .turns = TURNS_EVERY_LANGUAGE,
                                            .sourcing = SOURCING_NONE,
                                            .feeds.query_at = offsetof(struct slide, hours.query),
                                            .feeds.kind = FEED_KIND_HOURS,
                                            .feeds.instead = "house"};
