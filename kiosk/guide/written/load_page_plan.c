/* The plan of a house: where one is, and the way to a counter or room. */
#include "core/site/site_findings.h"
#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"
#include "guide/written/page_kind.h"

/* Without a house: that of the screen. */
static bool read_plan_page(const struct json_place *place, struct guide_loading *loading,
                           struct guide_page *page) {
    struct json_place name = place_member(place, "house");
    const struct guide_house **house = arena_alloc(loading->guide->arena, sizeof *house);
    if (!name.value || !house)
        return true;
    *house = read_house_name(&name, loading);
    if (*house && !(*house)->plan)
        place_error(&name, FOUND_HOUSE_WITHOUT_PLAN, (*house)->id);
    page->houses = (struct guide_houses){house, *house != NULL};
    return *house != NULL;
}

static const char *const keys[] = {"house"};

const struct page_kind page_kind_plan = {.name = "plan",
                                         .icon = "map",
                                         .keys = keys,
                                         .key_count = LENGTH(keys),
                                         .read = read_plan_page,
                                         .place = offsetof(struct guide, own.plan)};
