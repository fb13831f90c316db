/* The meetings of the day: those of a slide of that type, with the way to their rooms. */
#include "core/site/site_findings.h"
#include "guide/written/guide_findings.h"
#include "guide/written/load_parts.h"
#include "guide/written/page_kind.h"

/* The room stands in the slide's playlist; only here is it known which houses there are. */
static void find_room(struct guide_loading *loading, const struct slide *slide,
                      const struct meeting_room *room, struct room_spot *out) {
    const struct finding_place at = {SEVERITY_ERROR, slide->file, room->line, room->column};
    out->house = room->house ? house_find(&loading->guide->houses, room->house) : NULL;
    int number = out->house && room->spot ? plan_spot_find(out->house->plan, room->spot) : -1;
    if (number >= 0 && out->house->plan->spots[number].name.count > 0)
        out->spot = &out->house->plan->spots[number];
    if (room->house && !out->house && house_is_written(loading, room->house))
        return; /* what is wrong with it was said */
    if (room->house && !out->house)
        report_said(loading->report, &at, FOUND_ROOM_WITHOUT_HOUSE, room->id, room->house);
    else if (room->spot && !out->spot)
        report_said(loading->report, &at, FOUND_ROOM_WITHOUT_SPOT, room->id, room->house, room->spot);
}

static const struct slide *read_slide(const struct json_place *page, const struct guide_loading *loading) {
    struct json_place place = place_member(page, "slide");
    const char *name = read_text(page, "slide", READER_NAME_MAX);
    const struct slide *slide = name ? read_slide_name(&place, loading, name) : NULL;
    if (!place.value)
        place_missing(page, "slide", "a slide with meetings, such as \"raadhus/meetings\"",
                      "et slide med møder, f.eks. ”raadhus/meetings”");
    else if (slide && slide->type != SLIDE_MEETINGS)
        place_error(&place, FOUND_NO_MEETINGS_SLIDE, name);
    return slide && slide->type == SLIDE_MEETINGS ? slide : NULL;
}

static bool read_meetings(const struct json_place *place, struct guide_loading *loading,
                          struct guide_page *page) {
    const struct slide *slide = read_slide(place, loading);
    size_t count = slide ? slide->meetings.room_count : 0;
    struct room_spot *rooms = count ? arena_alloc(loading->guide->arena, count * sizeof *rooms) : NULL;
    for (size_t i = 0; rooms && i < count; i++) {
        rooms[i] = (struct room_spot){0};
        find_room(loading, slide, &slide->meetings.rooms[i], &rooms[i]);
    }
    page->meetings = (struct guide_meetings){slide, rooms};
    return slide && (rooms || count == 0);
}

static const char *const keys[] = {"slide"};

const struct page_kind page_kind_meetings = {.name = "meetings",
                                             .icon = "meeting_room",
                                             .keys = keys,
                                             .key_count = LENGTH(keys),
                                             .read = read_meetings};
