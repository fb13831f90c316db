/* What goes over kiosk-sign's socket: heads, and what a signer says of itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "publish/sign_wire.h"

static const struct {
    const char *why;
    uint8_t head[WIRE_HEAD];
    bool question, answer; /* taken as such */
    size_t size;
} HEADS[] = {
    {"a hello", {1, WIRE_HELLO, 0, 0, 0, 0}, true, false, 0},
    {"a hello has no body", {1, WIRE_HELLO, 0, 0, 0, 1}, false, false, 0},
    {"the largest manifest", {1, WIRE_SIGN, 0, 4, 0, 0}, true, false, 256 << 10},
    {"a byte more", {1, WIRE_SIGN, 0, 4, 0, 1}, false, false, 0},
    {"the longest there could be", {1, WIRE_SIGN, 255, 255, 255, 255}, false, false, 0},
    {"no manifest at all is judged later", {1, WIRE_SIGN, 0, 0, 0, 0}, true, false, 0},
    {"a key", {1, WIRE_KEY, 0, 0, 0, 40}, false, true, 40},
    {"the longest answer", {1, WIRE_SIGNED, 0, 0, 64, 0}, false, true, 16 << 10},
    {"a longer one", {1, WIRE_REFUSED, 0, 0, 64, 1}, false, false, 0},
    {"no kind", {1, 0, 0, 0, 0, 0}, false, false, 0},
    {"the longest stop order", {1, WIRE_STOP, 0, 0, 1, 0}, true, false, 256},
    {"a longer one", {1, WIRE_STOP, 0, 0, 1, 1}, false, false, 0},
    {"an unknown kind", {1, 7, 0, 0, 0, 0}, false, false, 0},
    {"an older version", {0, WIRE_HELLO, 0, 0, 0, 0}, false, false, 0},
    {"a newer version", {2, WIRE_HELLO, 0, 0, 0, 0}, false, false, 0},
};

static void heads(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(HEADS); i++) {
        struct wire_head head = {.size = 7};
        struct fail fail = {0};
        uint8_t again[WIRE_HEAD];
        bool question = wire_question_read(HEADS[i].head, &head, &fail);
        bool answer = !question && wire_answer_read(HEADS[i].head, &head, &fail);
        if (question != HEADS[i].question || answer != HEADS[i].answer)
            fail_msg("%s: taken as %s", HEADS[i].why, question ? "question" : answer ? "answer" : "nothing");
        if (question || answer) {
            assert_int_equal(head.size, HEADS[i].size);
            wire_head_write(head, again);
            assert_memory_equal(again, HEADS[i].head, WIRE_HEAD);
        } else {
            assert_int_equal(head.size, 7); /* untouched */
            assert_true(fail.text[0]);
        }
    }
}

#define MAIN "site=town channel=main epoch=2 seq=7 issued=1795000000\n"
#define SIGN_TEST "site=town channel=test epoch=1 seq=1 issued=1795000001\n"

static const struct {
    const char *why, *text;
    int count; /* -1: refused */
} BOOKS[] = {
    {"nothing signed yet", "", 0},
    {"one channel", MAIN, 1},
    {"two channels", MAIN SIGN_TEST, 2},
    {"a channel twice", MAIN MAIN, -1},
    {"two sites", MAIN "site=other channel=test epoch=1 seq=1 issued=1\n", -1},
    {"cut off in the line", "site=town channel=main epoch=2 seq=7", -1},
    {"no end of the line", "site=town channel=main epoch=2 seq=7 issued=1795000000", -1},
    {"an empty line", "\n", -1},
    {"a word more", "site=town channel=main epoch=2 seq=7 issued=1795000000 x\n", -1},
    {"a number written otherwise", "site=town channel=main epoch=02 seq=7 issued=1795000000\n", -1},
    {"a number too large", "site=town channel=main epoch=4294967296 seq=7 issued=1\n", -1},
    {"a name that is none", "site=TOWN channel=main epoch=2 seq=7 issued=1\n", -1},
};

static void keys_and_books(void **state) {
    (void)state;
    for (size_t i = 0; i < LENGTH(BOOKS); i++) {
        char body[400];
        size_t size = 40 + strlen(BOOKS[i].text), again_size = 0;
        struct wire_key key;
        struct fail fail = {0};
        memset(body, 'k', 40);
        memcpy(body + 40, BOOKS[i].text, strlen(BOOKS[i].text));
        bool read = wire_key_read(body, size, &key, &fail);
        if (read != (BOOKS[i].count >= 0))
            fail_msg("%s: %s", BOOKS[i].why, read ? "taken" : fail.text);
        if (!read)
            continue;
        assert_int_equal(key.book.count, BOOKS[i].count);
        char *again = wire_key_write(&key, &again_size);
        assert_non_null(again);
        assert_int_equal(again_size, size);
        assert_memory_equal(again, body, size);
        free(again);
    }
    struct wire_key key;
    struct fail fail = {0};
    assert_false(wire_key_read(MAIN, 39, &key, &fail)); /* not even a key */
}

static void a_book_has_room_for_so_many(void **state) {
    (void)state;
    struct sign_book book = {.count = 0};
    struct fail fail = {0};
    struct manifest_head head = {
        .site = "town", .epoch = UINT32_MAX, .seq = INT64_MAX, .issued_s = INT64_MAX};
    for (int i = 0; i < SIGN_BOOK_CHANNELS_MAX; i++) {
        snprintf(head.channel, sizeof head.channel, "%039d%c", 0, 'a' + (i % 26));
        if (i >= 26)
            head.channel[0] = 'b';
        assert_true(sign_book_put(&book, &head, &fail));
    }
    assert_true(sign_book_put(&book, &head, &fail)); /* one that is there */
    snprintf(head.channel, sizeof head.channel, "one-more");
    assert_false(sign_book_put(&book, &head, &fail));
    assert_int_equal(book.count, SIGN_BOOK_CHANNELS_MAX);
    struct sign_book again;
    size_t size = 0;
    char *text = sign_book_write(&book, &size);
    assert_non_null(text);
    assert_true(size <= SIGN_BOOK_BYTES_MAX && size + 40 <= WIRE_ANSWER_MAX);
    assert_true(sign_book_read(text, size, &again, &fail));
    assert_int_equal(again.count, book.count);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(heads), cmocka_unit_test(keys_and_books),
                                       cmocka_unit_test(a_book_has_room_for_so_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
