#include "guide/view/today_parts.h"

#include <stdio.h>
#include <string.h>

#include "core/feed/event_words.h"
#include "core/feed/feed_select.h"
#include "core/site/scene_words.h"
#include "core/text/plain_text.h"
#include "guide/view/hours_parts.h"

enum { TITLE_BYTES = 60, EVENTS_MAX = 20 };

const char *today_greeting(const struct page *page, const char **tag) {
    const struct guide *guide = page->guide;
    size_t open[GUIDE_LANGUAGES_MAX], count = 0;
    for (size_t i = 0; i < guide->language_count; i++)
        if (guide_language_whole(&guide->languages[i], page->request->drafts))
            open[count++] = i;
    size_t turn = count ? (size_t)(page->request->now_ms / TODAY_GREETING_MS) % count : 0;
    *tag = guide->languages[count ? open[turn] : 0].tag;
    return word(&guide->words, WORD_WELCOME, *tag);
}

const char *today_event(const struct page *page, struct today *today) {
    const struct view_request *request = page->request;
    const struct guide_page *shown = page->guide->own.events;
    const struct event *events[EVENTS_MAX];
    if (!shown || request->clock_wrong)
        return NULL;
    struct event_reader reader = {.zone = request->site->zone,
                                  .now_ms = request->now_ms,
                                  .language = page->tag,
                                  .words = &page->guide->words};
    struct feed_query query = shown->events.query;
    query.tags = NULL;
    query.tag_count = 0;
    query.limit = EVENTS_MAX;
    size_t found =
        feed_select_events(&query, request->screen, request->feeds, request->now_ms, events, EVENTS_MAX);
    for (size_t i = 0; i < found; i++) {
        struct event_days days = event_days(&reader, events[i]);
        char day[WORDS_MAX], time[EVENT_TIME_MAX], title[TITLE_BYTES + 20];
        if (events[i]->state == EVENT_CANCELLED || events[i]->state == EVENT_SOLD_OUT || days.running)
            continue;
        words_day(reader.words, days.shown, days.today, page->tag, day, sizeof day);
        event_time(&reader, events[i], time, sizeof time);
        size_t cut = text_cut(events[i]->title, TITLE_BYTES);
        snprintf(title, sizeof title, "\u2068%.*s%s\u2069", (int)cut, events[i]->title,
                 events[i]->title[cut] ? "…" : "");
        snprintf(today->event, sizeof today->event, "%s %s\n%s", day, time, title);
        return today->event;
    }
    return NULL;
}

const char *today_hours(const struct page *page, struct today *today) {
    const struct guide_page *shown = page->guide->own.hours;
    const struct guide_house *house = guide_house_of(page->guide, page->request->screen->id);
    if (!house && shown && shown->houses.count > 0)
        house = shown->houses.items[0];
    page_open_words(page, shown ? house : NULL, false, today->hours, sizeof today->hours);
    return *today->hours ? today->hours : NULL;
}
