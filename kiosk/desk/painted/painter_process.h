/* One kiosk-preview: started, asked, and ended for good when it does not do as it should. One thread at a
 * time. */
#pragma once

#include <sys/types.h>

#include "desk/painted/preview_wire.h"

struct painter_place {
    const char *program;  /* NULL: kiosk-preview, beside this program or where it is installed */
    const char *contents; /* folder of folders, each a site that never changes under its name */
    const char *feeds;    /* likewise of normalised feeds, which may change; NULL: none */
    const char *cache;    /* where ready pictures are kept; made where it is not there */
};
enum { PAINTER_KEEPS = 3 }; /* contents that a painter has open at a time */

struct painter_process {
    pid_t pid; /* 0: none */
    int fd;
    int64_t started_ms;
    uint32_t number; /* of the last question */
    bool ready;      /* it has said so */
    bool fenced;     /* and that it can reach no other file */
};

enum painter_word {
    PAINTER_PICTURE,
    PAINTER_REFUSED, /* in its own words; it goes on */
    PAINTER_BEGINS,  /* it is not ready yet, and may still be in time */
    PAINTER_LATE,    /* ended: it did not answer by then */
    PAINTER_DIED,    /* ended: it died, or was dead already */
    PAINTER_LIED     /* ended: what it said is no answer to this */
};

/* False: it cannot be started; `fail` says why. That it can be does not say that it lives. */
bool painter_process_start(struct painter_process *process, const struct painter_place *place,
                           struct fail *fail) MUST_CHECK;
/* Killed and reaped; none is fine. */
void painter_process_end(struct painter_process *process);
/* Has it died since it was asked last? */
bool painter_process_lives(const struct painter_process *process);
/* *bytes is malloc'd, a PNG of the size that was asked for, or the findings that were. Blocks until `due_ms`
 * (channel.h) at most. */
enum painter_word painter_process_ask(struct painter_process *process,
                                      const struct preview_question *question, int64_t due_ms, char **bytes,
                                      size_t *size, struct fail *fail) MUST_CHECK;
/* It closes the content of this name, or all (""). False: it is dead. */
bool painter_process_drop(struct painter_process *process, const char *content, int64_t due_ms) MUST_CHECK;
