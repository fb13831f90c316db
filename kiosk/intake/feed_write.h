/* Writes the normalised form of core/feed/feed.h. Texts given here are a stranger's; they are cleaned and
 * capped here, in one place. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/feed/feed.h"
#include "intake/intake.h"

/* Characters; four bytes each stay below what feed_parse accepts. */
enum {
    ID_MAX = 240,
    TITLE_MAX = 240,
    HEADLINE_MAX = 140,
    LEAD_MAX = 500,
    PLACE_MAX = 120,
    URL_MAX = 1900,
    TAGS_MAX = 40
};

struct feed_list {
    json_t *root, *items; /* owned */
    size_t left_out;      /* items that cannot be used; written as "unusable" */
    size_t over;          /* items beyond a limit, which could */
    size_t used;          /* items that were understood but need not be in the list; formats may leave it 0 */
};

bool feed_list_init(struct feed_list *list, const char *kind) MUST_CHECK;
void feed_list_finish(struct feed_list *list);

/* Sets `key` to the cleaned text; nothing when it is NULL or nothing is left. False when out of memory. */
bool feed_put_text(json_t *item, const char *key, const char *text, size_t max) MUST_CHECK;
/* Only http and https addresses that can be read by the person who is to follow them: a host name of ASCII
 * letters with a dot, no "xn--", no bare number, no port and nobody's name before it, without spaces or
 * controls. White space around it does not count; letters beyond ASCII are written as "%C3%A6". Anything else
 * is left out. */
bool feed_put_url(json_t *item, const char *key, const char *url) MUST_CHECK;

/* What a person should know about how this list was read, or "". False when out of memory. */
bool feed_put_note(struct feed_list *list, const char *note) MUST_CHECK;

struct event_times {
    int64_t start_ms, end_ms;
    bool all_day;
};
/* Is it open at some instant of [from, to)? One without an end is for a while (core/feed/feed.h). */
bool feed_in_window(struct event_times times, const struct intake_options *options);
/* A new event, added to the list; NULL (and counted) when it has no id or title left. Borrowed. */
json_t *feed_add_event(struct feed_list *list, const char *id, const char *title, struct event_times times,
                       enum event_state state, enum event_price price);

/* Events by start, then title; departures by when they are planned; news newest first, then as in the feed;
 * hours by date, then time. The first FEED_ITEMS_MAX are kept, and as many of them as FEED_BYTES_MAX holds;
 * how many were not is written, too. A list whose items were all unusable is an error. */
bool feed_list_write(struct feed_list *list, char **out, size_t *out_size, struct fail *fail) MUST_CHECK;
