/* kiosk/sync/config.c: what is wrong with a screen's settings is said with its place. */
#include "sync/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

static char folder[] = "/tmp/kiosk-config-XXXXXX", path[64], link_path[64];

static int setup(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/screen.json", folder);
    snprintf(link_path, sizeof link_path, "%s/link.json", folder);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    unlink(path);
    unlink(link_path);
    return rmdir(folder);
}

static void put(const char *text) {
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    assert_int_not_equal(fputs(text, file), EOF);
    assert_int_equal(fclose(file), 0);
}

static bool read_config(const char *from, struct sync_config *config, struct fail *fail) {
    enum sync_action action;
    char *argv[] = {(char *)"kiosk-sync", (char *)"--config", (char *)from, NULL};
    return sync_config_read(3, argv, config, &action, fail);
}

static void mistakes_are_said_with_their_place(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int line, column;
        const char *words, *why;
    } rows[] = {
        {"{\n  \"sync\": {\"url\": \"https://a\",\n    \"trsut\": \"b\"}}", 3, 5, "no setting \"trsut\"",
         "a typo"},
        {"{\"sync\": {\n  \"once\": \"yes\"}}", 2, 3, "no setting \"once\"", "an option that is no setting"},
        {"{\"sync\": {\n  \"player-state\": \"x\"}}", 2, 3, "no setting",
         "the unit's to say, not the screen's"},
        {"{\"sync\": {\n  \"url\": \"http://a\"}}", 2, 10, "https://", "a wrong value"},
        {"{\"sync\": {\n  \"poll-seconds\": 1}}", 2, 19, "from 5", "a wrong number"},
        {"{\"sync\": {\n  \"url\": [1]}}", 2, 10, "must be a text", "a wrong type"},
        {"{\n \"player\": {},\n \"sync\": 3}", 3, 10, "object \"sync\"", "no settings"},
        {"{\"player\": {}}", 1, 1, "object \"sync\"", "none at all"},
        {"{\"sync\": {\n  \"url\": \"https://a\",\n  }}", 2, 21, "not valid JSON", "a comma too many"},
        {"", 1, 1, "not valid JSON", "an empty file"},
        {"\xEF\xBB\xBF{\"sync\": {\n  \"url\": \"http://a\"}}", 2, 10, "https://",
         "a byte order mark is fine"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct sync_config config;
        struct fail fail = {0};
        put(rows[i].text);
        assert_false(read_config(path, &config, &fail));
        sync_config_finish(&config);
        if (strcmp(fail.file, path) != 0 || fail.line != rows[i].line || fail.column != rows[i].column ||
            !strstr(fail.text, rows[i].words))
            fail_msg("%s: %s:%d:%d: %s", rows[i].why, fail.file, fail.line, fail.column, fail.text);
    }
}

static void a_missing_file_is_named(void **state) {
    (void)state;
    struct sync_config config;
    struct fail fail = {0};
    unlink(path);
    assert_false(read_config(path, &config, &fail));
    sync_config_finish(&config);
    assert_non_null(strstr(fail.text, path));
    assert_non_null(strstr(fail.text, "No such file"));
}

static void a_good_file_is_read_through_a_link_too(void **state) {
    (void)state;
    struct sync_config config;
    struct fail fail;
    put("{\"player\": {}, \"sync\": {\"url\": \"https://a/\", \"trust\": \"t\", \"store\": \"s\", "
        "\"poll-seconds\": 7}}");
    assert_int_equal(symlink(path, link_path), 0);
    assert_true(read_config(link_path, &config, &fail));
    assert_string_equal(config.url, "https://a");
    assert_string_equal(config.channel, "main");
    assert_int_equal(config.poll_seconds, 7);
    sync_config_finish(&config);
}

/* By hand, or by a desk; not half of either, nor both. */
static void a_screen_is_told_what_to_show_in_one_way(void **state) {
    (void)state;
    static const struct {
        const char *text, *device;
    } rows[] = {
        {"{\"sync\": {\"url\": \"https://a\", \"trust\": \"t\", \"store\": \"/s/store\"}}", ""},
        {"{\"sync\": {\"desk\": \"https://a\", \"store\": \"/s/store\"}}", "/s/device"},
        {"{\"sync\": {\"desk\": \"https://a\", \"store\": \"/s/store\", \"device\": \"/d\"}}", "/d"},
        {"{\"sync\": {\"desk\": \"https://a/b\", \"store\": \"/s/store\"}}", NULL},
        {"{\"sync\": {\"desk\": \"https://a\"}}", NULL},
        {"{\"sync\": {\"store\": \"/s/store\"}}", NULL},
        {"{\"sync\": {\"url\": \"https://a\", \"store\": \"/s/store\"}}", NULL},
        {"{\"sync\": {\"url\": \"https://a\", \"desk\": \"https://a\", \"store\": \"/s/store\"}}", NULL},
        {"{\"sync\": {\"trust\": \"t\", \"desk\": \"https://a\", \"store\": \"/s/store\"}}", NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct sync_config config;
        struct fail fail;
        put(rows[i].text);
        bool fine = read_config(path, &config, &fail);
        if (fine != (rows[i].device != NULL))
            fail_msg("%s", rows[i].text);
        if (fine)
            assert_string_equal(config.device ? config.device : "", rows[i].device);
        sync_config_finish(&config);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_screen_is_told_what_to_show_in_one_way),
        cmocka_unit_test(mistakes_are_said_with_their_place),
        cmocka_unit_test(a_missing_file_is_named),
        cmocka_unit_test(a_good_file_is_read_through_a_link_too),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
