/* The formats feeds come in, and the kind of items each of them brings: one row a format. Whoever reads,
 * fetches, parses or names one asks this table. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum feed_kind { FEED_KIND_EVENTS, FEED_KIND_HOURS, FEED_KIND_NEWS, FEED_KIND_DEPARTURES, FEED_KIND_COUNT };

/* X(IDENTIFIER, function, "name in site.json", kind of items, default poll in minutes). kiosk-intake joins
 * each row to function_intake(). */
#define FEED_FORMATS(X)                                                                                      \
    X(ICS, ics, "ics", FEED_KIND_EVENTS, 15)                                                                 \
    X(DPL_EVENTS, dpl_events, "dpl-events", FEED_KIND_EVENTS, 15)                                            \
    X(DPL_HOURS, dpl_hours, "dpl-hours", FEED_KIND_HOURS, 15)                                                \
    X(RSS, rss, "rss", FEED_KIND_NEWS, 15)                                                                   \
    X(REJSEPLANEN, rejseplanen, "rejseplanen", FEED_KIND_DEPARTURES, 2)

#define FEED_FORMAT_ID(id, function, name, kind, poll) FEED_##id,
enum feed_format { FEED_FORMATS(FEED_FORMAT_ID) FEED_FORMAT_COUNT };
#undef FEED_FORMAT_ID

struct feed_format_row {
    const char *name;
    enum feed_kind kind;
    int poll_minutes; /* unless the feed says otherwise */
};
extern const struct feed_format_row feed_formats[FEED_FORMAT_COUNT];

/* False: no format has that name. */
bool feed_format_find(const char *name, enum feed_format *out);
/* "ics, dpl-events, …", in the order of the table; returns `out`. */
const char *feed_format_names(char *out, size_t size);
/* What goes for every format of a kind. */
struct feed_kind_row {
    const char *name;  /* "events", "hours", "news", "departures": as the slides are called that show it */
    int live_minutes;  /* what is older says nothing of this moment, whatever the feed says; 0: "stale_hours"
                        */
    int least_minutes; /* between two questions, failed ones too: servers count them; 0: it does not matter */
};
extern const struct feed_kind_row feed_kinds[FEED_KIND_COUNT];

const char *feed_kind_name(enum feed_kind kind);
