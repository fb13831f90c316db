/* Tests kiosk/guide/visit/state_film.c: the film on a page, as a visitor plays it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "core/film/captions.h"
#include "guide/visit/state.h"
#include "support/guide_fixture.h"

enum { FILM_PAGE = 0, OTHER_PAGE = 1, LENGTH_MS = 80000 };

static struct site site;
static struct guide guide;
static struct guide_state at;
static int64_t now;

static const struct film_captions files[] = {{"da", "assets/film/a.da.vtt"}, {"en", "assets/film/a.en.vtt"}};
static const struct caption danish[] = {{.from_ms = 500, .to_ms = 2300, .text = "Hej"},
                                        {.from_ms = 2300, .to_ms = 4000, .text = "igen"}};
static const struct caption english[] = {{.from_ms = 1500, .to_ms = 2500, .text = "Hello"}};
static const struct captions captions[] = {{.cues = danish, .count = LENGTH(danish)},
                                           {.cues = english, .count = LENGTH(english)}};
static const struct film film = {.name = "assets/film/a.film.json",
                                 .width = 1920,
                                 .height = 1080,
                                 .fps_num = 25,
                                 .fps_den = 1,
                                 .frames = LENGTH_MS / 40,
                                 .samples = FILM_SOUND_HZ,
                                 .captions = files,
                                 .caption_count = LENGTH(files)};

static int fresh(void **state) {
    (void)state;
    guide_fixture(&guide, &site);
    ((struct guide_page *)&guide.pages[FILM_PAGE])->film = (struct guide_film){&film, captions};
    state_init(&at, &guide);
    now = 5000000;
    state_act(&at, &guide, &(struct action){.verb = VERB_HOME}, now);
    return 0;
}

static uint32_t act(struct action action) {
    return state_act(&at, &guide, &action, now);
}
static uint32_t verb(enum verb verb, int value) {
    return act(action_of(verb, value));
}
static int64_t ms(void) {
    return state_film_ms(&at, now);
}
/* Time passes, and nothing that is due is missed. */
static uint32_t wait_ms(int64_t span) {
    int64_t until = now + span;
    uint32_t effects = 0;
    for (int64_t due; (due = state_due_ms(&at)) <= until;) {
        assert_true(due > now);
        now = due;
        effects |= state_tick(&at, &guide, now);
    }
    now = until;
    return effects;
}

static void it_begins_when_it_is_wanted(void **state) {
    (void)state;
    act(action_go(PLACE_PAGE, FILM_PAGE));
    assert_non_null(state_film(&at, &guide));
    assert_int_equal(ms(), 0);
    wait_ms(5000);
    assert_int_equal(ms(), 0);
    assert_int_equal(verb(VERB_FILM_PLAY, 0) & (EFFECT_FILM | EFFECT_REDRAW), EFFECT_FILM | EFFECT_REDRAW);
    wait_ms(7300);
    assert_int_equal(ms(), 7300);
    assert_true(verb(VERB_FILM_PLAY, 0) & EFFECT_FILM);
    wait_ms(9000);
    assert_int_equal(ms(), 7300);
    assert_true(verb(VERB_FILM_PLAY, 0) & EFFECT_FILM);
    wait_ms(1000);
    assert_int_equal(ms(), 8300);
}

static void back_and_from_the_start(void **state) {
    (void)state;
    act(action_go(PLACE_PAGE, FILM_PAGE));
    verb(VERB_FILM_PLAY, 0);
    wait_ms(13000);
    assert_true(verb(VERB_FILM_BACK, 0) & EFFECT_FILM);
    assert_int_equal(ms(), 3000);
    assert_true(at.film.playing);
    verb(VERB_FILM_BACK, 0);
    assert_int_equal(ms(), 0);
    wait_ms(30000);
    verb(VERB_FILM_PLAY, 0);
    verb(VERB_FILM_BACK, 0);
    assert_false(at.film.playing);
    assert_int_equal(ms(), 20000);
    verb(VERB_FILM_AGAIN, 0);
    assert_true(at.film.playing);
    assert_int_equal(ms(), 0);
}

static void nobody_has_left_who_watches(void **state) {
    (void)state;
    act(action_go(PLACE_PAGE, FILM_PAGE));
    verb(VERB_FILM_PLAY, 0);
    uint32_t effects = wait_ms(LENGTH_MS - 1);
    assert_true(at.film.playing);
    assert_false(effects & (EFFECT_FILM_DONE | EFFECT_WARNING));
    effects = wait_ms(1);
    assert_true((effects & EFFECT_FILM_DONE) && (effects & EFFECT_FILM));
    assert_true(at.film.ended && !at.film.playing);
    assert_int_equal(ms(), LENGTH_MS);
    effects = wait_ms(STATE_IDLE_MS - 1); /* and 25 s after, at the least */
    assert_false(effects & EFFECT_WARNING);
    assert_true(wait_ms(1) & EFFECT_WARNING);
    verb(VERB_STAY, 0);
    verb(VERB_FILM_PLAY, 0); /* at the end: from the start */
    assert_int_equal(ms(), 0);
    assert_true(at.film.playing && !at.film.ended);
}

static void it_stops_where_nobody_sees_it(void **state) {
    (void)state;
    act(action_go(PLACE_PAGE, FILM_PAGE));
    verb(VERB_FILM_PLAY, 0);
    wait_ms(4200);
    assert_true(act(action_go(PLACE_PAGE, OTHER_PAGE)) & EFFECT_FILM);
    assert_false(at.film.playing);
    assert_null(state_film(&at, &guide));
    assert_int_equal(verb(VERB_FILM_PLAY, 0), 0);
    wait_ms(3000);
    verb(VERB_BACK, 0);
    assert_int_equal(ms(), 4200);
    assert_false(at.film.playing);
    verb(VERB_FILM_PLAY, 0);
    wait_ms(100);
    verb(VERB_CLEAR, 0);
    assert_int_equal(at.spot.place, PLACE_REST);
    assert_int_equal(state_film_ms(&at, now), 0);
    assert_false(at.film.playing);
}

static void captions_are_those_of_the_visitor(void **state) {
    (void)state;
    assert_int_equal(state_film_captions(&at, &guide), -1); /* no film is shown */
    act(action_go(PLACE_PAGE, FILM_PAGE));
    assert_int_equal(state_film_captions(&at, &guide), 1);
    verb(VERB_LANGUAGE, guide_language_find(&guide, "da"));
    assert_int_equal(state_film_captions(&at, &guide), 0);
    verb(VERB_LANGUAGE, FIXTURE_UK); /* there are none: English ones */
    assert_int_equal(state_film_captions(&at, &guide), 1);
    assert_int_equal(verb(VERB_FILM_CAPTIONS, 2), 0);
    assert_int_equal(verb(VERB_FILM_CAPTIONS, -2), 0);
    assert_true(verb(VERB_FILM_CAPTIONS, 0) & EFFECT_REDRAW);
    assert_int_equal(state_film_captions(&at, &guide), 0);
    state_hears(&at, 10, true);
    verb(VERB_FILM_CAPTIONS, -1);
    assert_int_equal(state_film_captions(&at, &guide), -1);
}

static void captions_are_always_on_where_it_is_silent(void **state) {
    (void)state;
    act(action_go(PLACE_PAGE, FILM_PAGE));
    assert_false(state_film_heard(&at, &guide));
    assert_int_equal(verb(VERB_FILM_CAPTIONS, -1), 0);
    assert_int_equal(state_hears(&at, 10, true), EFFECT_REDRAW);
    assert_int_equal(state_hears(&at, 10, true), 0);
    assert_true(state_film_heard(&at, &guide));
    assert_true(verb(VERB_FILM_CAPTIONS, -1) & EFFECT_REDRAW);
    assert_int_equal(state_film_captions(&at, &guide), -1);
    assert_int_equal(state_hears(&at, 10, false),
                     EFFECT_REDRAW); /* its hours are over, or the device is gone */
    assert_int_equal(state_film_captions(&at, &guide), 1);
    state_hears(&at, 10, true);
    assert_int_equal(state_film_captions(&at, &guide), -1);
    verb(VERB_CLEAR, 0);
    assert_false(at.aids.hearing.films); /* until the caller says so for whoever comes next */
}

static void it_is_drawn_anew_at_each_second_and_caption(void **state) {
    (void)state;
    static const int64_t expected[] = {500, 1000, 2000, 2300, 3000, 4000, 5000};
    act(action_go(PLACE_PAGE, FILM_PAGE));
    verb(VERB_FILM_CAPTIONS, 0);
    verb(VERB_FILM_PLAY, 0);
    int64_t began = now;
    for (size_t i = 0; i < LENGTH(expected); i++) {
        int64_t due = state_due_ms(&at);
        assert_int_equal(due - began, expected[i]);
        assert_int_equal(state_tick(&at, &guide, due - 1), 0);
        now = due;
        assert_int_equal(state_tick(&at, &guide, now), EFFECT_REDRAW);
        assert_int_equal(at.film.at_ms, expected[i]);
    }
    now = began + 7777; /* a late turn */
    state_tick(&at, &guide, now);
    assert_int_equal(state_due_ms(&at) - began, 8000);
}

static void who_listens_hears_the_captions(void **state) {
    (void)state;
    verb(VERB_SPEECH, 0);
    act(action_go(PLACE_PAGE, FILM_PAGE));
    assert_true(verb(VERB_FILM_PLAY, 0) & EFFECT_SPEAK);
    assert_int_equal(at.told.verb, VERB_FILM_PLAY);
    assert_false(wait_ms(1499) & EFFECT_SPEAK);
    assert_true(wait_ms(1) & EFFECT_SPEAK);
    assert_int_equal(at.told.verb, VERB_FILM_CAPTIONS);
    assert_int_equal(at.told.value, STATE_CAME);
    assert_false(wait_ms(5000) & EFFECT_SPEAK); /* it goes away in silence */
    assert_true(wait_ms(LENGTH_MS) & EFFECT_SPEAK);
    assert_int_equal(at.told.verb, VERB_FILM_PLAY);
}

/* Its later leaves are without it. */
static void it_stops_where_another_leaf_is_read(void **state) {
    (void)state;
    (void)act(action_go(PLACE_PAGE, FILM_PAGE));
    (void)verb(VERB_FILM_PLAY, 0);
    (void)wait_ms(3000);
    (void)verb(VERB_LEAF, 1);
    assert_false(at.film.playing);
    (void)wait_ms(3000);
    (void)verb(VERB_FILM_CAPTIONS, 0); /* which may stand there */
    (void)verb(VERB_LEAF, 0);
    assert_int_equal(ms(), 3000);
    assert_false(at.film.playing);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(it_begins_when_it_is_wanted, fresh),
        cmocka_unit_test_setup(it_stops_where_another_leaf_is_read, fresh),
        cmocka_unit_test_setup(back_and_from_the_start, fresh),
        cmocka_unit_test_setup(nobody_has_left_who_watches, fresh),
        cmocka_unit_test_setup(it_stops_where_nobody_sees_it, fresh),
        cmocka_unit_test_setup(captions_are_those_of_the_visitor, fresh),
        cmocka_unit_test_setup(captions_are_always_on_where_it_is_silent, fresh),
        cmocka_unit_test_setup(it_is_drawn_anew_at_each_second_and_caption, fresh),
        cmocka_unit_test_setup(who_listens_hears_the_captions, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
