/* What's on: today, this week, by kind, from the feeds of the page; and one event with its code. */
#include <stdio.h>
#include <string.h>

#include "core/feed/event_picture.h"
#include "core/feed/event_words.h"
#include "core/feed/feed_select.h"
#include "core/site/scene_words.h"
#include "core/text/plain_text.h"
#include "guide/view/flow_parts.h"

enum {
    LITTLE_GROWS = 3,
    SAID_MAX = 200 /* bytes of title and line in a spoken name */,
    EVENTS_MAX = 120,
    TITLE_MAX = 400,
    KINDS_MAX = 300,
    LINES_EACH = 4, /* heading, title, note, what is said behind the title */
    LINE_MAX = 900,
    WEEK_DAYS = 7
};

/* The words of one event are the signage's: an event reads the same on a slide and in the guide. */
static struct event_reader reader_of(const struct page *page) {
    return (struct event_reader){.zone = page->request->site->zone,
                                 .now_ms = page->request->now_ms,
                                 .language = page->tag,
                                 .words = &page->guide->words,
                                 .clock_wrong = page->request->clock_wrong};
}

/* Where nobody knows which day it is, all there is stands below the other. */
static int period_of(const struct page *page) {
    return page->request->clock_wrong ? PERIOD_ALL : (int)page->state->chosen.period;
}

/* A window of the feed: the period's days, the chosen kind. */
static struct feed_query window_of(const struct page *page, const struct guide_page *shown) {
    struct feed_query window = shown->events.query;
    int kind = page->state->chosen.kind;
    window.tags = kind > 0 && (size_t)kind <= shown->events.query.tag_count
                      ? &shown->events.query.tags[kind - 1]
                      : NULL;
    window.tag_count = window.tags ? 1 : 0;
    window.limit = EVENTS_MAX;
    if (period_of(page) == PERIOD_WEEK && window.days > WEEK_DAYS)
        window.days = WEEK_DAYS;
    return window;
}

static bool in_period(const struct page *page, const struct event_days *days) {
    if (period_of(page) == PERIOD_TODAY)
        return days->shown <= days->today;
    return period_of(page) == PERIOD_ALL || days->shown < days->today + WEEK_DAYS;
}

static void add_choices(struct page *page, struct flow *flow, const struct guide_page *shown) {
    const char *periods[] = {page_word(page, WORD_TODAY), page_say(page, WORDS_THIS_WEEK),
                             page_say(page, WORDS_LATER)};
    for (int i = 0; i < (int)LENGTH(periods) && !page->request->clock_wrong; i++)
        flow_pill(flow, periods[i], NULL, action_of(VERB_PERIOD, i), (int)page->state->chosen.period == i,
                  NULL);
    if (shown->events.query.tag_count == 0)
        return;
    flow_pill(flow, page_say(page, WORDS_EVERY_KIND), NULL, action_of(VERB_KIND, 0),
              page->state->chosen.kind == 0, NULL);
    for (size_t i = 0; i < shown->events.query.tag_count; i++) {
        const char *language = NULL, *title = page_pick(page, &shown->events.tags[i].title, &language);
        flow_pill(flow, title ? title : shown->events.tags[i].plain, language,
                  action_of(VERB_KIND, (int)i + 1), page->state->chosen.kind == (int)i + 1, NULL);
    }
}

static void state_words(const struct page *page, const struct event *event, char *out, size_t size) {
    struct event_reader reader = reader_of(page);
    struct event_label labels[EVENT_LABELS];
    size_t count = event_labels(&reader, event, labels), used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", used ? " · " : "", labels[i].text);
}

static bool has_tag(const struct event *event, const char *tag) {
    for (size_t i = 0; i < event->tag_count; i++)
        if (strcmp(event->tags[i], tag) == 0)
            return true;
    return false;
}

/* "In English · For children": what the buttons of the list call its tags; others are the feed's own matter.
 */
static void kind_words(const struct page *page, const struct event *event, char *out, size_t size) {
    const struct guide_page *list = page->guide->own.events;
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; list && i < list->events.query.tag_count && used < size; i++) {
        const char *title = page_pick_aside(page, &list->events.tags[i].title, NULL);
        if (has_tag(event, list->events.query.tags[i]))
            used += (size_t)snprintf(out + used, size - used, "%s%s", used ? " · " : "",
                                     title ? title : list->events.tags[i].plain);
    }
}

/* "Cancelled · Book talk": what keeps people from going stands in the title, not in small letters. */
static void title_words(const struct page *page, const struct event *event, char *out, size_t size) {
    struct event_reader reader = reader_of(page);
    struct event_label labels[EVENT_LABELS];
    bool strong = event_labels(&reader, event, labels) > 0 && labels[0].strong;
    snprintf(out, size, "%s%s%.*s", strong ? labels[0].text : "", strong ? " · " : "",
             (int)text_cut(event->title, TITLE_MAX), event->title);
}

/* Price as far as it is known: unknown is not free. */
static const char *price_words(const struct page *page, const struct event *event) {
    return event->state == EVENT_CANCELLED ? ""
           : event->price == PRICE_FREE    ? page_word(page, WORD_FREE)
           : event->price == PRICE_PAID    ? page_say(page, WORDS_PRICE_PAID)
                                           : page_say(page, WORDS_PRICE_UNKNOWN);
}

static void add_part(char *out, size_t size, const char *part) {
    size_t used = strlen(out);
    if (*part && used < size)
        snprintf(out + used, size - used, "%s%s", used ? " · " : "", part);
}

/* "17:00 · Ballerup Library, room 1 · In English · Free" */
static void event_line(const struct page *page, const struct event *event, char *out, size_t size) {
    struct event_reader reader = reader_of(page);
    char time[EVENT_TIME_MAX], place[EVENT_PLACE_MAX], kinds[KINDS_MAX];
    event_time(&reader, event, time, sizeof time);
    event_place(event, place, sizeof place);
    kind_words(page, event, kinds, sizeof kinds);
    out[0] = '\0';
    add_part(out, size, time);
    add_part(out, size, place);
    add_part(out, size, kinds);
    if (event->state == EVENT_NOT_OPEN)
        add_part(out, size, page_word(page, WORD_NOT_OPEN));
    if (event->price != PRICE_UNKNOWN) /* one by one that would be said of nearly every line */
        add_part(out, size, price_words(page, event));
}

static void add_events(struct page *page, struct flow *flow, const struct guide_page *shown, char *lines) {
    const struct event *events[EVENTS_MAX];
    struct event_reader reader = reader_of(page);
    struct feed_query window = window_of(page, shown);
    size_t found = feed_select_events(&window, page->request->screen, page->request->feeds,
                                      page->request->now_ms, events, EVENTS_MAX);
    int64_t day = INT64_MIN;
    size_t used = 0;
    for (size_t i = 0; i < found; i++) {
        struct event_days days = event_days(&reader, events[i]);
        if (!in_period(page, &days))
            continue;
        char *heading = lines + used++ * LINE_MAX, *note = lines + used++ * LINE_MAX;
        char *detail = lines + used++ * LINE_MAX, *title = lines + used++ * LINE_MAX, date[WORDS_MAX];
        bool off = events[i]->state == EVENT_CANCELLED;
        page->view->found++;
        if (days.shown != day) {
            words_day(&page->guide->words, days.shown, days.today, page->tag, heading, LINE_MAX);
            flow_text(flow, FLOW_HEADING, heading, NULL, NULL);
            day = days.shown;
        }
        char line[LINE_MAX];
        event_line(page, events[i], line, sizeof line);
        snprintf(note, LINE_MAX, "%s", line);
        words_day(&page->guide->words, days.shown, days.today, page->tag, date, sizeof date);
        snprintf(detail, LINE_MAX, "%s, %.*s", date, (int)text_cut(line, SAID_MAX), line);
        title_words(page, events[i], title, LINE_MAX);
        flow_button(flow, &(struct button){.label = title,
                                           .icon = page_sign(off ? "close" : "event"),
                                           .label_language = event_language(&reader, events[i]),
                                           .note = note,
                                           .detail = detail,
                                           .chevron = true,
                                           .action = action_go(PLACE_EVENT, state_event_key(events[i]->id))});
    }
    if (used == 0)
        flow_text(flow, FLOW_TEXT, page_say(page, WORDS_NO_EVENTS), NULL, NULL);
}

/* Old data say how old they are; none at all say so. */
bool page_add_age(struct page *page, struct flow *flow, const struct feed_query *query, char *line,
                  size_t size) {
    bool any = false;
    for (size_t i = 0; i < query->feed_count; i++) {
        const struct feed_data *data = feeds_find(page->request->feeds, query->feeds[i]);
        const struct feed *feed = site_feed(page->request->site, query->feeds[i]);
        any |= data != NULL;
        if (!data || !feed || page->request->now_ms - data->fetched_ms <= feed->stale_ms)
            continue;
        struct civil at = zone_local(page->request->site->zone, data->fetched_ms);
        words_updated(&page->guide->words, &at, page->tag, line, (int)size);
        flow_text(flow, FLOW_NOTE, line, NULL, NULL);
        return true;
    }
    if (!any)
        flow_text(flow, FLOW_TEXT, page_say(page, WORDS_NO_INFORMATION), NULL, NULL);
    return any;
}

void view_events(struct page *page, const struct guide_page *shown) {
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    char *lines = page_lines(LINES_EACH * EVENTS_MAX, LINE_MAX), age[LINE_MAX];
    struct flow *flow = flow_create();
    frame_put(page, title, language);
    const char *words = page_pick_aside(page, &shown->summary, &language);
    (void)hero_put(page, &shown->picture, shown->icon, words, language);
    if (flow && lines) {
        add_choices(page, flow, shown);
        if (page_add_age(page, flow, &shown->events.query, age, sizeof age))
            add_events(page, flow, shown, lines);
        flow_put(page, flow, page->content);
    } else {
        page->failed = true;
    }
    page_lines_free(lines);
    flow_destroy(flow);
}

static const struct event *find_event(const struct page *page, uint32_t key) {
    const struct feeds *feeds = page->request->feeds;
    for (size_t f = 0; feeds && f < feeds->count; f++)
        for (size_t i = 0; feeds->items[f]->kind == FEED_KIND_EVENTS && i < feeds->items[f]->count; i++)
            if (state_event_key(feeds->items[f]->events[i].id) == key)
                return &feeds->items[f]->events[i];
    return NULL;
}

/* The day, and the time below it: "Thursday 3 December\n16:30–18:00". */
static void when_words(const struct event_reader *reader, const struct event *event, char *out, size_t size) {
    char day[WORDS_MAX], time[EVENT_TIME_MAX], end[40] = "";
    struct event_days days = event_days(reader, event);
    words_day(reader->words, days.shown, days.today, reader->language, day, sizeof day);
    event_time(reader, event, time, sizeof time);
    if (!event->all_day && !days.running && event->end_ms > event->start_ms && days.last == days.shown) {
        struct civil at = zone_local(reader->zone, event->end_ms);
        words_time(at.hour * 60 + at.minute, reader->language, end, sizeof end);
    }
    snprintf(out, size, "%s\n%s%s%s", day, time, *end ? "–" : "", end);
}

void view_event(struct page *page) {
    const struct event *event = find_event(page, page->state->spot.of);
    struct flow *flow = flow_create();
    if (!flow) {
        page->failed = true;
        return;
    }
    struct event_reader reader = reader_of(page);
    const struct event_picture *kind = event ? event_picture(page->request->site, event) : NULL;
    page->scene = kind ? &kind->picture : NULL;
    frame_put(page, event ? event->title : page_word(page, WORD_EVENTS),
              event ? event_language(&reader, event) : NULL);
    char when[LINE_MAX], place[EVENT_PLACE_MAX] = "", state[200] = "", kinds[KINDS_MAX];
    struct button list;
    if (event) {
        flow->grow = LITTLE_GROWS;
        flow->hero_icon = page_sign("event");
        flow->hero_words = page_word(page, WORD_EVENTS);
        when_words(&reader, event, when, sizeof when);
        event_place(event, place, sizeof place);
        state_words(page, event, state, sizeof state);
        flow_text(flow, FLOW_HEADING, state, NULL, NULL);
        flow_text(flow, FLOW_TEXT, when, NULL, NULL);
        flow_text(flow, FLOW_TEXT, place, page->guide->staff.language, NULL);
        flow_text(flow, FLOW_TEXT, event->lead,
                  event->language ? event->language : page->guide->staff.language, NULL);
        kind_words(page, event, kinds, sizeof kinds);
        flow_text(flow, FLOW_TEXT, kinds, NULL, NULL);
        if (event->price != PRICE_FREE) /* free stands with the state */
            flow_text(flow, FLOW_TEXT, price_words(page, event), NULL, NULL);
        flow_text(flow, FLOW_CODE, event_link(page->request->site, event), NULL, NULL);
    } else { /* it has ended, or left the feed, while somebody read it */
        flow_text(flow, FLOW_TEXT, page_say(page, WORDS_NO_INFORMATION), NULL, NULL);
    }
    if (page->guide->own.events) {
        list = page_link(page, page->guide->own.events);
        list.note = NULL;
        flow_button(flow, &list);
    }
    flow_put(page, flow, page->content);
    flow_destroy(flow);
}
