/* A feed as the player sees it: one normalised list, written by kiosk-intake and read here. Immutable once
 * parsed.
 *
 * The normalised form is JSON, UTF-8, NFC, plain text without markup or control characters; times are UTC
 * seconds:
 *   {"kind":"events","items":[{"id","title","lead"?,"start","end","all_day"?,"place"?,"room"?,"address"?,
 *     "state":"active|cancelled|sold_out|not_open","url"?,"language"?,"price":"unknown|free|paid","tags":[…],
 *     "screens":[…]}]}
 *   {"kind":"hours","items":[{"date":"2026-12-03","from":"10:00","to":"18:00","category"?,"branch"?,
 *     "branch_isil"?}]}
 *   {"kind":"news","title"?,"items":[{"id","title","url"?,"time"?,"language"?}]}
 *   {"kind":"departures","items":[{"line","direction","planned","expected"?,"track"?,"stop"?,
 *     "state":"runs|cancelled|part_cancelled","vehicle":"other|train|metro|tram|bus|ferry"}]}
 * An all-day event starts and ends at local midnight; its end is exclusive. All kinds may have
 * "left_out": items beyond a limit (the next or newest ones are in the list), and "unusable": items that
 * could not be understood.
 * "note": what a person should know about how the list was read ("the feed is not well-formed (line 7 …)").
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/site/feed_format.h"

enum { FEED_ITEMS_MAX = 2000, FEED_BYTES_MAX = 4 << 20 };

enum event_state { EVENT_ACTIVE, EVENT_CANCELLED, EVENT_SOLD_OUT, EVENT_NOT_OPEN };
enum event_price { PRICE_UNKNOWN, PRICE_FREE, PRICE_PAID };
/* As they stand in the normalised form, by number; NULL behind the last. */
extern const char *const event_state_names[], *const event_price_names[];

struct event {
    const char *feed_id; /* of the feed it stands in */
    const char *id, *title, *lead, *place, *room, *address, *url,
        *language;            /* all but id and title may be NULL */
    int64_t start_ms, end_ms; /* UTC; end > start, or end == start for a moment */
    bool all_day;
    enum event_state state;
    enum event_price price;
    const char *const *tags;
    size_t tag_count;
    const char *const *screens; /* the library's screen_names; count 0: everywhere */
    size_t screen_count;
};
/* When an event is over. Without an end (end == start) nobody knows: an hour after it began, a day after when
 * it is all day long. */
int64_t event_over_ms(int64_t start_ms, int64_t end_ms, bool all_day);

struct opening {
    int32_t day;                                 /* days since 1970, local */
    int16_t from_min, to_min;                    /* local minutes; to_min may be 1440 */
    const char *category, *branch, *branch_isil; /* each may be NULL */
};
struct headline {
    const char *id, *title, *url, *language;
    int64_t time_ms; /* 0: unknown */
};

enum departure_state { DEPARTURE_RUNS, DEPARTURE_CANCELLED, DEPARTURE_PART_CANCELLED };
enum vehicle { VEHICLE_OTHER, VEHICLE_TRAIN, VEHICLE_METRO, VEHICLE_TRAM, VEHICLE_BUS, VEHICLE_FERRY };
extern const char *const departure_state_names[], *const vehicle_names[];
struct departure {
    const char *line, *direction; /* "C", "Klampenborg St." */
    const char *track, *stop;     /* each may be NULL */
    int64_t planned_ms;           /* UTC */
    int64_t expected_ms;          /* UTC; 0: nothing but the timetable is known */
    enum departure_state state;
    enum vehicle vehicle;
};

struct feed_data {
    enum feed_kind kind;
    const char *feed_id;          /* which feed of the site */
    const char *title;            /* news: the paper's own name, or NULL */
    int64_t fetched_ms;           /* when this was last known to be true; for "as of" */
    struct event *events;         /* sorted by start, then title */
    struct opening *openings;     /* sorted by day, from */
    struct headline *headlines;   /* newest first, then as in the feed */
    struct departure *departures; /* sorted by planned, then line and direction */
    size_t count;
    size_t left_out, unusable; /* what the source had besides */
    const char *note;          /* how the list was read, for the status; or NULL */
    struct arena *arena;
};

/* Parses the normalised form. NULL and `fail` on anything unexpected. Caller owns the result. */
struct feed_data *feed_parse(const char *feed_id, const char *json, size_t size, int64_t fetched_ms,
                             struct fail *fail) MUST_CHECK;
void feed_destroy(struct feed_data *feed);

/* All feeds known now, at most one for each of the site's feeds. */
struct feeds {
    struct feed_data *const *items;
    size_t count;
};
const struct feed_data *feeds_find(const struct feeds *feeds, const char *feed_id); /* or NULL */
