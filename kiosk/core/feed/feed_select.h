/* Which items a query means at a moment, and when that changes. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/feed/feed.h"
#include "core/site/feed_query.h"
#include "core/site/site.h"

/* Events that are not over, within query->days, with its tags, meant for this screen, sorted by start, from
 * all its feeds merged; at most `max` are written to `out`. Returns how many. `feeds` may be NULL. */
size_t feed_select_events(const struct feed_query *query, const struct screen *screen,
                          const struct feeds *feeds, int64_t now_ms, const struct event **out, size_t max);
/* Headlines not older than 48 h, newest first, with the feed each is from. One of unknown age is as old as
 * the feed it came with. */
size_t feed_select_headlines(const struct feed_query *query, const struct feeds *feeds, int64_t now_ms,
                             const struct headline **out, const struct feed_data **from, size_t max);
/* The first instant after `now_ms` and not after `until_ms` at which one of the two may answer differently
 * for this query, else `until_ms`. */
int64_t feed_next_edge(const struct feed_query *query, const struct screen *screen, const struct feeds *feeds,
                       int64_t now_ms, int64_t until_ms);

/* Is the event not over, and meant for this screen? One without an end is over an hour after it begins, an
 * all-day one after its day: nobody who comes a minute late may find it gone. */
bool feed_event_open(const struct event *event, const struct screen *screen, int64_t now_ms);
/* When the headline was written; 0: unknown, as is a date more than a day ahead. */
int64_t feed_headline_time_ms(const struct headline *headline, int64_t now_ms);
