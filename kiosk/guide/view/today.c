#include "guide/view/today_parts.h"

#include <stdio.h>
#include <string.h>

#include "core/feed/event_words.h"
#include "core/feed/feed_select.h"
#include "core/feed/opening_week.h"
#include "core/site/scene_words.h"
#include "core/text/plain_text.h"

enum { TITLE_BYTES = 60, EVENTS_MAX = 20 };

const char *today_greeting(const struct page *page, const char **tag) {
    const struct guide *guide = page->guide;
    size_t open[GUIDE_LANGUAGES_MAX], count = 0;
    for (size_t i = 0; i < guide->language_count; i++)
        if (guide->languages[i].offered || page->request->drafts)
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
    struct feed_query query = shown->query;
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

static void add_service(const struct page *page, const struct opening_day *day, enum service service,
                        char *out, size_t size) {
    char from[40], to[40];
    for (size_t i = 0; i < day->count; i++) {
        const struct day_opening *opening = &day->openings[i];
        size_t used = strlen(out);
        if (opening->service != service || used + 150 > size)
            continue;
        const char *name = service == SERVICE_STAFFED ? page_word(page, WORD_STAFFED)
                           : service == SERVICE_SELF  ? page_word(page, WORD_SELF_SERVICE)
                                                      : opening->name;
        words_time(opening->from_min, page->tag, from, sizeof from);
        words_time(opening->to_min, page->tag, to, sizeof to);
        snprintf(out + used, size - used, "%s%s–%s%s%.*s", used ? "\n" : "", from, to, *name ? " " : "",
                 (int)text_cut(name, TITLE_BYTES), name);
    }
}

const char *today_hours(const struct page *page, struct today *today) {
    const struct view_request *request = page->request;
    const struct guide_page *shown = page->guide->own.hours;
    struct opening_week week;
    if (!shown || request->clock_wrong)
        return NULL;
    opening_week(&shown->query, &request->site->services, request->feeds, page_today(page), &week);
    const struct opening_day *day = &week.days[0];
    today->hours[0] = '\0';
    if (!day->known)
        return NULL;
    if (day->count == 0)
        return page_word(page, WORD_CLOSED);
    add_service(page, day, SERVICE_STAFFED, today->hours, sizeof today->hours);
    add_service(page, day, SERVICE_AS_NAMED, today->hours, sizeof today->hours);
    add_service(page, day, SERVICE_SELF, today->hours, sizeof today->hours);
    return today->hours;
}
