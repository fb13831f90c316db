/* A site: everything people wrote about what the screens show, parsed and immutable.
 * Safe to share between threads once loaded. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/draw/colour.h"
#include "core/site/feed_format.h"
#include "core/site/scene_words.h"
#include "core/site/screen_sound.h"
#include "core/site/slide.h"
#include "core/text/localized.h"
#include "core/time/schedule.h"
#include "core/time/zone.h"

enum {
    SITE_LANGUAGES_MAX = 16,
    SITE_ZONES_MAX = 8,
    SITE_PLAYLISTS_MAX = 200,
    SITE_SLIDES_MAX = 500, /* in one playlist */
    SITE_FEEDS_MAX = 40,
    SITE_SCREENS_MAX = 200,
    SITE_OFFER_MAX = 24,
    SITE_EVENT_PICTURES_MAX = 60,
    SITE_FILE_MAX = 1 << 20, /* bytes of one JSON file */
    SITE_TEXT_MAX = 4000,    /* characters of one text */
};
/* The file that a site begins with. */
#define SITE_FILE "playlists/site.json"
#define GUIDE_FILE "playlists/guide/guide.json"

/* Which picture stands with an event (core/feed/event_picture.h): that of the first of these that it is of.
 */
struct event_picture {
    const char *const *words; /* that a word of its title, or a tag, ends with; count 0: whatever it is */
    const char *const *feeds; /* that it may come from; count 0: from any */
    size_t word_count, feed_count;
    struct picture picture;
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
    struct event_picture *event_pictures;
    size_t event_picture_count;
};

struct feed {
    const char *id; /* [a-z0-9-]{1,40} */
    enum feed_format format;
    const char *url;       /* https only */
    struct localized name; /* shown as the source */
    int64_t poll_ms;       /* clamped to 1 min – 24 h, default its format's */
    int64_t stale_ms;      /* older than this is shown with "as of", default 24 h; live: as its kind says */
    const char *key_parameter; /* of the address, for the key that each screen has of its own; NULL: none */
    const char *const
        *link_hosts; /* whose addresses it may show as codes (core/feed/link.h); NULL: its own host's */
    size_t link_host_count;
    int line, column;
};

/* What the categories of opening hours are called in the site's feeds: a part of their names, in any case.
 * Others are shown as the feed names them. */
struct service_names {
    const char *const *staffed, *const *self; /* without staff: when both fit, this one */
    size_t staffed_count, self_count;
};

/* Languages of the guide that nobody has approved, and that visitors are offered all the same for what cannot
 * wait: whom to call, whom to ask, what to show them. */
struct site_offer {
    bool every; /* all that are not approved */
    struct offered_language {
        const char *tag;
        int line, column;
    } * languages; /* these */
    size_t count;
};

/* Whose servers count by "src" who came by a code: these hosts and what is below them (counted.h). */
struct counted_hosts {
    const char *const *names;
    size_t count;
};
/* What a site says of its visitors. */
struct site_visitors {
    struct site_offer offer;
    struct counted_hosts counted;
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

struct playlist {
    const char *file; /* "playlists/raadhus.json" */
    struct localized name;
    struct schedule schedule;
    int priority;
    struct slide *slides;
    size_t slide_count;
    bool faulty;                /* an error was reported of it, so slides may lack */
    const struct guests *visit; /* which the slides follow from (guests.h); NULL: people wrote them */
};

struct screen_content {
    const char *zone; /* name of the layout's zone */
    const struct playlist **playlists;
    size_t playlist_count;
};

/* What a screen offers to whoever stands before it. */
struct screen_touch {
    bool on;                     /* the panel takes touches and offers the guide */
    double distance_mm;          /* from the eye of somebody who touches it; default 600 */
    double bottom_mm;            /* height of the picture's lower edge above the floor; default 800 */
    bool sound;                  /* a tone goes with the warning before the screen is cleared; default true */
    bool headset;                /* what is heard is heard at a socket; the guide says to plug in there */
    struct screen_sound hearing; /* "sound" of the screen: for who is there; slides are silent */
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
    struct screen_touch touch;
    struct screen_content content[SITE_ZONES_MAX];
    size_t content_count;
    const char *const
        *event_names; /* names this screen has in the library's `screen_names`; count 0: no filter */
    size_t event_name_count;
    int line, column;
};

/* What came of reading. */
struct site_loaded {
    size_t unread;           /* playlists that cannot be read at all */
    struct site_film *films; /* that slides show (site_film.h) */
};

struct site {
    const char *id; /* [a-z0-9-]{1,40} */
    struct localized name;
    const char *languages[SITE_LANGUAGES_MAX]; /* fallback order */
    size_t language_count;
    struct words words; /* the program's own, in the site's languages */
    const char *time_zone;
    struct zone *zone; /* owned */
    struct theme theme;
    struct feed *feeds;
    size_t feed_count;
    struct service_names services;
    struct site_visitors visitors;
    struct layout *layouts;
    size_t layout_count;
    struct playlist *playlists;
    size_t playlist_count;
    struct screen *screens;
    size_t screen_count;
    struct site_loaded loaded;
    struct arena *arena; /* everything above lives here; arena_wanted: it has holes for want of memory */
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

/* Reads SITE_FILE and every playlist its screens name. What is wrong with one slide is reported and
 * that slide left out; only a site without a usable screen returns NULL. `report` gets every finding. Caller
 * owns the site. */
struct site *site_load(const struct site_files *files, struct report *report) MUST_CHECK;
void site_destroy(struct site *site);

const struct screen *site_screen(const struct site *site, const char *id); /* NULL id: the first */
const struct feed *site_feed(const struct site *site, const char *id);     /* NULL when absent */
bool site_offers(const struct site *site, const char *tag); /* what cannot wait, in this language */
const struct playlist *site_playlist(const struct site *site, const char *file);
/* "raadhus/first-days", "visits/prague/welcome-2027-05-04": the file below playlists/ without its ending, and
 * the slide's id. NULL when absent.
 */
const struct slide *site_slide(const struct site *site, const char *name);
/* The zones for a picture of w × h px: portrait ones where it is higher than wide and they are given. */
const struct screen_zone *layout_zones(const struct layout *layout, int w, int h, size_t *count);
const struct screen_content *screen_content(const struct screen *screen, const char *zone); /* or NULL */
/* The first zone of the screen that plays it; NULL: none does. */
const char *screen_zone_of(const struct screen *screen, const struct playlist *playlist);

/* Where the words of a language stand: "playlists/guide/languages/TAG.json". Returns `out`. */
enum { LANGUAGE_FILE_MAX = 100 };
const char *language_file(const char *tag, char out[LANGUAGE_FILE_MAX]);

/* Calls `see` once for every asset and font file the site names (slides, theme), with the place that names
 * it. */
void site_assets(const struct site *site,
                 void (*see)(void *context, const char *name, const char *file, int line), void *context);
/* True for a relative file name as above. */
bool site_name_valid(const char *name);
