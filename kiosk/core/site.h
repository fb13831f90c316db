/* A site: everything people wrote about what the screens show, parsed and immutable.
 * Safe to share between threads once loaded. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/compiler.h"
#include "core/fail.h"
#include "core/localized.h"
#include "core/schedule.h"
#include "core/zone.h"

enum {
    SITE_LANGUAGES_MAX = 16,
    SITE_ZONES_MAX = 8,
    SITE_PLAYLISTS_MAX = 200,
    SITE_SLIDES_MAX = 500, /* in one playlist */
    SITE_FEEDS_MAX = 40,
    SITE_SCREENS_MAX = 200,
    SITE_FILE_MAX = 1 << 20, /* bytes of one JSON file */
    SITE_TEXT_MAX = 4000,    /* bytes of one text */
};
#define DWELL_MIN_MS 1000
#define DWELL_MAX_MS (24 * 3600 * 1000)

struct colour {
    uint8_t r, g, b, a; /* straight alpha, sRGB */
};

/* The theme's colours; contrast of every on_x over x, and of ink and muted over paper, is checked (WCAG 2.1
 * SC 1.4.3).
 */
struct theme {
    struct colour paper, ink, muted;
    struct colour primary, on_primary;
    struct colour accent, on_accent;
    const char *logo;         /* asset name or NULL */
    const char *logo_on_dark; /* asset name or NULL: the logo for use over `primary` */
    const char *const
        *fonts; /* families in order of preference, "Inter", "Noto Sans", or a file "fonts/x.ttf" */
    size_t font_count;
};

enum feed_format { FEED_ICS, FEED_DPL_EVENTS, FEED_DPL_HOURS, FEED_RSS };
struct feed {
    const char *id; /* [a-z0-9-]{1,40} */
    enum feed_format format;
    const char *url;       /* https only */
    struct localized name; /* shown as the source */
    int64_t poll_ms;       /* clamped to 1 min – 24 h, default 15 min */
    int64_t stale_ms;      /* older than this is shown with "as of", default 24 h */
    int line, column;
};

/* A part of the picture that shows one thing after another. Fractions of the screen's width and height, 0–1.
 */
enum zone_kind { ZONE_PLAYLIST, ZONE_HEADER, ZONE_TOUCH /* the bar that says it can be touched */ };
struct screen_zone {
    const char *name; /* "main", "side", "header", "ticker" or the site's own */
    enum zone_kind kind;
    double x, y, w, h;
};
struct layout {
    const char *id;
    struct screen_zone zones[SITE_ZONES_MAX];
    size_t zone_count;
    struct screen_zone portrait[SITE_ZONES_MAX]; /* when the screen is higher than wide; same names */
    size_t portrait_count;                       /* 0: `zones` serve for portrait too */
};

enum slide_type { SLIDE_IMAGE, SLIDE_TEXT, SLIDE_EVENTS, SLIDE_NEWS, SLIDE_HOURS, SLIDE_WELCOME };
enum transition { TRANSITION_FADE, TRANSITION_SLIDE, TRANSITION_CUT };
enum bilingual { BILINGUAL_ALTERNATE, BILINGUAL_TOGETHER };
enum picture_fit { FIT_COVER, FIT_CONTAIN };
enum picture_side { SIDE_START, SIDE_END, SIDE_TOP, SIDE_FULL }; /* where a text slide's picture goes */
enum events_style { EVENTS_LIST, EVENTS_POSTER };

struct picture {
    const char *asset; /* name inside the site: "assets/lake.svg"; NULL: no picture */
    enum picture_fit fit;
    double focus_x, focus_y; /* 0–1, the point that stays visible when cropped; default 0.5 0.5 */
    struct localized alt;
    struct localized credit;
};

/* Where a statement comes from and how long it holds (content rules: no statement without them). */
struct source {
    const char *url;     /* NULL: none given */
    const char *owner;   /* office that answers for it; NULL until somebody does */
    int32_t seen_day;    /* days since 1970, 0: not given */
    int32_t checked_day; /* 0: never checked → the slide carries the sample mark */
    int32_t expires_day; /* first local day on which it is no longer shown; 0: never */
};

struct slide {
    enum slide_type type;
    const char *id; /* unique in its playlist */
    const char *file;
    int line, column;
    int64_t dwell_ms; /* clamped on reading */
    enum transition transition;
    enum bilingual bilingual;
    const char *const *languages; /* order for this slide; count 0: the screen's */
    size_t language_count;
    struct schedule schedule;
    int priority;   /* 0 normal … 9; only the highest active priority is shown */
    bool evergreen; /* shown only when nothing else is */
    bool sample;    /* true when the source was never checked */
    struct source source;

    struct localized headline;
    struct localized body;
    struct localized caption; /* SLIDE_IMAGE */
    struct localized kicker;  /* small line over the headline: the topic */
    struct picture picture;
    enum picture_side picture_side;
    const char *qr_url; /* absolute https URL; printed below the code */
    const char *page;   /* id of the guide's page with more about this; NULL: none */

    const char *const *feeds; /* ids; SLIDE_EVENTS, SLIDE_NEWS, SLIDE_HOURS */
    size_t feed_count;
    enum events_style events_style;
    int days;                /* how far ahead events are shown, default 14, 1–366 */
    int limit;               /* items at most, default 5 (list: what fits), 1–50 */
    const char *const *tags; /* only items with one of these; count 0: all */
    size_t tag_count;
    const char *branch; /* SLIDE_HOURS: branch id or ISIL, NULL: all in the feed */

    struct localized guest;    /* SLIDE_WELCOME: who is welcomed; may have languages beyond the site's */
    struct localized greeting; /* SLIDE_WELCOME: "Welcome", in the guest's language too */
};

struct playlist {
    const char *file; /* "playlists/raadhus.json" */
    struct localized name;
    struct schedule schedule;
    int priority;
    struct slide *slides;
    size_t slide_count;
};

struct screen_content {
    const char *zone; /* name of the layout's zone */
    const struct playlist **playlists;
    size_t playlist_count;
};

struct screen {
    const char *id;
    struct localized name;
    const struct layout *layout;
    const char *const *languages; /* order, first is the main one; at least one */
    size_t language_count;
    double width_mm;            /* longer side of the lit panel, however it hangs; default 930 (43") */
    double viewing_distance_mm; /* default 3000 */
    int rotate;                 /* 0, 90, 180, 270: degrees the picture is turned clockwise on the panel */
    struct screen_touch {
        bool on;            /* the panel takes touches and offers the guide */
        double distance_mm; /* from the eye of somebody who touches it; default 600 */
        double bottom_mm;   /* height of the picture's lower edge above the floor; default 800 */
        bool sound;         /* a tone goes with the warning before the screen is cleared; default true */
        bool headset;       /* what is read aloud is heard at a socket; the guide says to plug in there */
    } touch;
    struct screen_content content[SITE_ZONES_MAX];
    size_t content_count;
    const char *const
        *event_names; /* names this screen has in the library's `screen_names`; count 0: no filter */
    size_t event_name_count;
    int line, column;
};

struct site {
    const char *id; /* [a-z0-9-]{1,40} */
    struct localized name;
    const char *languages[SITE_LANGUAGES_MAX]; /* fallback order */
    size_t language_count;
    const char *time_zone;
    struct zone *zone; /* owned */
    struct theme theme;
    struct feed *feeds;
    size_t feed_count;
    struct layout *layouts;
    size_t layout_count;
    struct playlist *playlists;
    size_t playlist_count;
    struct screen *screens;
    size_t screen_count;
    struct arena *arena; /* everything above lives here */
};

/* How a site's files are read: from a folder, or from a generation in the store. Names are relative, with
 * "/", and checked before they get here: no "..", no leading "/", no NUL, at most 200 bytes. */
struct site_files {
    void *context;
    /* The bytes of `name`, at most `max`, in memory the caller frees. False: absent, unreadable or too large;
     * `why` says which. */
    bool (*read)(void *context, const char *name, size_t max, char **bytes, size_t *size, struct fail *why);
    bool (*exists)(void *context, const char *name);
};

/* Reads playlists/site.json and every playlist its screens name. What is wrong with one slide is reported and
 * that slide left out; only a site without a usable screen returns NULL. `report` gets every finding. Caller
 * owns the site. */
struct site *site_load(const struct site_files *files, struct report *report) MUST_CHECK;
void site_destroy(struct site *site);

const struct screen *site_screen(const struct site *site, const char *id); /* NULL id: the first */
const struct feed *site_feed(const struct site *site, const char *id);     /* NULL when absent */
const struct playlist *site_playlist(const struct site *site, const char *file);
/* The zones for a picture of w × h px: portrait ones where it is higher than wide and they are given. */
const struct screen_zone *layout_zones(const struct layout *layout, int w, int h, size_t *count);
const struct screen_content *screen_content(const struct screen *screen, const char *zone); /* or NULL */

/* Calls `see` once for every asset and font file the site names (slides, theme), with the place that names
 * it. */
void site_assets(const struct site *site,
                 void (*see)(void *context, const char *name, const char *file, int line), void *context);
/* True for a relative file name as above. */
bool site_name_valid(const char *name);
