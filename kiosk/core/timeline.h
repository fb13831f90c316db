/* Which slide is where when: a pure function of (site, screen, feeds, now). Two screens with the same site
 * show the same slide at the same moment; a restart joins in the middle.
 *
 * A local day is cut into segments in which the set of slides does not change (edges: schedules, expiry, the
 * end of an event; for posters and the news ticker also a change of their items). Each segment starts its
 * loop at its beginning; local midnight is always an edge. Within a segment the slides follow each other in
 * the order written, one language after another when they alternate.
 *
 * A screen speaks one language at a time: the largest zone leads, and slides that take turns in the other
 * zones show the language it shows, for as long as all their turns would last. Their changes move by up to
 * four seconds to fall together with the leader's, never over the edge of a segment. Beside an entry of more
 * than a minute they take their own turns.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/feed.h"
#include "core/site.h"

struct timeline_entry {
    const struct playlist *playlist;
    const struct slide *slide; /* NULL: nothing at all to show in this zone (no slide, no evergreen) */
    const char *language;      /* the language it is shown in; the first of its order when shown together */
    int item; /* poster and news ticker: which item of the feed, in the order of feed_select_*; else 0 */
    int64_t start_ms,
        end_ms; /* half-open; start_ms is the entry's own start, also when joined in the middle */
};

/* What zone `zone` of `screen` shows at `now_ms`. `skip` (may be NULL) says which slides cannot be shown here
 * and are left out of the loop: the same answer must be given for the same slide throughout. */
struct timeline_skip {
    void *context;
    bool (*skip)(void *context, const struct slide *slide);
};
struct timeline_entry timeline_at(const struct site *site, const struct screen *screen, const char *zone,
                                  const struct feeds *feeds, int64_t now_ms,
                                  const struct timeline_skip *skip);

/* Does the slide take a turn in `language` on this screen? */
bool timeline_takes_turn(const struct screen *screen, const struct slide *slide, const char *language);

/* The items a slide shows at `now_ms`, in order: events that have not ended, within `days`, with its tags,
 * meant for this screen, at most `limit`, from all its feeds merged; headlines not older than 48 h; at most
 * `max` are written to `out`. Returns how many. */
size_t feed_select_events(const struct slide *slide, const struct screen *screen, const struct feeds *feeds,
                          int64_t now_ms, const struct event **out, size_t max);
/* Is the event not over, and meant for this screen? */
bool feed_event_open(const struct event *event, const struct screen *screen, int64_t now_ms);
size_t feed_select_headlines(const struct slide *slide, const struct feeds *feeds, int64_t now_ms,
                             const struct headline **out, const struct feed_data **from, size_t max);

/* The first instant after `now_ms` and not after `until_ms` at which one of the two may answer differently
 * for this slide, else `until_ms`. */
int64_t feed_select_next_edge(const struct slide *slide, const struct screen *screen,
                              const struct feeds *feeds, int64_t now_ms, int64_t until_ms);
