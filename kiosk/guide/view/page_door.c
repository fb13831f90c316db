/* Which door a page is behind, and the colours that it lends the page. */
#include "core/draw/colour.h"
#include "guide/view/page_parts.h"

struct colour page_read_on(struct colour ground, struct colour a, struct colour b) {
    return colour_contrast(ground, a) >= colour_contrast(ground, b) ? a : b;
}

/* The page of the guide that is shown, or whose entry, event or sentence is; NULL: none. */
static const struct guide_page *page_shown(const struct page *page) {
    const struct guide *guide = page->guide;
    const struct spot *spot = &page->state->spot;
    uint32_t number = spot->place == PLACE_ENTRY ? spot->of >> 16 : spot->of;
    if (spot->place == PLACE_EVENT)
        return guide->own.events;
    if (spot->place == PLACE_PHRASE)
        return guide->own.phrases;
    bool page_of = spot->place == PLACE_PAGE || spot->place == PLACE_ENTRY;
    return page_of && number < guide->page_count ? &guide->pages[number] : NULL;
}

static bool leads_to(const struct guide_door *door, const struct guide_page *shown) {
    for (size_t i = 0; i < door->page_count; i++)
        if (door->pages[i] == shown)
            return true;
    return false;
}

const struct guide_door *page_door(const struct page *page) {
    const struct guide *guide = page->guide;
    const struct guide_state *state = page->state;
    const struct guide_page *shown = page_shown(page);
    if (state->spot.place == PLACE_DOOR)
        return state->spot.of < guide->door_count ? &guide->doors[state->spot.of] : NULL;
    for (int i = state->depth; shown && i-- > 0;) {
        const struct spot *before = &state->history[i];
        if (before->place == PLACE_DOOR && before->of < guide->door_count &&
            leads_to(&guide->doors[before->of], shown))
            return &guide->doors[before->of];
    }
    for (size_t i = 0; shown && i < guide->door_count; i++)
        if (leads_to(&guide->doors[i], shown))
            return &guide->doors[i];
    return NULL;
}

const struct picture *page_scene(const struct page *page) {
    const struct guide_page *shown = page_shown(page);
    const struct guide_door *door = page_door(page);
    if (page->scene)
        return page->scene;
    if (shown && shown->picture.asset)
        return &shown->picture;
    return door && door->picture.asset ? &door->picture : &page->guide->picture;
}
