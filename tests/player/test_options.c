/* The command line and the object "player" of a settings file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "player/options.h"

enum { WORDS_MAX = 10 };

static bool parse(const char *const *words, struct options *options, struct fail *fail) {
    char *argv[WORDS_MAX + 2] = {(char[]){"kiosk"}};
    int argc = 1;
    for (; words[argc - 1]; argc++)
        argv[argc] = (char *)words[argc - 1];
    return options_parse(argc, argv, options, fail);
}

static void wrong_usage_says_what_to_write(void **state) {
    (void)state;
    static const struct {
        const char *words[WORDS_MAX];
        const char *said;
    } rows[] = {
        {{NULL}, "--site ."},
        {{"--site", "a", "--store", "b", NULL}, "either"},
        {{"--store", "a", "--feeds", "b", NULL}, "--site only"},
        {{"--site", "a", "--rotate", "45", NULL}, "0, 90, 180 or 270"},
        {{"--site", "a", "--window", "1920", NULL}, "1280x720"},
        {{"--site", "a", "--window", "10x10", NULL}, "from 64"},
        {{"--site", "a", "--speed", "0", NULL}, "0.1 to 1000"},
        {{"--site", "a", "--loops", "many", NULL}, "whole number"},
        {{"--site", "a", "--motion", "little", NULL}, "none or full"},
        {{"--site", "a", "--frobnicate", NULL}, "no such option"},
        {{"--site", "a", "--visit", "b", NULL}, "--visit: no such option"}, /* is for kiosk-driven */
        {{"--site", NULL}, "needs a value"},
        {{"--site", "a", "surplus", NULL}, "surplus"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct options options;
        struct fail fail;
        assert_false(parse(rows[i].words, &options, &fail));
        assert_non_null(strstr(fail.text, rows[i].said));
        options_finish(&options);
    }
}

static void all_is_taken(void **state) {
    (void)state;
    struct options options;
    struct fail fail;
    const char *const words[] = {"--site",  "a",   "--window",   "800x600", "--rotate", "270",
                                 "--speed", "2.5", "--headless", "--state", "b",        NULL};
    assert_true(parse(words, &options, &fail));
    assert_string_equal(options.from.site, "a");
    assert_int_equal(options.panel.width, 800);
    assert_int_equal(options.panel.height, 600);
    assert_int_equal(options.panel.rotate, 270);
    assert_true(options.run.speed > 2.4 && options.run.speed < 2.6);
    assert_true(options.panel.headless);
    assert_string_equal(options.from.state, "b");
    options_finish(&options);
}

static bool parse_file(const char *json, const char *rotate, struct options *options, struct fail *fail) {
    char path[] = "/tmp/kiosk-options-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, json, strlen(json)) == (ssize_t)strlen(json));
    close(fd);
    const char *const words[] = {"--config", path, rotate ? "--rotate" : NULL, rotate, NULL};
    bool fine = parse(words, options, fail);
    unlink(path);
    return fine;
}

static void the_command_line_is_over_the_file(void **state) {
    (void)state;
    struct options options;
    struct fail fail;
    assert_true(
        parse_file("{\"player\": {\"store\": \"s\", \"rotate\": 90}, \"sync\": {}}", "180", &options, &fail));
    assert_string_equal(options.from.store, "s");
    assert_int_equal(options.panel.rotate, 180);
    options_finish(&options);
    assert_true(parse_file("{\"player\": {\"store\": \"s\", \"rotate\": 90}}", NULL, &options, &fail));
    assert_int_equal(options.panel.rotate, 90);
    assert_false(options.panel.still);
    options_finish(&options);
    assert_true(parse_file("{\"player\": {\"store\": \"s\", \"motion\": \"none\"}}", NULL, &options, &fail));
    assert_true(options.panel.still);
    options_finish(&options);
}

/* One place says whom a screen believes; the player's own word and the command line are over it. */
static void the_keys_are_those_of_sync(void **state) {
    (void)state;
    struct options options;
    struct fail fail;
    assert_true(parse_file("{\"player\": {\"store\": \"s\"}, \"sync\": {\"trust\": \"/a.pub\"}}", NULL,
                           &options, &fail));
    assert_string_equal(options.from.trust, "/a.pub");
    options_finish(&options);
    assert_true(parse_file(
        "{\"player\": {\"store\": \"s\", \"trust\": \"/b.pub\"}, \"sync\": {\"trust\": \"/a.pub\"}}", NULL,
        &options, &fail));
    assert_string_equal(options.from.trust, "/b.pub");
    options_finish(&options);
    assert_true(parse_file("{\"player\": {\"store\": \"s\"}}", NULL, &options, &fail));
    assert_null(options.from.trust);
    options_finish(&options);
}

/* As kiosk-sync reads it: people keep settings elsewhere and link them in. */
static void a_file_is_read_through_a_link_too(void **state) {
    (void)state;
    char folder[] = "/tmp/kiosk-options-XXXXXX", path[64], link[64];
    struct options options;
    struct fail fail;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/screen.json", folder);
    snprintf(link, sizeof link, "%s/link.json", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("{\"player\": {\"store\": \"s\"}}", file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(symlink(path, link), 0);
    const char *const words[] = {"--config", link, NULL};
    bool read = parse(words, &options, &fail);
    unlink(link);
    unlink(path);
    rmdir(folder);
    if (!read)
        fail_msg("%s", fail.text);
    assert_string_equal(options.from.store, "s");
    options_finish(&options);
}

static void a_wrong_file_is_refused(void **state) {
    (void)state;
    static const char *const rows[] = {"{}", "{\"player\": {\"stroe\": \"s\"}}",
                                       "{\"player\": {\"store\": []}}",
                                       "{\"player\": {\"store\": \"a\", \"store\": \"b\"}}", "{"};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct options options;
        struct fail fail;
        assert_false(parse_file(rows[i], NULL, &options, &fail));
        options_finish(&options);
    }
}

/* As somebody at a desk would make them: where it stands, what is wrong, what to write. */
static void a_mistake_in_the_file_is_pointed_at(void **state) {
    (void)state;
    static const struct {
        const char *json;
        int line, column;
        const char *said;
    } rows[] = {{"{\n  \"player\": {\n    \"stroe\": \"s\"\n  }\n}", 3, 5, "did you mean \"store\"?"},
                {"{\"player\": {\"store\": \"s\",\n \"rotate\": 45}}", 2, 2, "0, 90, 180 or 270"},
                {"{\"player\": {\"store\": \"s\"\n \"rotate\": 90}}", 2, 2, "a comma is missing before this"},
                {"\xEF\xBB\xBF{\"player\": {\"store\": \"s\",\n \"rotate\": 45}}", 2, 2, "0, 90, 180 or 270"},
                {"{\"player\": {\"store\": \"s\", \"headless\": 1}}", 1, 27, "true or false"},
                {"{\"player\": {\"store\": []}}", 1, 13, "must be a text"},
                {"{\"player\": {\"store\": \"s\", \"staff_pin\": \"123456\"}}", 1, 27, "kioskctl pin"},
                {"{\"player\": {\"store\": \"s\", \"state\": \"x\"}}", 1, 27, "no such setting"},
                {"{\"sync\": {}}", 1, 1, "no object \"player\""}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct options options;
        struct fail fail;
        assert_false(parse_file(rows[i].json, NULL, &options, &fail));
        assert_int_equal(fail.line, rows[i].line);
        assert_int_equal(fail.column, rows[i].column);
        assert_non_null(strstr(fail.text, rows[i].said));
        assert_non_null(strstr(fail.file, "/tmp/kiosk-options-"));
        assert_non_null(options.file.mistake);
        assert_non_null(strstr(options.file.mistake, rows[i].said));
        assert_null(options.from.store); /* half a file is not played */
        options_finish(&options);
    }
}

/* The screen must be lit to show the mistake: what the command line says of it counts. A mistake there is
 * none of the file's. */
static void the_command_line_counts_beside_a_broken_file(void **state) {
    (void)state;
    struct options options;
    struct fail fail;
    assert_false(parse_file("{", "90", &options, &fail));
    assert_int_equal(options.panel.rotate, 90);
    assert_non_null(options.file.mistake);
    options_finish(&options);
    assert_false(parse_file("{", "91", &options, &fail));
    assert_null(options.file.mistake);
    options_finish(&options);
    const char *const gone[] = {"--config", "/nonexistent/screen.json", NULL};
    assert_false(parse(gone, &options, &fail));
    assert_non_null(options.file.mistake);
    options_finish(&options);
}

static void what_was_told_has_a_hash_of_its_own(void **state) {
    (void)state;
    static const char *const rows[][2] = {{"{\"player\": {\"store\": \"s\"}}", NULL},
                                          {"{\"player\": {\"store\": \"s\", \"screen\": \"a\"}}", NULL},
                                          {"{\"player\": {\"store\": \"s\"}} ", NULL},
                                          {"{\"player\": {\"store\": \"s\"}}", "90"}};
    struct hash told[LENGTH(rows)];
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct options options;
        struct fail fail;
        assert_true(parse_file(rows[i][0], rows[i][1], &options, &fail));
        told[i] = options_told(&options);
        assert_string_equal(told[i].hex, options_told(&options).hex);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(told[i].hex, told[k].hex);
        options_finish(&options);
    }
}

/* As earlier versions wanted it; it is for the program to say that it belongs elsewhere. */
static void a_pin_in_the_file_is_still_taken(void **state) {
    (void)state;
    static const char OLD[] = "$argon2id$v=19$m=65536,t=2,p=1$QhUhH1c4zyPh5WfVDL0Wxw$"
                              "dKhUXzZYeRTSWcWt5nT2Dt8hVWvVg0qkqCe5ZlGZ7Zc";
    char json[300];
    struct options options;
    struct fail fail;
    snprintf(json, sizeof json, "{\"player\": {\"store\": \"s\", \"staff_pin\": \"%s\"}}", OLD);
    assert_true(parse_file(json, NULL, &options, &fail));
    assert_string_equal(options.staff_pin, OLD);
    assert_string_equal(options.file.pin, "/tmp/staff_pin"); /* beside the settings */
    options_finish(&options);
}

static void the_report_lies_where_sync_writes_it(void **state) {
    (void)state;
    static const struct {
        const char *json, *report;
    } rows[] = {{"{\"player\": {\"store\": \"s\"}}", "/run/kiosk-sync/sync.json"},
                {"{\"player\": {\"store\": \"s\"}, \"sync\": {\"status\": \"/x\"}}", "/x"},
                {"{\"player\": {\"store\": \"s\", \"sync-report\": \"/y\"}, \"sync\": {\"status\": "
                 "\"/x\"}}",
                 "/y"}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct options options;
        struct fail fail;
        assert_true(parse_file(rows[i].json, NULL, &options, &fail));
        assert_string_equal(options.sync_report, rows[i].report);
        options_finish(&options);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_usage_says_what_to_write),
        cmocka_unit_test(all_is_taken),
        cmocka_unit_test(the_command_line_is_over_the_file),
        cmocka_unit_test(the_keys_are_those_of_sync),
        cmocka_unit_test(a_file_is_read_through_a_link_too),
        cmocka_unit_test(a_wrong_file_is_refused),
        cmocka_unit_test(a_mistake_in_the_file_is_pointed_at),
        cmocka_unit_test(the_command_line_counts_beside_a_broken_file),
        cmocka_unit_test(what_was_told_has_a_hash_of_its_own),
        cmocka_unit_test(a_pin_in_the_file_is_still_taken),
        cmocka_unit_test(the_report_lies_where_sync_writes_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
