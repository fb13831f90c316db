/* From SDL's events to fingers and keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <SDL2/SDL.h>

#include "player/input.h"

enum { WIDTH = 1000, HEIGHT = 500 };
#define NOW 50000

static bool read_event(struct inputs *inputs, SDL_Event event, int64_t now_ms, int degrees,
                       struct input *out) {
    event.common.timestamp = SDL_GetTicks();
    return inputs_read(inputs, &event, now_ms, WIDTH, HEIGHT, degrees, out);
}

/* Down and up again at once. */
static bool press(struct inputs *inputs, SDL_Event down, int64_t now_ms, struct input *input) {
    SDL_Event up = down;
    up.type = up.key.type = SDL_KEYUP;
    return !read_event(inputs, down, now_ms, 0, input) && read_event(inputs, up, now_ms, 0, input);
}

static void fingers_are_turned_with_the_picture(void **state) {
    (void)state;
    static const struct {
        int degrees;
        double x, y; /* where the viewer sees the panel's (0.2, 0.1) */
    } rows[] = {{0, 0.2, 0.1}, {90, 0.1, 0.8}, {180, 0.8, 0.9}, {270, 0.9, 0.2}};
    struct inputs inputs = {0};
    struct input input;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        SDL_Event event = {
            .tfinger = {.type = SDL_FINGERDOWN, .touchId = 7, .fingerId = 3, .x = 0.2f, .y = 0.1f}};
        assert_true(read_event(&inputs, event, NOW, rows[i].degrees, &input));
        assert_int_equal(input.kind, INPUT_FINGER);
        assert_int_equal(input.finger.kind, FINGER_DOWN);
        assert_int_equal(input.finger.device, 7);
        assert_int_equal(input.finger.finger, 3);
        assert_true(input.finger.x > rows[i].x - 1e-6 && input.finger.x < rows[i].x + 1e-6);
        assert_true(input.finger.y > rows[i].y - 1e-6 && input.finger.y < rows[i].y + 1e-6);
    }
}

static void the_left_mouse_button_is_a_finger(void **state) {
    (void)state;
    struct inputs inputs = {0};
    struct input input;
    SDL_Event move = {.motion = {.type = SDL_MOUSEMOTION, .x = 10, .y = 10}};
    SDL_Event down = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = 500, .y = 250}};
    SDL_Event up = down, right = down, from_touch = down;
    up.type = SDL_MOUSEBUTTONUP;
    right.button.button = SDL_BUTTON_RIGHT;
    from_touch.button.which = SDL_TOUCH_MOUSEID;
    assert_false(read_event(&inputs, move, NOW, 0, &input)); /* hovering is not touching */
    assert_false(read_event(&inputs, right, NOW, 0, &input));
    assert_false(read_event(&inputs, from_touch, NOW, 0, &input)); /* or every touch would count twice */
    assert_true(read_event(&inputs, down, NOW, 0, &input));
    assert_int_equal(input.finger.kind, FINGER_DOWN);
    assert_true(input.finger.x > 0.5 && input.finger.x < 0.501);
    assert_true(read_event(&inputs, move, NOW, 0, &input));
    assert_int_equal(input.finger.kind, FINGER_MOVE);
    assert_true(read_event(&inputs, up, NOW, 0, &input));
    assert_int_equal(input.finger.kind, FINGER_UP);
}

static void the_five_keys(void **state) {
    (void)state;
    static const struct {
        SDL_Keycode sym;
        uint16_t mod;
        int key; /* -1: none */
    } rows[] = {{SDLK_LEFT, 0, KEYPAD_PREVIOUS},
                {SDLK_UP, 0, KEYPAD_PREVIOUS},
                {SDLK_TAB, KMOD_LSHIFT, KEYPAD_PREVIOUS},
                {SDLK_RIGHT, 0, KEYPAD_NEXT},
                {SDLK_DOWN, 0, KEYPAD_NEXT},
                {SDLK_TAB, 0, KEYPAD_NEXT},
                {SDLK_RETURN, 0, KEYPAD_SELECT},
                {SDLK_KP_ENTER, 0, KEYPAD_SELECT},
                {SDLK_ESCAPE, 0, KEYPAD_BACK},
                {SDLK_BACKSPACE, 0, KEYPAD_BACK},
                {SDLK_h, 0, KEYPAD_HEADING},
                {SDLK_PAGEDOWN, 0, KEYPAD_HEADING},
                {SDLK_SPACE, 0, KEYPAD_REPEAT},
                {SDLK_F5, 0, KEYPAD_REPEAT},
                {SDLK_TAB, KMOD_LALT, -1},
                {SDLK_a, 0, -1},
                {SDLK_F4, KMOD_LALT, -1}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct inputs inputs = {0};
        struct input input;
        SDL_Event event = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = rows[i].sym, .mod = rows[i].mod}}};
        assert_int_equal(press(&inputs, event, NOW, &input), rows[i].key >= 0);
        if (rows[i].key >= 0)
            assert_int_equal(input.key, rows[i].key);
    }
}

/* EN 301 549 5.7, 5.8: a key held down, and the same key twice within half a second, count once. */
static void a_key_counts_once(void **state) {
    (void)state;
    struct inputs inputs = {0};
    struct input input;
    SDL_Event next = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_RIGHT}}}, repeat = next,
              back = next;
    repeat.key.repeat = 1;
    back.key.keysym.sym = SDLK_ESCAPE;
    assert_true(press(&inputs, next, NOW, &input));
    assert_false(press(&inputs, repeat, NOW + 2000, &input));
    assert_false(press(&inputs, next, NOW + INPUT_AGAIN_MS - 50, &input));
    assert_true(press(&inputs, back, NOW + 100, &input)); /* another key is meant */
    assert_true(press(&inputs, next, NOW + 200, &input));
    assert_true(press(&inputs, next, NOW + 200 + INPUT_AGAIN_MS, &input));
    assert_false(input.held);
}

static void a_key_that_is_held_means_something_else(void **state) {
    (void)state;
    struct inputs inputs = {0};
    struct input input;
    SDL_Event down = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_SPACE}}}, up = down;
    up.type = up.key.type = SDL_KEYUP;
    assert_false(read_event(&inputs, down, NOW, 0, &input));
    assert_int_equal(inputs_due_ms(&inputs), NOW + INPUT_LONG_MS);
    assert_false(inputs_tick(&inputs, NOW + INPUT_LONG_MS - 1, &input));
    assert_true(inputs_tick(&inputs, NOW + INPUT_LONG_MS, &input));
    assert_true(input.held);
    assert_int_equal(input.key, KEYPAD_REPEAT);
    assert_false(inputs_tick(&inputs, NOW + 5000, &input)); /* once */
    assert_int_equal(inputs_due_ms(&inputs), INT64_MAX);
    assert_false(read_event(&inputs, up, NOW + 5000, 0, &input)); /* letting go does nothing more */
}

/* On the console, where SDL puts an absolute pointer at the wrong place: it is read elsewhere, and turned
 * with the picture; what lies beyond the panel's edge is its edge. */
static void a_hand_is_turned_and_its_mouse_not_heard(void **state) {
    (void)state;
    static const struct {
        int degrees;
        double from_x, from_y, x, y;
    } rows[] = {{0, 0.2, 0.1, 0.2, 0.1},
                {90, 0.2, 0.1, 0.1, 0.8},
                {180, 0.2, 0.1, 0.8, 0.9},
                {270, 0.2, 0.1, 0.9, 0.2},
                {0, -0.5, 1.5, 0, 1}};
    struct inputs inputs = {.mouse_elsewhere = true};
    struct input input;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct finger_event finger = {
            .kind = FINGER_DOWN, .device = -100, .x = rows[i].from_x, .y = rows[i].from_y, .at_ms = 77};
        inputs_hand(&finger, rows[i].degrees, &input);
        assert_int_equal(input.kind, INPUT_FINGER);
        assert_int_equal(input.finger.kind, FINGER_DOWN);
        assert_int_equal(input.at_ms, 77);
        assert_true(input.finger.x > rows[i].x - 1e-6 && input.finger.x < rows[i].x + 1e-6);
        assert_true(input.finger.y > rows[i].y - 1e-6 && input.finger.y < rows[i].y + 1e-6);
    }
    SDL_Event down = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = 999, .y = 499}};
    SDL_Event touch = {.tfinger = {.type = SDL_FINGERDOWN, .touchId = 7, .x = 0.2f, .y = 0.1f}};
    assert_false(read_event(&inputs, down, NOW, 0, &input));
    assert_true(read_event(&inputs, touch, NOW, 0, &input)); /* a touch screen beside it works on */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fingers_are_turned_with_the_picture),
        cmocka_unit_test(a_hand_is_turned_and_its_mouse_not_heard),
        cmocka_unit_test(the_left_mouse_button_is_a_finger),
        cmocka_unit_test(the_five_keys),
        cmocka_unit_test(a_key_counts_once),
        cmocka_unit_test(a_key_that_is_held_means_something_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
