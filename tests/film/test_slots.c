/* Slots are the decoder's, the player's, or free. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "film/slots.h"

static void a_slot_is_held_as_long_as_anybody_holds_it(void **state) {
    (void)state;
    struct film_ring ring = film_ring_of(128, 72);
    uint8_t *memory = calloc(1, ring.bytes);
    AVFrame *frames[FILM_SLOTS + 1], *other = av_frame_alloc();
    struct slots slots;
    slots_init(&slots, memory, 128, 72);
    for (int i = 0; i <= FILM_SLOTS; i++)
        frames[i] = av_frame_alloc();
    for (int i = 0; i < FILM_SLOTS; i++) {
        assert_int_equal(slots_free(&slots), FILM_SLOTS - i);
        assert_true(slots_give(&slots, frames[i]));
        assert_int_equal(slots_find(&slots, frames[i]), i);
        assert_ptr_equal(frames[i]->data[0], memory + ring.slot_bytes * (uint64_t)i);
    }
    assert_false(slots_give(&slots, frames[FILM_SLOTS]));
    frames[5]->format = AV_PIX_FMT_YUV420P;
    frames[5]->width = 128, frames[5]->height = 72;
    assert_int_equal(av_frame_ref(other, frames[5]), 0);
    av_frame_unref(frames[5]);
    assert_int_equal(slots_free(&slots), 0); /* the other one has it */
    av_frame_unref(other);
    assert_int_equal(slots_free(&slots), 1);
    assert_true(slots_give(&slots, frames[FILM_SLOTS]));
    assert_int_equal(slots_find(&slots, frames[FILM_SLOTS]), 5);
    frames[FILM_SLOTS]->data[0] += 8; /* a picture that is cut at the left lies in no slot */
    assert_int_equal(slots_find(&slots, frames[FILM_SLOTS]), -1);
    for (int i = 0; i <= FILM_SLOTS; i++)
        av_frame_free(&frames[i]);
    av_frame_free(&other);
    assert_int_equal(slots_free(&slots), FILM_SLOTS);
    slots_finish(&slots);
    free(memory);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_slot_is_held_as_long_as_anybody_holds_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
