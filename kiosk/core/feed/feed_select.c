#include "core/feed/feed_select.h"

#include <string.h>

#define NEWS_MAX_AGE_MS (2 * DAY_MS)

static bool any_match(const char *const *wanted, size_t wanted_count, const char *const *have,
                      size_t have_count) {
    for (size_t i = 0; i < wanted_count; i++)
        for (size_t k = 0; k < have_count; k++)
            if (strcmp(wanted[i], have[k]) == 0)
                return true;
    return false;
}

/* The library says which screens an event is for; a screen without a name there shows all. */
static bool event_meant_for(const struct event *event, const struct screen *screen) {
    return event->screen_count == 0 || screen->event_name_count == 0 ||
           any_match(screen->event_names, screen->event_name_count, event->screens, event->screen_count);
}

/* Has its tags and is meant for this screen, whatever the time. */
static bool event_fits(const struct event *event, const struct feed_query *query,
                       const struct screen *screen) {
    if (query->tag_count > 0 && !any_match(query->tags, query->tag_count, event->tags, event->tag_count))
        return false;
    return event_meant_for(event, screen);
}

static int64_t event_sight_ms(const struct event *event, const struct feed_query *query) {
    return event->start_ms - query->days * DAY_MS;
}

bool feed_event_open(const struct event *event, const struct screen *screen, int64_t now_ms) {
    return now_ms < event_over_ms(event->start_ms, event->end_ms, event->all_day) &&
           event_meant_for(event, screen);
}

static bool event_wanted(const struct event *event, const struct feed_query *query,
                         const struct screen *screen, int64_t now_ms) {
    return now_ms >= event_sight_ms(event, query) &&
           now_ms < event_over_ms(event->start_ms, event->end_ms, event->all_day) &&
           event_fits(event, query, screen);
}

int64_t feed_headline_time_ms(const struct headline *headline, int64_t now_ms) {
    return headline->time_ms <= now_ms + DAY_MS ? headline->time_ms : 0;
}

/* Of unknown age: as old as the feed it came with. */
static int64_t headline_over_ms(const struct headline *headline, const struct feed_data *feed,
                                int64_t now_ms) {
    int64_t time_ms = feed_headline_time_ms(headline, now_ms);
    return (time_ms ? time_ms : feed->fetched_ms) + NEWS_MAX_AGE_MS;
}

/* Lists are kept sorted by insertion: they are short, and several feeds merge into one. */
static size_t insert_event(const struct event **out, size_t count, size_t max, const struct event *event) {
    size_t at = count;
    while (at > 0 &&
           (out[at - 1]->start_ms > event->start_ms ||
            (out[at - 1]->start_ms == event->start_ms && strcmp(out[at - 1]->title, event->title) > 0)))
        at--;
    if (at >= max)
        return count;
    size_t keep = count < max ? count : max - 1;
    memmove(out + at + 1, out + at, (keep - at) * sizeof(*out));
    out[at] = event;
    return keep + 1;
}

static size_t limit_of(const struct feed_query *query, size_t max) {
    size_t limit = query->limit > 0 ? (size_t)query->limit : max;
    return limit < max ? limit : max;
}

size_t feed_select_events(const struct feed_query *query, const struct screen *screen,
                          const struct feeds *feeds, int64_t now_ms, const struct event **out, size_t max) {
    size_t count = 0;
    max = limit_of(query, max);
    for (size_t i = 0; i < query->feed_count && max > 0; i++) {
        const struct feed_data *feed = feeds_find(feeds, query->feeds[i]);
        if (!feed || feed->kind != FEED_KIND_EVENTS)
            continue;
        for (size_t k = 0; k < feed->count; k++)
            if (event_wanted(&feed->events[k], query, screen, now_ms))
                count = insert_event(out, count, max, &feed->events[k]);
    }
    return count;
}

size_t feed_select_headlines(const struct feed_query *query, const struct feeds *feeds, int64_t now_ms,
                             const struct headline **out, const struct feed_data **from, size_t max) {
    size_t count = 0;
    max = limit_of(query, max);
    for (size_t i = 0; i < query->feed_count && max > 0; i++) {
        const struct feed_data *feed = feeds_find(feeds, query->feeds[i]);
        if (!feed || feed->kind != FEED_KIND_NEWS)
            continue;
        for (size_t k = 0; k < feed->count; k++) {
            const struct headline *headline = &feed->headlines[k];
            if (now_ms >= headline_over_ms(headline, feed, now_ms))
                continue;
            size_t at = count;
            int64_t time_ms = feed_headline_time_ms(headline, now_ms);
            while (at > 0 && feed_headline_time_ms(out[at - 1], now_ms) < time_ms)
                at--;
            if (at >= max)
                continue;
            size_t keep = count < max ? count : max - 1;
            memmove(out + at + 1, out + at, (keep - at) * sizeof(*out));
            memmove(from + at + 1, from + at, (keep - at) * sizeof(*from));
            out[at] = headline;
            from[at] = feed;
            count = keep + 1;
        }
    }
    return count;
}

static int64_t earlier(int64_t edge_ms, int64_t now_ms, int64_t until_ms) {
    return edge_ms > now_ms && edge_ms < until_ms ? edge_ms : until_ms;
}

static int64_t event_edge(const struct event *event, const struct feed_query *query, int64_t now_ms,
                          int64_t until_ms) {
    until_ms = earlier(event_sight_ms(event, query), now_ms, until_ms);
    return earlier(event_over_ms(event->start_ms, event->end_ms, event->all_day), now_ms, until_ms);
}

static int64_t headline_edge(const struct headline *headline, const struct feed_data *feed, int64_t now_ms,
                             int64_t until_ms) {
    if (headline->time_ms)
        until_ms = earlier(headline->time_ms - DAY_MS, now_ms, until_ms); /* its date is believed */
    return earlier(headline_over_ms(headline, feed, now_ms), now_ms, until_ms);
}

int64_t feed_next_edge(const struct feed_query *query, const struct screen *screen, const struct feeds *feeds,
                       int64_t now_ms, int64_t until_ms) {
    for (size_t i = 0; i < query->feed_count; i++) {
        const struct feed_data *feed = feeds_find(feeds, query->feeds[i]);
        if (!feed || feed->kind != query->kind)
            continue;
        for (size_t k = 0; feed->kind == FEED_KIND_EVENTS && k < feed->count; k++)
            if (event_fits(&feed->events[k], query, screen))
                until_ms = event_edge(&feed->events[k], query, now_ms, until_ms);
        for (size_t k = 0; feed->kind == FEED_KIND_NEWS && k < feed->count; k++)
            until_ms = headline_edge(&feed->headlines[k], feed, now_ms, until_ms);
    }
    return until_ms;
}
