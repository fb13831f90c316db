/* A language of the signage is a file: playlists/guide/languages/TAG.json. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/site/site.h"

struct folder {
    const char *swedish; /* NULL: there is no such file */
};

static bool read_file(void *context, const char *name, size_t max, char **bytes, size_t *size,
                      struct fail *why) {
    const struct folder *folder = context;
    const char *text = strcmp(name, SITE_FILE) == 0
                           ? "{\"id\":\"test\",\"name\":{\"sv\":\"T\"},\"languages\":[\"sv\",\"da\"],"
                             "\"screens\":{\"one\":{\"zones\":{\"main\":[\"playlists/a.json\"]}}}}"
                       : strcmp(name, "playlists/a.json") == 0                  ? "{\"slides\":[]}"
                       : strcmp(name, "playlists/guide/languages/sv.json") == 0 ? folder->swedish
                                                                                : NULL;
    if (!text || strlen(text) > max)
        return fail_set(why, "no such file");
    *size = strlen(text);
    *bytes = strdup(text);
    return *bytes != NULL;
}

static bool exists(void *context, const char *name) {
    const struct folder *folder = context;
    return strcmp(name, "playlists/a.json") == 0 ||
           (folder->swedish && strcmp(name, "playlists/guide/languages/sv.json") == 0);
}

static struct site *load(struct folder *folder, struct report *report) {
    const struct site_files files = {folder, read_file, exists};
    struct site *site = site_load(&files, report);
    assert_non_null(site);
    return site;
}

static void words_come_from_the_file(void **state) {
    (void)state;
    struct folder folder = {
        "{\"language\":\"sv\",\"name\":\"Svenska\","
        "\"words\":{\"today\":\"I dag (sv)\",\"until_date\":\"till %s\",\"back\":\"Bakåt\"}}"};
    struct report report = {0};
    struct site *site = load(&folder, &report);
    assert_int_equal(report.count, 0);
    assert_string_equal(word(&site->words, WORD_TODAY, "sv"), "I dag (sv)");
    assert_string_equal(word(&site->words, WORD_UNTIL_DATE, "sv-FI"), "till %s");
    assert_string_equal(word(&site->words, WORD_TOMORROW, "sv"), "Tomorrow"); /* a hole */
    assert_string_equal(word(&site->words, WORD_TODAY, "da"), "I dag");
    site_destroy(site);
}

static void a_site_without_files_speaks_english(void **state) {
    (void)state;
    struct folder folder = {NULL};
    struct report report = {0};
    struct site *site = load(&folder, &report);
    assert_int_equal(report.count, 0);
    assert_string_equal(word(&site->words, WORD_TODAY, "sv"), "Today");
    site_destroy(site);
}

/* It would be a format: such a word is not used. */
static void words_that_do_not_fit_are_refused(void **state) {
    (void)state;
    struct folder folder = {"{\"words\":{\"today\":\"100 %\",\"as_of\":\"%d\",\"free\":\"Gratis!\"}}"};
    struct report report = {0};
    struct site *site = load(&folder, &report);
    assert_int_equal(report.errors, 2);
    assert_non_null(strstr(report.items[0].text, "must hold the same"));
    assert_string_equal(word(&site->words, WORD_TODAY, "sv"), "Today");
    assert_string_equal(word(&site->words, WORD_UPDATED, "sv"), "As of %s");
    assert_string_equal(word(&site->words, WORD_FREE, "sv"), "Gratis!");
    report_finish(&report);
    site_destroy(site);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_come_from_the_file),
        cmocka_unit_test(a_site_without_files_speaks_english),
        cmocka_unit_test(words_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
