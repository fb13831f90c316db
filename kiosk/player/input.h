/* What people do, from SDL's events: fingers (a mouse serves as one), and the five keys of a keypad, or six,
 * which act when they are let go or have been held. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "guide/view/keypad.h"
#include "guide/visit/touch.h"

union SDL_Event;

enum {
    INPUT_AGAIN_MS = 500, /* the same key within is not meant (EN 301 549 5.8) */
    INPUT_LONG_MS = 900,  /* held so long a key means something else; nothing needs it (5.7) */
};

enum input_kind { INPUT_FINGER, INPUT_KEY };
struct input {
    enum input_kind kind;
    struct finger_event finger; /* upright 0–1 */
    enum keypad_key key;
    bool held;     /* the key, for INPUT_LONG_MS */
    int64_t at_ms; /* monotonic */
};

/* Zero-initialise. */
struct inputs {
    bool mouse_down;
    bool mouse_elsewhere; /* hands.h reads it: what SDL says of a mouse is not heard */
    int last_key;         /* SDL's, 0: none */
    int64_t last_key_ms;
    int down;        /* SDL's, the key that is down and has done nothing yet; 0: none */
    int64_t down_ms; /* since when */
    enum keypad_key down_key;
};

/* Fingers are not to be told a second time as a mouse, nor the other way round. Before the window opens. */
void inputs_init(struct inputs *inputs);
/* `width`, `height` px of the window (for the mouse), `degrees` how the picture is turned on the panel.
 * False: none of our business. */
bool inputs_read(struct inputs *inputs, const union SDL_Event *event, int64_t now_ms, int width, int height,
                 int degrees, struct input *out) MUST_CHECK;
/* A key that has been down for INPUT_LONG_MS counts as held while it still is. False: there is none. */
bool inputs_tick(struct inputs *inputs, int64_t now_ms, struct input *out) MUST_CHECK;
/* When inputs_tick has something to say, monotonic ms; INT64_MAX: never. */
int64_t inputs_due_ms(const struct inputs *inputs);
/* The same for a finger of hands.h. */
void inputs_hand(const struct finger_event *finger, int degrees, struct input *out);
