/* The file of keys: whose they are, who may read it, and that nothing of it is repeated. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "sync/feed_keys.h"
#include "sync/panel_rest.h"
#include "system/disk.h"

static char folder[] = "/tmp/kiosk-keys-XXXXXX", path[60];

static void put(const char *text, mode_t mode) {
    struct fail fail;
    if (!disk_write(path, text, strlen(text), &fail))
        fail_msg("%s", fail.text);
    assert_int_equal(chmod(path, mode), 0);
}

static void servers(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"https://www.rejseplanen.dk/api/departureBoard?id=1", "www.rejseplanen.dk"},
        {"https://A.Example:8443?x", "a.example:8443"},
        {"https://a.example#x", "a.example"},
        {"https://a.example", "a.example"},
        {"http://a.example/", ""},
        {"https:/", ""},
        {"", ""},
    };
    char server[FEED_SERVER_SIZE], url[600] = "https://";
    for (size_t i = 0; i < LENGTH(rows); i++) {
        feed_server(rows[i][0], server);
        assert_string_equal(server, rows[i][1]);
    }
    memset(url + 8, 'a', 400);
    feed_server(url, server);
    assert_string_equal(server, "");
}

static void keys(void **state) {
    (void)state;
    static const struct {
        const char *text, *key, *says;
    } rows[] = {
        {"{\"a.example\": \"SECRET\"}", "SECRET", NULL},
        {"{\"b.example\": \"x\", \"a.example\": \"aZ9-._~\"}", "aZ9-._~", NULL},
        {"{\"b.example\": \"SECRET\"}", NULL, "no key for a.example"},
        {"{\"a.example:8443\": \"SECRET\"}", NULL, "no key for a.example"},
        {"{\"a.example\": \"\"}", NULL, "must be a text"},
        {"{\"a.example\": \"SECRET&x=1\"}", NULL, "must be a text"},
        {"{\"a.example\": \"SECRET\\n\"}", NULL, "must be a text"},
        {"{\"a.example\": [\"SECRET\"]}", NULL, "must be a text"},
        {"{\"a.example\": SECRET}", NULL, "not valid JSON"},
        {"[\"SECRET\"]", NULL, "no key for a.example"},
        {"", NULL, "not valid JSON"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char key[FEED_KEY_SIZE] = "";
        struct fail fail = {0};
        put(rows[i].text, 0600);
        bool read = feed_key_read(path, "a.example", key, &fail);
        if (read != (rows[i].key != NULL) || (read && strcmp(key, rows[i].key) != 0) ||
            (!read && (!strstr(fail.text, rows[i].says) || strstr(fail.text, "SECRET"))))
            fail_msg("%s: %s", rows[i].text, read ? key : fail.text);
    }
}

static void who_may_read_it(void **state) {
    (void)state;
    static const mode_t refused[] = {0640, 0604, 0660, 0644};
    char key[FEED_KEY_SIZE];
    struct fail fail;
    for (size_t i = 0; i < LENGTH(refused); i++) {
        put("{\"a.example\": \"SECRET\"}", refused[i]);
        assert_false(feed_key_read(path, "a.example", key, &fail));
        assert_non_null(strstr(fail.text, "chmod 600"));
    }
    put("{\"a.example\": \"SECRET\"}", 0400);
    assert_true(feed_key_read(path, "a.example", key, &fail));
    assert_int_equal(unlink(path), 0);
    assert_false(feed_key_read(path, "a.example", key, &fail));
    assert_non_null(strstr(fail.text, path));
    assert_false(feed_key_read(NULL, "a.example", key, &fail));
    assert_non_null(strstr(fail.text, "feed-keys"));
    assert_false(feed_key_read(folder, "a.example", key, &fail));
    assert_non_null(strstr(fail.text, "not a regular file"));
    char *long_text = calloc(1, 20000);
    assert_non_null(long_text);
    memset(long_text, ' ', 19999);
    put(long_text, 0600);
    free(long_text);
    assert_false(feed_key_read(path, "a.example", key, &fail));
    assert_non_null(strstr(fail.text, "too long"));
}

static void addresses(void **state) {
    (void)state;
    char address[FEED_ADDRESS_SIZE], url[FEED_ADDRESS_SIZE] = "https://a.example/";
    assert_true(feed_keyed_address("https://a.example/b", "accessId", "K", address));
    assert_string_equal(address, "https://a.example/b?accessId=K");
    assert_true(feed_keyed_address("https://a.example/b?c=1", "accessId", "K", address));
    assert_string_equal(address, "https://a.example/b?c=1&accessId=K");
    memset(url + strlen(url), 'a', sizeof url - strlen(url) - 1);
    assert_false(feed_keyed_address(url, "accessId", "K", address));
}

static void a_panel_rests(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool rests;
    } rows[] = {
        {"{\"time\": 1000, \"dark\": true}", true},
        {"{\"time\": 1000, \"dark\": false}", false},
        {"{\"time\": 1000}", false},
        {"{\"time\": 900, \"dark\": true}", false}, /* it has been silent since */
        {"{\"dark\": true}", false},
        {"{\"time\": 1000, \"dark\": true", false},
        {"", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        put(rows[i].text, 0600);
        if (panel_rests(path, 1010) != rows[i].rests)
            fail_msg("%s", rows[i].text);
    }
    assert_int_equal(unlink(path), 0);
    assert_false(panel_rests(path, 1010));
    assert_false(panel_rests(NULL, 1010));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(servers),   cmocka_unit_test(keys),          cmocka_unit_test(who_may_read_it),
        cmocka_unit_test(addresses), cmocka_unit_test(a_panel_rests),
    };
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/keys.json", folder);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    rmdir(folder);
    return failed;
}
