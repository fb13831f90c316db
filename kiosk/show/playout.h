/* What is being played: one content on one screen, cut into zones. Immutable but for its skips and feeds. */
#pragma once

#include "show/content.h"
#include "show/painting.h"
#include "show/skips.h"

enum playout_fault {
    PLAYOUT_UNUSABLE,     /* the content's own: no screen could show it */
    PLAYOUT_WRONG_SCREEN, /* this screen asks for one that the content does not have */
    PLAYOUT_NO_MEMORY,
};

struct playout {
    struct content *content; /* owned; NULL: the built-in picture */
    const struct screen *screen;
    int width, height;                        /* upright px */
    int degrees;                              /* how it is turned on the panel */
    uint32_t number;                          /* of its paint_book */
    struct screen_zone zones[SITE_ZONES_MAX]; /* those that are a pixel at least */
    size_t zone_count;                        /* of the built-in picture: 1 */
    struct box panel[SITE_ZONES_MAX];         /* the zones on the panel */
    struct skips skips;
    int64_t clock_s; /* UTC: it is this late at least; a clock that says less is not shown */
    bool drafts;     /* the touch bar offers languages that nobody has approved */
};

/* How it is to be played. */
struct playout_panel {
    const char *screen_id;     /* NULL: the first */
    int width, height, rotate; /* px of the panel; −1: turned as the site says */
    bool upright;              /* nobody sees the panel, leave the picture upright */
    uint32_t number;           /* of the book */
};
/* Takes `content` (NULL: the built-in picture), also on failure. NULL: `*fault` says whose fault it is, and
 * `fail` why. */
struct playout *playout_create(struct content *content, const struct playout_panel *panel,
                               enum playout_fault *fault, struct fail *fail) MUST_CHECK;
/* The worker must not be at work for it any more. */
void playout_destroy(struct playout *playout);

/* What zone number `zone` shows at `now_ms`; a header has one entry for ever. */
struct timeline_entry playout_at(struct playout *playout, size_t zone, int64_t now_ms);
/* Not of the built-in picture. */
struct frame playout_frame(struct playout *playout, int64_t now_ms);
struct paint_request playout_request(struct playout *playout, size_t zone, const struct timeline_entry *entry,
                                     int64_t now_ms);
bool playout_same_zones(const struct playout *a, const struct playout *b);
