/* The painters of a desk: some kiosk-preview, asked by its worker threads. The desk itself opens no picture
 * and draws nothing. Any thread. */
#pragma once

#include "desk/painted/painter_process.h"

enum { PAINTERS_MAX = 4, PAINTERS_PATIENCE_MS = 3000, PAINTERS_WAITING = 8 };
struct painters_settings {
    struct painter_place place; /* its texts are copied */
    int count;                  /* 1 to PAINTERS_MAX */
    int patience_ms;            /* how long a question may take in all; 0: PAINTERS_PATIENCE_MS */
    int waiting;                /* so many questions wait while all are busy; 0: PAINTERS_WAITING */
};
struct painters;

/* Starts them, and returns before they are ready. NULL: `fail` says why. */
struct painters *painters_create(const struct painters_settings *settings, struct fail *fail) MUST_CHECK;
/* Ends them. Nobody may be asking any more. NULL is fine. */
void painters_destroy(struct painters *painters);

enum painted {
    PAINTED_DONE,
    PAINTED_REFUSED, /* for what lies in the question or the content: `fail` says what (HTTP 422) */
    PAINTED_BUSY,    /* later: too many wait, or they have only just been started (503) */
    PAINTED_FAILED,  /* it hung, died or lied, and another was started in its place (503) */
};
struct painted_picture {
    char *bytes; /* a PNG; malloc'd */
    size_t size;
};
/* Blocks for patience_ms at most. */
enum painted painters_ask(struct painters *painters, const struct preview_question *question,
                          struct painted_picture *out, struct fail *fail) MUST_CHECK;
/* What laying out the question's slide finds; added to `out`. Blocks as above. */
enum painted painters_judge(struct painters *painters, const struct preview_question *question,
                            struct report *out, struct fail *fail) MUST_CHECK;
/* Nobody will ask about this content again: it is closed everywhere, at the latest before the next question.
 * Without that, a painter closes what it was not asked about for longest. */
void painters_drop(struct painters *painters, const char *content);

/* How they do, for the desk's own health: since they were created. */
struct painters_health {
    unsigned painted, refused, busy, late, died, lied;
    int waiting; /* now, while all painters are busy */
    bool fenced; /* all that are ready can reach no file but theirs; see README */
};
struct painters_health painters_health(struct painters *painters);
