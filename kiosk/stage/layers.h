/* The compositor: what each zone shows and is about to show, on the panel. Draws only when asked; a still
 * picture needs nothing. Main thread only. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/draw/draw.h"
#include "core/draw/pixels.h"
#include "core/site/site.h"

struct film_frame;
struct film_place;
struct mark;
struct window;
struct layers;

/* No longer than that: what moves on a wall draws eyes away. */
#define LAYERS_TRANSITION_NS 300000000LL
#define LAYERS_FRAME_NS 16666667LL
enum { LAYERS_SLICE_ROWS = 135 };

/* `window` is open and outlives the layers. `boxes` are the zones on the panel. `degrees` turns the direction
 * in which slides move. NULL: no memory. */
struct layers *layers_create(struct window *window, const struct box *boxes, int count, int degrees,
                             struct colour background) MUST_CHECK;
void layers_destroy(struct layers *layers);

/* Takes `pixels` (moved: emptied) as what `zone` shows next. It is taken to the GPU, if there is one, slice
 * by slice by layers_upload, so that no frame waits. Not while the zone is moving. False: wrong size, or
 * moving. */
bool layers_offer(struct layers *layers, int zone, struct pixels *pixels) MUST_CHECK;
/* Right after layers_offer: there is a film in what was offered, and where (copied; px of the picture). */
void layers_place_film(struct layers *layers, int zone, const struct film_place *place);
/* The frame that is on in what `zone` shows, or is bringing on; NULL: none, so that its picture is seen. Its
 * planes stay until the next call for the zone: a picture that goes keeps the last one. True: the next frame
 * differs. */
bool layers_film(struct layers *layers, int zone, const struct film_frame *frame);
/* The frame that is on there, if one is, stays as a part of the picture: nobody holds it any more. */
void layers_film_stays(struct layers *layers, int zone);
/* What was offered to `zone` and is not coming on yet is dropped. */
void layers_withdraw(struct layers *layers, int zone);
/* Uploads up to `rows` rows of each waiting zone; true while some zone has rows left. */
bool layers_upload(struct layers *layers, int rows);
bool layers_ready(const struct layers *layers, int zone);  /* offered and wholly uploaded */
bool layers_moving(const struct layers *layers, int zone); /* -1: any */

/* Lets the ready picture of `zone` come on from `now_ns` (monotonic). A zone that shows nothing is cut to. */
void layers_start(struct layers *layers, int zone, enum transition transition, int64_t now_ns);
/* One picture over all zones: the guide. Taken over whole, at once, and shown until uncovered; what lies
 * below goes on but is not drawn. `pixels` (moved: emptied) has the panel's size. False: wrong size, or no
 * memory. */
bool layers_cover(struct layers *layers, struct pixels *pixels) MUST_CHECK;
void layers_uncover(struct layers *layers); /* its picture is destroyed, and no frame of a film is kept */
/* Right after layers_cover: there is a film in that picture, and where (copied); NULL: none. */
void layers_cover_film(struct layers *layers, const struct film_place *place);
/* As layers_film, over the picture that covers. */
bool layers_cover_frame(struct layers *layers, const struct film_frame *frame);

/* Lays `mark` over what is shown, in place of any other; NULL: nothing. Only what lies below it is drawn
 * again. True: the next frame differs. */
bool layers_mark(struct layers *layers, const struct mark *mark);

/* The window's content is lost or must be shown again: the next frame is drawn whole. */
void layers_expose(struct layers *layers);
/* Draws what is not on the window yet as of `now_ns` and presents it. False when the window or renderer
 * failed. */
bool layers_present(struct layers *layers, int64_t now_ns) MUST_CHECK;

/* Progress 0–1 of a transition after `elapsed_ns`, eased at both ends. */
double layers_ease(int64_t elapsed_ns);
