/* kiosk/sync/verdict.c: what is held against a generation, and what is forgiven. */
#include "sync/verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct generation_id id(uint64_t seq) {
    return (struct generation_id){1, seq};
}

static void two_looks_must_say_the_same(void **state) {
    (void)state;
    struct suspect suspect = {0};
    assert_false(suspect_is(&suspect, (struct generation_id){0, 0})); /* nobody, at first */
    assert_false(suspect_confirmed(&suspect, id(2), "a.png: broken"));
    assert_true(suspect_is(&suspect, id(2)));
    assert_false(
        suspect_confirmed(&suspect, id(2), "b.png: broken")); /* another file: only that was seen once */
    assert_false(suspect_confirmed(&suspect, id(2), "b.png: too large"));
    assert_false(suspect_confirmed(&suspect, id(3), "b.png: too large")); /* another generation */
    assert_false(suspect_is(&suspect, id(2)));
    assert_true(suspect_confirmed(&suspect, id(3), "b.png: too large"));
    assert_false(suspect_is(&suspect, id(3))); /* and that is used up */
    assert_false(suspect_confirmed(&suspect, id(3), "b.png: too large"));
}

static struct store_rejection rejection(uint64_t seq, enum store_judge by) {
    struct store_rejection made = {.id = id(seq), .by = by, .at_s = (int64_t)seq * 10};
    snprintf(made.why, sizeof made.why, "reason %d", (int)seq);
    return made;
}

static void the_newest_rejections_are_kept(void **state) {
    (void)state;
    struct store_state store = {.ratchet = {1, 3}};
    for (uint64_t seq = 1; seq <= STORE_REJECTED_MAX + 2; seq++) {
        struct store_rejection added = rejection(seq, STORE_BY_CONTENT);
        rejection_add(&store, &added);
        assert_int_equal(store.ratchet.seq, seq < 3 ? 3 : seq); /* follows, and never falls */
    }
    assert_int_equal(store.rejected_count, STORE_REJECTED_MAX);
    assert_int_equal(store.rejected[0].id.seq, STORE_REJECTED_MAX + 2);
    assert_null(rejection_of(&store, id(2)));
    assert_string_equal(rejection_of(&store, id(3))->why, "reason 3");
    struct store_rejection again = store.rejected[4];
    rejection_add(&store, &store.rejected[4]); /* once more: it moves, and is not there twice */
    assert_int_equal(store.rejected_count, STORE_REJECTED_MAX);
    assert_int_equal(store.rejected[0].id.seq, again.id.seq);
    assert_string_equal(rejection_judge(&store.rejected[0]), "content");
}

static void the_player_is_heeded_and_heard_again(void **state) {
    (void)state;
    struct store_state store = {.current = {1, 5}, .previous = {1, 4}, .ratchet = {1, 5}};
    struct store_refusals refusals = {.count = 1, .items = {{.id = {1, 4}, .at_s = 7, .why = "old"}}};
    struct generation_id back = {0, 0};
    assert_false(rejection_heed_player(&store, &refusals, &back)); /* about another one */
    refusals.items[0] = (struct store_refusal){.id = {1, 5}, .at_s = 99, .why = "no slide fits \xC3"};
    assert_true(rejection_heed_player(&store, &refusals, &back));
    assert_int_equal(back.seq, 5);
    assert_int_equal(store.current.seq, 4);
    assert_true(generation_id_none(store.previous));
    const struct store_rejection *kept = rejection_of(&store, id(5));
    assert_non_null(kept);
    assert_int_equal(kept->by, STORE_BY_PLAYER);
    assert_int_equal(kept->at_s, 99);
    assert_string_equal(kept->why, "no slide fits \xEF\xBF\xBD");
    assert_false(rejection_heed_player(&store, &refusals, &back)); /* once */
    assert_false(rejection_forgive(&store, &refusals));            /* it stands by its word */
}

/* Two bad ones in a row: behind them stands what proved itself, unless it was refused too. */
static void behind_the_last_stands_the_proven_one(void **state) {
    (void)state;
    static const struct {
        uint64_t previous, proven, rejected, current_then, previous_then;
    } rows[] = {{4, 2, 0, 4, 2}, {4, 4, 0, 4, 0}, {4, 0, 0, 4, 0}, {0, 2, 0, 2, 0},
                {0, 0, 0, 0, 0}, {0, 5, 0, 0, 0}, {4, 2, 2, 4, 0}, {0, 2, 2, 0, 0}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct store_state store = {.current = {1, 5}, .ratchet = {1, 5}};
        struct store_refusals refusals = {.count = 1,
                                          .items = {{.id = {1, 5}, .why = "it ended the player"}}};
        struct generation_id back;
        store.previous = (struct generation_id){rows[i].previous > 0, rows[i].previous};
        store.proven = (struct generation_id){rows[i].proven > 0, rows[i].proven};
        if (rows[i].rejected) {
            struct store_rejection old = rejection(rows[i].rejected, STORE_BY_PLAYER);
            rejection_add(&store, &old);
        }
        assert_true(rejection_heed_player(&store, &refusals, &back));
        assert_int_equal(store.current.seq, rows[i].current_then);
        assert_int_equal(store.previous.seq, rows[i].previous_then);
    }
}

static void what_the_content_did_not_say_is_taken_back(void **state) {
    (void)state;
    struct store_state store = {.ratchet = {1, 1}};
    struct store_rejection added[] = {rejection(1, STORE_BY_UNKNOWN), rejection(2, STORE_BY_PLAYER),
                                      rejection(3, STORE_BY_CONTENT), rejection(4, STORE_BY_PLAYER)};
    for (size_t i = 0; i < LENGTH(added); i++)
        rejection_add(&store, &added[i]);
    struct store_refusals refusals = {.count = 1, .items = {{.id = {1, 4}}}};
    assert_true(rejection_forgive(&store, &refusals));
    assert_null(rejection_of(&store, id(1)));
    assert_null(rejection_of(&store, id(2)));
    assert_int_equal(store.rejected_count, 2);
    assert_int_equal(store.ratchet.seq, 4);
    refusals.count = 0;
    assert_true(rejection_forgive(&store, &refusals));
    assert_null(rejection_of(&store, id(4)));
    assert_non_null(rejection_of(&store, id(3)));
    assert_false(rejection_forgive(&store, &refusals));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_looks_must_say_the_same),
        cmocka_unit_test(the_newest_rejections_are_kept),
        cmocka_unit_test(the_player_is_heeded_and_heard_again),
        cmocka_unit_test(behind_the_last_stands_the_proven_one),
        cmocka_unit_test(what_the_content_did_not_say_is_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
