/* What is counted of a visit: that something happened, never what it was about. */
#include <string.h>

#include "player/visit_parts.h"
#include "system/log.h"

int32_t visit_today(const struct visit *visit) {
    int64_t wall_s = visit->now.wall_ms / 1000;
    int offset_s =
        visit->world.frame.site ? zone_offset_s(visit->world.frame.site->zone, visit->now.wall_ms) : 0;
    return (int32_t)((wall_s + offset_s) / DAY_S);
}

const char *visit_place_name(enum place place) {
    return place_name(place);
}

void visit_count(struct visit *visit, enum counter counter, const char *page) {
    const struct guide *guide = visit->world.frame.guide;
    int language = visit->last_language;
    const char *tag = guide && language >= 0 && (size_t)language < guide->language_count
                          ? guide->languages[language].tag
                          : "";
    if (visit->counters)
        counters_add(visit->counters, counter, visit_today(visit), tag, page);
}

static void once(struct visit *visit, enum counter counter) {
    if (visit->counted & (1u << counter))
        return;
    visit->counted |= 1u << counter;
    visit_count(visit, counter, "");
}

/* The page's own id where there is one, else the kind of place. */
const char *visit_page_name(const struct visit *visit) {
    const struct guide *guide = visit->world.frame.guide;
    uint32_t of = visit->state.spot.of;
    switch (visit->state.spot.place) {
    case PLACE_PAGE:
        return guide && of < guide->page_count ? guide->pages[of].id : "";
    case PLACE_ENTRY:
        return guide && of >> 16 < guide->page_count ? guide->pages[of >> 16].id : "";
    case PLACE_DOOR:
        return guide && of < guide->door_count ? guide->doors[of].id : "";
    default:
        return place_name(visit->state.spot.place);
    }
}

void visit_count_page(struct visit *visit) {
    const struct spot *spot = &visit->state.spot, *before = &visit->counted_spot;
    enum place place = spot->place;
    if ((place == before->place && spot->of == before->of) || place <= PLACE_SLIDES || place_is_staffs(place))
        return; /* the same, the signage, staff */
    visit->counted_spot = *spot;
    visit_count(visit, COUNTER_PAGE_OPENS, visit_page_name(visit));
    if (place == PLACE_ASK)
        once(visit, COUNTER_ASK_STAFF);
    if (place == PLACE_EMERGENCY)
        once(visit, COUNTER_EMERGENCY);
}

void visit_count_aids(struct visit *visit) {
    if (visit->state.text_size != TEXT_NORMAL)
        once(visit, COUNTER_LARGER_TEXT);
    if (visit->state.high_contrast)
        once(visit, COUNTER_HIGH_CONTRAST);
    if (visit->state.speech)
        once(visit, COUNTER_SPEECH);
}

void visit_count_search(struct visit *visit) {
    if (!visit->searched)
        return;
    visit_count(visit, COUNTER_SEARCHES, "");
    if (visit->search_empty)
        visit_count(visit, COUNTER_SEARCHES_EMPTY, "");
    visit->searched = visit->search_empty = false;
}

void visit_count_end(struct visit *visit, bool by_idle) {
    visit_count_search(visit);
    visit_count(visit, COUNTER_SESSIONS, "");
    visit_count(visit, by_idle ? COUNTER_RESET_BY_IDLE : COUNTER_RESET_BY_USER, "");
    visit->counted = 0;
    visit->counted_spot = (struct spot){0};
}

void visit_write_counters(struct visit *visit) {
    struct fail fail;
    if (!visit->counters)
        return;
    if (!counters_write(visit->counters, visit_today(visit), visit_ms(visit), &fail))
        log_line(LOG_LEVEL_WARNING, "counters are not written: %s", fail.text);
    else if (fail.text[0])
        log_line(LOG_LEVEL_WARNING, "%s: %s", fail.file, fail.text);
}
