#include "player/tally.h"

static void count(struct tally *tally, enum counter counter, const char *page) {
    const struct guide *guide = tally->guide;
    int language = tally->language;
    const char *tag = guide && language >= 0 && (size_t)language < guide->language_count
                          ? guide->languages[language].tag
                          : "";
    if (tally->counters)
        counters_add(tally->counters, counter, tally->today, tag, page);
}

static void once(struct tally *tally, enum counter counter) {
    if (tally->counted & (1u << counter))
        return;
    tally->counted |= 1u << counter;
    count(tally, counter, "");
}

/* The page's own id where there is one, else the kind of place. */
static const char *page_name(const struct guide *guide, const struct spot *spot) {
    uint32_t of = spot->of;
    switch (spot->place) {
    case PLACE_PAGE:
        return guide && of < guide->page_count ? guide->pages[of].id : "";
    case PLACE_ENTRY:
        return guide && of >> 16 < guide->page_count ? guide->pages[of >> 16].id : "";
    case PLACE_DOOR:
        return guide && of < guide->door_count ? guide->doors[of].id : "";
    default:
        return place_name(spot->place);
    }
}

static void count_page(struct tally *tally, const struct spot *spot) {
    const struct spot *before = &tally->opened;
    if ((spot->place == before->place && spot->of == before->of) || spot->place <= PLACE_SLIDES ||
        place_is_staffs(spot->place))
        return; /* the same, the signage, staff */
    tally->opened = *spot;
    count(tally, COUNTER_PAGE_OPENS, page_name(tally->guide, spot));
    if (spot->place == PLACE_ASK)
        once(tally, COUNTER_ASK_STAFF);
    if (spot->place == PLACE_EMERGENCY)
        once(tally, COUNTER_EMERGENCY);
}

static void count_search(struct tally *tally) {
    if (!tally->searched)
        return;
    count(tally, COUNTER_SEARCHES, "");
    if (tally->vain)
        count(tally, COUNTER_SEARCHES_EMPTY, tally->vain);
    tally->searched = false;
    tally->vain = NULL;
}

void tally_begin(struct tally *tally) {
    tally->counted = 0;
    tally->opened = (struct spot){0};
    tally->searched = false;
    tally->vain = NULL;
}

void tally_state(struct tally *tally, const struct guide_state *state) {
    tally->language = state->language;
    if (state->aids.text_size != TEXT_NORMAL)
        once(tally, COUNTER_LARGER_TEXT);
    if (state->aids.high_contrast)
        once(tally, COUNTER_HIGH_CONTRAST);
    if (state->aids.speech)
        once(tally, COUNTER_SPEECH);
    count_page(tally, &state->spot);
    if (state->spot.place != PLACE_SEARCH)
        count_search(tally);
}

void tally_search(struct tally *tally, const char *vain) {
    tally->searched = true;
    tally->vain = vain;
}

void tally_code(struct tally *tally, const struct guide_state *state, bool code, bool other, int64_t now_ms) {
    if (!code) {
        tally->code_ms = 0;
    } else if (other) {
        tally->code_ms = now_ms + TALLY_CODE_MS;
        tally->code_page = page_name(tally->guide, &state->spot);
    }
}

void tally_film(struct tally *tally, const struct guide_state *state) {
    count(tally, COUNTER_VIDEO_DONE, page_name(tally->guide, &state->spot));
}

void tally_tick(struct tally *tally, int64_t now_ms) {
    if (!tally->code_ms || now_ms < tally->code_ms)
        return;
    tally->code_ms = 0;
    count(tally, COUNTER_QR_SHOWN, tally->code_page);
}

void tally_end(struct tally *tally, bool by_idle) {
    count_search(tally);
    count(tally, COUNTER_SESSIONS, "");
    count(tally, by_idle ? COUNTER_RESET_BY_IDLE : COUNTER_RESET_BY_USER, "");
    tally_begin(tally);
    tally->code_ms = 0;
}
