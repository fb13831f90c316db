/* A zone's place in its loop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "player/cue.h"

static const struct slide first = {.id = "first", .transition = TRANSITION_FADE};
static const struct slide second = {.id = "second", .transition = TRANSITION_SLIDE};

static struct paint_answer answer_to(uint64_t number, int64_t next_change_ms) {
    struct paint_answer answer = {.number = number, .hash = 7, .next_change_ms = next_change_ms};
    assert_true(pixels_init(&answer.pixels, 2, 2));
    return answer;
}

static void stale_answers_are_left_to_the_caller(void **state) {
    (void)state;
    struct cue cue = {0};
    const struct timeline_entry entry = {.slide = &first, .start_ms = 0, .end_ms = 5000};
    cue_ask(&cue, 2, &entry, 0);
    struct paint_answer old = answer_to(1, INT64_MAX), fresh = answer_to(2, INT64_MAX);
    assert_false(cue_answer(&cue, &old));
    assert_non_null(old.pixels.data);
    assert_true(cue_answer(&cue, &fresh));
    assert_null(fresh.pixels.data);
    cue_reset(&cue, 0);
    struct paint_answer late = answer_to(2, INT64_MAX);
    assert_false(cue_answer(&cue, &late)); /* its request was dropped */
    paint_answer_finish(&old);
    paint_answer_finish(&late);
    cue_finish(&cue);
}

static void due_is_the_end_or_the_next_change(void **state) {
    (void)state;
    static const struct {
        int64_t end_ms, change_ms, due_ms;
        const char *reason;
    } rows[] = {{5000, INT64_MAX, 5000, "a slide that never changes ends"},
                {INT64_MAX, 60000, 60000, "a header's clock"},
                {5000, 3000, 3000, "an event ends while its list is shown"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct cue cue = {0};
        const struct timeline_entry entry = {.slide = &first, .end_ms = rows[i].end_ms};
        struct paint_answer answer = answer_to(1, rows[i].change_ms);
        cue_ask(&cue, 1, &entry, 0);
        assert_true(cue_answer(&cue, &answer));
        assert_true(cue_commit(&cue, 10));
        assert_int_equal(cue.due_ms, rows[i].due_ms);
        assert_int_equal(cue.state, CUE_IDLE);
        cue_finish(&cue);
    }
}

static void show(struct cue *cue, const struct timeline_entry *entry, uint64_t number) {
    struct paint_answer answer = answer_to(number, INT64_MAX);
    cue_ask(cue, number, entry, entry->start_ms);
    assert_true(cue_answer(cue, &answer));
}

static void a_slide_comes_as_it_says_and_a_repaint_is_a_cut(void **state) {
    (void)state;
    struct cue cue = {0};
    const struct timeline_entry one = {.slide = &first, .language = "en", .end_ms = 5000};
    const struct timeline_entry two = {.slide = &second, .language = "en", .start_ms = 5000, .end_ms = 9000};
    show(&cue, &one, 1);
    assert_int_equal(cue_transition(&cue, false), TRANSITION_FADE);
    assert_true(cue_commit(&cue, 0));
    show(&cue, &one, 2);
    assert_int_equal(cue_transition(&cue, false), TRANSITION_CUT);
    assert_false(cue_commit(&cue, 1000));
    assert_int_equal(cue.since_ms, 0);
    show(&cue, &two, 3);
    assert_int_equal(cue_transition(&cue, false), TRANSITION_SLIDE);
    assert_int_equal(cue_transition(&cue, true), TRANSITION_CUT); /* --motion none */
    assert_true(cue_commit(&cue, 5000));
    assert_int_equal(cue.changes, 2);
    cue_finish(&cue);
}

static void a_film_that_goes_on_is_no_change(void **state) {
    (void)state;
    struct cue cue = {0};
    static const struct film film = {.frames = 50}, other = {.frames = 50};
    const struct timeline_entry one = {.slide = &first, .language = "en", .end_ms = 5000};
    const struct timeline_entry two = {.slide = &first, .language = "en", .start_ms = 5000, .end_ms = 9000};
    show(&cue, &one, 1);
    cue.answer.film.film = &film;
    assert_int_equal(cue_transition(&cue, false), TRANSITION_FADE);
    assert_true(cue_commit(&cue, 0));
    assert_ptr_equal(cue.film.film, &film);
    show(&cue, &two, 2);
    cue.answer.film.film = &other;
    assert_int_equal(cue_transition(&cue, false), TRANSITION_FADE);
    cue.answer.film.film = &film; /* it begins again */
    assert_int_equal(cue_transition(&cue, false), TRANSITION_CUT);
    assert_true(cue_commit(&cue, 5000));
    show(&cue, &two, 3); /* a picture in its place */
    assert_false(cue_commit(&cue, 6000));
    assert_null(cue.film.film);
    cue_finish(&cue);
}

/* The screen is where the clock says neither when the loop is stuck nor when the clock was set back. */
static void on_time_is_neither_late_nor_far_off(void **state) {
    (void)state;
    static const struct {
        int64_t now_ms;
        bool on_time;
        const char *reason;
    } rows[] = {{1000, true, "it has begun"},       {5999, true, "the end is near"},
                {6500, true, "late, but forgiven"}, {9001, false, "the loop is stuck"},
                {-500, true, "a little early"},     {-3600000, false, "the clock was set back by an hour"},
                {-86400000, false, "and by a day"}};
    struct cue cue = {.shows = true, .shown = {.start_ms = 1000, .end_ms = 6000}, .due_ms = 6000};
    for (size_t i = 0; i < LENGTH(rows); i++)
        assert_int_equal(cue_on_time(&cue, rows[i].now_ms, 3000), rows[i].on_time);
    cue.shown.end_ms = cue.due_ms = INT64_MAX;
    assert_true(cue_on_time(&cue, -3600000, 3000)); /* what never ends is never late */
}

/* A header that is still being painted for the moment of the slide beside it. */
static void zones_of_one_moment_wait_for_one_another(void **state) {
    (void)state;
    static const struct {
        struct cue other;
        bool awaited;
        const char *reason;
    } rows[] = {
        {{.state = CUE_IDLE, .due_ms = 5000}, true, "due with it, and not asked for yet"},
        {{.state = CUE_IDLE, .due_ms = 5001}, false, "due later"},
        {{.state = CUE_IDLE, .due_ms = 5000, .retry_ms = 9000}, false, "it has failed, and is tried later"},
        {{.state = CUE_IDLE, .due_ms = INT64_MAX}, false, "never due"},
        {{.state = CUE_ASKED, .at_ms = 5000}, true, "the painter is at it"},
        {{.state = CUE_ASKED, .at_ms = 4000}, true, "late already"},
        {{.state = CUE_ASKED, .at_ms = 6000}, false, "painted ahead"},
        {{.state = CUE_PAINTED, .at_ms = 5000}, true, "painted, not handed over"},
        {{.state = CUE_PAINTED, .at_ms = 5000, .answer = {.unchanged = true}}, false, "nothing new in it"},
        {{.state = CUE_OFFERED, .at_ms = 5000}, false, "ready"},
    };
    const struct cue cue = {.state = CUE_OFFERED, .at_ms = 5000};
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (cue_awaits(&cue, &rows[i].other) != rows[i].awaited)
            fail_msg("%s", rows[i].reason);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stale_answers_are_left_to_the_caller),
        cmocka_unit_test(due_is_the_end_or_the_next_change),
        cmocka_unit_test(on_time_is_neither_late_nor_far_off),
        cmocka_unit_test(zones_of_one_moment_wait_for_one_another),
        cmocka_unit_test(a_slide_comes_as_it_says_and_a_repaint_is_a_cut),
        cmocka_unit_test(a_film_that_goes_on_is_no_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
