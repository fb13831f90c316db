/* What people do, from SDL's events: fingers (a mouse serves as one), and the five keys of a keypad. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "guide/visit/touch.h"

union SDL_Event;

enum { INPUT_AGAIN_MS = 500 }; /* the same key within is not meant (EN 301 549 5.8) */

enum input_kind { INPUT_FINGER, INPUT_KEY };
enum input_key { INPUT_PREVIOUS, INPUT_NEXT, INPUT_SELECT, INPUT_BACK, INPUT_REPEAT };
struct input {
    enum input_kind kind;
    struct finger_event finger; /* upright 0–1 */
    enum input_key key;
    int64_t at_ms; /* monotonic */
};

/* Zero-initialise. */
struct inputs {
    bool mouse_down;
    bool mouse_elsewhere; /* hands.h reads it: what SDL says of a mouse is not heard */
    int last_key;         /* SDL's, 0: none */
    int64_t last_key_ms;
};

/* Fingers are not to be told a second time as a mouse, nor the other way round. Before the window opens. */
void inputs_init(struct inputs *inputs);
/* `width`, `height` px of the window (for the mouse), `degrees` how the picture is turned on the panel.
 * False: none of our business. */
bool inputs_read(struct inputs *inputs, const union SDL_Event *event, int64_t now_ms, int width, int height,
                 int degrees, struct input *out) MUST_CHECK;
/* The same for a finger of hands.h. */
void inputs_hand(const struct finger_event *finger, int degrees, struct input *out);
