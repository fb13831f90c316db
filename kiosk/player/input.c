#include "player/input.h"

#include <SDL2/SDL.h>
#include <string.h>

#include "show/turn.h"

enum { MOUSE_DEVICE = -1 };

void inputs_init(struct inputs *inputs) {
    *inputs = (struct inputs){0};
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
}

/* SDL says when an event happened in ms since its own start. */
static int64_t time_of(uint32_t timestamp, int64_t now_ms) {
    uint32_t ago = SDL_GetTicks() - timestamp;
    return ago < 10000 ? now_ms - ago : now_ms;
}

/* `event` as the panel has it. */
static bool finger(const struct finger_event *event, int degrees, struct input *out) {
    inputs_hand(event, degrees, out);
    return true;
}

static bool read_mouse(struct inputs *inputs, const SDL_Event *event, int64_t now_ms, int width, int height,
                       int degrees, struct input *out) {
    bool motion = event->type == SDL_MOUSEMOTION;
    int x = motion ? event->motion.x : event->button.x, y = motion ? event->motion.y : event->button.y;
    if (inputs->mouse_elsewhere || event->button.which == SDL_TOUCH_MOUSEID ||
        (motion && !inputs->mouse_down) || (!motion && event->button.button != SDL_BUTTON_LEFT))
        return false;
    if (!motion)
        inputs->mouse_down = event->type == SDL_MOUSEBUTTONDOWN;
    const struct finger_event pointed = {.kind = motion               ? FINGER_MOVE
                                                 : inputs->mouse_down ? FINGER_DOWN
                                                                      : FINGER_UP,
                                         .device = MOUSE_DEVICE,
                                         .x = (x + 0.5) / width,
                                         .y = (y + 0.5) / height,
                                         .at_ms = time_of(event->common.timestamp, now_ms)};
    return finger(&pointed, degrees, out);
}

static bool read_finger(const SDL_TouchFingerEvent *touch, uint32_t type, int degrees, int64_t at_ms,
                        struct input *out) {
    const struct finger_event felt = {.kind = type == SDL_FINGERDOWN     ? FINGER_DOWN
                                              : type == SDL_FINGERMOTION ? FINGER_MOVE
                                                                         : FINGER_UP,
                                      .device = touch->touchId,
                                      .finger = touch->fingerId,
                                      .x = (double)touch->x,
                                      .y = (double)touch->y,
                                      .at_ms = at_ms};
    return finger(&felt, degrees, out);
}

static bool find_key(const SDL_Keysym *sym, enum keypad_key *key) {
    switch (sym->sym) {
    case SDLK_LEFT:
    case SDLK_UP:
        *key = KEYPAD_PREVIOUS;
        return true;
    case SDLK_RIGHT:
    case SDLK_DOWN:
        *key = KEYPAD_NEXT;
        return true;
    case SDLK_TAB:
        *key = sym->mod & KMOD_SHIFT ? KEYPAD_PREVIOUS : KEYPAD_NEXT;
        return !(sym->mod & (KMOD_ALT | KMOD_CTRL | KMOD_GUI));
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        *key = KEYPAD_SELECT;
        return true;
    case SDLK_ESCAPE:
    case SDLK_BACKSPACE:
        *key = KEYPAD_BACK;
        return true;
    case SDLK_SPACE:
    case SDLK_F5:
        *key = KEYPAD_REPEAT;
        return true;
    case SDLK_h:
    case SDLK_PAGEDOWN:
        *key = KEYPAD_HEADING;
        return true;
    default:
        return false;
    }
}

static void key_down(struct inputs *inputs, const SDL_KeyboardEvent *event, int64_t at_ms) {
    enum keypad_key key;
    if (event->repeat || !find_key(&event->keysym, &key))
        return;
    bool again = inputs->last_key == event->keysym.sym && at_ms - inputs->last_key_ms < INPUT_AGAIN_MS;
    inputs->down = 0;
    if (again)
        return;
    inputs->last_key = inputs->down = event->keysym.sym;
    inputs->last_key_ms = inputs->down_ms = at_ms;
    inputs->down_key = key;
}

/* The key that is down has done its work. */
static bool act(struct inputs *inputs, int64_t at_ms, struct input *out) {
    *out = (struct input){.kind = INPUT_KEY,
                          .key = inputs->down_key,
                          .held = at_ms - inputs->down_ms >= INPUT_LONG_MS,
                          .at_ms = at_ms};
    inputs->down = 0;
    return true;
}

static bool read_key(struct inputs *inputs, const SDL_KeyboardEvent *event, int64_t now_ms,
                     struct input *out) {
    int64_t at_ms = time_of(event->timestamp, now_ms);
    if (event->type == SDL_KEYDOWN)
        key_down(inputs, event, at_ms);
    return event->type == SDL_KEYUP && inputs->down && inputs->down == event->keysym.sym &&
           act(inputs, at_ms, out);
}

bool inputs_tick(struct inputs *inputs, int64_t now_ms, struct input *out) {
    return now_ms >= inputs_due_ms(inputs) && act(inputs, now_ms, out);
}

int64_t inputs_due_ms(const struct inputs *inputs) {
    return inputs->down ? inputs->down_ms + INPUT_LONG_MS : INT64_MAX;
}

bool inputs_read(struct inputs *inputs, const SDL_Event *event, int64_t now_ms, int width, int height,
                 int degrees, struct input *out) {
    const SDL_TouchFingerEvent *touch = &event->tfinger;
    switch (event->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return read_finger(touch, event->type, degrees, time_of(touch->timestamp, now_ms), out);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION:
        return read_mouse(inputs, event, now_ms, width, height, degrees, out);
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        return read_key(inputs, &event->key, now_ms, out);
    default:
        return false;
    }
}

void inputs_hand(const struct finger_event *event, int degrees, struct input *out) {
    *out = (struct input){.kind = INPUT_FINGER, .finger = *event, .at_ms = event->at_ms};
    turn_touch(event->x, event->y, degrees, &out->finger.x, &out->finger.y);
}
