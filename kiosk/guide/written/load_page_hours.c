/* Opening hours. */
#include "guide/written/load_parts.h"
#include "guide/written/page_kind.h"

enum { DAYS_DEFAULT = 7 };

static bool read_hours(const struct json_place *place, struct guide_loading *loading,
                       struct guide_page *page) {
    struct feed_query *query = &page->query;
    *query = (struct feed_query){.kind = FEED_KIND_HOURS, .limit = QUERY_LIMIT_MAX};
    query->feed_count = read_feed_names(place, loading->site, query->kind, &query->feeds);
    query->days = read_int(place, "days", 1, 366, DAYS_DEFAULT);
    query->branch = read_text(place, "branch", READER_NAME_MAX);
    return true;
}

static const char *const keys[] = {"feeds", "branch", "days"};

const struct page_kind page_kind_hours = {.name = "hours",
                                          .icon = "schedule",
                                          .keys = keys,
                                          .key_count = LENGTH(keys),
                                          .read = read_hours,
                                          .prints = true,
                                          .place = offsetof(struct guide, own.hours)};
