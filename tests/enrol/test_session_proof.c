/* A session's proof is good for one key, one desk, one challenge and one start of the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "enrol/session_proof.h"

static void a_proof_is_good_for_its_own_terms_only(void **state) {
    (void)state;
    uint8_t seed[DEVICE_SEED] = {1}, signature[SESSION_SIGNATURE];
    uint8_t challenge[SESSION_CHALLENGE] = {2}, later[SESSION_CHALLENGE] = {3};
    uint8_t boot[ENROL_BOOT] = {4}, again[ENROL_BOOT] = {5};
    struct device_key key, same, other;
    device_key_of(seed, &key);
    device_key_of(seed, &same);
    assert_memory_equal(&key, &same, sizeof key);
    seed[0] = 9;
    device_key_of(seed, &other);
    const struct session_proof proof = {"spki:aa", challenge, boot};
    session_sign(&key, &proof, signature);
    assert_true(session_verify(key.public_half, &proof, signature));
    const struct {
        const uint8_t *key;
        struct session_proof proof;
        const char *why;
    } rows[] = {
        {other.public_half, proof, "another screen's key"},
        {key.public_half, {"spki:bb", challenge, boot}, "made for a desk in between"},
        {key.public_half, {"spki:aa", later, boot}, "replayed"},
        {key.public_half, {"spki:aa", challenge, again}, "another start"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (session_verify(rows[i].key, &rows[i].proof, signature))
            fail_msg("%s", rows[i].why);
    signature[0] ^= 1;
    assert_false(session_verify(key.public_half, &proof, signature));
    device_key_wipe(&key);
    assert_int_equal(key.secret[0] | key.secret[31], 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_proof_is_good_for_its_own_terms_only)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
