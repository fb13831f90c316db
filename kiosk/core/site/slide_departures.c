/* "departures": what leaves a stop next, as its feed knows. */
#include "core/site/site_parts.h"
#include "core/site/slide_kind.h"

enum { LIMIT_DEFAULT = 8 };

static void read_departures(const struct json_place *place, const struct site_loading *loading,
                            struct slide *slide) {
    (void)loading;
    slide->departures.query.limit = read_int(place, "limit", 1, QUERY_LIMIT_MAX, LIMIT_DEFAULT);
}

static const char *const keys[] = {"feeds", "limit"};

const struct slide_kind slide_kind_departures = {.name = "departures",
                                                 .keys = keys,
                                                 .key_count = LENGTH(keys),
                                                 .read = read_departures,
                                                 .turns = TURNS_EVERY_LANGUAGE,
                                                 .sourcing = SOURCING_NONE,
                                                 .feeds.query_at = offsetof(struct slide, departures.query),
                                                 .feeds.kind = FEED_KIND_DEPARTURES};
