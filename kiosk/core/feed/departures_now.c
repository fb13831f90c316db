#include "core/feed/departures_now.h"

#include <string.h>

#define MINUTE_MS INT64_C(60000)
#define LIVE_MS (DEPARTURES_LIVE_MIN * MINUTE_MS)
#define KEPT_MS (DEPARTURES_KEPT_HOURS * 60 * MINUTE_MS)
#define AHEAD_MS (DEPARTURES_AHEAD_HOURS * 60 * MINUTE_MS)

/* One that was fetched later than now comes from before the clock was set back: of it nothing is of now. */
static bool is_live(const struct feed_data *feed, int64_t now_ms) {
    return now_ms - feed->fetched_ms <= LIVE_MS && feed->fetched_ms - now_ms <= LIVE_MS;
}

static bool is_kept(const struct feed_data *feed, int64_t now_ms) {
    return now_ms - feed->fetched_ms <= KEPT_MS;
}

static int64_t minute_of(int64_t ms) {
    return ms - ms % MINUTE_MS;
}

static struct departure_now look_at(const struct departure *departure, bool live) {
    struct departure_now now = {.of = departure, .leaves_ms = departure->planned_ms};
    now.expected = live && departure->expected_ms > 0 && departure->state != DEPARTURE_CANCELLED;
    if (now.expected)
        now.leaves_ms = departure->expected_ms;
    now.late = now.expected && minute_of(departure->expected_ms) > minute_of(departure->planned_ms);
    return now;
}

static int64_t gone_ms(int64_t leaves_ms) {
    return minute_of(leaves_ms) + MINUTE_MS;
}

static bool before(const struct departure_now *a, const struct departure_now *b) {
    if (minute_of(a->leaves_ms) != minute_of(b->leaves_ms))
        return a->leaves_ms < b->leaves_ms;
    if (a->of->planned_ms != b->of->planned_ms)
        return a->of->planned_ms < b->of->planned_ms;
    int line = strcmp(a->of->line, b->of->line);
    return line ? line < 0 : strcmp(a->of->direction, b->of->direction) < 0;
}

static size_t insert(struct departure_now *out, size_t count, size_t max, const struct departure_now *one) {
    size_t at = count;
    while (at > 0 && before(one, &out[at - 1]))
        at--;
    if (at >= max)
        return count;
    size_t keep = count < max ? count : max - 1;
    memmove(out + at + 1, out + at, (keep - at) * sizeof *out);
    out[at] = *one;
    return keep + 1;
}

static const struct feed_data *board_of(const struct feed_query *query, const struct feeds *feeds, size_t n) {
    const struct feed_data *feed = feeds_find(feeds, query->feeds[n]);
    return feed && feed->kind == FEED_KIND_DEPARTURES ? feed : NULL;
}

size_t departures_now(const struct feed_query *query, const struct feeds *feeds, int64_t now_ms,
                      struct departure_now *out, size_t max) {
    size_t count = 0;
    if (query->limit > 0 && (size_t)query->limit < max)
        max = (size_t)query->limit;
    for (size_t i = 0; i < query->feed_count && max > 0; i++) {
        const struct feed_data *feed = board_of(query, feeds, i);
        if (!feed || !is_kept(feed, now_ms))
            continue;
        for (size_t k = 0; k < feed->count; k++) {
            struct departure_now one = look_at(&feed->departures[k], is_live(feed, now_ms));
            if (now_ms < gone_ms(one.leaves_ms) && one.leaves_ms - now_ms < AHEAD_MS)
                count = insert(out, count, max, &one);
        }
    }
    return count;
}

static int64_t earlier(int64_t edge_ms, int64_t now_ms, int64_t until_ms) {
    return edge_ms > now_ms && edge_ms < until_ms ? edge_ms : until_ms;
}

int64_t departures_next_edge(const struct feed_query *query, const struct feeds *feeds, int64_t now_ms,
                             int64_t until_ms) {
    for (size_t i = 0; i < query->feed_count; i++) {
        const struct feed_data *feed = board_of(query, feeds, i);
        if (!feed)
            continue;
        until_ms = earlier(feed->fetched_ms - LIVE_MS, now_ms, until_ms);
        until_ms = earlier(feed->fetched_ms + LIVE_MS + 1, now_ms, until_ms);
        until_ms = earlier(feed->fetched_ms + KEPT_MS + 1, now_ms, until_ms);
        for (size_t k = 0; k < feed->count; k++)
            for (int live = 0; live < 2; live++) {
                int64_t leaves_ms = look_at(&feed->departures[k], live).leaves_ms;
                until_ms = earlier(gone_ms(leaves_ms), now_ms, until_ms);
                until_ms = earlier(leaves_ms - AHEAD_MS + 1, now_ms, until_ms);
            }
    }
    return until_ms;
}
