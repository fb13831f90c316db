/* Token buckets: how much a stranger may try, and that nobody is locked out by it. */
#include "support/desk_folder.h"

#include "desk/data/throttle.h"

enum { HOUR_MS = 3600 * 1000 };

static void a_stranger_is_slowed_down(void **state) {
    struct throttle *throttle = throttle_create();
    (void)state;
    for (int i = 0; i < THROTTLE_ACCOUNT_TRIES; i++)
        assert_int_equal(throttle_try(throttle, "10.0.0.1", "mette", 1000), 0);
    int64_t wait = throttle_try(throttle, "10.0.0.1", "mette", 1000);
    assert_int_equal(wait, THROTTLE_ACCOUNT_MS);
    assert_int_equal(throttle_try(throttle, "10.0.0.2", "mette", 1000), wait); /* from elsewhere, too */
    assert_int_equal(throttle_try(throttle, "10.0.0.1", "anders", 1000), 0);
    assert_int_equal(throttle_try(throttle, "10.0.0.3", "mette", 1000 + wait),
                     0); /* the next one after that */
    throttle_destroy(throttle);
}

static void one_address_tries_many_accounts(void **state) {
    struct throttle *throttle = throttle_create();
    int allowed = 0;
    (void)state;
    for (int i = 0; i < 1000; i++) {
        char account[20];
        snprintf(account, sizeof account, "user%d", i);
        allowed += throttle_try(throttle, "10.0.0.1", account, 1000) == 0;
    }
    assert_int_equal(allowed, THROTTLE_ADDRESS_TRIES);
    throttle_destroy(throttle);
}

/* Ten thousand tries in an hour from 500 addresses: few of them count, and Mette comes in at once all the
 * time. */
static void an_attack_does_not_lock_out(void **state) {
    struct throttle *throttle = throttle_create();
    int allowed = 0;
    (void)state;
    assert_int_equal(throttle_try(throttle, "192.168.1.5", "mette", 0), 0);
    throttle_right(throttle, "192.168.1.5", "mette", 0);
    for (int i = 0; i < 10000; i++) {
        char address[20];
        int64_t now_ms = (int64_t)i * HOUR_MS / 10000;
        snprintf(address, sizeof address, "10.0.%d.%d", i % 500 / 100, i % 100);
        allowed += throttle_try(throttle, address, "mette", now_ms) == 0;
        if (i % 1000 == 999) {
            assert_int_equal(throttle_try(throttle, "192.168.1.5", "mette", now_ms), 0);
            throttle_right(throttle, "192.168.1.5", "mette", now_ms);
        }
    }
    assert_in_range(allowed, 10, THROTTLE_ACCOUNT_TRIES + HOUR_MS / THROTTLE_ACCOUNT_MS + 1);
    throttle_destroy(throttle);
}

static void who_mistypes_at_home_is_slowed_down_there(void **state) {
    struct throttle *throttle = throttle_create();
    int allowed = 0;
    (void)state;
    assert_int_equal(throttle_try(throttle, "home", "mette", 0), 0);
    throttle_right(throttle, "home", "mette", 0);
    for (int i = 0; i < 100; i++)
        allowed += throttle_try(throttle, "home", "mette", 1000) == 0;
    assert_int_equal(allowed, THROTTLE_KNOWN_TRIES);
    throttle_destroy(throttle);
}

/* More names than there are buckets: those that are being tried hardest are remembered. */
static void memory_is_bounded(void **state) {
    struct throttle *throttle = throttle_create();
    (void)state;
    for (int i = 0; i < THROTTLE_ACCOUNT_TRIES; i++)
        assert_int_equal(throttle_try(throttle, "10.0.0.1", "mette", 1000), 0);
    for (int i = 0; i < 2 * THROTTLE_BUCKETS; i++) {
        char address[20], account[20];
        snprintf(address, sizeof address, "a%d", i);
        snprintf(account, sizeof account, "u%d", i);
        assert_int_equal(throttle_try(throttle, address, account, 1000), 0);
    }
    assert_int_not_equal(throttle_try(throttle, "10.0.0.1", "mette", 1000), 0);
    throttle_destroy(throttle);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stranger_is_slowed_down),
        cmocka_unit_test(one_address_tries_many_accounts),
        cmocka_unit_test(an_attack_does_not_lock_out),
        cmocka_unit_test(who_mistypes_at_home_is_slowed_down_there),
        cmocka_unit_test(memory_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
