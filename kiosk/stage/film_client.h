/* The player's side of a film: kiosk-film as a child process that decodes into memory which is ours, sealed
 * and read-only here. Nothing it does can make us wait, read elsewhere or fail: what it says is checked
 * (core/film/film_message.h), what is not valid, dead or silent is ended, and why is kept. Main thread. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/film/film.h"

struct children;
struct film_client;

#define FILM_SILENCE_NS 3000000000LL /* so long no frame that is due: it is ended */
#define FILM_FIRST_NS 2000000000LL   /* the same, of the first frame of all */
enum {
    FILM_BEHIND_MS = 1000
}; /* later than that is not shown; it is told to go on from where it should be */

/* Which frames of the film are played, again and again: position p, counted from 0 and without end, is the
 * frame first + p mod count. */
struct film_span {
    int32_t first, count; /* count ≥ 1; first + count ≤ frames of the film */
};
int32_t film_span_frame(const struct film_span *span, int64_t position);

struct film_start {
    const char *program;     /* path */
    const char *verb;        /* its first argument: "play" */
    const struct film *film; /* outlives the client */
    struct film_span span;
    int64_t position; /* where it begins */
    int file, index;  /* descriptors to read: the film, its index; they stay the caller's */
};
/* NULL: this machine cannot; `fail` says why. */
struct film_client *film_client_create(const struct film_start *start, struct fail *fail) MUST_CHECK;
/* Ends it, if it has not; it is reaped by `children`. NULL is fine. */
void film_client_destroy(struct film_client *client, struct children *children);

/* A decoded frame; the planes are those of its memory and stay until the next call for this client. The
 * decoder may write there all the same: what it shows is never trusted. */
struct film_frame {
    int64_t position;
    const uint8_t *planes[3]; /* Y, U, V: 4:2:0, BT.709, limited range */
    int strides[3];           /* bytes */
    int width, height;        /* px of Y, even */
};
/* The newest frame that is there and not after `position`; older ones are given back. Where the clock was set
 * back by a little, the one that was there stays, until it is due again. `now_ns` monotonic.
 * *frame is NULL when there is none yet, or only one that is more than FILM_BEHIND_MS late; else it points
 * into the client until the next call. `position` −1: nothing is due yet. False: it has ended; so it is from
 * then on. */
bool film_client_want(struct film_client *client, int64_t position, int64_t now_ns,
                      const struct film_frame **frame) MUST_CHECK;
/* Has a frame come since it was told where to begin? */
bool film_client_begun(const struct film_client *client);
/* What it sounds like: the tape, the turn and the shift of *out (film_voice.h); what it does not know stays.
 * False: it is silent, or has ended. */
struct film_heard;
bool film_client_heard(const struct film_client *client, struct film_heard *out);
/* It shall rest; the frame that was there last stays. film_client_want goes on from where it is then. */
void film_client_hold(struct film_client *client);
/* From now on every position means `by` less than before: it is played on as another playing. `by` is a
 * multiple of the span's count. */
void film_client_rebase(struct film_client *client, int64_t by);

enum film_end {
    FILM_RUNS,
    FILM_END_DIED,
    FILM_END_GAVE_UP, /* it said so itself */
    FILM_END_LIED,    /* it said what is not valid */
    FILM_END_SILENT,
    FILM_END_LATE, /* no first frame */
};
enum film_end film_client_ended(const struct film_client *client);
/* For logs: "it said what is not valid"; lives as long as the client. */
const char *film_client_why(const struct film_client *client);
/* Is it this machine's trouble, as far as is known, and not the film's? */
bool film_client_blameless(const struct film_client *client);
/* Can be read from when it has said something; for whoever waits for it. */
int film_client_socket(const struct film_client *client);
/* For whoever watches it. 0: it has ended. */
int film_client_pid(const struct film_client *client);
