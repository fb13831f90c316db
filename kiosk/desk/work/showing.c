#include "desk/work/showing.h"

#include "core/site/slide_kind.h"

enum { EDGES_MAX = 4000 };
#define AHEAD_MS (400 * DAY_MS)

static const char *const names[] = {[SHOWING_ON] = "on",
                                    [SHOWING_COMING] = "coming",
                                    [SHOWING_OVER] = "over",
                                    [SHOWING_ALWAYS] = "always",
                                    [SHOWING_UNUSED] = "unused"};

const char *showing_name(enum showing_state state) {
    return names[state];
}

/* All that decides when. */
struct span {
    const struct zone *zone;
    const struct schedule *slide, *playlist;
    int64_t expires_ms; /* INT64_MAX: never */
};

static bool is_on(const struct span *span, int64_t now_ms) {
    return now_ms < span->expires_ms && schedule_active(span->slide, span->zone, now_ms) &&
           schedule_active(span->playlist, span->zone, now_ms);
}

/* When is it next as `on` says, after `now_ms`? 0: not within AHEAD_MS. */
static int64_t next(const struct span *span, bool on, int64_t now_ms) {
    int64_t until = now_ms + AHEAD_MS, at = now_ms;
    for (int i = 0; i < EDGES_MAX && at < until; i++) {
        int64_t edge = schedule_next_edge(span->slide, span->zone, at, until);
        int64_t other = schedule_next_edge(span->playlist, span->zone, at, until);
        edge = other < edge ? other : edge;
        at = span->expires_ms > at && span->expires_ms < edge ? span->expires_ms : edge;
        if (at < until && is_on(span, at) == on)
            return at;
    }
    return 0;
}

struct showing showing_at(const struct site *site, const struct playlist *playlist, const struct slide *slide,
                          int64_t now_ms) {
    struct span span = {site->zone, &slide->turn.schedule, &playlist->schedule, INT64_MAX};
    int32_t last = slide_last_day(slide);
    if (last < INT32_MAX)
        span.expires_ms = zone_day_start(site->zone, (int64_t)last + 1);
    struct showing showing = {SHOWING_OVER, 0, 0};
    if (is_on(&span, now_ms)) {
        showing.until_ms = next(&span, false, now_ms);
        bool always =
            schedule_is_free(span.slide) && schedule_is_free(span.playlist) && showing.until_ms == 0;
        showing.state = always ? SHOWING_ALWAYS : SHOWING_ON;
    } else if ((showing.from_ms = next(&span, true, now_ms)) != 0) {
        showing.state = SHOWING_COMING;
    }
    return showing;
}
