#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"

static void read_door_pages(const struct json_place *door, const struct guide_loading *loading,
                            struct guide_door *out) {
    struct json_place list = place_member(door, "pages");
    size_t count = place_array(&list, GUIDE_DOOR_PAGES_MAX);
    if (!list.value || (value_is(list.value, VALUE_LIST) && value_length(list.value) == 0))
        place_missing(door, "pages", "the pages behind the door", "siderne bag indgangen");
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&list, i);
        const struct guide_page *page = read_page_name(&item, loading);
        for (size_t k = 0; k < out->page_count && page; k++)
            if (out->pages[k] == page) {
                place_error(&item, FOUND_DOOR_PAGE_TWICE, page->id);
                page = NULL;
            }
        if (page)
            out->pages[out->page_count++] = page;
    }
}

static bool read_door(const struct json_place *place, struct guide_loading *loading, struct guide_door *out) {
    static const char *const keys[] = {"id", "icon", "picture", "colour", "title", "summary", "pages"};
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
    read_door_pages(place, loading, out);
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
