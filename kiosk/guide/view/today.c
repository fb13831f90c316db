#include "guide/view/today_parts.h"

#include <stdio.h>
#include <string.h>

#include "core/feed/departure_words.h"
#include "core/feed/event_words.h"
#include "core/feed/feed_select.h"
#include "core/site/scene_words.h"
#include "core/text/plain_text.h"
#include "guide/view/hours_parts.h"

enum { TITLE_BYTES = 60, EVENTS_MAX = 20, NAME_BYTES = 80 };

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

void today_greet(struct page *page, const struct picture *picture, const char *sign) {
    const char *tag = NULL, *words = today_greeting(page, &tag);
    page->said.part = PART_COUNT;
    (void)hero_put(page, picture, page_sign(sign), words, tag);
    page->said.part = PART_TEXT;
    page_speak(page, NULL, page_word(page, WORD_WELCOME));
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

/* A bus every other minute would leave no train its place. */
static const struct departure_now *next_of(const struct departure_now *departures, size_t count) {
    const struct departure_now *first = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct departure *of = departures[i].of;
        if (of->state == DEPARTURE_CANCELLED)
            continue;
        if (of->vehicle == VEHICLE_TRAIN || of->vehicle == VEHICLE_METRO || of->vehicle == VEHICLE_TRAM)
            return &departures[i];
        first = first ? first : &departures[i];
    }
    return first;
}

const char *today_departure(const struct page *page, struct today *today) {
    const struct view_request *request = page->request;
    const struct guide_page *shown = page->guide->own.departures;
    struct departure_now departures[QUERY_LIMIT_MAX];
    if (!shown || request->clock_wrong)
        return NULL;
    struct feed_query query = shown->departures;
    query.limit = QUERY_LIMIT_MAX;
    size_t count = departures_now(&query, request->feeds, request->now_ms, departures, QUERY_LIMIT_MAX);
    const struct departure_now *next = next_of(departures, count);
    if (!next)
        return NULL;
    const struct event_reader reader = {.zone = request->site->zone,
                                        .now_ms = request->now_ms,
                                        .language = page->tag,
                                        .words = &page->guide->words};
    struct departure_words words;
    char title[DEPARTURE_TITLE_MAX];
    departure_words(&reader, next, false, &words);
    departure_title(&reader, next->of, title);
    snprintf(today->departure, sizeof today->departure, "%s%s%s\n%.*s%s%.*s", words.time,
             words.label ? " · " : "", words.label ? words.label : "",
             (int)text_cut(title, TODAY_LINE_MAX / 2), title, *words.track ? "\n" : "",
             (int)text_cut(words.track, NAME_BYTES), words.track);
    return today->departure;
}
