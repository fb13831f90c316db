/* What leaves next. */
#include "guide/written/load_parts.h"
#include "guide/written/page_kind.h"

enum { LIMIT_DEFAULT = 12 };

static bool read_departures(const struct json_place *place, struct guide_loading *loading,
                            struct guide_page *page) {
    struct feed_query *query = &page->departures;
    *query = (struct feed_query){.kind = FEED_KIND_DEPARTURES};
    query->feed_count = read_feed_names(place, loading->site, query->kind, &query->feeds);
    query->limit = read_int(place, "limit", 1, QUERY_LIMIT_MAX, LIMIT_DEFAULT);
    return query->feed_count > 0;
}

static const char *const keys[] = {"feeds", "limit"};

const struct page_kind page_kind_departures = {.name = "departures",
                                               .icon = "train",
                                               .keys = keys,
                                               .key_count = LENGTH(keys),
                                               .read = read_departures,
                                               .place = offsetof(struct guide, own.departures)};
