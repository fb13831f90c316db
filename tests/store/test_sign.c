#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/sign.h"
#include "system/disk.h"

static const char TEXT[] = "{\"type\":\"signage.content\"}";
static const char COMMENT[] = "site=a channel=main epoch=1 seq=2 issued=3";

static struct secret_key secret;
static struct trust trust;

static int setup(void **state) {
    (void)state;
    trust.count = 1;
    key_create(&secret, &trust.keys[0]);
    return sodium_init() < 0;
}

static bool good(const char *bytes, size_t size, const char *signature, size_t signature_size) {
    char comment[SIGN_COMMENT_MAX];
    return sign_verify(&trust, bytes, size, signature, signature_size, comment, NULL);
}

static void every_bit_and_every_cut_counts(void **state) {
    (void)state;
    char text[sizeof TEXT];
    memcpy(text, TEXT, sizeof text);
    char *signature = sign_create(&secret, TEXT, sizeof TEXT - 1, COMMENT);
    assert_non_null(signature);
    size_t size = strlen(signature), untrusted = strcspn(signature, "\n");
    assert_true(good(TEXT, sizeof TEXT - 1, signature, size));
    for (size_t bit = 0; bit < 8 * (sizeof TEXT - 1); bit++) {
        text[bit / 8] ^= (char)(1 << bit % 8);
        assert_false(good(text, sizeof TEXT - 1, signature, size));
        text[bit / 8] ^= (char)(1 << bit % 8);
    }
    for (size_t cut = 0; cut < sizeof TEXT - 1; cut++)
        assert_false(good(TEXT, cut, signature, size));
    for (size_t bit = 8 * untrusted; bit < 8 * size; bit++) {
        signature[bit / 8] ^= (char)(1 << bit % 8);
        if (good(TEXT, sizeof TEXT - 1, signature, size))
            fail_msg("bit %zu of byte %zu of the signature does not matter", bit % 8, bit / 8);
        signature[bit / 8] ^= (char)(1 << bit % 8);
    }
    for (size_t cut = 0; cut + 1 < size; cut++) /* the last newline may be missing */
        assert_false(good(TEXT, sizeof TEXT - 1, signature, cut));
    free(signature);
}

static void other_keys_are_refused(void **state) {
    (void)state;
    struct secret_key thief;
    struct public_key ignored;
    key_create(&thief, &ignored);
    char *signature = sign_create(&thief, TEXT, sizeof TEXT - 1, COMMENT);
    assert_false(good(TEXT, sizeof TEXT - 1, signature, strlen(signature)));
    free(signature);
    memcpy(thief.id, secret.id, sizeof thief.id); /* claims to be the trusted key */
    signature = sign_create(&thief, TEXT, sizeof TEXT - 1, COMMENT);
    assert_false(good(TEXT, sizeof TEXT - 1, signature, strlen(signature)));
    free(signature);
}

static void keys_survive_their_files(void **state) {
    (void)state;
    struct secret_key again;
    struct trust read;
    char *text = key_write_secret(&secret), *public_text = key_write_public(&trust.keys[0]);
    assert_true(key_parse_secret(text, strlen(text), &again, NULL));
    assert_memory_equal(&again, &secret, sizeof again);
    assert_true(trust_parse(public_text, strlen(public_text), &read, NULL));
    assert_memory_equal(&read.keys[0], &trust.keys[0], sizeof read.keys[0]);
    for (size_t cut = 0; cut + 1 < strlen(public_text); cut++)
        assert_false(trust_parse(public_text, cut, &read, NULL));
    char edited[400]; /* as Notepad may leave it */
    snprintf(edited, sizeof edited, "\xEF\xBB\xBF%.*s  \r\n", (int)strlen(public_text) - 1, public_text);
    assert_true(trust_parse(edited, strlen(edited), &read, NULL));
    assert_memory_equal(&read.keys[0], &trust.keys[0], sizeof read.keys[0]);
    uint8_t packed[2 + 8 + 32];
    char line[100];
    for (size_t at = 0; at < 2; at++) { /* "Ed", and no other kind of key */
        memcpy(packed, at ? "EX" : "Xd", 2);
        memcpy(packed + 2, trust.keys[0].id, 8);
        memcpy(packed + 10, trust.keys[0].key, 32);
        sodium_bin2base64(line, sizeof line, packed, sizeof packed, sodium_base64_VARIANT_ORIGINAL);
        assert_false(trust_parse(line, strlen(line), &read, NULL));
        memcpy(packed, "Ed", 2);
        sodium_bin2base64(line, sizeof line, packed, sizeof packed, sodium_base64_VARIANT_ORIGINAL);
        assert_true(trust_parse(line, strlen(line), &read, NULL));
    }
    free(text);
    free(public_text);
}

static void put(const char *name, const char *text) {
    struct fail fail;
    if (!disk_write(name, text, strlen(text), &fail))
        fail_msg("%s", fail.text);
}

static void the_comment_alone_is_proven(void **state) {
    (void)state;
    char comment[SIGN_COMMENT_MAX], *signature = sign_create(&secret, TEXT, sizeof TEXT - 1, COMMENT);
    struct trust other = {.count = 1};
    struct secret_key ignored;
    assert_true(sign_verify_comment(&trust, signature, strlen(signature), comment, NULL));
    assert_string_equal(comment, COMMENT);
    key_create(&ignored, &other.keys[0]);
    assert_false(sign_verify_comment(&other, signature, strlen(signature), comment, NULL));
    memcpy(other.keys[0].id, trust.keys[0].id, sizeof other.keys[0].id); /* only the name of the key */
    assert_false(sign_verify_comment(&other, signature, strlen(signature), comment, NULL));
    strstr(signature, "seq=2")[4] = '3';
    assert_false(sign_verify_comment(&trust, signature, strlen(signature), comment, NULL));
    free(signature);
}

static void stock_minisign_agrees(void **state) {
    (void)state;
    char folder[] = "/tmp/kiosk-sign-XXXXXX", command[300], comment[SIGN_COMMENT_MAX];
    if (system("command -v minisign >/dev/null") != 0) {
        print_message("skipped: minisign is not installed (tests/install test)\n");
        skip();
    }
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    char *key = key_write_secret(&secret), *public_text = key_write_public(&trust.keys[0]);
    char *ours = sign_create(&secret, TEXT, sizeof TEXT - 1, COMMENT), *theirs = NULL;
    size_t size = 0;
    put("key", key);
    put("key.pub", public_text);
    put("text", TEXT);
    put("text.minisig", ours);
    assert_int_equal(system("minisign -Vm text -p key.pub -q"), 0);
    assert_int_equal(system("minisign -Sm text -s key -x theirs -t 'by minisign' >/dev/null"), 0);
    assert_true(disk_read("theirs", 4096, &theirs, &size, NULL));
    assert_true(sign_verify(&trust, TEXT, sizeof TEXT - 1, theirs, size, comment, NULL));
    assert_string_equal(comment, "by minisign");
    free(theirs);
    assert_int_equal(system("minisign -Slm text -s key -x legacy >/dev/null"), 0);
    assert_true(disk_read("legacy", 4096, &theirs, &size, NULL));
    assert_false(good(TEXT, sizeof TEXT - 1, theirs, size)); /* "Ed" */
    free(theirs);
    free(key);
    free(public_text);
    free(ours);
    assert_int_equal(chdir("/"), 0);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bit_and_every_cut_counts), cmocka_unit_test(other_keys_are_refused),
        cmocka_unit_test(keys_survive_their_files),       cmocka_unit_test(the_comment_alone_is_proven),
        cmocka_unit_test(stock_minisign_agrees),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
