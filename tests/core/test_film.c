/* Which frame of a film is on when, how its frames lie in memory, and what its decoder and the player may
 * say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/base/compiler.h"

#include "core/film/film.h"
#include "core/film/film_message.h"
#include "core/film/film_ring.h"

static void frames_follow_the_clock(void **state) {
    (void)state;
    static const struct {
        int32_t num, den, frames;
    } FILMS[] = {{25, 1, 50}, {30000, 1001, 1800}, {24, 1, 24}, {24000, 1001, 43157}, {30, 1, 54000}};
    for (size_t i = 0; i < LENGTH(FILMS); i++) {
        struct film film = {.fps_num = FILMS[i].num, .fps_den = FILMS[i].den, .frames = FILMS[i].frames};
        for (int64_t frame = 0; frame < film.frames; frame++) { /* each is on from its ms to the next one's */
            int64_t first = film_frame_ms(&film, frame), next = film_frame_ms(&film, frame + 1);
            assert_int_equal(film_frame_at(&film, first, false), frame);
            assert_int_equal(film_frame_at(&film, next - 1, true), frame);
        }
        int64_t length = film_length_ms(&film);
        assert_int_equal(film_frame_at(&film, length, false), film.frames - 1);
        assert_int_equal(film_frame_at(&film, INT64_MAX, false), film.frames - 1);
        assert_int_equal(film_frame_at(&film, -1, true), 0);
    }
    struct film film = {.fps_num = 25, .fps_den = 1, .frames = 50};
    assert_int_equal(film_length_ms(&film), 2000);
    assert_int_equal(film_frame_at(&film, 2000, true), 0);
    assert_int_equal(film_frame_at(&film, 1000ll * 365 * 86400 * 1000 + 1999, true), 49);
    film = (struct film){.fps_num = 30000, .fps_den = 1001, .frames = 30};
    assert_int_equal(film_length_ms(&film), 1001);
    /* no round is a whole number of ms long: a thousand rounds are 1001 s, and the first frame of the next is
     * on then */
    assert_int_equal(film_frame_at(&film, 1001000, true), 0);
    assert_int_equal(film_frame_at(&film, 1000999, true), 29);
    assert_int_equal(film_frame_sample(&film, 30), 48048);
}

static void sizes_and_speeds(void **state) {
    (void)state;
    assert_true(film_size_valid(1920, 1080) && film_size_valid(1080, 1920) && film_size_valid(64, 64));
    assert_false(film_size_valid(1922, 1080) || film_size_valid(1920, 1082) || film_size_valid(641, 360) ||
                 film_size_valid(640, 361) || film_size_valid(62, 64) || film_size_valid(0, 0) ||
                 film_size_valid(1200, 1200));
    assert_true(film_fps_valid(24000, 1001) && film_fps_valid(30, 1) && film_fps_valid(30000, 1001));
    assert_false(film_fps_valid(60, 1) || film_fps_valid(0, 1) || film_fps_valid(25, 0) ||
                 film_fps_valid(-25, -1) || film_fps_valid(20, 1) || film_fps_valid(3000000, 100000));
    assert_int_equal(film_chunks(0), 0);
    assert_int_equal(film_chunks(1), 1);
    assert_int_equal(film_chunks(FILM_CHUNK_BYTES), 1);
    assert_int_equal(film_chunks(FILM_BYTES_MAX), FILM_CHUNKS_MAX);
}

static void slots_lie_one_after_another(void **state) {
    (void)state;
    static const int SIZES[][2] = {{1920, 1080}, {1080, 1920}, {64, 64}, {98, 66}};
    enum { MACROBLOCK = 16 }; /* the decoder writes whole ones */
    for (size_t i = 0; i < LENGTH(SIZES); i++) {
        struct film_ring ring = film_ring_of(SIZES[i][0], SIZES[i][1]);
        uint64_t end = 0;
        for (int slot = 0; slot < FILM_SLOTS; slot++)
            for (int p = 0; p < 3; p++) {
                struct film_plane plane = film_ring_plane(&ring, slot, p);
                assert_true(plane.at >= end && plane.at % 64 == 0 && plane.stride % 64 == 0);
                assert_true(plane.stride >= plane.width);
                assert_int_equal(plane.width, p ? SIZES[i][0] / 2 : SIZES[i][0]);
                assert_int_equal(plane.height, p ? SIZES[i][1] / 2 : SIZES[i][1]);
                int unit = p ? MACROBLOCK / 2 : MACROBLOCK;
                int rows = (plane.height + unit - 1) / unit * unit;
                assert_true((plane.width + unit - 1) / unit * unit <= plane.stride);
                end = plane.at + (uint64_t)plane.stride * (uint64_t)rows;
            }
        assert_true(end <= ring.bytes);
    }
}

static bool reads_back(struct film_message message, enum film_side from) {
    uint8_t bytes[FILM_MESSAGE_BYTES];
    struct film_message read;
    film_message_write(&message, bytes);
    if (!film_message_read(bytes, sizeof bytes, from, 100, &read))
        return false;
    assert_int_equal(read.kind, message.kind);
    assert_int_equal(read.slot, message.slot);
    assert_int_equal(read.turn, message.turn);
    assert_int_equal(read.frame, message.frame);
    return true;
}

static void messages(void **state) {
    (void)state;
    static const struct {
        struct film_message message;
        enum film_side from;
        bool valid;
    } ROWS[] = {
        {{FILM_SEEK, 0, 1, 0}, FILM_SIDE_PLAYER, true},
        {{FILM_SEEK, 0, UINT32_MAX, 99}, FILM_SIDE_PLAYER, true},
        {{FILM_SEEK, 0, 1, 100}, FILM_SIDE_PLAYER, false},
        {{FILM_SEEK, 0, 1, -1}, FILM_SIDE_PLAYER, false},
        {{FILM_SEEK, 0, 0, 1}, FILM_SIDE_PLAYER, false},
        {{FILM_SEEK, 1, 1, 1}, FILM_SIDE_PLAYER, false},
        {{FILM_SEEK, 0, 1, 1}, FILM_SIDE_DECODER, false},
        {{FILM_FREE, FILM_SLOTS - 1, 0, 0}, FILM_SIDE_PLAYER, true},
        {{FILM_FREE, FILM_SLOTS, 0, 0}, FILM_SIDE_PLAYER, false},
        {{FILM_FREE, 1, 0, 7}, FILM_SIDE_PLAYER, false},
        {{FILM_HOLD, 0, 0, 0}, FILM_SIDE_PLAYER, true},
        {{FILM_HOLD, 0, 1, 0}, FILM_SIDE_PLAYER, false},
        {{FILM_QUIT, 0, 0, 0}, FILM_SIDE_PLAYER, true},
        {{FILM_READY, FILM_PROTOCOL, 0, 100}, FILM_SIDE_DECODER, true},
        {{FILM_READY, FILM_PROTOCOL + 1, 0, 100}, FILM_SIDE_DECODER, false},
        {{FILM_READY, FILM_PROTOCOL, 0, 99}, FILM_SIDE_DECODER, false},
        {{FILM_FRAME, 3, 9, 42}, FILM_SIDE_DECODER, true},
        {{FILM_FRAME, 3, 9, 42}, FILM_SIDE_PLAYER, false},
        {{FILM_FRAME, FILM_SLOTS, 9, 42}, FILM_SIDE_DECODER, false},
        {{FILM_FRAME, 3, 9, 100}, FILM_SIDE_DECODER, false},
        {{FILM_FRAME, 3, 0, 1}, FILM_SIDE_DECODER, false},
        {{FILM_FAIL, 0, 0, FILM_TROUBLE_DAMAGED}, FILM_SIDE_DECODER, true},
        {{FILM_FAIL, 0, 0, 0}, FILM_SIDE_DECODER, false},
        {{FILM_FAIL, 0, 0, FILM_TROUBLE_MESSAGE + 1}, FILM_SIDE_DECODER, false},
        {{(enum film_message_kind)0, 0, 0, 0}, FILM_SIDE_PLAYER, false},
        {{(enum film_message_kind)(FILM_FAIL + 1), 0, 0, 1}, FILM_SIDE_DECODER, false},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++)
        if (reads_back(ROWS[i].message, ROWS[i].from) != ROWS[i].valid)
            fail_msg("row %zu", i);
    uint8_t bytes[FILM_MESSAGE_BYTES + 1] = {FILM_HOLD};
    struct film_message read;
    assert_false(film_message_read(bytes, FILM_MESSAGE_BYTES - 1, FILM_SIDE_PLAYER, 100, &read));
    assert_false(film_message_read(bytes, FILM_MESSAGE_BYTES + 1, FILM_SIDE_PLAYER, 100, &read));
    assert_true(film_message_read(bytes, FILM_MESSAGE_BYTES, FILM_SIDE_PLAYER, 100, &read));
    assert_string_equal(film_trouble_name(FILM_TROUBLE_DAMAGED), "damaged");
    assert_string_equal(film_trouble_name(-1), "unknown");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_follow_the_clock),
        cmocka_unit_test(sizes_and_speeds),
        cmocka_unit_test(slots_lie_one_after_another),
        cmocka_unit_test(messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
