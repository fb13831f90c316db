/* Tests kiosk/guide/visit/touch.c: every rule at its edges. The panel is 500 × 300 mm.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "guide/visit/touch.h"

enum { DOWN = 'd', MOVE = 'm', UP = 'u', GONE = 'g', TICK = 't', PAGE = 'p', STEPS_MAX = 20, LATER = 2000 };
struct step {
    int64_t at_ms; /* since start */
    char what;
    int finger; /* the hundreds are the device */
    double x, y;
};

static const char letters[] = {
    [PRESS_NONE] = 0, [PRESS_BEGIN] = 'B', [PRESS_MOVE] = 'M', [PRESS_END] = 'E', [PRESS_CANCEL] = 'C'};

static void note(char *seen, struct press press) {
    size_t length = strlen(seen);
    assert_true(length < STEPS_MAX);
    seen[length] = letters[press.kind];
}

static void play(struct touch *touch, const struct step *steps, char *seen) {
    const int64_t start = 7000000;
    touch_init(touch, 500, 300, start);
    for (const struct step *step = steps; step->what != 0; step++) {
        int64_t at = start + step->at_ms;
        note(seen, touch_tick(touch, at));
        if (step->what == PAGE)
            touch_page(touch, at);
        if (step->what == TICK || step->what == PAGE)
            continue;
        enum finger_kind kind = step->what == DOWN   ? FINGER_DOWN
                                : step->what == MOVE ? FINGER_MOVE
                                : step->what == UP   ? FINGER_UP
                                                     : FINGER_LOST;
        struct finger_event event = {kind, step->finger / 100, step->finger, step->x, step->y, at};
        note(seen, touch_event(touch, &event));
    }
}

#define D(at, finger, x, y)                                                                                  \
    { (at), DOWN, (finger), (x), (y) }
#define U(at, finger, x, y)                                                                                  \
    { (at), UP, (finger), (x), (y) }
#define M(at, finger, x, y)                                                                                  \
    { (at), MOVE, (finger), (x), (y) }
#define T(at)                                                                                                \
    { (at), TICK, 0, 0, 0 }
#define P(at)                                                                                                \
    { (at), PAGE, 0, 0, 0 }
#define G(at, finger)                                                                                        \
    { (at), GONE, (finger), 0, 0 }

static const struct {
    const char *why;
    struct step steps[STEPS_MAX];
    const char *presses;
    uint32_t ghosts, bounces, palms, lost, faults;
} rows[] = {
    {"a press",
     {D(LATER, 1, .5, .5), M(2050, 1, .51, .5), U(2100, 1, .51, .5), T(2103)},
     "BME",
     0,
     0,
     0,
     0,
     0},
    {"the end waits until an invented up would be known",
     {D(LATER, 1, .5, .5), U(2100, 1, .5, .5), T(2102)},
     "B",
     0,
     0,
     0,
     0,
     0},
    {"rule 1: the same number on another device is another finger",
     {D(LATER, 101, .5, .5), U(2100, 201, .5, .5), U(2200, 101, .5, .5), T(2300)},
     "BE",
     0,
     0,
     0,
     0,
     0},
    {"rule 2: a second finger is ignored, the first counts",
     {D(LATER, 1, .5, .5), D(2050, 2, .2, .2), M(2060, 2, .3, .3), U(2100, 2, .2, .2), U(2200, 1, .5, .5),
      T(2300)},
     "BE",
     0,
     0,
     0,
     0,
     0},
    {"rule 2: until all are up",
     {D(LATER, 1, .5, .5), D(2050, 2, .2, .2), U(2100, 1, .5, .5), T(2200), D(2300, 1, .5, .5),
      U(2400, 1, .5, .5), U(2500, 2, .2, .2), T(2600), D(2700, 1, .8, .5), U(2800, 1, .8, .5), T(2900)},
     "BEBE",
     0,
     0,
     0,
     0,
     0},
    {"rule 2: three fingers are a palm; quiet for 300 ms after the last is up",
     {D(LATER, 1, .5, .5), D(2010, 2, .5, .6), D(2020, 3, .6, .6), U(2100, 1, .5, .5), U(2110, 2, .5, .6),
      U(2120, 3, .6, .6), D(2419, 1, .1, .1), U(2450, 1, .1, .1), D(2600, 1, .1, .1), U(2700, 1, .1, .1),
      T(2800)},
     "BCBE",
     0,
     0,
     1,
     0,
     0},
    {"rule 2: and no longer",
     {D(LATER, 1, .5, .5), D(2010, 2, .5, .6), D(2020, 3, .6, .6), U(2100, 1, .5, .5), U(2110, 2, .5, .6),
      U(2120, 3, .6, .6), D(2420, 1, .1, .1), U(2500, 1, .1, .1), T(2600)},
     "BCBE",
     0,
     0,
     1,
     0,
     0},
    {"rule 2: a contact of just under 15 s is a press",
     {D(LATER, 1, .5, .5), M(10000, 1, .5, .5), U(16999, 1, .5, .5), T(17100)},
     "BME",
     0,
     0,
     0,
     0,
     0},
    {"rule 2: one of 15 s is a cloth",
     {D(LATER, 1, .5, .5), M(10000, 1, .5, .5), T(16999), T(17000), U(17100, 1, .5, .5), T(17200)},
     "BMC",
     0,
     0,
     1,
     0,
     0},
    {"rule 3: a finger without a word for 15 s is forgotten",
     {D(LATER, 1, .5, .5), T(17000), D(18000, 2, .2, .2), U(18100, 2, .2, .2), T(18200)},
     "BCBE",
     0,
     0,
     0,
     1,
     0},
    {"rule 3: an up invented before the next down is not a click, the down is a new press",
     {D(LATER, 1, .5, .5), U(5000, 1, .5, .5), D(5000, 1, .2, .2), U(5100, 1, .2, .2), T(5200)},
     "BBE",
     0,
     0,
     0,
     1,
     0},
    {"rule 3: also on the same spot, where it is no bounce",
     {D(LATER, 1, .5, .5), U(5000, 1, .5, .5), D(5002, 1, .5, .5), U(5100, 1, .5, .5), T(5200)},
     "BBE",
     0,
     0,
     0,
     1,
     0},
    {"rule 3: a down without any up",
     {D(LATER, 1, .5, .5), D(5000, 1, .2, .2), U(5100, 1, .2, .2), T(5200)},
     "BBE",
     0,
     0,
     0,
     1,
     0},
    {"rule 3: the device is pulled out", {D(LATER, 101, .5, .5), G(2500, 100), T(2600)}, "BC", 0, 0, 0, 1, 0},
    {"rule 3: another device is pulled out",
     {D(LATER, 101, .5, .5), G(2500, 200), U(2600, 101, .5, .5), T(2700)},
     "BE",
     0,
     0,
     0,
     0,
     0},
    {"rule 4: a bounce after 79 ms, 7.5 mm away",
     {D(LATER, 1, .5, .5), U(2100, 1, .5, .5), D(2179, 1, .515, .5), U(2190, 1, .515, .5), T(2300)},
     "BE",
     0,
     1,
     0,
     0,
     0},
    {"rule 4: after 80 ms it is a touch",
     {D(LATER, 1, .5, .5), U(2100, 1, .5, .5), D(2180, 1, .5, .5), U(2250, 1, .5, .5), T(2300)},
     "BEBE",
     0,
     0,
     0,
     0,
     0},
    {"rule 4: farther than 8 mm too",
     {D(LATER, 1, .5, .5), U(2100, 1, .5, .5), D(2110, 1, .5, .53), U(2180, 1, .5, .53), T(2300)},
     "BEBE",
     0,
     0,
     0,
     0,
     0},
    {"rule 5: 499 ms after start nothing is meant",
     {D(499, 1, .5, .5), U(700, 1, .5, .5), T(800)},
     "",
     0,
     0,
     0,
     0,
     0},
    {"rule 5: 500 ms after start it is", {D(500, 1, .5, .5), U(700, 1, .5, .5), T(800)}, "BE", 0, 0, 0, 0, 0},
    {"rule 5: 149 ms after a page change what falls through is ignored",
     {P(LATER), D(2149, 1, .5, .5), U(2200, 1, .5, .5), T(2300)},
     "",
     0,
     0,
     0,
     0,
     0},
    {"rule 5: 150 ms after it is a touch",
     {P(LATER), D(2150, 1, .5, .5), U(2200, 1, .5, .5), T(2300)},
     "BE",
     0,
     0,
     0,
     0,
     0},
    {"rule 5: a press that a page change interrupts does not act",
     {D(LATER, 1, .5, .5), P(2100), U(2400, 1, .5, .5), T(2500)},
     "B",
     0,
     0,
     0,
     0,
     0},
    {"rule 6: touches exactly at an edge in the first second come from the panel",
     {D(600, 15, 1, 1), D(700, 1, 0, .5), U(710, 1, 0, .5), D(999, 2, .3, 0), D(1000, 3, .5, .5),
      U(1200, 3, .5, .5), T(1300)},
     "BE",
     3,
     0,
     0,
     0,
     0},
    {"rule 6: later they are a finger at the edge",
     {D(1000, 1, 0, 0), U(1100, 1, 0, 0), T(1200)},
     "BE",
     0,
     0,
     0,
     0,
     0},
};

static void every_rule_at_its_edge(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct touch touch;
        char seen[STEPS_MAX + 1] = "";
        play(&touch, rows[i].steps, seen);
        if (strcmp(seen, rows[i].presses) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", rows[i].why, seen, rows[i].presses);
        if (touch.counts.ghosts != rows[i].ghosts || touch.counts.bounces != rows[i].bounces ||
            touch.counts.palms != rows[i].palms || touch.counts.lost != rows[i].lost ||
            touch.counts.faults != rows[i].faults)
            fail_msg("%s: ghosts %u, bounces %u, palms %u, lost %u, faults %u", rows[i].why,
                     touch.counts.ghosts, touch.counts.bounces, touch.counts.palms, touch.counts.lost,
                     touch.counts.faults);
    }
}

static void a_press_ends_where_its_own_finger_was(void **state) {
    (void)state;
    struct touch touch;
    touch_init(&touch, 500, 300, 0);
    const struct finger_event events[] = {
        {FINGER_DOWN, 1, 1, .5, .5, 1000},
        {FINGER_DOWN, 1, 2, .1, .2, 1010},
        {FINGER_UP, 1, 1, .6, .7, 1100},
        {FINGER_UP, 1, 2, .1, .2, 1101},
    };
    for (size_t i = 0; i < LENGTH(events); i++) {
        assert_int_equal(touch_tick(&touch, events[i].at_ms).kind, PRESS_NONE);
        touch_event(&touch, &events[i]);
    }
    assert_int_equal(touch_due_ms(&touch), 1103);
    struct press press = touch_tick(&touch, 1103);
    assert_int_equal(press.kind, PRESS_END);
    assert_true(press.x == .6 && press.y == .7);
}

static enum press_kind tap(struct touch *touch, int64_t at_ms, double x) {
    struct finger_event down = {FINGER_DOWN, 1, 1, x, .5, at_ms}, up = {FINGER_UP, 1, 1, x, .5, at_ms + 40};
    touch_tick(touch, at_ms);
    touch_event(touch, &down);
    touch_tick(touch, at_ms + 40);
    touch_event(touch, &up);
    return touch_tick(touch, at_ms + 43).kind;
}

static void twenty_touches_in_two_seconds_are_a_child_and_more_a_fault(void **state) {
    (void)state;
    struct touch touch;
    touch_init(&touch, 500, 300, 0);
    int64_t at = 1000;
    for (int i = 0; i < TOUCH_STORM_COUNT; i++, at += 100)
        assert_int_equal(tap(&touch, at, i % 2 ? .2 : .8), PRESS_END);
    assert_false(touch_faulty(&touch));
    assert_int_equal(tap(&touch, 3000, .5), PRESS_NONE); /* the 21st, exactly 2 s after the first */
    assert_true(touch_faulty(&touch));
    assert_int_equal(touch.counts.faults, 1);
    assert_int_equal(tap(&touch, 6000, .5), PRESS_NONE);
    assert_int_equal(touch_due_ms(&touch), 6040 + TOUCH_FAULT_MS);
    touch_tick(&touch, 6040 + TOUCH_FAULT_MS - 1);
    assert_true(touch_faulty(&touch));
    touch_tick(&touch, 6040 + TOUCH_FAULT_MS);
    assert_false(touch_faulty(&touch));
    assert_int_equal(tap(&touch, 20000, .5), PRESS_END);

    touch_init(&touch, 500, 300, 0);
    for (at = 1000; at <= 1000 + 20 * 101; at += 101) /* 21 in 2.02 s */
        tap(&touch, at, .5);
    assert_false(touch_faulty(&touch));
}

static void a_finger_stuck_for_a_minute_is_a_fault(void **state) {
    (void)state;
    struct touch touch;
    touch_init(&touch, 500, 300, 0);
    struct finger_event event = {FINGER_DOWN, 1, 1, .5, .5, 1000};
    assert_int_equal(touch_event(&touch, &event).kind, PRESS_BEGIN);
    event.kind = FINGER_MOVE; /* dirt that trembles */
    for (event.at_ms = 2000; event.at_ms < 61000; event.at_ms += 1000) {
        touch_tick(&touch, event.at_ms);
        touch_event(&touch, &event);
    }
    assert_int_equal(touch.counts.palms, 1);
    assert_false(touch_faulty(&touch));
    assert_int_equal(touch_due_ms(&touch), 61000);
    touch_tick(&touch, 61000);
    assert_true(touch_faulty(&touch));
    touch_tick(&touch, 60000 + TOUCH_LONG_MS); /* it went silent */
    assert_int_equal(touch.counts.lost, 1);
    assert_false(touch_faulty(&touch));
}

static void the_same_button_does_not_act_twice(void **state) {
    (void)state;
    struct touch touch;
    touch_init(&touch, 500, 300, 100);
    assert_false(touch_again(&touch, 7, 200));
    assert_true(touch_again(&touch, 7, 200 + TOUCH_AGAIN_MS - 1));
    assert_false(touch_again(&touch, 7, 200 + TOUCH_AGAIN_MS));
    assert_false(touch_again(&touch, 8, 201 + TOUCH_AGAIN_MS));
    assert_false(touch_again(&touch, 7, 202 + TOUCH_AGAIN_MS));
}

/* Whatever a panel sends: a press ends at most once after it began, a turn that is due does something, and
 * when it falls silent the next press counts. */
static void no_panel_can_confuse_it(void **state) {
    (void)state;
    uint32_t dice = 0x2750;
    for (int round = 0; round < 3000; round++) {
        struct touch touch;
        int64_t at = 1000000, start = at;
        touch_init(&touch, 500, 300, start);
        bool begun = false;
        for (int i = 0; i < 120; i++) {
            dice = dice * 1664525 + 1013904223;
            uint32_t roll = dice >> 8;
            at += roll % 7 == 0 ? roll % 20000 : roll % 90;
            struct finger_event event = {
                (roll >> 9) % 16 == 0 ? FINGER_LOST : (enum finger_kind)((roll >> 4) % FINGER_LOST),
                roll >> 22 & 1,
                roll >> 16 & 3,
                (roll >> 3) % 11 / 10.0,
                (roll >> 5) % 11 / 10.0,
                at};
            struct press presses[2];
            presses[0] = touch_tick(&touch, at);
            presses[1] = touch_event(&touch, &event);
            for (int p = 0; p < 2; p++) {
                if (presses[p].kind == PRESS_END || presses[p].kind == PRESS_MOVE ||
                    presses[p].kind == PRESS_CANCEL)
                    assert_true(begun);
                if (presses[p].kind == PRESS_BEGIN)
                    begun = true;
                if (presses[p].kind == PRESS_END || presses[p].kind == PRESS_CANCEL)
                    begun = false;
            }
        }
        for (int64_t due; (due = touch_due_ms(&touch)) != INT64_MAX;) {
            at = due > at ? due : at;
            touch_tick(&touch, at);
            assert_true(touch_due_ms(&touch) > at);
        }
        assert_true(at - start < 120 * 20000 + TOUCH_STUCK_MS + TOUCH_LONG_MS + TOUCH_FAULT_MS);
        assert_int_equal(tap(&touch, at + 1000, .5), PRESS_END);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_at_its_edge),
        cmocka_unit_test(a_press_ends_where_its_own_finger_was),
        cmocka_unit_test(twenty_touches_in_two_seconds_are_a_child_and_more_a_fault),
        cmocka_unit_test(a_finger_stuck_for_a_minute_is_a_fault),
        cmocka_unit_test(the_same_button_does_not_act_twice),
        cmocka_unit_test(no_panel_can_confuse_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
