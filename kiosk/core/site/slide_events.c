/* "events": what is on, from calendars: a list, or one poster after another. */
#include "core/site/site_parts.h"
#include "core/site/slide_kind.h"

enum { DAYS_DEFAULT = 14, LIMIT_DEFAULT = 5, TAGS_MAX = 20 };

static const char *const styles[] = {"list", "poster"};

static void read_events(const struct json_place *place, const struct site_loading *loading,
                        struct slide *slide) {
    struct slide_events *events = &slide->events;
    struct feed_query *query = &events->query;
    events->style = (enum events_style)read_choice(place, "style", styles, LENGTH(styles), EVENTS_LIST);
    query->tag_count = read_texts(place, "tags", TAGS_MAX, &query->tags);
    events->qr_url = read_url(place, "qr");
    read_picture(place, loading, &slide->picture);
    query->days = read_int(place, "days", 1, 366, DAYS_DEFAULT);
    query->limit = read_int(place, "limit", 1, QUERY_LIMIT_MAX, LIMIT_DEFAULT);
}

static const char *const keys[] = {"feeds", "style", "days", "limit", "tags", "qr", "picture"};

const struct slide_kind slide_kind_events = {.name = "events",
                                             .keys = keys,
                                             .key_count = LENGTH(keys),
                                             .read = read_events,
                                             .turns = TURNS_EVERY_LANGUAGE,
                                             .sourcing = SOURCING_NONE,
                                             .address_at = offsetof(struct slide, events.qr_url),
                                             .feeds.query_at = offsetof(struct slide, events.query),
                                             .feeds.kind = FEED_KIND_EVENTS};
