/* The process around the painter: has pictures made ready by kiosk-intake, which a jailed one could not
 * start. It parses nothing itself. */
#pragma once

#include "core/base/compiler.h"
#include "desk/preview/errand.h"
#include "show/ready.h"

struct errands {
    const char *contents, *cache;
    int painter; /* the socket to it */
    int desk;    /* the desk's; only looked at for its end */
};
enum errands_end {
    ERRANDS_DESK_GONE,
    ERRANDS_PAINTER_GONE,
    ERRANDS_PAINTER_MAD, /* it asked for what no painter asks for */
};
/* Until the end. */
enum errands_end errands_serve(const struct errands *errands) MUST_CHECK;

/* The painter's side: a maker for the content of a question. */
struct errand_sender {
    int helper; /* the socket */
    const char *cache;
    struct preview_question question;
};
struct ready_maker errand_sender_maker(struct errand_sender *sender);
