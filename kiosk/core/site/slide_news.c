/* "news": headlines with their source; one after another in a strip. */
#include "core/site/site_parts.h"
#include "core/site/slide_kind.h"

enum { LIMIT_DEFAULT = 5 };

static void read_news(const struct json_place *place, const struct site_loading *loading,
                      struct slide *slide) {
    (void)loading;
    struct feed_query *query = &slide->news.query;
    query->limit = read_int(place, "limit", 1, QUERY_LIMIT_MAX, LIMIT_DEFAULT);
}

static const char *const keys[] = {"feeds", "limit"};

const struct slide_kind slide_kind_news = {.name = "news",
                                           .keys = keys,
                                           .key_count = LENGTH(keys),
                                           .read = read_news,
                                           .turns = TURNS_ONCE,
                                           .sourcing = SOURCING_NONE,
                                           .feeds.query_at = offsetof(struct slide, news.query),
                                           .feeds.kind = FEED_KIND_NEWS};
