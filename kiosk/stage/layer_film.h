/* The film in what a zone shows: laid over its picture frame by frame, and, while pictures change, into them.
 * Of layers alone. */
#pragma once

#include "show/film_place.h"
#include "stage/film_sheet.h"
#include "stage/sheet.h"

/* Zero-initialise; finish frees. */
struct layer_film {
    struct film_place shown, next; /* of the zone's two pictures */
    struct film_frame frame;       /* whose planes are somebody else's */
    bool on;                       /* there is a frame */
    bool fresh;                    /* which the window has not */
    struct film_sheet sheet;
    struct pixels poster,
        mixed; /* what lay where the next one's frames are put in, and what they are put in by */
    bool put_in;
};

/* `place` (NULL: none) is of the picture that is offered next: `picture`, while it is still there. */
void layer_film_offer(struct layer_film *film, const struct film_place *place, const struct pixels *picture);
/* The frame that is there stays in `shown`, which goes. */
void layer_film_leave(struct layer_film *film, struct sheet *shown);
/* Another frame, or none, of the next picture, which is coming on. */
void layer_film_put(struct layer_film *film, struct sheet *next, const struct film_frame *frame);
/* The frame that was put stays in the next picture, and its poster is forgotten. */
void layer_film_freeze(struct layer_film *film);
/* The next picture is shown from now on: `shown`. */
void layer_film_settle(struct layer_film *film, struct sheet *shown);
/* The frame, over the drawn picture whose corner is at (x, y) of the panel. */
bool layer_film_draw(struct layer_film *film, const struct sheet *shown, const struct window *window, int x,
                     int y) MUST_CHECK;
void layer_film_finish(struct layer_film *film);
