/* Challenges, proofs and tokens; two devices with one key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "desk/enrol/clones.h"
#include "desk/enrol/device_session.h"

#define HOST "webpki:desk.example"
#define CERTIFICATE "spki:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define NOW_MS INT64_C(1800000000000)
#define DAY_MS (INT64_C(86400) * 1000)

static const uint8_t secret[DEVICE_SECRET] = {1}, other_secret[DEVICE_SECRET] = {2};
static const char *const identities[] = {HOST, CERTIFICATE};

static void a_proof_opens_a_session_or_not(void **state) {
    (void)state;
    static const struct {
        const char *why, *identity;
        const uint8_t *secret;
        int64_t later_ms;
        bool other_key, other_boot, good;
    } rows[] = {
        {"by its name", HOST, secret, 0, false, false, true},
        {"by its certificate", CERTIFICATE, secret, 59999, false, false, true},
        {"made for somebody in between", "webpki:evil.example", secret, 0, false, false, false},
        {"a minute old", HOST, secret, 60000, false, false, false},
        {"from the future: of an earlier run whose clock was ahead", HOST, secret, -1, false, false, false},
        {"before the desk was restarted", HOST, other_secret, 0, false, false, false},
        {"another screen's challenge", HOST, secret, 0, true, false, false},
        {"signed for another start", HOST, secret, 0, false, true, false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const uint8_t seed[DEVICE_SEED] = {3}, seed2[DEVICE_SEED] = {4};
        uint8_t challenge[SESSION_CHALLENGE], signature[SESSION_SIGNATURE];
        uint8_t boot[ENROL_BOOT] = {5}, sent[ENROL_BOOT] = {5};
        struct device_key key, key2;
        device_key_of(seed, &key);
        device_key_of(seed2, &key2);
        device_challenge(rows[i].secret, rows[i].other_key ? key2.public_half : key.public_half, NOW_MS,
                         challenge);
        const struct session_proof said = {rows[i].identity, challenge, boot};
        session_sign(&key, &said, signature);
        sent[1] = rows[i].other_boot;
        const struct device_proof proof = {key.public_half, challenge, sent, signature, identities, 2};
        if (device_proved(secret, &proof, NOW_MS + rows[i].later_ms) != rows[i].good)
            fail_msg("%s", rows[i].why);
    }
}

static void a_token_says_who_it_was_given_to(void **state) {
    (void)state;
    struct device_claims claims = {.screen = 7, .boot = {8}}, read = {.screen = 0};
    const uint8_t key[ENROL_KEY] = {1}, next[ENROL_KEY] = {2};
    uint8_t token[DEVICE_TOKEN], bad[DEVICE_TOKEN], print[KEY_PRINT];
    device_key_print(key, claims.print);
    device_token(secret, &claims, NOW_MS, token);
    assert_true(device_token_read(secret, token, NOW_MS + DAY_MS - 1, &read));
    assert_memory_equal(&read, &claims, sizeof claims);
    device_key_print(next, print); /* the device was replaced: the old one's token names another key */
    assert_memory_not_equal(read.print, print, KEY_PRINT);
    assert_false(device_token_read(secret, token, NOW_MS + DAY_MS, &read));
    assert_false(device_token_read(secret, token, NOW_MS - 1, &read));
    assert_false(device_token_read(other_secret, token, NOW_MS, &read));
    for (size_t i = 0; i < DEVICE_TOKEN; i++) { /* no byte of it can be changed */
        memcpy(bad, token, sizeof bad);
        bad[i] ^= 1;
        assert_false(device_token_read(secret, bad, NOW_MS, &read));
    }
}

/* A challenge, which anybody can get, is no beginning of a token. */
static void a_challenge_is_no_token(void **state) {
    (void)state;
    const uint8_t key[ENROL_KEY] = {1};
    uint8_t token[DEVICE_TOKEN] = {0};
    struct device_claims claims;
    device_challenge(secret, key, NOW_MS, token);
    assert_false(device_token_read(secret, token, NOW_MS, &claims));
    device_challenge(secret, key, NOW_MS, token + DEVICE_TOKEN - SESSION_CHALLENGE);
    assert_false(device_token_read(secret, token, NOW_MS, &claims));
}

static void two_devices_with_one_key_are_noticed(void **state) {
    (void)state;
    static const struct {
        const char *why, *boots; /* a letter each request */
        bool clone;
    } rows[] = {
        {"one start", "AAAA", false},
        {"started again, and again", "AABBCCDDEEFF", false},
        {"a request that was long on its way", "AABABB", false},
        {"two at once", "ABABA", true},
        {"two at once, each asking for long", "AAABBBAAABBBAAA", true},
        {"two, one of which restarts", "ABACADA", true},
        {"three", "ABCABC", true},
        {"one that comes back after four others is not known any more", "ABCDEABCDE", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct clone_watch watch = {.count = 0};
        bool clone = false;
        for (const char *c = rows[i].boots; *c; c++) {
            const uint8_t boot[ENROL_BOOT] = {(uint8_t)*c};
            clone = clones_note(&watch, boot, NOW_MS);
        }
        if (clone != rows[i].clone)
            fail_msg("%s", rows[i].why);
    }
    struct clone_watch watch = {.count = 0};
    const uint8_t one[ENROL_BOOT] = {1}, two[ENROL_BOOT] = {2};
    for (int i = 0; i < 3; i++) {
        (void)clones_note(&watch, one, NOW_MS);
        (void)clones_note(&watch, two, NOW_MS);
    }
    assert_true(clones_note(&watch, two, NOW_MS + DAY_MS - 1));
    assert_false(clones_note(&watch, two, NOW_MS + DAY_MS)); /* one was taken away */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_proof_opens_a_session_or_not),
        cmocka_unit_test(a_token_says_who_it_was_given_to),
        cmocka_unit_test(a_challenge_is_no_token),
        cmocka_unit_test(two_devices_with_one_key_are_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
