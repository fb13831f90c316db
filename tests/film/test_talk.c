/* What the player may say when, and what follows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "film/talk.h"

static enum talk_heard hear(struct talk *talk, struct film_message message) {
    uint8_t bytes[FILM_MESSAGE_BYTES];
    struct film_message out;
    film_message_write(&message, bytes);
    enum talk_heard heard = talk_hear(talk, bytes, sizeof bytes, &out);
    if (heard != TALK_WRONG)
        assert_memory_equal(&out.kind, &message.kind, sizeof out.kind);
    return heard;
}

static void a_turn(void **state) {
    (void)state;
    struct talk talk = {.frames = 50};
    assert_false(talk_wants(&talk)); /* nothing was asked for */
    assert_int_equal(hear(&talk, (struct film_message){FILM_SEEK, 0, 1, 49}), TALK_SEEK);
    for (int i = 0; i < TALK_AHEAD; i++) {
        assert_true(talk_wants(&talk));
        talk_give(&talk, i);
    }
    assert_false(talk_wants(&talk)); /* it has enough */
    assert_int_equal(hear(&talk, (struct film_message){FILM_FREE, 3, 0, 0}), TALK_FREE);
    assert_true(talk_wants(&talk));
    assert_int_equal(hear(&talk, (struct film_message){FILM_HOLD, 0, 0, 0}), TALK_HOLD);
    assert_false(talk_wants(&talk));
    assert_int_equal(hear(&talk, (struct film_message){FILM_SEEK, 0, 2, 0}), TALK_SEEK);
    assert_true(talk_wants(&talk));
    assert_int_equal(hear(&talk, (struct film_message){FILM_QUIT, 0, 0, 0}), TALK_QUIT);
}

static void nonsense(void **state) {
    (void)state;
    static const struct {
        const char *why;
        struct film_message message;
    } ROWS[] = {
        {"a slot that is ours", {FILM_FREE, 2, 0, 0}},
        {"a slot that there is not", {FILM_FREE, FILM_SLOTS, 0, 0}},
        {"the turn that is on", {FILM_SEEK, 0, 7, 3}},
        {"a frame behind the end", {FILM_SEEK, 0, 8, 50}},
        {"no turn", {FILM_SEEK, 0, 0, 1}},
        {"what the decoder says", {FILM_FRAME, 1, 7, 1}},
        {"no kind", {(enum film_message_kind)99, 0, 0, 0}},
    };
    struct talk talk = {.frames = 50};
    assert_int_equal(hear(&talk, (struct film_message){FILM_SEEK, 0, 7, 0}), TALK_SEEK);
    talk_give(&talk, 1);
    const struct talk before = talk;
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        if (hear(&talk, ROWS[i].message) != TALK_WRONG)
            fail_msg("%s", ROWS[i].why);
        assert_memory_equal(&talk, &before, sizeof talk);
    }
    assert_int_equal(hear(&talk, (struct film_message){FILM_FREE, 1, 0, 0}), TALK_FREE);
    assert_int_equal(hear(&talk, (struct film_message){FILM_FREE, 1, 0, 0}), TALK_WRONG); /* twice */
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_turn), cmocka_unit_test(nonsense)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
