/* Staff say on which screens a slide is shown and when; which playlist that takes is found here. A pure
 * function of the site as it is. */
#pragma once

#include "desk/work/edit.h"

enum { PLACE_SCREENS_MAX = SITE_SCREENS_MAX, PLACE_FILE_MAX = 120 };

struct place_order {
    const char *file, *slide;   /* NULL: it is to be made anew */
    const char *const *screens; /* ids, at least one */
    size_t screen_count;
    const char *when; /* JSON text as the site's files have it; NULL: always */
};
struct placed {
    char file[PLACE_FILE_MAX]; /* the playlist it belongs to */
    struct edit_ops ops;       /* what to do for it; none: it is there already */
};
/* A slide stays where it is when its playlist is shown on exactly these screens. Else it goes into the one
 * that is, in the zone that leads each of them and in no other, without "when" and priority of its own; where
 * several are and none was made by a desk, or none is, into playlists/desk-SCREENS.json, which is made and
 * added at the end of these zones. A slide whose id is taken there gets another. References to it follow when
 * the operations are saved (references.h). REFUSED: there is no such slide or screen, or a screen has no
 * place for it. finish the `ops` in any case. */
enum outcome place_slide(struct site_tree *tree, const struct place_order *order, struct placed *placed,
                         struct fail *fail) MUST_CHECK;
