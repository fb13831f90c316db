/* An absolute pointer, as the kernel reports it, is a finger at the right place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <linux/input.h>

#include "show/turn.h"
#include "stage/hands.h"

enum { END = 0xffff };

/* What a virtual tablet and a touch overlay send: type, code, value. */
struct sent {
    uint16_t type, code;
    int32_t value;
};
#define REPORT                                                                                               \
    { EV_SYN, SYN_REPORT, 0 }

static int feed(struct hand *hand, const struct sent *sent, struct finger_event *out, int room) {
    int count = 0;
    for (int i = 0; sent[i].type != END; i++) {
        struct input_event event = {.type = sent[i].type, .code = sent[i].code, .value = sent[i].value};
        event.input_event_sec = 5;
        event.input_event_usec = 7000;
        struct finger_event finger;
        if (!hand_feed(hand, &event, &finger))
            continue;
        assert_true(count < room);
        out[count++] = finger;
    }
    return count;
}

static struct hand tablet(void) {
    return (struct hand){.device = HAND_DEVICE, .range_x = 32767, .range_y = 32767};
}

static void near(double value, double wanted) {
    assert_true(value > wanted - 0.001 && value < wanted + 0.001);
}

/* The position and the button come in one report, the button first or last: the finger goes down where the
 * pointer is now, and not where it was. */
static void a_tap_is_where_it_is(void **state) {
    (void)state;
    static const struct sent rows[][12] = {{{EV_ABS, ABS_X, 16384},
                                            {EV_ABS, ABS_Y, 8192},
                                            {EV_KEY, BTN_LEFT, 1},
                                            REPORT,
                                            {EV_KEY, BTN_LEFT, 0},
                                            REPORT,
                                            {END, 0, 0}},
                                           {{EV_KEY, BTN_LEFT, 1},
                                            {EV_ABS, ABS_X, 16384},
                                            {EV_ABS, ABS_Y, 8192},
                                            REPORT,
                                            {EV_KEY, BTN_LEFT, 0},
                                            REPORT,
                                            {END, 0, 0}},
                                           {{EV_ABS, ABS_X, 16384},
                                            {EV_ABS, ABS_Y, 8192},
                                            REPORT,
                                            {EV_KEY, BTN_LEFT, 1},
                                            REPORT,
                                            {EV_KEY, BTN_LEFT, 0},
                                            REPORT,
                                            {END, 0, 0}}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct hand hand = tablet();
        hand.x = hand.y = 32767; /* the tap before was in the corner */
        struct finger_event events[4];
        assert_int_equal(feed(&hand, rows[i], events, 4), 2);
        assert_int_equal(events[0].kind, FINGER_DOWN);
        assert_int_equal(events[1].kind, FINGER_UP);
        assert_int_equal(events[0].at_ms, 5007);
        assert_int_equal(events[0].device, HAND_DEVICE);
        for (int k = 0; k < 2; k++) {
            near(events[k].x, 0.5);
            near(events[k].y, 0.25);
        }
    }
}

static void a_pointer_that_hovers_is_no_finger(void **state) {
    (void)state;
    static const struct sent sent[] = {{EV_ABS, ABS_X, 5}, REPORT, {EV_KEY, BTN_RIGHT, 1}, REPORT,
                                       {EV_ABS, ABS_Y, 9}, REPORT, {EV_REL, REL_WHEEL, 1}, REPORT,
                                       {END, 0, 0}};
    struct hand hand = tablet();
    struct finger_event events[1];
    assert_int_equal(feed(&hand, sent, events, 1), 0);
}

static void a_drag_moves(void **state) {
    (void)state;
    static const struct sent sent[] = {{EV_KEY, BTN_LEFT, 1},
                                       REPORT,
                                       {EV_ABS, ABS_X, 32767},
                                       REPORT,
                                       REPORT,
                                       {EV_KEY, BTN_LEFT, 0},
                                       REPORT,
                                       {END, 0, 0}};
    struct hand hand = tablet();
    struct finger_event events[4];
    assert_int_equal(feed(&hand, sent, events, 4), 3);
    assert_int_equal(events[1].kind, FINGER_MOVE);
    near(events[1].x, 1);
    assert_int_equal(events[2].kind, FINGER_UP);
}

/* Overlays count from anywhere to anywhere; the picture hangs upright on a turned panel. */
static void ranges_and_turned_panels(void **state) {
    (void)state;
    static const struct sent sent[] = {
        {EV_ABS, ABS_X, -300}, {EV_ABS, ABS_Y, 150}, {EV_KEY, BTN_LEFT, 1}, REPORT, {END, 0, 0}};
    struct hand hand = {.min_x = -500, .range_x = 1000, .min_y = 50, .range_y = 1000};
    struct finger_event event;
    assert_int_equal(feed(&hand, sent, &event, 1), 1);
    near(event.x, 0.2);
    near(event.y, 0.1);
    double x, y;
    turn_touch(event.x, event.y, 90, &x, &y);
    near(x, 0.1);
    near(y, 0.8);
}

static void without_devices_nothing_happens(void **state) {
    (void)state;
    struct finger_event event;
    assert_false(hands_next(NULL, &event));
    assert_false(hands_pointing(NULL));
    assert_int_equal(hands_watch(NULL, NULL), 0);
    struct hands *hands = hands_create(); /* whatever this machine has, or may be read here */
    assert_non_null(hands);
    hands_destroy(hands);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tap_is_where_it_is),
        cmocka_unit_test(a_pointer_that_hovers_is_no_finger),
        cmocka_unit_test(a_drag_moves),
        cmocka_unit_test(ranges_and_turned_panels),
        cmocka_unit_test(without_devices_nothing_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
