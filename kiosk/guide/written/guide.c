#include "guide/written/guide.h"

#include <string.h>

const char *guide_say(const struct guide *guide, int language, enum guide_word word) {
    const char *said = language >= 0 && (size_t)language < guide->language_count
                           ? guide->languages[language].words[word]
                           : NULL;
    return said ? said : guide_word_english(word);
}

bool guide_language_whole(const struct guide_language *language, bool drafts) {
    return language->offered || drafts;
}

bool guide_language_open(const struct guide_language *language, bool drafts) {
    return guide_language_whole(language, drafts) || language->essentials;
}

int guide_language_find(const struct guide *guide, const char *tag) {
    for (size_t i = 0; i < guide->language_count; i++)
        if (strcmp(guide->languages[i].tag, tag) == 0)
            return (int)i;
    return -1;
}

const struct guide_page *guide_page_find(const struct guide *guide, const char *id) {
    for (size_t i = 0; i < guide->page_count; i++)
        if (strcmp(guide->pages[i].id, id) == 0)
            return &guide->pages[i];
    return NULL;
}

const struct guide_door *guide_door_find(const struct guide *guide, const char *id) {
    for (size_t i = 0; i < guide->door_count; i++)
        if (strcmp(guide->doors[i].id, id) == 0)
            return &guide->doors[i];
    return NULL;
}

const struct guide_keyboard *guide_keyboard_find(const struct guide *guide, const char *id) {
    for (size_t i = 0; i < guide->keyboard_count; i++)
        if (strcmp(guide->keyboards[i].id, id) == 0)
            return &guide->keyboards[i];
    return NULL;
}

static const struct guide_text *text_in(const struct guide_page *page, const char *tag) {
    for (size_t i = 0; i < page->text_count; i++)
        if (strcmp(page->texts[i].language, tag) == 0)
            return &page->texts[i];
    return NULL;
}

const struct guide_text *guide_text_pick(const struct guide *guide, const struct guide_page *page,
                                         int language) {
    const struct guide_text *text = NULL;
    if (language >= 0 && (size_t)language < guide->language_count)
        text = text_in(page, guide->languages[language].tag);
    for (size_t i = 0; !text && i < guide->site->language_count; i++)
        text = text_in(page, guide->site->languages[i]);
    return !text && page->text_count > 0 ? &page->texts[0] : text;
}

const struct guide_text *guide_text_easy(const struct guide *guide, const struct guide_page *page,
                                         int language) {
    const struct guide_text *text = language >= 0 ? text_in(page, guide->languages[language].tag) : NULL;
    return text ? text->easy : NULL;
}

bool guide_has_easy(const struct guide *guide) {
    for (size_t i = 0; i < guide->page_count; i++)
        for (size_t t = 0; t < guide->pages[i].text_count; t++)
            if (guide->pages[i].texts[t].easy)
                return true;
    return false;
}

const struct guide_place *guide_place_of(const struct guide *guide, const char *screen) {
    for (size_t i = 0; i < guide->people.place_count; i++)
        if (strcmp(guide->people.places[i].screen, screen) == 0)
            return &guide->people.places[i];
    return NULL;
}

const struct guide_house *guide_house_of(const struct guide *guide, const char *screen) {
    const struct guide_place *place = guide_place_of(guide, screen);
    return place ? place->house : NULL;
}

bool guide_page_shown(const struct guide_page *page, int32_t today) {
    const struct guests *visit = page->visit;
    if (visit && (today < visit->days[0].day || today > guests_last_day(visit)))
        return false;
    return page->source.expires_day == 0 || today < page->source.expires_day;
}
