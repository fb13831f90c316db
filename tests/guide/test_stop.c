#include "guide/view/stop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "guide/view/flow_parts.h"
#include "guide/view/keypad.h"
#include "guide/view/say.h"
#include "support/page_fixture.h"

/* A title, two things to touch, a heading, two texts, a thing to touch. */
static void make(struct stops *stops) {
    static const struct stop items[] = {{.kind = STOP_HEADING, .level = 1, .before = 0},
                                        {.kind = STOP_HEADING, .level = 2, .before = 2},
                                        {.kind = STOP_TEXT, .before = 2},
                                        {.kind = STOP_TEXT, .before = 2}};
    memset(stops, 0, sizeof *stops);
    memcpy(stops->items, items, sizeof items);
    stops->count = LENGTH(items);
}

static void the_keypad_goes_through_texts_and_things_in_reading_order(void **state) {
    (void)state;
    static const struct {
        int focus, stop;
    } order[] = {{-1, 1}, {0, 0}, {1, 0}, {-1, 2}, {-1, 3}, {-1, 4}, {2, 0}};
    struct guide_state at = {.focus = 1};
    struct stops stops;
    make(&stops);
    for (int step = 1; step >= -1; step -= 2) {
        at.focus = 2;
        at.stop = 0;
        for (int i = 1; i <= 14; i++) {
            stops_move(&at, step, 3, &stops);
            int now = ((6 + step * i) % 7 + 7) % 7;
            assert_int_equal(at.stop, order[now].stop);
            if (order[now].stop == 0)
                assert_int_equal(at.focus, order[now].focus);
        }
    }
    at = (struct guide_state){.focus = -1}; /* nobody has used the keypad */
    stops_move(&at, 1, 3, NULL);
    assert_int_equal(at.focus, 0);
    stops_move(&at, -1, 3, NULL);
    assert_int_equal(at.focus, 2);
    stops_move(&at, 1, 0, NULL); /* nothing to stand on */
    assert_int_equal(at.focus, 2);
}

static void headings_follow_each_other(void **state) {
    (void)state;
    struct guide_state at = {.focus = 0};
    struct stops stops;
    make(&stops);
    stops_next_heading(&at, &stops);
    assert_int_equal(at.stop, 2);
    stops_next_heading(&at, &stops);
    assert_int_equal(at.stop, 1);
    stops.count = 0;
    stops_next_heading(&at, &stops);
    assert_int_equal(at.stop, 1); /* no heading: it stays */
}

static struct action press(struct guide_state *at, enum keypad_key key, const struct stops *stops) {
    static const struct target targets[3] = {{.label = "one", .action = {.verb = VERB_HOME}},
                                             {.label = "two", .action = {.verb = VERB_SPEECH}},
                                             {.label = "three", .action = {.verb = VERB_CLEAR}}};
    return keypad_press(at, key, false, true, targets, 3, stops);
}

static void select_goes_on_from_a_text_and_does_what_a_thing_does(void **state) {
    (void)state;
    struct guide_state at = {.spot.place = PLACE_PAGE, .focus = 1, .keypad = true, .aids.speech = true};
    struct stops stops;
    make(&stops);
    assert_int_equal(press(&at, KEYPAD_SELECT, &stops).verb, VERB_SPEECH);
    assert_int_equal(press(&at, KEYPAD_NEXT, &stops).verb, VERB_NONE);
    assert_int_equal(at.stop, 2);
    assert_int_equal(press(&at, KEYPAD_SELECT, &stops).verb, VERB_NONE);
    assert_int_equal(at.stop, 1);
    assert_int_equal(press(&at, KEYPAD_HEADING, &stops).verb, VERB_NONE);
    assert_int_equal(at.stop, 2);
    at.aids.speech = false; /* who does not listen sees the texts */
    at.stop = 0;
    at.focus = 1;
    (void)press(&at, KEYPAD_NEXT, &stops);
    assert_int_equal(at.stop, 0);
    assert_int_equal(at.focus, 2);
}

static void a_text_that_has_gone_is_left(void **state) {
    (void)state;
    struct guide_state at = {.spot.place = PLACE_PAGE, .focus = 1, .stop = 4, .keypad = true};
    struct stops stops;
    make(&stops);
    assert_false(keypad_settle(&at, -1, 3, &stops));
    assert_int_equal(at.stop, 4);
    stops.count = 3;
    assert_true(keypad_settle(&at, -1, 3, &stops));
    assert_int_equal(at.stop, 0);
    at.stop = 1;
    assert_true(keypad_settle(&at, -1, 3, NULL)); /* nobody listens any more */
    assert_int_equal(at.stop, 0);
}

/* What is said of stop number `at`. */
static const char *said_of(const struct stops *stops, int at, struct utterance *out) {
    *out = (struct utterance){.count = 0};
    stops_say(stops, at, out);
    return out->text;
}

static void parts_of_a_page_say_what_they_are(void **state) {
    (void)state;
    static const char *const said[] = {"Papers, heading level 2\n", "Bring these.\n",
                                       "list of 2, 1 of 2: Passport\n", "2 of 2: Contract\n",
                                       "Call 1 1 2.\n"};
    struct page_fixture f;
    struct utterance parts[PART_COUNT] = {{.count = 0}}, out;
    page_fixture_init(&f, 1920, 1080, 940, FIXTURE_EN);
    f.state.aids.speech = true;
    f.state.keypad = true;
    f.state.stop = 3;
    page_fixture_page(&f);
    f.page.said.parts = parts;
    f.view.stops = calloc(1, sizeof *f.view.stops);
    struct flow *flow = flow_create();
    flow_text(flow, FLOW_HEADING, "Papers", NULL, NULL);
    flow_text(flow, FLOW_TEXT, "Bring these.", NULL, NULL);
    flow_text(flow, FLOW_BULLET, "Passport", NULL, "•");
    flow_text(flow, FLOW_BULLET, "Contract", NULL, "•");
    flow_text(flow, FLOW_TEXT, "Call **112**.", NULL, NULL);
    flow_put(&f.page, flow, f.page.content);
    assert_int_equal(f.view.stops->count, LENGTH(said));
    for (int i = 0; i < (int)LENGTH(said); i++)
        assert_string_equal(said_of(f.view.stops, i, &out), said[i]);
    assert_string_equal(said_of(f.view.stops, (int)LENGTH(said), &out), "");
    assert_true(f.view.list.count > 5 + 3); /* the ring */
    flow_destroy(flow);
    page_fixture_finish(&f);
}

static void a_long_page_ends_its_stops_whole(void **state) {
    (void)state;
    struct page_fixture f;
    struct utterance parts[PART_COUNT] = {{.count = 0}}, out;
    page_fixture_init(&f, 1920, 1080, 940, FIXTURE_EN);
    page_fixture_page(&f);
    f.page.said.parts = parts;
    f.view.stops = calloc(1, sizeof *f.view.stops);
    struct flow *flow = flow_create();
    for (int i = 0; i < 200; i++)
        flow_text(flow, FLOW_CELL, "x", NULL, NULL);
    flow->columns = 20;
    flow_put(&f.page, flow, f.page.content);
    assert_true(f.view.stops->count > 0 && f.view.stops->count <= STOPS_MAX);
    assert_string_equal(said_of(f.view.stops, f.view.stops->count - 1, &out), "x\n");
    flow_destroy(flow);
    page_fixture_finish(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_keypad_goes_through_texts_and_things_in_reading_order),
        cmocka_unit_test(headings_follow_each_other),
        cmocka_unit_test(select_goes_on_from_a_text_and_does_what_a_thing_does),
        cmocka_unit_test(a_text_that_has_gone_is_left),
        cmocka_unit_test(parts_of_a_page_say_what_they_are),
        cmocka_unit_test(a_long_page_ends_its_stops_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
