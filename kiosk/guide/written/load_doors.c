#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"

static void add_page(const struct json_place *item, const struct guide_page *page, struct guide_door *out) {
    for (size_t i = 0; i < out->page_count; i++)
        if (out->pages[i] == page) {
            place_error(item, FOUND_DOOR_PAGE_TWICE, page->id);
            return;
        }
    if (out->page_count == GUIDE_DOOR_PAGES_MAX)
        place_error(item, FOUND_DOOR_PAGES_MANY, GUIDE_DOOR_PAGES_MAX);
    else
        out->pages[out->page_count++] = page;
}

/* "pages" of a door, or of a group of its pages. */
static void read_pages(const struct json_place *above, const struct guide_loading *loading,
                       struct guide_door *out) {
    struct json_place list = place_member(above, "pages");
    size_t count = place_array(&list, GUIDE_DOOR_PAGES_MAX);
    if (!list.value || (value_is(list.value, VALUE_LIST) && value_length(list.value) == 0))
        place_missing(above, "pages", "the pages behind the door", "siderne bag indgangen");
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&list, i);
        const struct guide_page *page = read_page_name(&item, loading);
        if (page)
            add_page(&item, page, out);
    }
}

/* One whose pages were all left out leaves no heading behind. */
static void read_groups(const struct json_place *door, struct guide_loading *loading,
                        struct guide_door *out) {
    static const char *const keys[] = {"title", "pages"};
    struct json_place list = place_member(door, "groups");
    size_t count = place_array(&list, GUIDE_DOOR_GROUPS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct json_place place = place_item(&list, i);
        struct guide_door_group group = {.first = out->page_count};
        if (!value_is(place.value, VALUE_OBJECT)) {
            place_error(&place, FOUND_NO_DOOR_GROUP);
            continue;
        }
        if (!place_object(&place, keys, LENGTH(keys)))
            continue;
        read_title(&place, "title", loading, "what stands above these pages, in each language",
                   "hvad der står over disse sider, på hvert sprog", &group.title);
        read_pages(&place, loading, out);
        if (group.title.count > 0 && out->page_count > group.first)
            out->groups[out->group_count++] = group;
    }
}

static bool read_door(const struct json_place *place, struct guide_loading *loading, struct guide_door *out) {
    static const char *const keys[] = {"id",    "icon",    "picture", "colour",
                                       "title", "summary", "pages",   "groups"};
    const struct guide *guide = loading->guide;
    const char *known[GUIDE_DOORS_MAX];
    for (size_t i = 0; i < guide->door_count; i++)
        known[i] = guide->doors[i].id;
    if (!value_is(place->value, VALUE_OBJECT)) {
        place_error(place, FOUND_NO_DOOR);
        return false;
    }
    if (!place_object(place, keys, LENGTH(keys)))
        return false;
    out->id = read_new_id(place, known, guide->door_count);
    out->icon = read_icon(place, "arrow_forward");
    read_guide_picture(place, loading, &out->picture);
    read_colour(place, "colour", &out->colour);
    read_title(place, "title", loading, "what the door says, in each language",
               "hvad der står på indgangen, på hvert sprog", &out->title);
    read_shown(place, "summary", loading, &out->summary);
    struct json_place groups = place_member(place, "groups");
    bool grouped = groups.value && !(value_is(groups.value, VALUE_LIST) && value_length(groups.value) == 0);
    if (place_member(place, "pages").value || !grouped)
        read_pages(place, loading, out);
    read_groups(place, loading, out);
    return out->id && out->icon && out->title.count > 0 && out->page_count > 0;
}

void load_doors(const struct json_place *root, struct guide_loading *loading) {
    struct guide *guide = loading->guide;
    struct json_place list = place_member(root, "doors");
    size_t count = place_array(&list, GUIDE_DOORS_MAX);
    if (!list.value)
        place_missing(root, "doors", "what the first page offers", "hvad den første side tilbyder");
    for (size_t i = 0; i < count; i++) {
        struct json_place place = place_item(&list, i);
        struct guide_door door = {0};
        if (read_door(&place, loading, &door))
            guide->doors[guide->door_count++] = door;
    }
}
