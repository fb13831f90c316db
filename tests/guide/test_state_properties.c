/* Tests kiosk/guide/visit/state*.c by what must hold whatever visitors do: 20 000 random visits, the same in
 * every run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <unicode/utf8.h>

#include "guide/visit/state.h"
#include "support/guide_fixture.h"

enum { VISITS = 20000, ACTIONS_MAX = 60 };
static const uint64_t SEED = 0x2750ba11e12ull;

static struct site site;
static struct guide guide;
static uint64_t dice;

static uint32_t roll(uint32_t sides) { /* splitmix64 */
    uint64_t z = (dice += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return (uint32_t)(((z ^ (z >> 31)) >> 32) % sides);
}

/* Blind dice seldom find their way to the staff's places: there they are led. */
static struct action any_action(enum place place) {
    if (place == PLACE_PIN && roll(2) == 0)
        return action_of(roll(3) == 0 ? VERB_PIN_DONE : VERB_PIN_KEY, (int)roll(11));
    if (place == PLACE_STAFF && roll(2) == 0)
        return roll(2) == 0 ? action_of(VERB_CLEAN, 0) : action_go(PLACE_TOUCH_TEST, 0);

    static const char *const keys[] = {"C", "A", "N", "Å", "р", "ي", "\u0301", "医", " ", "\U0001F469"};
    struct action action = {.verb = (enum verb)roll(VERB_COUNT)};
    if (roll(3) == 0)
        action.verb = VERB_GO;
    action.value = roll(20) == 0 ? (int)roll(UINT32_MAX) : (int)roll(12) - 1;
    action.spot.place = (enum place)roll(PLACE_CLEANING + 2);
    action.spot.of = roll(20) == 0  ? roll(UINT32_MAX)
                     : roll(3) == 0 ? (uint32_t)(FIXTURE_CLUBS << 16 | roll(2))
                                    : roll(FIXTURE_PAGES + 1);
    action.spot.leaf = roll(10) == 0 ? (int)roll(UINT32_MAX) : 0;
    const char *key = keys[roll(sizeof keys / sizeof *keys)];
    memcpy(action.text, key, strlen(key));
    return action;
}

static bool staffs(enum place place) {
    return place == PLACE_STAFF || place == PLACE_TOUCH_TEST || place == PLACE_CLEANING;
}

static void holds_always(const struct guide_state *at) {
    assert_in_range(at->depth, 0, STATE_HISTORY_MAX);
    assert_in_range(at->language, 0, guide.language_count - 1);
    assert_in_range(at->keyboard, 0, guide.keyboard_count - 1);
    assert_in_range(at->aids.volume, 0, 10);
    for (int i = 0; i < at->depth; i++)
        assert_true(at->history[i].place != PLACE_REST && at->history[i].place != PLACE_PIN &&
                    !staffs(at->history[i].place));
    if (at->spot.place != PLACE_PIN)
        assert_int_equal(at->staff.pin[0], 0);
    assert_int_equal(at->staff.pin[STATE_PIN_MAX], 0);
    int32_t size = (int32_t)strnlen(at->query, sizeof at->query), i = 0;
    assert_in_range(size, 0, STATE_QUERY_MAX - 1);
    while (i < size) {
        UChar32 c;
        U8_NEXT((const uint8_t *)at->query, i, size, c);
        assert_true(c > 0);
    }
    for (; i < STATE_QUERY_MAX; i++)
        assert_int_equal(at->query[i], 0); /* nothing erased is left behind the end */
    if (!state_busy(at)) {
        struct guide_state fresh;
        state_init(&fresh, &guide);
        assert_memory_equal(&fresh, at, sizeof fresh);
    }
}

/* One turn of the program; checks what must hold between two states. */
static void turn(struct guide_state *at, int64_t *now) {
    enum place before = at->spot.place;
    bool busy = state_busy(at);
    uint32_t effects = 0;
    bool unlocked = false;
    *now += roll(10) == 0 ? roll(120000) : roll(3000);
    if (roll(4) == 0) {
        effects = state_tick(at, &guide, *now);
    } else {
        struct action action = any_action(before);
        if (roll(2) == 0 && state_touched(at, *now))
            action.verb = VERB_STAY;
        effects = state_act(at, &guide, &action, *now);
    }
    if (effects & EFFECT_PIN) {
        unlocked = roll(2) == 0;
        state_pin_result(at, &guide, unlocked, *now);
    }
    at->idle.reading_ms = state_busy(at) && roll(5) == 0 ? (int64_t)roll(2000000) : at->idle.reading_ms;
    holds_always(at);
    if (staffs(at->spot.place) && !staffs(before) && !unlocked)
        fail_msg("staff's place %d was entered from %d without the PIN", at->spot.place, before);
    assert_int_equal((effects & EFFECT_SESSION_BEGIN) != 0, !busy && state_busy(at));
    assert_int_equal((effects & EFFECT_SESSION_END) != 0, busy && !state_busy(at));
}

static void visit(struct guide_state *at, int64_t *now) {
    state_init(at, &guide);
    int turns = 1 + (int)roll(ACTIONS_MAX);
    for (int i = 0; i < turns; i++)
        turn(at, now);
}

static void everybody_is_forgotten_when_time_passes(void **state) {
    (void)state;
    dice = SEED;
    const int64_t longest =
        STATE_MORE_TIME * ((int64_t)STATE_IDLE_MS + STATE_READING_MAX_MS + STATE_WARNING_MS);
    int64_t now = 1000000, seen_longest = 0;
    int busy = 0, places[PLACE_CLEANING + 1] = {0};
    for (int i = 0; i < VISITS; i++) {
        struct guide_state at;
        visit(&at, &now);
        places[at.spot.place]++;
        if (!state_busy(&at))
            continue;
        busy++;
        int64_t begun = now;
        uint32_t effects = 0;
        while (state_busy(&at)) {
            int64_t due = state_due_ms(&at);
            assert_true(due < INT64_MAX);
            now = due > now ? due : now;
            effects = state_tick(&at, &guide, now);
            assert_true(effects != 0); /* what is due does something: no busy loop */
            assert_true(now - begun <= longest);
            holds_always(&at);
        }
        assert_true(effects & EFFECT_SESSION_END);
        seen_longest = now - begun > seen_longest ? now - begun : seen_longest;
    }
    for (int place = 0; place <= PLACE_CLEANING; place++)
        if (places[place] == 0)
            fail_msg("no visit ended at place %d: the dice miss something", place);
    print_message(
        "seed %llx: %d of %d visits ended busy; the longest way to rest took %lld s of at most %lld s\n",
        (unsigned long long)SEED, busy, VISITS, (long long)seen_longest / 1000, (long long)longest / 1000);
}

static void back_always_ends_at_the_start(void **state) {
    (void)state;
    dice = SEED + 1;
    int64_t now = 1000000;
    for (int i = 0; i < VISITS; i++) {
        struct guide_state at;
        visit(&at, &now);
        if (at.spot.place == PLACE_CLEANING)
            continue;
        struct action back = action_of(VERB_BACK, 0);
        for (int step = 0; step < STATE_HISTORY_MAX + 4; step++)
            state_act(&at, &guide, &back, now);
        assert_int_equal(at.spot.place, PLACE_HOME);
        assert_int_equal(at.depth, 0);
    }
}

static bool contains(const void *memory, size_t size, const char *word) {
    return memmem(memory, size, word, strlen(word)) != NULL;
}

static void nothing_typed_survives(void **state) {
    (void)state;
    dice = SEED + 2;
    int64_t now = 1000000;
    struct guide_state *at = malloc(sizeof *at), fresh;
    assert_non_null(at);
    state_init(&fresh, &guide);
    for (int i = 0; i < VISITS; i++) {
        visit(at, &now);
        if (at->spot.place == PLACE_CLEANING)
            continue;
        struct action search = action_go(PLACE_SEARCH, 0), pin = action_go(PLACE_PIN, 0);
        struct action empty = action_of(VERB_ERASE_ALL, 0);
        if (!state_busy(at)) {
            struct action home = action_of(VERB_HOME, 0);
            state_act(at, &guide, &home, now);
        }
        state_touched(at, now);
        struct action stay = action_of(VERB_STAY, 0); /* they may just have been asked whether they leave */
        state_act(at, &guide, &stay, now);
        state_act(at, &guide, &search, now);
        state_act(at, &guide, &empty, now);
        for (const char *c = "KANARIEFUGL"; *c != 0; c++) {
            struct action key = {.verb = VERB_TYPE, .text = {*c}};
            state_act(at, &guide, &key, now);
        }
        assert_true(contains(at, sizeof *at, "KANARIEFUGL"));
        state_act(at, &guide, &pin, now);
        for (const char *c = "8642975310"; *c != 0; c++) {
            struct action key = action_of(VERB_PIN_KEY, *c - '0');
            state_act(at, &guide, &key, now);
        }
        assert_true(contains(at, sizeof *at, "8642975310"));
        struct action clear = action_of(VERB_CLEAR, 0);
        if (i % 2 == 0 && (state_act(at, &guide, &clear, now) & EFFECT_SESSION_END) == 0)
            state_act(at, &guide, &clear, now); /* asked before */
        if (i % 2 != 0)
            while (state_busy(at))
                state_tick(at, &guide, state_due_ms(at));
        assert_false(contains(at, sizeof *at, "NARI"));
        assert_false(contains(at, sizeof *at, "6429"));
        assert_memory_equal(&fresh, at, sizeof fresh);
    }
    free(at);
}

static int build(void **state) {
    (void)state;
    guide_fixture(&guide, &site);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_is_forgotten_when_time_passes),
        cmocka_unit_test(back_always_ends_at_the_start),
        cmocka_unit_test(nothing_typed_survives),
    };
    return cmocka_run_group_tests(tests, build, NULL);
}
