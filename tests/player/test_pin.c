/* The staff's PIN: right, wrong, and how long none is taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "player/pin.h"
#include "system/disk.h"

#define NOW 1000LL              /* monotonic s */
static char hash[PIN_HASH_MAX]; /* as cheap as can be: it is checked some fifty times */
static struct bell bell;

static int make(void **state) {
    static char folder[] = "/tmp/kiosk-pin-XXXXXX";
    *state = mkdtemp(folder);
    bool made = sodium_init() >= 0 && crypto_pwhash_str(hash, "271828", 6, crypto_pwhash_OPSLIMIT_MIN,
                                                        crypto_pwhash_MEMLIMIT_MIN) == 0;
    return *state && bell_init(&bell) && made ? 0 : -1;
}

static int clear(void **state) {
    char *path = disk_path(*state, "pin-tries");
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
    assert_true(pin_hash("271828", out));
    assert_true(pin_hash_valid(out));
    assert_false(pin_hash_valid("271828"));
    assert_null(strstr(out, "271828"));
}

static void right_and_wrong(void **state) {
    char own[PIN_HASH_MAX];
    assert_true(pin_hash("271828", own));
    struct pin *pin = pin_create(own, *state, &bell, NOW);
    assert_int_equal(try(pin, "271828", NOW), PIN_RIGHT);
    assert_int_equal(try(pin, "271829", NOW), PIN_WRONG);
    assert_int_equal(try(pin, "271828", NOW), PIN_RIGHT);
    assert_int_equal(pin_take(pin, NOW), PIN_WAITING); /* an answer comes once */
    pin_destroy(pin);
    pin = pin_create("", NULL, &bell, NOW);
    assert_false(pin_made(pin));
    assert_int_equal(try(pin, "", NOW), PIN_WRONG); /* no PIN was made: none is right */
    pin_destroy(pin);
}

static void another_pin_is_taken_from_the_next_check_on(void **state) {
    char other[PIN_HASH_MAX];
    assert_true(pin_hash("314159", other));
    struct pin *pin = pin_create(hash, *state, &bell, NOW);
    assert_true(pin_ask(pin, "271828", NOW));
    pin_set(pin, other); /* while the old one is being checked */
    enum pin_answer answer;
    while ((answer = pin_take(pin, NOW)) == PIN_WAITING)
        bell_wait(&bell, 1000000000);
    assert_int_equal(answer, PIN_RIGHT);
    assert_int_equal(try(pin, "271828", NOW), PIN_WRONG);
    assert_int_equal(try(pin, "314159", NOW), PIN_RIGHT);
    pin_set(pin, "");
    assert_false(pin_made(pin));
    assert_int_equal(try(pin, "314159", NOW), PIN_WRONG);
    pin_set(pin, hash);
    assert_int_equal(try(pin, "271828", NOW), PIN_RIGHT);
    pin_destroy(pin);
}

static void three_wrong_ones_lock_for_longer_each_time(void **state) {
    static const int lock_s[] = {60, 300, 900, 900};
    int64_t now = NOW;
    for (size_t round = 0; round < LENGTH(lock_s); round++) {
        struct pin *pin = pin_create(hash, *state, &bell, now);
        for (int i = 0; i < PIN_TRIES; i++) {
            assert_false(pin_locked(pin, now));
            assert_int_equal(try(pin, "000000", now), PIN_WRONG);
        }
        assert_true(pin_locked(pin, now + lock_s[round] - 1));
        assert_false(pin_ask(pin, "271828", now));
        now += lock_s[round];
        assert_false(pin_locked(pin, now));
        assert_int_equal(pin_take(pin, now), PIN_WAITING); /* the disk learns that it is over */
        pin_destroy(pin);
    }
    struct pin *pin = pin_create(hash, *state, &bell, now);
    assert_int_equal(try(pin, "271828", now), PIN_RIGHT);
    assert_int_equal(try(pin, "000000", now), PIN_WRONG);
    assert_false(pin_locked(pin, now)); /* the right one wiped the slate */
    assert_int_equal(try(pin, "271828", now), PIN_RIGHT);
    pin_destroy(pin);
}

/* The thread writes it: at once, as a person sees it. */
static void assert_kept(const char *folder, const char *expected) {
    char *path = disk_path(folder, "pin-tries"), *bytes = NULL;
    const struct timespec moment = {.tv_nsec = 10000000};
    size_t size;
    for (int i = 0; i < 1000; i++) {
        free(bytes);
        assert_true(disk_read(path, 100, &bytes, &size, NULL));
        if (strcmp(bytes, expected) == 0)
            break;
        nanosleep(&moment, NULL);
    }
    assert_string_equal(bytes, expected);
    free(bytes);
    free(path);
}

/* The end of the lock is being written when the next PIN is there already. */
static void a_pin_waits_for_the_disk_and_is_then_checked(void **state) {
    struct pin *pin = pin_create(hash, *state, &bell, NOW);
    for (int i = 0; i < PIN_TRIES; i++)
        assert_int_equal(try(pin, "000000", NOW), PIN_WRONG);
    assert_int_equal(pin_take(pin, NOW + 60), PIN_WAITING);
    assert_true(pin_ask(pin, "271828", NOW + 60));
    assert_false(pin_ask(pin, "314159", NOW + 60)); /* one at a time */
    enum pin_answer answer;
    while ((answer = pin_take(pin, NOW + 60)) == PIN_WAITING)
        bell_wait(&bell, 1000000000);
    assert_int_equal(answer, PIN_RIGHT);
    assert_kept(*state, "0 0\n");
    pin_destroy(pin);
}

/* After each the power is cut: monotonic time begins anew, and nothing but the disk remembers. */
static void a_power_cut_opens_no_lock(void **state) {
    struct pin *pin = pin_create(hash, *state, &bell, NOW);
    for (int i = 0; i < 2 * PIN_TRIES; i++)
        assert_int_equal(try(pin, "000000", NOW + i / PIN_TRIES * 60), PIN_WRONG);
    assert_kept(*state, "6 300\n");
    assert_int_equal(pin_take(pin, NOW + 60 + 119), PIN_WAITING);
    assert_kept(*state, "6 240\n"); /* 3 min 1 s are left */
    pin_destroy(pin);

    pin = pin_create(hash, *state, &bell, 7);
    assert_true(pin_locked(pin, 7));
    assert_false(pin_ask(pin, "271828", 7));
    assert_true(pin_locked(pin, 7 + 239));
    assert_false(pin_locked(pin, 7 + 240));
    assert_int_equal(try(pin, "000000", 7 + 240), PIN_WRONG);
    assert_kept(*state, "7 0\n");
    pin_destroy(pin);

    pin = pin_create(hash, *state, &bell, 3);
    assert_int_equal(try(pin, "000000", 3), PIN_WRONG);
    assert_true(pin_ask(pin, "000000", 3)); /* cut while it is being checked, or just before it is taken */
    pin_destroy(pin);
    assert_kept(*state, "9 900\n");
    pin = pin_create(hash, *state, &bell, 0);
    assert_false(pin_ask(pin, "271828", 899));
    assert_int_equal(try(pin, "271828", 900), PIN_RIGHT);
    assert_kept(*state, "0 0\n");
    pin_destroy(pin);
}

static void damage_locks_for_no_longer_than_the_longest_lock(void **state) {
    static const struct {
        const char *text;
        int64_t locked_s;
    } rows[] = {{"", 0}, {"x", 0}, {"5", 0}, {"-1 60", 0}, {"5 -60", 0}, {"5 61", 61}, {"5 999999999", 900}};
    char *path = disk_path(*state, "pin-tries");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_true(disk_write(path, rows[i].text, strlen(rows[i].text), NULL));
        struct pin *pin = pin_create(hash, *state, &bell, NOW);
        assert_int_equal(pin_locked(pin, NOW), rows[i].locked_s > 0);
        assert_true(rows[i].locked_s == 0 || pin_locked(pin, NOW + rows[i].locked_s - 1));
        assert_false(pin_locked(pin, NOW + rows[i].locked_s));
        pin_destroy(pin);
    }
    free(path);
}

static void what_cannot_be_kept_is_said_once(void **state) {
    char *path = disk_path(*state, "pin-tries"), *below = disk_path(path, "no-folder");
    struct pin *pin = pin_create(hash, below, &bell, NOW);
    struct fail why;
    assert_true(disk_write(path, "", 0, NULL)); /* a file where a folder should be */
    assert_false(pin_forgetful(pin, &why));
    for (int i = 0; i < PIN_TRIES; i++)
        assert_int_equal(try(pin, "000000", NOW), PIN_WRONG);
    assert_true(pin_locked(pin, NOW)); /* in memory all the same */
    assert_true(pin_forgetful(pin, &why) && why.text[0]);
    assert_false(pin_forgetful(pin, &why));
    pin_destroy(pin);
    free(below);
    free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_six_to_twelve_digits_can_be_a_pin),
        cmocka_unit_test(right_and_wrong),
        cmocka_unit_test(another_pin_is_taken_from_the_next_check_on),
        cmocka_unit_test(three_wrong_ones_lock_for_longer_each_time),
        cmocka_unit_test(a_pin_waits_for_the_disk_and_is_then_checked),
        cmocka_unit_test(a_power_cut_opens_no_lock),
        cmocka_unit_test(damage_locks_for_no_longer_than_the_longest_lock),
        cmocka_unit_test(what_cannot_be_kept_is_said_once),
    };
    return cmocka_run_group_tests(tests, make, clear);
}
