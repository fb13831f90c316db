/* The houses that visitors go to: when they are open, and how one finds the way inside. As people wrote them,
 * parsed and immutable; and what that means at a moment. Pure.
 *
 *   "houses" of playlists/guide/guide.json   name, feeds or written hours
 *   playlists/guide/plans/NAME.json          floors with a picture each, spots on them, ways between spots */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/feed/opening_week.h"
#include "core/feed/written_hours.h"
#include "core/site/feed_query.h"
#include "core/site/site.h"
#include "core/text/localized.h"

enum { HOUSES_MAX = 12, PLAN_FLOORS_MAX = 4, PLAN_SPOTS_MAX = 80, PLAN_WAYS_MAX = 200 };

struct plan_floor {
    const char *id, *picture; /* an asset; no letters in it, which no language could change */
    struct localized name;
};
/* A counter, a room, a screen, or a turn of a way. */
struct plan_spot {
    const char *id;
    struct localized name; /* count 0: no place to go to, only a turn */
    const char *icon;      /* UTF-8 of its sign; NULL: none */
    size_t floor;          /* number */
    double x, y;           /* 0–1 of the floor's picture */
    const char *screen;    /* id of the screen that hangs there; NULL: none */
};
/* Walked both ways. */
struct plan_way {
    size_t a, b; /* spots */
    bool stairs; /* not for wheels */
};
struct guide_plan {
    const char *id, *file;
    struct plan_floor floors[PLAN_FLOORS_MAX];
    size_t floor_count;
    const struct plan_spot *spots;
    size_t spot_count;
    const struct plan_way *ways;
    size_t way_count;
    struct source source;
    bool sample; /* never checked by a named office: carries the mark */
};

struct guide_house {
    const char *id;          /* NULL: only feeds, of a page that names no house */
    struct localized name;   /* count 0: none */
    struct feed_query query; /* feed_count 0: as written alone */
    struct written_hours hours;
    struct source source;          /* of the hours */
    bool sample;                   /* hours that no named office has checked */
    const struct guide_plan *plan; /* NULL: none is drawn */
    int line, column;
};
struct guide_houses {
    const struct guide_house *const *items;
    size_t count;
};
const struct guide_house *house_find(const struct guide_houses *houses, const char *id); /* or NULL */
/* Numbers in the plan; -1: it has none, or `plan` is NULL. */
int plan_spot_find(const struct guide_plan *plan, const char *id);
int plan_screen_find(const struct guide_plan *plan, const char *screen);

/* Where what is known of a house's hours comes from. */
enum hours_origin {
    HOURS_NONE,    /* nothing is known: *week is all unknown days */
    HOURS_FEED,    /* its feeds, which are fresh */
    HOURS_OLD,     /* its feeds, older than their limit: nothing is said of now */
    HOURS_WRITTEN, /* as written, within its date: no feed has come, or it says nothing of today and later */
};
/* The week from the local day of `now_ms` on. `feeds` may be NULL. */
enum hours_origin house_week(const struct guide_house *house, const struct site *site,
                             const struct feeds *feeds, int64_t now_ms, struct opening_week *week);
/* The same for slides, which know a house by its name; `houses`, which it borrows, may be NULL. */
struct house_weeks house_weeks(const struct guide_houses *houses);
