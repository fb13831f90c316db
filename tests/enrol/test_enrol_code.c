/* The vectors of docs/enrolment.md, what a person between the two ends changes, and what is forgiven in
 * typing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "enrol/enrol_code.h"
#include "enrol/hex.h"
#include "enrol/terms.h"

#define CONTENT_KEY "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
#define OTHER_KEY "RWTf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
#define SPKI_HEX "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

struct base {
    uint8_t key[ENROL_KEY], desk_nonce[ENROL_NONCE], screen_nonce[ENROL_NONCE];
    struct enrol_keys keys;
};

static struct base base_of_the_vectors(void) {
    struct base base = {.keys = {.count = 0}};
    for (uint8_t i = 0; i < ENROL_KEY; i++)
        base.key[i] = i;
    memset(base.desk_nonce, 0xa0, ENROL_NONCE);
    memset(base.screen_nonce, 0xb1, ENROL_NONCE);
    assert_true(enrol_keys_add(&base.keys, CONTENT_KEY));
    return base;
}

static struct enrol_code code_of(const struct base *base, const char *identity, const char *site) {
    uint8_t hash[LISTING_HASH];
    const struct enrol_terms terms = {.key = base->key,
                                      .desk_nonce = base->desk_nonce,
                                      .screen_nonce = base->screen_nonce,
                                      .identity = identity,
                                      .site = site,
                                      .keys = &base->keys};
    enrol_terms_hash(&terms, hash);
    return enrol_code_of(hash);
}

static void the_vectors_of_the_page(void **state) {
    (void)state;
    static const struct {
        const char *identity, *hash, *code;
    } rows[] = {
        {"webpki:desk.example", "d894d7a8f7d052a1bcfdd860a3f0583c7d0504b13da880768948b4d88542afd8",
         "V2AD-FA7Q"},
        {"spki:" SPKI_HEX, "5bf5a3c4de3574211a614b4b9b3489349dda8729263bc22a65e98fda8a8459be", "BFTT-7H6Y"},
    };
    const struct base base = base_of_the_vectors();
    uint8_t hash[LISTING_HASH];
    char text[2 * LISTING_HASH + 1];
    enrol_commitment(base.screen_nonce, hash);
    assert_string_equal(hex_write(hash, sizeof hash, text),
                        "817a241c3932f1bd79776b6055a58ff47bf7e307227b361b8adcfd70154f14a8");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct enrol_terms terms = {.key = base.key,
                                          .desk_nonce = base.desk_nonce,
                                          .screen_nonce = base.screen_nonce,
                                          .identity = rows[i].identity,
                                          .site = "ballerup",
                                          .keys = &base.keys};
        enrol_terms_hash(&terms, hash);
        assert_string_equal(hex_write(hash, sizeof hash, text), rows[i].hash);
        assert_string_equal(enrol_code_of(hash).text, rows[i].code);
    }
}

/* Whatever is changed on the way, the code is another. */
static void each_term_counts(void **state) {
    (void)state;
    const struct base right = base_of_the_vectors();
    struct base other[6];
    for (size_t i = 0; i < LENGTH(other); i++)
        other[i] = right;
    other[0].key[31] ^= 1;
    other[1].desk_nonce[0] ^= 1;
    other[2].screen_nonce[31] ^= 0x80;
    memcpy(other[3].desk_nonce, right.screen_nonce, ENROL_NONCE); /* the two exchanged */
    memcpy(other[3].screen_nonce, right.desk_nonce, ENROL_NONCE);
    memcpy(other[4].keys.lines[0], OTHER_KEY, ENROL_CONTENT_KEY);
    assert_true(enrol_keys_add(&other[5].keys, OTHER_KEY)); /* one more */
    const struct enrol_code code = code_of(&right, "webpki:desk.example", "ballerup");
    for (size_t i = 0; i < LENGTH(other); i++) {
        const struct enrol_code changed = code_of(&other[i], "webpki:desk.example", "ballerup");
        assert_false(enrol_code_same(&changed, &code));
    }
    static const char *const rows[][2] = {
        {"webpki:desk.exampl", "eballerup"}, /* what ends where counts, too */
        {"webpki:desk.example", "ballerup2"},
        {"webpki:evil.example", "ballerup"},
        {"spki:" SPKI_HEX, "ballerup"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct enrol_code changed = code_of(&right, rows[i][0], rows[i][1]);
        assert_false(enrol_code_same(&changed, &code));
    }
}

static void typing_is_forgiven(void **state) {
    (void)state;
    static const struct {
        const char *typed, *code, *why;
    } rows[] = {
        {"V2AD-FA7Q", "V2AD-FA7Q", "as it is shown"},
        {"v2adfa7q", "V2AD-FA7Q", "small, without the dash"},
        {" v2 ad - fa 7q ", "V2AD-FA7Q", "spaces"},
        {"oOiI-lL00", "0011-1100", "letters that look like digits"},
        {"V2AD-FA7U", NULL, "U is no digit"},
        {"V2AD-FA7", NULL, "one too few"},
        {"V2AD-FA7Q0", NULL, "one too many"},
        {"V2AD-FA7\xc3\x98", NULL, "not ASCII"},
        {"V2AD_FA7Q", NULL, "no such sign"},
        {"", NULL, "nothing"},
        {"                                                  V2ADFA7Q", NULL, "longer than anybody types"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct enrol_code code = {""};
        if (enrol_code_read(rows[i].typed, &code) != (rows[i].code != NULL))
            fail_msg("%s", rows[i].why);
        assert_string_equal(code.text, rows[i].code ? rows[i].code : "");
    }
}

static void every_code_reads_as_itself(void **state) {
    (void)state;
    uint8_t hash[LISTING_HASH] = {0};
    for (unsigned i = 0; i < 4096; i++) {
        struct enrol_code code, read;
        crypto_generichash(hash, sizeof hash, (const uint8_t *)&i, sizeof i, NULL, 0);
        code = enrol_code_of(hash);
        assert_true(enrol_code_read(code.text, &read) && enrol_code_same(&code, &read));
        assert_null(strpbrk(code.text, "ILOU"));
    }
}

static void identities(void **state) {
    (void)state;
    static const struct {
        const char *host, *identity;
    } hosts[] = {
        {"Desk.Example", "webpki:desk.example"},
        {"[::1]", "webpki:::1"},
        {"127.0.0.1", "webpki:127.0.0.1"},
        {"", NULL},
        {"[]", NULL},
        {"a b", NULL},
        {"\xc3\xb8.dk", NULL},
    };
    char identity[ENROL_IDENTITY_MAX], host[400];
    for (size_t i = 0; i < LENGTH(hosts); i++) {
        assert_int_equal(enrol_identity_of_host(hosts[i].host, identity), hosts[i].identity != NULL);
        if (hosts[i].identity)
            assert_string_equal(identity, hosts[i].identity);
    }
    memset(host, 'a', sizeof host - 1);
    host[sizeof host - 1] = '\0';
    assert_false(enrol_identity_of_host(host, identity));
    assert_true(enrol_identity_of_key(SPKI_HEX, identity));
    assert_string_equal(enrol_identity_key(identity), SPKI_HEX);
    assert_null(enrol_identity_key("webpki:spki.example"));
    assert_false(enrol_identity_of_key("E3", identity));
}

static void keys_and_sites_are_looked_at(void **state) {
    (void)state;
    struct enrol_keys keys = {.count = 0};
    char line[ENROL_CONTENT_KEY + 1] = OTHER_KEY;
    assert_false(enrol_keys_add(&keys, NULL));
    assert_false(enrol_keys_add(&keys, "RWQ"));
    assert_false(enrol_keys_add(&keys, "XX" OTHER_KEY));
    for (char c = 'A'; c < 'A' + ENROL_KEYS_MAX; c++) {
        line[10] = c;
        assert_true(enrol_keys_add(&keys, line));
        assert_false(enrol_keys_add(&keys, line)); /* twice */
    }
    line[10] = 'z';
    assert_false(enrol_keys_add(&keys, line)); /* too many */
    assert_true(enrol_site_valid("ballerup-2"));
    static const char *const bad[] = {"",    "Ballerup", "a/b",
                                      "a b", "..",       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < LENGTH(bad); i++)
        assert_false(enrol_site_valid(bad[i]));
    uint8_t bytes[2] = {7, 7};
    static const char *const wrong[] = {"", "0", "000", "00000", "00FF", "0g00", " 000"};
    for (size_t i = 0; i < LENGTH(wrong); i++)
        assert_false(hex_read(wrong[i], bytes, 2));
    assert_false(hex_read(NULL, bytes, 2));
    assert_int_equal(bytes[0], 7);
    assert_true(hex_read("00fe", bytes, 2));
    assert_int_equal(bytes[1], 0xfe);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vectors_of_the_page),
        cmocka_unit_test(each_term_counts),
        cmocka_unit_test(typing_is_forgiven),
        cmocka_unit_test(every_code_reads_as_itself),
        cmocka_unit_test(identities),
        cmocka_unit_test(keys_and_sites_are_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
