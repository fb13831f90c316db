/* kiosk/sync/certificate_key.c: keys as `openssl pkey -pubin -outform DER | sha256sum` says; what is damaged
 * has none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sync/certificate_key.h"

static const char ec[] = "-----BEGIN CERTIFICATE-----\n"
                         "MIIBgzCCASmgAwIBAgIUX89N+ypGHp6edTPpvzEg4JOg2QUwCgYIKoZIzj0EAwIw\n"
                         "FzEVMBMGA1UEAwwMZGVzay5leGFtcGxlMB4XDTI2MTEyOTExNTUyOFoXDTM2MTEy\n"
                         "NjExNTUyOFowFzEVMBMGA1UEAwwMZGVzay5leGFtcGxlMFkwEwYHKoZIzj0CAQYI\n"
                         "KoZIzj0DAQcDQgAEVs5NX6vd2I/UQA/msDLHLvtaNbhf9cUotO7qooVM6QgNZuyD\n"
                         "uri1yKahsGrgXg/f/eDk9rsv757QLrnsARWtVqNTMFEwHQYDVR0OBBYEFF/eGL4I\n"
                         "8vbYyoAJE9a8F83rucQBMB8GA1UdIwQYMBaAFF/eGL4I8vbYyoAJE9a8F83rucQB\n"
                         "MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhALZdflAWYHatq6Ls\n"
                         "L2O5oNS4l1k/xb38HR2petIwGIDtAiAJG0Sp/JspWPCCx3X0SVKBtxu8LMbSFgw9\n"
                         "cxw7boft+w==\n"
                         "-----END CERTIFICATE-----\n";

static const char rsa[] = "-----BEGIN CERTIFICATE-----\n"
                          "MIIDeDCCAmCgAwIBAgIUCqx3shr7lrctLogtDpuNm6OyC4gwDQYJKoZIhvcNAQEL\n"
                          "BQAwPzELMAkGA1UEBhMCREsxGTAXBgNVBAoMEEJhbGxlcnVwIEtvbW11bmUxFTAT\n"
                          "BgNVBAMMDGRlc2suZXhhbXBsZTAeFw0yNjExMjkxMTU1MjlaFw0zNjExMjYxMTU1\n"
                          "MjlaMD8xCzAJBgNVBAYTAkRLMRkwFwYDVQQKDBBCYWxsZXJ1cCBLb21tdW5lMRUw\n"
                          "EwYDVQQDDAxkZXNrLmV4YW1wbGUwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEK\n"
                          "AoIBAQCtM8V0qRnWmvJglF57jTqb9sh5SvtfWfkqwDTVJ5laySeJTmRoVL40NYQ6\n"
                          "LZpter/Ecs9Cck13HVI1YB1njeCr5l08Zu1JgbXZLX11QMAucBfSDz2InrDNEPNt\n"
                          "ULQ+d1Gw3sfZGwAuNFAiXzJFWhamNipCbVxqspClY+KR4jfQ0Khpw11sc5wGdk5e\n"
                          "sQFpUzj0leShvGt+/T5qMSyw39XPdXMqyvFA1oho5MeiSiFGCw218JqoTEvySs95\n"
                          "0UOl4hg+VsUUHMbmSUMQlqRkZvKwcf8YmHpNDcNW+PXiubQEWUs7HNMBwbSrWNyO\n"
                          "/hJ0u6ccjT1ZvPBtW/QcAr/LeGrLAgMBAAGjbDBqMB0GA1UdDgQWBBRan+ZLK87C\n"
                          "1I8VCeaAOKmSAHshJDAfBgNVHSMEGDAWgBRan+ZLK87C1I8VCeaAOKmSAHshJDAP\n"
                          "BgNVHRMBAf8EBTADAQH/MBcGA1UdEQQQMA6CDGRlc2suZXhhbXBsZTANBgkqhkiG\n"
                          "9w0BAQsFAAOCAQEABjT1ww4/ABvqkQo/2Yr4oFvptDo5xOTRwk54if/2+RCgfhIr\n"
                          "x/VMZUzn9J8Sq8CUmDLYEnttteh/kz8P2AMniQTt/aVoDKrdyws2qa8ZKt1MdX45\n"
                          "1cHrsw7phrMsVNuGKyWHSQmguWnLl+PxbWE5HzziHzXpFcEynoY7Xsx9Ys/H5UlM\n"
                          "Xd7Rxu8UoW89X/V9TzNK9YPrupqHopRayzmOUQW09Z5HAva+rQv6cGZcnSvrOyT5\n"
                          "H06mbluLsX8ee37xwBR0YYMhMgLLS5nvtLHJjMjRN59pzCQalwcjDWK+RjZlOh7X\n"
                          "yRtRR+A+08T1Bd3NdqTevpKiWLmqnLV2b5E8rQ==\n"
                          "-----END CERTIFICATE-----\n";

static const struct {
    const char *pem, *key;
} rows[] = {
    {ec, "0d6681c2f1d905dfbb9bcbf422b07d767dbaf3cca6dead452cf572e3dc00301d"},
    {rsa, "a083d36836484dc072044246b6a8fbf10e9e257da4d3c870e634984ce2b29a66"},
};

static void the_key_of_a_certificate(void **state) {
    (void)state;
    char hex[CERTIFICATE_KEY];
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_true(certificate_key(rows[i].pem, hex));
        assert_string_equal(hex, rows[i].key);
    }
}

/* Whatever is changed: another key, the same (it lay elsewhere), or none; never a byte outside. */
static void damage_is_survived(void **state) {
    (void)state;
    static const char *const none[] = {"",
                                       "-----BEGIN CERTIFICATE-----",
                                       "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
                                       "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
                                       "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
                                       "-----BEGIN CERTIFICATE-----\nMIT/////\n-----END CERTIFICATE-----\n",
                                       "-----BEGIN CERTIFICATE-----\nMAMwATAA\n-----END CERTIFICATE-----\n"};
    char hex[CERTIFICATE_KEY] = "";
    for (size_t i = 0; i < LENGTH(none); i++)
        assert_false(certificate_key(none[i], hex));
    assert_string_equal(hex, "");
    size_t size = strlen(ec), refused = 0;
    for (size_t at = 0; at < size; at++) {
        char *text = strdup(ec); /* of just its size, so that the sanitizer sees each step too far */
        text[at] = text[at] == '\n' ? '\n' : text[at] == '/' ? 'A' : '/';
        refused += !certificate_key(text, hex);
        text[at] = '\0';
        assert_false(certificate_key(text, hex) && at < size - 30);
        free(text);
    }
    assert_true(refused > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_key_of_a_certificate),
                                       cmocka_unit_test(damage_is_survived)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
