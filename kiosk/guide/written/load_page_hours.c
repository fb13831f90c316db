/* Opening hours. */
#include "core/site/site_findings.h"
#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"
#include "guide/written/page_kind.h"

enum { DAYS_DEFAULT = 7 };

void read_hours_query(const struct json_place *place, const struct guide_loading *loading,
                      struct feed_query *out) {
    *out = (struct feed_query){.kind = FEED_KIND_HOURS, .limit = QUERY_LIMIT_MAX};
    out->days = read_int(place, "days", 1, 366, DAYS_DEFAULT);
    out->branch = read_text(place, "branch", READER_NAME_MAX);
    if (place_member(place, "feeds").value)
        out->feed_count = read_feed_names(place, loading->site, out->kind, &out->feeds);
}

/* What a page shows that names feeds alone. */
static const struct guide_house *feeds_alone(const struct json_place *place,
                                             const struct guide_loading *loading) {
    struct guide_house *house = arena_alloc(loading->guide->arena, sizeof *house);
    if (house)
        read_hours_query(place, loading, &house->query);
    return house;
}

static bool read_hours(const struct json_place *place, struct guide_loading *loading,
                       struct guide_page *page) {
    struct json_place list = place_member(place, "houses"), feeds = place_member(place, "feeds");
    size_t count = list.value ? place_array(&list, HOUSES_MAX) : 1, kept = 0;
    const struct guide_house **houses =
        count ? arena_alloc(loading->guide->arena, count * sizeof *houses) : NULL;
    bool empty = value_is(list.value, VALUE_LIST) && value_length(list.value) == 0;
    if (empty || (!list.value && !feeds.value))
        place_missing(place, "houses", "a list of houses, or \"feeds\": a list of feeds of " SITE_FILE,
                      "en liste af huse, eller ”feeds”: en liste af kilder fra " SITE_FILE);
    if (list.value && feeds.value)
        place_error(&feeds, FOUND_HOUSES_HAVE_FEEDS);
    for (size_t i = 0; houses && i < count; i++) {
        struct json_place item = place_item(&list, i);
        houses[kept] = list.value ? read_house_name(&item, loading) : feeds_alone(place, loading);
        kept += houses[kept] != NULL;
    }
    page->houses = (struct guide_houses){houses, kept};
    return kept > 0;
}

static const char *const keys[] = {"houses", "feeds", "branch", "days"};

const struct page_kind page_kind_hours = {.name = "hours",
                                          .icon = "schedule",
                                          .keys = keys,
                                          .key_count = LENGTH(keys),
                                          .read = read_hours,
                                          .prints = true,
                                          .place = offsetof(struct guide, own.hours)};
