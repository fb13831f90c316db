/* Which slide is where when: a pure function of (site, screen, its shape, feeds, now). Two screens with the
 * same site show the same slide at the same moment; a restart joins in the middle.
 *
 * A local day is cut into segments in which the set of slides does not change (edges: schedules, expiry, the
 * end of an event; for posters and the news ticker also a change of their items). Each segment starts its
 * loop at its beginning; local midnight is always an edge. Within a segment the slides follow each other in
 * the order written, one language after another when they alternate; a slide with `every_ms` comes between
 * them as often as it says, and at the end.
 *
 * A screen speaks one language at a time: the largest zone leads, and slides that take turns in the other
 * zones show the language it shows, for as long as all their turns would last. Their changes move by up to
 * four seconds to fall together with the leader's, never over the edge of a segment. Beside an entry of more
 * than a minute they take their own turns. The header speaks the leader's language at every moment.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/feed/feed.h"
#include "core/feed/opening_week.h"
#include "core/site/site.h"

struct timeline_entry {
    const struct playlist *playlist;
    const struct slide *slide; /* NULL: nothing at all to show in this zone (no slide, no evergreen) */
    const char *language;      /* the language it is shown in; the first of its order when shown together */
    int item; /* poster and news ticker: which item of the feed, in the order of feed_select_*; else 0 */
    int64_t start_ms,
        end_ms; /* half-open; start_ms is the entry's own start, also when joined in the middle */
};

/* Which slides cannot be shown here and are left out of the loop: the same answer must be given for the same
 * slide throughout. */
struct timeline_skip {
    void *context;
    bool (*skip)(void *context, const struct slide *slide);
};

struct timeline_question {
    const struct site *site;
    const struct screen *screen;
    const struct feeds *feeds;        /* NULL: none are known */
    const struct timeline_skip *skip; /* NULL: none */
    struct house_weeks houses; /* {0}: of a house's slide it is not asked whether it has hours to show */
    /* px of the whole upright picture, which decides what is a strip and which zones there are; 0: 1920 ×
     * 1080, turned as the screen hangs. */
    int width, height;
};

/* What `zone` shows at `now_ms`. A header has entries without a slide, in the language it speaks. Out of
 * memory, as in a zone without content: an entry without a slide, to the end of the day. */
struct timeline_entry timeline_at(const struct timeline_question *question, const char *zone, int64_t now_ms);

/* The same, one instant after another: what was found of a day is kept from one to the next. Each instant is
 * answered as timeline_at does. */
struct timeline_walk;
/* NULL: no memory. All that *question points to has to stay, and `zone`. */
struct timeline_walk *timeline_walk_create(const struct timeline_question *question,
                                           const char *zone) MUST_CHECK;
struct timeline_entry timeline_walk_at(struct timeline_walk *walk, int64_t now_ms);
void timeline_walk_destroy(struct timeline_walk *walk); /* NULL is fine */

/* The loop of `zone` at `now_ms`, had it the screen for itself. */
struct timeline_round {
    int64_t length_ms; /* until it begins anew; 0: nothing is on */
    int64_t end_ms;    /* so long the same slides are on */
};
#define ROUND_MOST_MS (5 * 60 * 1000) /* longer than that nobody stands before a screen */
struct timeline_round timeline_round(const struct timeline_question *question, const char *zone,
                                     int64_t now_ms);

/* Has the slide anything to show in `zone` at `now_ms`, by its feeds? Its times are not looked at. */
bool timeline_has_items(const struct timeline_question *question, const char *zone, const struct slide *slide,
                        int64_t now_ms);

/* Does the slide take a turn in `language` on this screen? */
bool timeline_takes_turn(const struct screen *screen, const struct slide *slide, const char *language);
