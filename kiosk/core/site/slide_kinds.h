/* The kinds of slide there are, and what each alone has: its payload. The enum, the tables (slide_kind.h,
 * scene_kind.h), the union in struct slide and the test of them all come from this list:
 * docs/adding-a-slide-kind.md. */
#pragma once

#include <stdbool.h>

#include "core/film/film_part.h"
#include "core/site/feed_query.h"
#include "core/site/meetings.h"
#include "core/text/localized.h"

/* X(name, IDENTIFIER): the name is its "type" in a playlist. */
#define SLIDE_KINDS(X)                                                                                       \
    X(image, IMAGE)                                                                                          \
    X(text, TEXT)                                                                                            \
    X(events, EVENTS)                                                                                        \
    X(news, NEWS)                                                                                            \
    X(hours, HOURS)                                                                                          \
    X(welcome, WELCOME)                                                                                      \
    X(film, FILM)                                                                                            \
    X(meetings, MEETINGS)                                                                                    \
    X(departures, DEPARTURES)

#define SLIDE_KIND_ID(name, id) SLIDE_##id,
enum slide_type { SLIDE_KINDS(SLIDE_KIND_ID) SLIDE_KIND_COUNT };
#undef SLIDE_KIND_ID

struct slide_image {
    struct localized caption;
};
enum picture_side { SIDE_START, SIDE_END, SIDE_TOP, SIDE_FULL }; /* where a text slide's picture goes */
struct slide_text {
    struct localized body;
    enum picture_side picture_side;
    const char *qr_url; /* absolute https URL; printed below the code */
    bool alarm;         /* the headline is a number to call in danger: as large as can be, on red */
};
enum events_style { EVENTS_LIST, EVENTS_POSTER };
struct slide_events {
    struct feed_query query;
    enum events_style style;
    const char *qr_url; /* where there is more */
};
struct slide_news {
    struct feed_query query;
};
struct slide_hours {
    struct feed_query query; /* no feeds where a house is named */
    const char *house;       /* of the guide's; NULL: none */
};
struct slide_welcome {
    struct localized guest;    /* who is welcomed; may have languages beyond the site's */
    struct localized greeting; /* "Welcome", in the guest's language too */
    struct localized body;
};
/* Where captions stand: below the film where there is room, else over its lower edge. */
enum captions_place { CAPTIONS_WHERE_ROOM, CAPTIONS_BELOW, CAPTIONS_OVER, CAPTIONS_NONE };
struct slide_film {
    const struct site_film *shown; /* NULL: its index is missing or wrong */
    struct film_part part;         /* of what is shown */
    struct localized body;         /* what it is */
    enum captions_place captions;
};
struct slide_departures {
    struct feed_query query;
};
struct slide_meetings {
    struct feed_query query; /* calendars of rooms; feed_count 0: as written alone */
    const struct meeting_room *rooms;
    size_t room_count;
    const struct written_meeting *written;
    size_t written_count;
};
