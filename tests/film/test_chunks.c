/* A film's bytes are those of its index, or nobody sees them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "film/chunks.h"
#include "system/hash.h"

enum { COUNT = 5, LAST = 1000, BYTES = (COUNT - 1) * FILM_CHUNK_BYTES + LAST };

struct made {
    int fd;
    uint8_t *bytes;
    char hashes[COUNT][FILM_HASH_TEXT + 1];
    const char *names[COUNT];
    struct film film;
    struct film_fault fault;
    struct chunks chunks;
};

static int make(void **state) {
    struct made *made = calloc(1, sizeof *made);
    uint32_t seed = 1;
    made->bytes = malloc(BYTES);
    for (size_t i = 0; i < BYTES; i++)
        made->bytes[i] = (uint8_t)((seed = seed * 1664525 + 1013904223) >> 24);
    for (size_t i = 0; i < COUNT; i++) {
        struct hash hash =
            hash_bytes(made->bytes + i * FILM_CHUNK_BYTES, i + 1 < COUNT ? FILM_CHUNK_BYTES : LAST);
        memcpy(made->hashes[i], hash.hex, sizeof hash.hex);
        made->names[i] = made->hashes[i];
    }
    made->film = (struct film){.bytes = BYTES, .chunks = made->names, .chunk_count = COUNT};
    made->fd = memfd_create("film", MFD_CLOEXEC);
    assert_int_equal(pwrite(made->fd, made->bytes, BYTES, 0), BYTES);
    assert_true(chunks_init(&made->chunks, made->fd, &made->film, &made->fault));
    *state = made;
    return 0;
}

static int drop(void **state) {
    struct made *made = *state;
    chunks_finish(&made->chunks);
    close(made->fd);
    free(made->bytes);
    free(made);
    return 0;
}

static void damage(struct made *made, size_t at) {
    uint8_t other = (uint8_t)~made->bytes[at];
    assert_int_equal(pwrite(made->fd, &other, 1, (off_t)at), 1);
}

static void every_byte_is_read_as_it_is(void **state) {
    struct made *made = *state;
    static uint8_t out[70000];
    for (uint64_t at = 0; at < BYTES;) {
        ptrdiff_t got = chunks_read(&made->chunks, at, out, sizeof out);
        assert_true(got > 0 && at / FILM_CHUNK_BYTES == (at + (uint64_t)got - 1) / FILM_CHUNK_BYTES);
        assert_memory_equal(out, made->bytes + at, (size_t)got);
        at += (uint64_t)got;
    }
    assert_int_equal(chunks_read(&made->chunks, BYTES, out, 1), 0);
    assert_int_equal(chunks_read(&made->chunks, UINT64_MAX, out, 1), 0);
    static const uint64_t places[] = {0, BYTES - 1, FILM_CHUNK_BYTES - 1, FILM_CHUNK_BYTES, 7, BYTES - LAST};
    for (size_t i = 0; i < LENGTH(places); i++) {
        assert_int_equal(chunks_read(&made->chunks, places[i], out, 1), 1);
        assert_int_equal(out[0], made->bytes[places[i]]);
    }
}

static void a_damaged_chunk_is_never_seen(void **state) {
    struct made *made = *state;
    uint8_t out[16];
    damage(made, 2 * FILM_CHUNK_BYTES + 77);
    assert_int_equal(chunks_read(&made->chunks, 2 * FILM_CHUNK_BYTES - 16, out, 16), 16);
    assert_int_equal(chunks_read(&made->chunks, 2 * FILM_CHUNK_BYTES, out, 1), -1);
    assert_int_equal(made->fault.trouble, FILM_TROUBLE_DAMAGED);
    assert_non_null(strstr(made->fault.why.text, "MiB 3 of 5"));
    assert_int_equal(chunks_read(&made->chunks, 0, out, 1), -1); /* it is over */
}

/* What the file becomes after it was compared does not matter, and what it becomes before it is. */
static void what_changes_while_it_plays(void **state) {
    struct made *made = *state;
    uint8_t byte;
    assert_int_equal(chunks_read(&made->chunks, 5, &byte, 1), 1);
    damage(made, 5);
    assert_int_equal(chunks_read(&made->chunks, 5, &byte, 1), 1);
    assert_int_equal(byte, made->bytes[5]);
    assert_int_equal(ftruncate(made->fd, BYTES - 1), 0);
    assert_int_equal(chunks_read(&made->chunks, BYTES - 2, &byte, 1), -1);
    assert_int_equal(made->fault.trouble, FILM_TROUBLE_DAMAGED);
}

/* Picture and sound take turns at the border of two chunks. */
static void neighbours_are_kept(void **state) {
    struct made *made = *state;
    uint8_t byte;
    for (uint64_t i = 0; i < CHUNKS_KEPT; i++)
        assert_int_equal(chunks_read(&made->chunks, i * FILM_CHUNK_BYTES, &byte, 1), 1);
    for (size_t i = 0; i < CHUNKS_KEPT; i++)
        damage(made, i * FILM_CHUNK_BYTES);
    for (uint64_t i = 0; i < CHUNKS_KEPT; i++)
        assert_int_equal(chunks_read(&made->chunks, i * FILM_CHUNK_BYTES, &byte, 1), 1);
    assert_int_equal(chunks_read(&made->chunks, (uint64_t)CHUNKS_KEPT * FILM_CHUNK_BYTES, &byte, 1), 1);
    assert_int_equal(chunks_read(&made->chunks, 0, &byte, 1), -1); /* the oldest made room */
}

static void another_length(void **state) {
    struct made *made = *state;
    struct chunks chunks = {0};
    struct film film = made->film;
    for (int more = -1; more <= 1; more += 2) {
        struct film_fault fault = {0};
        film.bytes = BYTES + (uint64_t)more;
        assert_false(chunks_init(&chunks, made->fd, &film, &fault));
        assert_int_equal(fault.trouble, FILM_TROUBLE_DAMAGED);
        chunks_finish(&chunks);
    }
    struct film_fault fault = {0};
    film = made->film;
    film.chunk_count--;
    assert_false(chunks_init(&chunks, made->fd, &film, &fault));
    assert_false(chunks_init(&chunks, -1, &made->film, &(struct film_fault){0}));
    assert_false(film_fault_set(&fault, FILM_TROUBLE_SHAPE, "later"));
    assert_int_equal(fault.trouble, FILM_TROUBLE_DAMAGED); /* what was first is what is said */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_byte_is_read_as_it_is, make, drop),
        cmocka_unit_test_setup_teardown(a_damaged_chunk_is_never_seen, make, drop),
        cmocka_unit_test_setup_teardown(what_changes_while_it_plays, make, drop),
        cmocka_unit_test_setup_teardown(neighbours_are_kept, make, drop),
        cmocka_unit_test_setup_teardown(another_length, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
