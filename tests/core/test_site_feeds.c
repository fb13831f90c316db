/* Feeds as a site names them: how often they are asked for, how long they are live, whose key they want. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/site/site.h"

static bool read_file(void *context, const char *name, size_t max, char **bytes, size_t *size,
                      struct fail *why) {
    const char *text = strcmp(name, SITE_FILE) == 0 ? context
                       : strcmp(name, "playlists/p.json") == 0
                           ? "{\"slides\":[{\"id\":\"a\",\"type\":\"text\",\"headline\":{\"en\":\"A\"}}]}"
                           : NULL;
    if (!text || strlen(text) > max)
        return fail_set(why, "absent");
    *bytes = strdup(text);
    *size = strlen(text);
    return *bytes != NULL;
}

static bool file_exists(void *context, const char *name) {
    (void)context;
    (void)name;
    return true;
}

/* A site of one feed with these keys. */
static struct site *load(const char *keys, struct report *report) {
    char text[1000];
    const struct site_files files = {text, read_file, file_exists};
    snprintf(text, sizeof text,
             "{\"id\":\"t\",\"name\":{\"en\":\"T\"},\"languages\":[\"en\"],\"feeds\":{\"f\":{%s}},"
             "\"screens\":{\"one\":{\"zones\":{\"main\":[\"playlists/p.json\"]}}}}",
             keys);
    *report = (struct report){0};
    struct site *site = site_load(&files, report);
    assert_non_null(site);
    return site;
}

#define BOARD "\"format\":\"rejseplanen\",\"url\":\"https://a.example/b?id=1\""
#define NEWS "\"format\":\"rss\",\"url\":\"https://a.example/b?id=1\""

static void what_is_read(void **state) {
    (void)state;
    static const struct {
        const char *keys;
        int poll_s, stale_s;
        const char *parameter;
    } rows[] = {
        {BOARD, 120, 600, NULL},
        {BOARD ",\"poll_minutes\":5,\"key_parameter\":\"accessId\"", 300, 600, "accessId"},
        {NEWS, 900, 86400, NULL},
        {NEWS ",\"poll_minutes\":1,\"stale_hours\":2", 60, 7200, NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct report report;
        struct site *site = load(rows[i].keys, &report);
        assert_int_equal(report.errors, 0);
        const struct feed *feed = site_feed(site, "f");
        assert_non_null(feed);
        assert_int_equal(feed->poll_ms, rows[i].poll_s * 1000);
        assert_int_equal(feed->stale_ms, rows[i].stale_s * 1000);
        assert_true((feed->key_parameter == NULL) == (rows[i].parameter == NULL));
        if (feed->key_parameter)
            assert_string_equal(feed->key_parameter, rows[i].parameter);
        site_destroy(site);
        report_finish(&report);
    }
}

static void what_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *keys, *says;
    } rows[] = {
        {BOARD ",\"poll_minutes\":1", "2"},
        {BOARD ",\"stale_hours\":1", "leave \"stale_hours\" out"},
        {BOARD ",\"key_parameter\":\"a=b\"", "name of a parameter"},
        {BOARD ",\"key_parameter\":\"id\"", "publish the key"},
        {"\"format\":\"rejseplanen\",\"url\":\"https://a.example/b#c\",\"key_parameter\":\"k\"", "\"#\""},
        {"\"format\":\"rejseplanen\",\"url\":\"https://a.example/b?id=1&accessId=SECRET\"",
         "publish the key"},
        {"\"format\":\"rejseplanen\",\"url\":\"https://a.example/b?ACCESSID=SECRET\"", "publish the key"},
        {"\"format\":\"rss\",\"url\":\"https://a.example/b?api_key=SECRET\"", "publish the key"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct report report;
        struct site *site = load(rows[i].keys, &report);
        assert_null(site_feed(site, "f"));
        if (report.count != 1 || !strstr(report.items[0].text, rows[i].says) ||
            strstr(report.items[0].text, "SECRET"))
            fail_msg("%s: %s", rows[i].keys, report.count ? report.items[0].text : "nothing is said");
        site_destroy(site);
        report_finish(&report);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_read), cmocka_unit_test(what_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
