/* A visit: guests who come on certain days, and what they do. One file, playlists/visits/NAME.json, read
 * where a zone names it as it names a playlist; all that is shown of it follows from it, and ends with its
 * last day. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/site/slide.h"
#include "core/text/localized.h"

enum {
    GUESTS_DAYS_MAX = 14,
    GUESTS_ITEMS_MAX = 12,
    GUESTS_ROOMS_MAX = 20,
    GUESTS_LINE_MAX = 400,
    GUESTS_PAGE_MAX = 44
};

struct site;
struct site_loading;
struct json_place;
struct playlist;

struct guests_room {
    const char *id;
    struct localized name; /* "Council chamber, 2nd floor" */
};
struct guests_item {
    int from_min, to_min; /* since local midnight; from < to ≤ 1440 */
    struct localized what;
    const struct guests_room *room; /* NULL: not given */
};
struct guests_day {
    int32_t day;                     /* local, since 1970; ascending */
    const struct guests_item *items; /* in the order of their beginning */
    size_t item_count;               /* 0: guests are welcomed all day */
    int line, column;
};
struct guests {
    const char *id; /* NAME of its file */
    const char *file;
    struct localized name;     /* "Guests from …"; may have languages beyond the site's, as `greeting` */
    struct localized greeting; /* count 0: the site's own word */
    struct localized title;    /* over the programme: "Programme" */
    struct picture picture;
    const char *door; /* of the guide, behind which its page stands; NULL: it has none */
    const struct guests_room *rooms;
    size_t room_count;
    const struct guests_day *days;
    size_t day_count; /* at least 1 */
};

/* Is that the name of a visit's file? */
bool guests_file(const char *file);
/* Reads it into `playlist`: its visit, and the slides that follow from it. False: reported. */
bool guests_read(const struct json_place *root, struct site_loading *loading, struct playlist *playlist);
/* Of each day a slide that welcomes the guests until the last item ends, and the programme where there is
 * one. `playlist->slides` has room for two a day. False: out of memory. */
bool guests_slides(const struct site *site, const struct guests *visit, struct arena *arena,
                   struct playlist *playlist);
/* "09.00–10.00  Tour of the town hall · Council chamber" as `language` writes it, else in the site's order;
 * returns `out`. */
const char *guests_line(const struct site *site, const struct guests_item *item, const char *language,
                        char out[GUESTS_LINE_MAX]);
/* Is there a programme on any day? Then it has a page, where it names a door. */
bool guests_have_programme(const struct guests *visit);
/* The id of its page in the guide. */
void guests_page(const char *id, char out[GUESTS_PAGE_MAX]);
int32_t guests_last_day(const struct guests *visit);
