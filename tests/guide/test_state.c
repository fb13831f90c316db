/* Tests kiosk/guide/visit/state*.c: single rules. The properties that hold for every visit are in
 * test_state_properties.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "guide/visit/state.h"
#include "support/guide_fixture.h"

static struct site site;
static struct guide guide;
static struct guide_state at;
static int64_t now;

static int fresh(void **state) {
    (void)state;
    guide_fixture(&guide, &site);
    state_init(&at, &guide);
    now = 5000000;
    return 0;
}

static uint32_t act(struct action action) {
    now += 700;
    return state_act(&at, &guide, &action, now);
}
static uint32_t verb(enum verb verb, int value) {
    return act(action_of(verb, value));
}
static uint32_t go(enum place place, uint32_t of) {
    return act(action_go(place, of));
}
static uint32_t type(const char *text) {
    struct action action = {.verb = VERB_TYPE};
    memcpy(action.text, text, strlen(text) < sizeof action.text ? strlen(text) : sizeof action.text);
    return act(action);
}
static void open_staff(void) {
    go(PLACE_PIN, 0);
    verb(VERB_PIN_KEY, 4);
    assert_true(verb(VERB_PIN_DONE, 0) & EFFECT_PIN);
    state_pin_result(&at, &guide, true, now);
    assert_int_equal(at.spot.place, PLACE_STAFF);
}

static void the_first_touch_starts_nothing_by_accident(void **state) {
    (void)state;
    const struct {
        struct action action;
        enum place expected;
        const char *why;
    } rows[] = {
        {action_of(VERB_NONE, 0), PLACE_SLIDES, "a touch beside everything"},
        {action_of(VERB_SLIDE, 1), PLACE_SLIDES, "an arrow that was not yet shown"},
        {action_go(PLACE_PAGE, 2), PLACE_SLIDES, "a page behind the slide"},
        {action_go(PLACE_STAFF, 0), PLACE_SLIDES, "staff without a PIN"},
        {action_of(VERB_CLEAN, 0), PLACE_SLIDES, "cleaning without a PIN"},
        {action_of(VERB_LANGUAGE, 99), PLACE_SLIDES, "a language that does not exist"},
        {action_of(VERB_LANGUAGE, FIXTURE_UK), PLACE_HOME, "the name of a language"},
        {action_of(VERB_HOME, 0), PLACE_HOME, "the guide's button"},
        {action_of(VERB_REPEAT, 0), PLACE_HOME, "the keypad, by somebody who cannot see"},
        {action_go(PLACE_PIN, 0), PLACE_PIN, "a corner held by staff"},
        {action_of(VERB_CLEAR, 0), PLACE_REST, "nothing to clear"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        state_init(&at, &guide);
        uint32_t effects = act(rows[i].action);
        if (at.spot.place != rows[i].expected || at.slide != 0)
            fail_msg("%s: place %d", rows[i].why, at.spot.place);
        assert_int_equal((effects & EFFECT_SESSION_BEGIN) != 0, rows[i].expected != PLACE_REST);
    }
}

static void back_leads_the_way_one_came(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    go(PLACE_DOOR, 0);
    assert_true(go(PLACE_PAGE, FIXTURE_CPR) & EFFECT_PAGE);
    verb(VERB_LEAF, 2);
    assert_false(go(PLACE_EMERGENCY, 0) & EFFECT_PAGE);
    verb(VERB_BACK, 0);
    assert_int_equal(at.spot.place, PLACE_PAGE);
    assert_int_equal(at.spot.of, FIXTURE_CPR);
    assert_int_equal(at.spot.leaf, 2);
    assert_false(go(PLACE_PAGE, FIXTURE_CPR) & EFFECT_PAGE); /* the page that is shown: no step on the way */
    verb(VERB_BACK, 0);
    assert_int_equal(at.spot.place, PLACE_DOOR);
    verb(VERB_BACK, 0);
    verb(VERB_BACK, 0);
    assert_int_equal(at.spot.place, PLACE_HOME);
    assert_int_equal(at.depth, 0);
}

static void what_does_not_exist_changes_nothing(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    const struct action rows[] = {
        action_go(PLACE_REST, 0),
        action_go(PLACE_DOOR, 2),
        action_go(PLACE_PAGE, FIXTURE_PAGES),
        action_go(PLACE_EVENT, 0),
        action_go(PLACE_ENTRY, FIXTURE_CPR << 16),
        action_go(PLACE_ENTRY, FIXTURE_CLUBS << 16 | 2),
        action_go(PLACE_ENTRY, 0xffff0000u),
        action_go(PLACE_PHRASE, 1),
        action_go(PLACE_STAFF, 0),
        action_go(PLACE_TOUCH_TEST, 0),
        action_go(PLACE_CLEANING, 0),
        action_go((enum place)77, 0),
        action_of(VERB_LEAF, -1),
        action_of(VERB_LEAF, STATE_LEAVES_MAX),
        action_of(VERB_LANGUAGE, -1),
        action_of(VERB_LANGUAGE, 5),
        action_of(VERB_TICK, 0),
        action_of(VERB_FILTER, 0),
        action_of(VERB_PAUSE, 0),
        action_of(VERB_CLEAN, 0),
        action_of(VERB_RESTART, 0),
        action_of(VERB_CORNER, 0),
        action_of(VERB_PIN_KEY, 1),
        action_of(VERB_TEXT_SIZE, TEXT_SIZES),
        action_of((enum verb)99, 0),
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct guide_state before = at;
        uint32_t effects = act(rows[i]);
        before.idle.touched_ms = now;
        if (effects != 0 || memcmp(&before, &at, sizeof at) != 0)
            fail_msg("row %zu did something: effects %x, place %d", i, effects, at.spot.place);
    }
}

static void a_language_keeps_the_place_and_brings_its_keyboard(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    go(PLACE_PAGE, FIXTURE_CPR);
    verb(VERB_LEAF, 1);
    verb(VERB_LANGUAGE, FIXTURE_AR);
    assert_int_equal(at.spot.place, PLACE_PAGE);
    assert_int_equal(at.spot.leaf, 1);
    assert_int_equal(at.keyboard, 3);
    go(PLACE_LANGUAGES, 0);
    verb(VERB_LANGUAGE, FIXTURE_DA);
    assert_int_equal(at.spot.place, PLACE_PAGE);
    assert_int_equal(at.spot.of, FIXTURE_CPR);
    assert_int_equal(at.keyboard, 1);
    verb(VERB_KEYBOARD, 2);
    assert_int_equal(at.keyboard, 1); /* there is none on this page */
    go(PLACE_SEARCH, 0);
    verb(VERB_KEYBOARD, 2);
    assert_int_equal(at.keyboard, 2);
    verb(VERB_CLEAR, 0);
    assert_int_equal(at.language, 0);
    assert_int_equal(at.keyboard, 0);
}

static void ticks_belong_to_their_page_and_last_for_the_visit(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    go(PLACE_PAGE, FIXTURE_FIRST_DAYS);
    verb(VERB_TICK, 0);
    verb(VERB_TICK, 2);
    assert_int_equal(verb(VERB_TICK, 3), 0); /* the page has three */
    assert_int_equal(at.chosen.ticks, 5);
    go(PLACE_PAGE, FIXTURE_SCHOOL);
    assert_int_equal(at.chosen.ticks, 0);
    verb(VERB_TICK, 1);
    go(PLACE_PAGE, FIXTURE_CPR);
    verb(VERB_HOME, 0);
    go(PLACE_PAGE, FIXTURE_FIRST_DAYS);
    assert_int_equal(at.chosen.ticks, 5);
    verb(VERB_TICK, 0);
    verb(VERB_BACK, 0);
    go(PLACE_PAGE, FIXTURE_SCHOOL);
    assert_int_equal(at.chosen.ticks, 2);
    go(PLACE_PAGE, FIXTURE_FIRST_DAYS);
    assert_int_equal(at.chosen.ticks, 4);
}

static void filters_last_while_their_list_is_looked_through(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    go(PLACE_PAGE, FIXTURE_CLUBS);
    verb(VERB_LEAF, 1);
    verb(VERB_FILTER, 1);
    assert_int_equal(at.chosen.filters[0], 2);
    assert_int_equal(at.spot.leaf, 0);
    assert_int_equal(verb(VERB_FILTER, 2), 0);
    assert_int_equal(verb(VERB_FILTER, 1 << 8), 0);
    go(PLACE_ENTRY, FIXTURE_CLUBS << 16 | 1);
    go(PLACE_PAGE, FIXTURE_CPR);
    verb(VERB_BACK, 0);
    verb(VERB_BACK, 0);
    assert_int_equal(at.chosen.filters[0], 2);
    go(PLACE_PAGE, FIXTURE_EVENTS);
    assert_int_equal(at.chosen.filters[0], 0);
    assert_int_equal(at.chosen.period, PERIOD_WEEK);
    verb(VERB_PERIOD, PERIOD_TODAY);
    verb(VERB_KIND, 2);
    assert_int_equal(verb(VERB_KIND, 3), 0);
    go(PLACE_EVENT, state_event_key("an event"));
    verb(VERB_BACK, 0);
    assert_int_equal(at.chosen.period, PERIOD_TODAY);
    assert_int_equal(at.chosen.kind, 2);
}

static void typing_is_bounded_and_erased_by_what_the_eye_sees(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    assert_int_equal(type("a"), 0); /* not on the search page */
    go(PLACE_SEARCH, 0);
    assert_int_equal(type(" "), 0);
    assert_int_equal(type("\xff"), 0);
    assert_int_equal(type("\n"), 0);
    assert_int_equal(type(""), 0);
    const struct {
        const char *keys[4];
        const char *typed, *left;
        const char *why;
    } rows[] = {
        {{"l", "æ"}, "læ", "l", "two bytes"},
        {{"ї", "ж"}, "їж", "ї", "Cyrillic"},
        {{"e", "\u0301"}, "e\u0301", "", "letter and accent are one"},
        {{"ب", "\u064e"}, "ب\u064e", "", "letter and vowel mark are one"},
        {{"न", "म", "स", "\u0947"}, "नमस\u0947", "नम", "Devanagari vowel sign"},
        {{"医", "生"}, "医生", "医", "three bytes"},
        {{"x", "\U0001F469"}, "x\U0001F469", "x", "four bytes"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        for (int key = 0; key < 4 && rows[i].keys[key] != NULL; key++)
            type(rows[i].keys[key]);
        assert_string_equal(at.query, rows[i].typed);
        verb(VERB_ERASE, 0);
        if (strcmp(at.query, rows[i].left) != 0)
            fail_msg("%s: \"%s\" is left", rows[i].why, at.query);
        verb(VERB_ERASE_ALL, 0);
    }
    int taken = 0;
    while (type("医") != 0)
        taken++;
    assert_int_equal(taken, (STATE_QUERY_MAX - 1) / 3);
    for (; verb(VERB_ERASE, 0) != 0; taken--)
        ;
    assert_int_equal(taken, 0);
}

static void the_query_waits_for_the_way_back_but_not_for_a_new_start(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    go(PLACE_SEARCH, 0);
    type("l");
    type("æ");
    go(PLACE_PAGE, FIXTURE_DOCTOR);
    verb(VERB_BACK, 0);
    assert_string_equal(at.query, "læ");
    verb(VERB_HOME, 0);
    assert_string_equal(at.query, "");
}

static void a_new_page_stops_old_speech(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    const uint32_t voice = EFFECT_SPEAK | EFFECT_HUSH | EFFECT_SPEECH_PAUSE;
    assert_int_equal(go(PLACE_ASK, 0) & voice, EFFECT_HUSH);
    assert_int_equal(verb(VERB_SPEECH_PAUSE, 0), 0);
    assert_int_equal(verb(VERB_SPEECH, 0) & voice, EFFECT_HUSH | EFFECT_SPEAK);
    assert_int_equal(go(PLACE_PAGE, FIXTURE_FIRST_DAYS) & voice, EFFECT_HUSH | EFFECT_SPEAK);
    assert_int_equal(verb(VERB_LEAF, 1) & voice, EFFECT_HUSH | EFFECT_SPEAK);
    assert_int_equal(verb(VERB_LANGUAGE, FIXTURE_DA) & voice, EFFECT_HUSH | EFFECT_SPEAK);
    assert_int_equal(verb(VERB_REPEAT, 0) & voice, EFFECT_HUSH | EFFECT_SPEAK);
    assert_int_equal(verb(VERB_TICK, 1) & voice, EFFECT_HUSH | EFFECT_SPEAK);
    assert_int_equal(verb(VERB_VOLUME, 1) & voice, EFFECT_HUSH | EFFECT_SPEAK);
    assert_int_equal(at.told.verb, VERB_VOLUME);
    assert_int_equal(verb(VERB_SPEECH_PAUSE, 0), EFFECT_SPEECH_PAUSE);
    assert_int_equal(verb(VERB_SPEECH, 0) & voice, EFFECT_HUSH);
}

/* What a listener hears: the page that has come, or what the action changed where they are. */
static void what_changed_is_told(void **state) {
    (void)state;
    const uint32_t voice = EFFECT_SPEAK | EFFECT_HUSH;
    verb(VERB_REPEAT, 0);
    assert_int_equal(at.told.verb, VERB_KEYS); /* the first key: where one is, what the keys do */
    const struct {
        struct action action;
        enum verb told;
        const char *why;
    } rows[] = {
        {action_go(PLACE_PAGE, FIXTURE_FIRST_DAYS), VERB_NONE, "a page comes"},
        {action_of(VERB_TICK, 1), VERB_TICK, "a box"},
        {action_of(VERB_REPEAT, 0), VERB_NONE, "the page again"},
        {action_of(VERB_CONTRAST, 0), VERB_CONTRAST, "a switch"},
        {action_of(VERB_PACE, 0), VERB_PACE, "slower"},
        {action_of(VERB_KEYS, 0), VERB_KEYS, "the keys explained"},
        {action_go(PLACE_SEARCH, 0), VERB_NONE, "search"},
        {{.verb = VERB_TYPE, .text = "d"}, VERB_TYPE, "a letter"},
        {action_of(VERB_LANGUAGE, FIXTURE_DA), VERB_NONE, "another language"},
        {action_of(VERB_BACK, 0), VERB_NONE, "back, by touch: the page"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        uint32_t effects = act(rows[i].action);
        if (at.told.verb != rows[i].told || (effects & voice) != voice)
            fail_msg("%s: told %d, effects %x", rows[i].why, (int)at.told.verb, effects);
    }
    go(PLACE_SEARCH, 0);
    type("d");
    assert_string_equal(at.told.text, "d");
    verb(VERB_SPEECH, 0);
    type("e");
    assert_int_equal(at.told.verb, VERB_NONE); /* nobody listens: nothing is kept for it */
    assert_string_equal(at.told.text, "");
}

static void the_focus_returns_where_it_was(void **state) {
    (void)state;
    verb(VERB_REPEAT, 0);
    at.keypad = true;
    at.focus = 3;
    go(PLACE_PAGE, FIXTURE_CPR);
    assert_int_equal(at.focus, 0);
    at.focus = 5;
    go(PLACE_ASK, 0);
    assert_true(verb(VERB_BACK, 0) & EFFECT_SPEAK);
    assert_int_equal(at.focus, 5);
    assert_int_equal(at.told.verb, VERB_BACK);
    verb(VERB_BACK, 0);
    assert_int_equal(at.focus, 3);
}

/* By touch it clears at once; who listens or uses the keypad is asked, and any other key stays. */
static void clear_and_leave_asks_who_may_not_see_it(void **state) {
    (void)state;
    static const enum verb stays[] = {VERB_STAY, VERB_BACK, VERB_TICK, VERB_HOME};
    verb(VERB_HOME, 0);
    assert_true(verb(VERB_CLEAR, 0) & EFFECT_SESSION_END);
    for (size_t i = 0; i < LENGTH(stays); i++) {
        verb(VERB_REPEAT, 0);
        at.keypad = true;
        go(PLACE_PAGE, FIXTURE_FIRST_DAYS);
        at.focus = 7;
        uint32_t effects = verb(VERB_CLEAR, 0);
        assert_true(at.leaving && (effects & EFFECT_SPEAK) && !(effects & EFFECT_SESSION_END));
        assert_int_equal(at.focus, 0);
        verb(stays[i], 0);
        assert_false(at.leaving);
        assert_int_equal(at.spot.place, PLACE_PAGE);
        assert_int_equal(at.focus, 7);
        assert_int_equal(at.chosen.ticks, 0);
        verb(VERB_CLEAR, 0);
        assert_true(verb(VERB_CLEAR, 0) & EFFECT_SESSION_END);
        assert_false(state_busy(&at));
    }
}

static void no_volume_is_above_the_limit(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    verb(VERB_VOLUME, 4);
    assert_int_equal(state_hears(&at, 7, false), EFFECT_VOLUME | EFFECT_REDRAW);
    assert_int_equal(at.aids.volume, 7);
    assert_int_equal(verb(VERB_VOLUME, 1), 0);
    verb(VERB_VOLUME, -5);
    verb(VERB_VOLUME, 9);
    assert_int_equal(at.aids.volume, 7);
    assert_int_equal(state_hears(&at, 9, false), 0);
    assert_int_equal(at.aids.volume, 7); /* nothing gets louder by itself */
    verb(VERB_CLEAR, 0);
    assert_int_equal(at.aids.volume, 5);
    state_hears(&at, 3, false);
    assert_int_equal(at.aids.volume, 3);
}

static void volume_has_steps_and_returns_to_the_middle(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    assert_int_equal(at.aids.volume, 5);
    verb(VERB_VOLUME, 3);
    assert_int_equal(at.aids.volume, 8);
    verb(VERB_VOLUME, 3);
    assert_int_equal(at.aids.volume, 10);
    assert_int_equal(verb(VERB_VOLUME, 1), 0);
    assert_true(verb(VERB_CLEAR, 0) & EFFECT_VOLUME);
    assert_int_equal(at.aids.volume, 5);
}

static void easy_language_is_kept_through_the_visit_and_forgotten_after_it(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    go(PLACE_PAGE, FIXTURE_CPR);
    verb(VERB_LEAF, 3);
    assert_int_equal(verb(VERB_EASY_TEXT, 0), EFFECT_REDRAW);
    assert_true(at.aids.easy_text);
    assert_int_equal(at.spot.leaf, 0); /* another text has other leaves */
    verb(VERB_HOME, 0);
    go(PLACE_PAGE, FIXTURE_DOCTOR);
    assert_true(at.aids.easy_text);
    verb(VERB_SPEECH, 0);
    assert_int_equal(verb(VERB_EASY_TEXT, 0),
                     EFFECT_REDRAW | EFFECT_HUSH | EFFECT_SPEAK); /* the other text */
    assert_false(at.aids.easy_text);
    verb(VERB_EASY_TEXT, 0);
    verb(VERB_SPEECH, 0); /* who listens would be asked first */
    verb(VERB_CLEAR, 0);
    assert_false(at.aids.easy_text);
}

static void larger_text_starts_at_the_first_leaf(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    go(PLACE_PAGE, FIXTURE_CPR);
    verb(VERB_LEAF, 3);
    go(PLACE_AIDS, 0);
    verb(VERB_TEXT_SIZE, TEXT_LARGEST);
    verb(VERB_CONTRAST, 0);
    verb(VERB_BACK, 0);
    assert_int_equal(at.spot.leaf, 0);
    assert_int_equal(at.aids.text_size, TEXT_LARGEST);
    assert_true(at.aids.high_contrast);
}

static void slides_go_on_by_themselves_unless_paused(void **state) {
    (void)state;
    verb(VERB_NONE, 0);
    verb(VERB_SLIDE, 1);
    verb(VERB_SLIDE, 1);
    assert_int_equal(at.slide, 2);
    int64_t due = now + STATE_SLIDES_MS;
    assert_int_equal(state_due_ms(&at), due);
    assert_int_equal(state_tick(&at, &guide, due - 1), 0);
    assert_true(state_tick(&at, &guide, due) & EFFECT_BY_IDLE);
    assert_false(state_busy(&at));

    verb(VERB_NONE, 0);
    verb(VERB_PAUSE, 0);
    assert_int_equal(state_due_ms(&at), now + STATE_IDLE_MS);
    assert_true(state_tick(&at, &guide, now + STATE_IDLE_MS) & EFFECT_WARNING);

    state_forget(&at, &guide);
    verb(VERB_NONE, 0);
    go(PLACE_PAGE, FIXTURE_CPR); /* "more about this" */
    verb(VERB_BACK, 0);
    assert_int_equal(at.spot.place, PLACE_SLIDES);
    assert_int_equal(state_due_ms(&at), now + STATE_IDLE_MS); /* there is something to lose */
}

static void the_warning_counts_down_and_any_touch_extends(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    at.idle.reading_ms = 40000;
    for (int round = 0; round < 30; round++) {
        int64_t warning = now + STATE_IDLE_MS + 40000;
        assert_int_equal(state_due_ms(&at), warning);
        assert_int_equal(state_tick(&at, &guide, warning - 1), 0);
        assert_int_equal(state_tick(&at, &guide, warning), EFFECT_WARNING | EFFECT_REDRAW);
        assert_int_equal(state_seconds_left(&at, warning), 25);
        assert_int_equal(state_due_ms(&at), warning + 1000);
        assert_int_equal(state_tick(&at, &guide, warning + 999), 0);
        assert_int_equal(state_tick(&at, &guide, warning + 1000), EFFECT_REDRAW);
        assert_int_equal(state_seconds_left(&at, warning + 1000), 24);
        now = warning + STATE_WARNING_MS - 1;
        assert_true(state_tick(&at, &guide, now) == EFFECT_REDRAW);
        assert_int_equal(state_seconds_left(&at, now), 1);
        assert_true(state_touched(&at, now));
        assert_false(at.idle.warned);
    }
    struct action elsewhere = action_go(PLACE_ASK, 0);
    state_tick(&at, &guide, state_due_ms(&at));
    assert_int_equal(state_act(&at, &guide, &elsewhere, now + 200000), EFFECT_REDRAW);
    assert_int_equal(at.spot.place, PLACE_HOME); /* what lies under the warning is not touched */
}

static void a_late_turn_does_not_shorten_the_warning(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    now += 10 * STATE_IDLE_MS;
    assert_true(state_tick(&at, &guide, now) & EFFECT_WARNING);
    assert_int_equal(state_tick(&at, &guide, now + STATE_WARNING_MS - 1), EFFECT_REDRAW);
    assert_true(state_tick(&at, &guide, now + STATE_WARNING_MS) & EFFECT_BY_IDLE);
}

static void more_time_is_three_times_as_long(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    verb(VERB_TIME, 0);
    at.idle.reading_ms = 10000;
    int64_t warning = now + 3 * (STATE_IDLE_MS + 10000);
    assert_int_equal(state_due_ms(&at), warning);
    state_tick(&at, &guide, warning);
    assert_int_equal(state_seconds_left(&at, warning), 75);
    verb(VERB_CLEAR, 0);
    assert_false(at.aids.more_time);
}

static void clear_works_from_the_warning_too(void **state) {
    (void)state;
    verb(VERB_HOME, 0);
    state_tick(&at, &guide, state_due_ms(&at));
    uint32_t effects = verb(VERB_CLEAR, 0);
    assert_true(effects & EFFECT_SESSION_END);
    assert_false(effects & EFFECT_BY_IDLE);
    assert_false(state_busy(&at));
}

static void staff_come_in_by_the_pin_alone(void **state) {
    (void)state;
    go(PLACE_PIN, 0);
    assert_int_equal(verb(VERB_PIN_DONE, 0), 0); /* nothing entered */
    for (int digit = 0; digit < STATE_PIN_MAX; digit++)
        assert_int_equal(verb(VERB_PIN_KEY, digit % 10), EFFECT_REDRAW);
    assert_int_equal(verb(VERB_PIN_KEY, 1), 0);
    verb(VERB_PIN_KEY, 10);
    assert_string_equal(at.staff.pin, "01234567890");
    for (int left = STATE_PIN_MAX - 1; left > 0; left--)
        assert_int_equal(verb(VERB_PIN_KEY, 10), EFFECT_REDRAW);
    assert_string_equal(at.staff.pin, "");
    assert_int_equal(verb(VERB_PIN_KEY, 10), 0); /* nothing left to erase */
    verb(VERB_PIN_KEY, 4);
    assert_true(verb(VERB_PIN_DONE, 0) & EFFECT_PIN);
    state_pin_result(&at, &guide, false, now);
    assert_int_equal(at.spot.place, PLACE_PIN);
    assert_string_equal(at.staff.pin, "");
    open_staff();
    go(PLACE_TOUCH_TEST, 0);
    verb(VERB_CORNER, 0);
    verb(VERB_CORNER, 3);
    assert_int_equal(verb(VERB_CORNER, 4), 0);
    assert_int_equal(at.staff.corners, 9);
    verb(VERB_BACK, 0);
    assert_int_equal(at.spot.place, PLACE_STAFF);
    assert_int_equal(verb(VERB_RESTART, 0), EFFECT_RESTART);
    go(PLACE_ASK, 0);
    verb(VERB_BACK, 0);
    assert_int_equal(at.spot.place, PLACE_HOME);
    state_forget(&at, &guide);
    assert_int_equal(state_pin_result(&at, &guide, true, now), 0); /* an answer that comes too late */
    assert_false(state_busy(&at));
}

static void cleaning_is_deaf_for_a_minute_and_ends_the_visit(void **state) {
    (void)state;
    open_staff();
    verb(VERB_CLEAN, 0);
    int64_t until = now + STATE_CLEANING_MS;
    assert_int_equal(state_seconds_left(&at, now), 60);
    assert_int_equal(state_due_ms(&at), now + 1000);
    struct guide_state before = at;
    assert_false(state_touched(&at, now + 5));
    assert_int_equal(verb(VERB_HOME, 0), 0);
    assert_int_equal(verb(VERB_CLEAR, 0), 0);
    assert_memory_equal(&before, &at, sizeof at);
    assert_int_equal(state_tick(&at, &guide, until - 1), EFFECT_REDRAW);
    uint32_t effects = state_tick(&at, &guide, until);
    assert_true(effects & EFFECT_SESSION_END);
    assert_false(effects & EFFECT_BY_IDLE);
    assert_false(state_busy(&at));
}

static void a_site_without_a_guide_still_leafs_through_slides(void **state) {
    (void)state;
    struct guide_state slides;
    state_init(&slides, NULL);
    const enum verb verbs[] = {VERB_HOME, VERB_LANGUAGE, VERB_GO,    VERB_BACK,
                               VERB_TYPE, VERB_TICK,     VERB_SPEECH};
    for (size_t i = 0; i < LENGTH(verbs); i++) {
        struct action action = {.verb = verbs[i], .spot = {.place = PLACE_PAGE}};
        state_act(&slides, NULL, &action, now);
        assert_int_equal(slides.spot.place, PLACE_SLIDES);
    }
    assert_true(state_tick(&slides, NULL, now + STATE_SLIDES_MS) & EFFECT_BY_IDLE);
}

static void events_are_known_by_a_number(void **state) {
    (void)state;
    assert_int_equal(state_event_key("a"), 0xe40c292c); /* FNV-1a's published vector */
    assert_int_not_equal(state_event_key(""), 0);
    assert_int_not_equal(state_event_key("1"), state_event_key("2"));
}

static void a_visit_begins_in_what_the_signage_speaks(void **state) {
    (void)state;
    struct guide_state visitor;
    struct action touch = action_go(PLACE_SLIDES, 0), languages = action_go(PLACE_LANGUAGES, 0);
    state_init(&visitor, &guide);
    state_speaks(&visitor, &guide, FIXTURE_DA);
    assert_int_not_equal(state_act(&visitor, &guide, &touch, 0) & EFFECT_SESSION_BEGIN, 0);
    assert_int_equal(visitor.spot.place, PLACE_SLIDES);
    assert_int_equal(visitor.language, FIXTURE_DA);
    state_speaks(&visitor, &guide,
                 FIXTURE_EN); /* the slide stands still, and its language is the visitor's */
    assert_int_equal(visitor.language, FIXTURE_DA);
    state_forget(&visitor, &guide);
    state_speaks(&visitor, &guide, FIXTURE_DA);
    state_speaks(&visitor, &guide, -1);
    state_speaks(&visitor, &guide, (int)guide.language_count);
    assert_int_not_equal(state_act(&visitor, &guide, &languages, 0) & EFFECT_SESSION_BEGIN, 0);
    assert_int_equal(visitor.spot.place, PLACE_LANGUAGES);
    struct action english = action_of(VERB_LANGUAGE, FIXTURE_EN);
    assert_int_not_equal(state_act(&visitor, &guide, &english, 1), 0);
    assert_int_equal(visitor.spot.place, PLACE_HOME);
    assert_int_equal(visitor.language, FIXTURE_EN);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_first_touch_starts_nothing_by_accident, fresh),
        cmocka_unit_test_setup(a_visit_begins_in_what_the_signage_speaks, fresh),
        cmocka_unit_test_setup(back_leads_the_way_one_came, fresh),
        cmocka_unit_test_setup(what_does_not_exist_changes_nothing, fresh),
        cmocka_unit_test_setup(a_language_keeps_the_place_and_brings_its_keyboard, fresh),
        cmocka_unit_test_setup(ticks_belong_to_their_page_and_last_for_the_visit, fresh),
        cmocka_unit_test_setup(filters_last_while_their_list_is_looked_through, fresh),
        cmocka_unit_test_setup(typing_is_bounded_and_erased_by_what_the_eye_sees, fresh),
        cmocka_unit_test_setup(the_query_waits_for_the_way_back_but_not_for_a_new_start, fresh),
        cmocka_unit_test_setup(a_new_page_stops_old_speech, fresh),
        cmocka_unit_test_setup(what_changed_is_told, fresh),
        cmocka_unit_test_setup(the_focus_returns_where_it_was, fresh),
        cmocka_unit_test_setup(clear_and_leave_asks_who_may_not_see_it, fresh),
        cmocka_unit_test_setup(no_volume_is_above_the_limit, fresh),
        cmocka_unit_test_setup(volume_has_steps_and_returns_to_the_middle, fresh),
        cmocka_unit_test_setup(larger_text_starts_at_the_first_leaf, fresh),
        cmocka_unit_test_setup(slides_go_on_by_themselves_unless_paused, fresh),
        cmocka_unit_test_setup(the_warning_counts_down_and_any_touch_extends, fresh),
        cmocka_unit_test_setup(a_late_turn_does_not_shorten_the_warning, fresh),
        cmocka_unit_test_setup(more_time_is_three_times_as_long, fresh),
        cmocka_unit_test_setup(clear_works_from_the_warning_too, fresh),
        cmocka_unit_test_setup(staff_come_in_by_the_pin_alone, fresh),
        cmocka_unit_test_setup(easy_language_is_kept_through_the_visit_and_forgotten_after_it, fresh),
        cmocka_unit_test_setup(cleaning_is_deaf_for_a_minute_and_ends_the_visit, fresh),
        cmocka_unit_test_setup(a_site_without_a_guide_still_leafs_through_slides, fresh),
        cmocka_unit_test_setup(events_are_known_by_a_number, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
