/* Which passwords are good enough, and what their hashes cost. */
#include "support/desk_folder.h"

#include <pthread.h>
#include <sodium.h>

#include "desk/data/passwords.h"
#include "system/thread.h"

static void rules(void **state) {
    static const struct {
        const char *password, *login, *name;
        enum password_fault fault;
    } rows[] = {
        {"korrekt hest batteri", "mette", "Mette Hansen", PASSWORD_GOOD},
        {"zx8Kq!mp", "mette", "Mette", PASSWORD_GOOD},
        {"zx8Kq!m", "", "", PASSWORD_SHORT},
        {"\xc3\xa6\xc3\xb8\xc3\xa5\xc3\xa6\xc3\xb8\xc3\xa5\xc3\xa6", "", "",
         PASSWORD_SHORT}, /* 7 characters, 14 bytes */
        {"bl\xc3\xa5"
         "b\xc3\xa6r k\xc3\xb8l",
         "", "", PASSWORD_GOOD},
        {"12345678", "", "", PASSWORD_COMMON},
        {"Password1", "", "", PASSWORD_COMMON},
        {"Sommer2026!", "", "", PASSWORD_COMMON},
        {"Velkommen1", "", "", PASSWORD_COMMON},
        {"bibliotek123", "", "", PASSWORD_COMMON},
        {"aaaaaaaaaaaa", "", "", PASSWORD_COMMON},
        {"abcabcabcabc", "", "", PASSWORD_COMMON},
        {"ijklmnopq", "", "", PASSWORD_COMMON},
        {"98765432", "", "", PASSWORD_COMMON},
        {"mettes kat", "mette", "", PASSWORD_PERSONAL},
        {"xHANSENx9", "mh", "Mette Hansen", PASSWORD_PERSONAL},
        {"hansen og tre andre ord", "mh", "Mette Hansen", PASSWORD_GOOD}, /* long enough */
        {"ananas og ib", "ib", "Ib", PASSWORD_GOOD},                      /* too short a name to matter */
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct fail fail = {0};
        enum password_fault fault = password_fault(rows[i].password, rows[i].login, rows[i].name);
        if (fault != rows[i].fault)
            fail_msg("%s: %d, not %d", rows[i].password, fault, rows[i].fault);
        enum outcome outcome = password_rule(rows[i].password, rows[i].login, rows[i].name, &fail);
        assert_int_equal(outcome, fault == PASSWORD_GOOD ? OUTCOME_DONE : OUTCOME_REFUSED);
        assert_true((fail.text[0] == '\0') == (fault == PASSWORD_GOOD));
    }
    char text[PASSWORD_MOST + 2];
    for (size_t i = 0; i <= PASSWORD_MOST; i++)
        text[i] = (char)('a' + i * i % 23);
    text[PASSWORD_MOST + 1] = '\0';
    assert_int_equal(password_fault(text, "", ""), PASSWORD_LONG);
    text[PASSWORD_MOST] = '\0';
    assert_int_equal(password_fault(text, "", ""), PASSWORD_GOOD);
}

static void a_hash_is_argon2id_of_19_mib(void **state) {
    struct passwords *passwords = passwords_create(NULL);
    char hash[PASSWORD_HASH_MAX];
    bool outdated = true;
    (void)state;
    assert_non_null(passwords);
    DONE(passwords_hash(passwords, "korrekt hest", hash, &why));
    assert_memory_equal(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31);
    assert_true(passwords_match(passwords, hash, "korrekt hest", &outdated));
    assert_false(outdated);
    assert_false(passwords_match(passwords, hash, "korrekt hesT", &outdated));
    assert_false(passwords_match(passwords, NULL, "korrekt hest", &outdated));
    assert_false(passwords_match(passwords, "", "", &outdated));
    assert_false(passwords_match(passwords, "rubbish", "rubbish", &outdated));
    /* of "korrekt hest" with 8 MiB, t=1 */
    char weak[PASSWORD_HASH_MAX];
    assert_int_equal(
        crypto_pwhash_str_alg(weak, "korrekt hest", 12, 1, 8 << 20, crypto_pwhash_ALG_ARGON2ID13), 0);
    assert_true(passwords_match(passwords, weak, "korrekt hest", &outdated));
    assert_true(outdated);
    passwords_destroy(passwords);
}

static void passwords_for_one_use_differ(void **state) {
    char first[PASSWORD_ONCE_TEXT], second[PASSWORD_ONCE_TEXT];
    (void)state;
    password_once(first);
    password_once(second);
    assert_int_equal(strlen(first), 14);
    assert_string_not_equal(first, second);
    assert_int_equal(strspn(first, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"), 14);
    assert_int_equal(password_fault(first, "", ""), PASSWORD_GOOD);
}

static void *hash_one(void *context) {
    char hash[PASSWORD_HASH_MAX];
    bool outdated = false;
    struct passwords *passwords = context;
    if (passwords_hash(passwords, "korrekt hest", hash, NULL) != OUTCOME_DONE ||
        !passwords_match(passwords, hash, "korrekt hest", &outdated))
        return NULL;
    return passwords;
}

static long peak_kib(void) {
    char line[200];
    long kib = 0;
    FILE *status = fopen("/proc/self/status", "re");
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %ld", &kib) == 1)
            break;
    if (status)
        fclose(status);
    return kib;
}

/* Twenty at once need the memory of four. */
static void only_four_are_reckoned_at_once(void **state) {
    enum { THREADS = 20 };
    pthread_t threads[THREADS];
    struct passwords *passwords = passwords_create(NULL);
    (void)state;
    assert_non_null(passwords);
    long before = peak_kib();
    for (int i = 0; i < THREADS; i++)
        assert_true(thread_start(&threads[i], hash_one, passwords));
    for (int i = 0; i < THREADS; i++) {
        void *made = NULL;
        pthread_join(threads[i], &made);
        assert_ptr_equal(made, passwords);
    }
    assert_in_range(peak_kib() - before, 0, (PASSWORDS_AT_ONCE + 1) * 20 * 1024);
    passwords_destroy(passwords);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules),
        cmocka_unit_test(a_hash_is_argon2id_of_19_mib),
        cmocka_unit_test(passwords_for_one_use_differ),
        cmocka_unit_test(only_four_are_reckoned_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
