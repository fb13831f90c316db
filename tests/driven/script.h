/* A visit written down (`kiosk-driven --visit FILE`). One step a line; "#" begins a comment.
 *
 *   touch X Y      a finger down and up at X Y (0–1 of the upright picture)
 *   press LABEL    the same on the first thing to touch whose name begins with LABEL
 *   down LABEL     a finger down on such a thing; it stays until "up"
 *   slide X Y      the finger that is down moves to X Y
 *   up             and leaves the panel where it is
 *   hold X Y MS    a finger down for MS
 *   storm X Y N    N fingers down and up at once (up to 100), as a broken panel reports them
 *   type TEXT      one key of the on-screen keyboard after another
 *   key NAME       previous, next, select, back or repeat
 *   wait MS
 *   pass MS        nobody touches anything for so long: only the visitor's clock goes on by MS
 *   await PLACE    until that kind of page is on the screen ("search"; "rest": nobody is there any
 *                  more), or the "warning" before it is cleared; for a minute at most
 *   shot FILE.png  what is on the screen
 *   watch FILE     from now on a line there for each frame with a film: when it was presented (monotonic ns),
 *                  and how bright the film's middle is (0–255)
 *   end            the program ends
 *
 * Each step waits until the one before has been answered on the screen. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { SCRIPT_STEPS_MAX = 2000, SCRIPT_BYTES_MAX = 1 << 18 };
enum step_kind {
    STEP_TOUCH,
    STEP_PRESS,
    STEP_DOWN,
    STEP_SLIDE,
    STEP_UP,
    STEP_HOLD,
    STEP_STORM,
    STEP_TYPE,
    STEP_KEY,
    STEP_WAIT,
    STEP_PASS,
    STEP_AWAIT,
    STEP_SHOT,
    STEP_WATCH,
    STEP_END
};
struct step {
    enum step_kind kind;
    double x, y;
    int value;        /* ms; STEP_KEY: enum keypad_key; STEP_STORM: fingers */
    const char *text; /* of STEP_PRESS, STEP_DOWN, STEP_TYPE, STEP_AWAIT, STEP_SHOT, STEP_WATCH */
    int line;
};
struct script {
    const char *path; /* borrowed */
    char *bytes;
    struct step steps[SCRIPT_STEPS_MAX];
    int count, at;
    int64_t ready_ms;    /* the next step not before */
    const char *type;    /* what is left to type of the step at hand */
    int64_t passed_ms;   /* by STEP_PASS */
    int64_t patience_ms; /* STEP_AWAIT gives up then; 0: not at one */
    int64_t up_ms;       /* a finger is down at (x, y) until; 0: none */
    double x, y;
    bool again;       /* the next key is the same one: not so soon */
    const char *shot; /* wanted, not yet taken */
    FILE *watched;    /* of STEP_WATCH; NULL: none */
};

/* Caller owns. NULL with `fail`: FILE:LINE: what is wrong. */
struct script *script_read(const char *path, struct fail *fail) MUST_CHECK;
void script_destroy(struct script *script);
