/* The staff's PIN: right, wrong, and how long none is taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "player/pin.h"
#include "store/disk.h"

#define NOW 1795000000LL
static char hash[PIN_HASH_MAX];
static struct bell bell;

static int make(void **state) {
    static char folder[] = "/tmp/kiosk-pin-XXXXXX";
    *state = mkdtemp(folder);
    return *state && bell_init(&bell) && pin_hash("271828", hash) ? 0 : -1;
}

static int clear(void **state) {
    char *path = disk_path(*state, "pin");
    unlink(path);
    free(path);
    bell_finish(&bell);
    return rmdir(*state);
}

static enum pin_answer try(struct pin *pin, const char *digits, int64_t now_s) {
    assert_true(pin_ask(pin, digits, now_s));
    for (;;) {
        enum pin_answer answer = pin_take(pin, now_s);
        if (answer != PIN_WAITING)
            return answer;
        bell_wait(&bell, 1000000000);
    }
}

static void only_six_to_twelve_digits_can_be_a_pin(void **state) {
    (void)state;
    static const char *const wrong[] = {"", "12345", "1234567890123", "12345a", "12 456", "-12345"};
    char out[PIN_HASH_MAX];
    for (size_t i = 0; i < LENGTH(wrong); i++)
        assert_false(pin_hash(wrong[i], out));
    assert_true(pin_hash_valid(hash));
    assert_false(pin_hash_valid("271828"));
    assert_null(strstr(hash, "271828"));
}

static void right_and_wrong(void **state) {
    struct pin *pin = pin_create(hash, *state, &bell);
    assert_int_equal(try(pin, "271828", NOW), PIN_RIGHT);
    assert_int_equal(try(pin, "271829", NOW), PIN_WRONG);
    assert_int_equal(try(pin, "271828", NOW), PIN_RIGHT);
    assert_int_equal(pin_take(pin, NOW), PIN_WAITING); /* an answer comes once */
    pin_destroy(pin);
    pin = pin_create(NULL, NULL, &bell);
    assert_int_equal(try(pin, "", NOW), PIN_WRONG); /* no PIN was made: none is right */
    pin_destroy(pin);
}

static void three_wrong_ones_lock_for_longer_each_time(void **state) {
    static const int lock_s[] = {60, 300, 900, 900};
    int64_t now = NOW;
    for (size_t round = 0; round < LENGTH(lock_s); round++) {
        struct pin *pin = pin_create(hash, *state, &bell);
        for (int i = 0; i < PIN_TRIES; i++) {
            assert_false(pin_locked(pin, now));
            assert_int_equal(try(pin, "000000", now), PIN_WRONG);
        }
        pin_destroy(pin);
        pin = pin_create(hash, *state, &bell); /* a restart does not help */
        assert_true(pin_locked(pin, now + lock_s[round] - 1));
        assert_false(pin_ask(pin, "271828", now));
        now += lock_s[round];
        assert_false(pin_locked(pin, now));
        pin_destroy(pin);
    }
    struct pin *pin = pin_create(hash, *state, &bell);
    assert_int_equal(try(pin, "271828", now), PIN_RIGHT);
    assert_int_equal(try(pin, "000000", now), PIN_WRONG);
    assert_false(pin_locked(pin, now)); /* the right one wiped the slate */
    pin_destroy(pin);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_six_to_twelve_digits_can_be_a_pin),
        cmocka_unit_test(right_and_wrong),
        cmocka_unit_test(three_wrong_ones_lock_for_longer_each_time),
    };
    return cmocka_run_group_tests(tests, make, clear);
}
