#include "core/site/site.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"

static bool read_file(void *context, const char *name, size_t max, char **bytes, size_t *size,
                      struct fail *why) {
    static const char site[] =
        "{\"id\": \"s\", \"name\": {\"en\": \"S\"}, \"languages\": [\"en\"], \"time_zone\": "
        "\"Europe/Copenhagen\", \"theme\": {\"colours\": {\"paper\": \"#FFFFFF\", \"ink\": \"#000000\", "
        "\"muted\": \"#444444\", \"primary\": \"#0F4C5C\", \"on_primary\": \"#FFFFFF\", \"accent\": "
        "\"#F2B33D\", \"on_accent\": \"#13262E\"}, \"fonts\": [\"Inter\"]}, \"layouts\": {\"full\": "
        "{\"zones\": [{\"name\": \"main\", \"at\": [0, 0, 100, 100]}]}}, \"screens\": {\"one\": {\"name\": "
        "{\"en\": \"One\"}, \"layout\": \"full\", \"languages\": [\"en\"], \"zones\": {\"main\": "
        "[\"playlists/p.json\", \"playlists/a/p.json\"]}}}}";
    static const char playlist[] =
        "{\"name\": {\"en\": \"P\"}, \"slides\": [{\"id\": \"first\", \"type\": \"text\", \"headline\": "
        "{\"en\": \"A\"}}, {\"id\": \"second\", \"type\": \"text\", \"headline\": "
        "{\"en\": \"B\"}}]}";
    (void)context;
    const char *text = strcmp(name, "playlists/site.json") == 0 ? site
                       : strcmp(name, "playlists/p.json") == 0 || strcmp(name, "playlists/a/p.json") == 0
                           ? playlist
                           : NULL;
    if (!text || strlen(text) > max)
        return fail_set(why, "absent");
    *size = strlen(text);
    *bytes = strdup(text);
    return *bytes != NULL;
}

static bool file_exists(void *context, const char *name) {
    (void)context;
    (void)name;
    return true;
}

static void a_slide_is_found_by_its_playlist_and_id(void **state) {
    (void)state;
    static const struct {
        const char *name, *id, *why;
    } rows[] = {
        {"p/first", "first", "the first"},
        {"p/second", "second", "another"},
        {"a/p/second", "second", "of a playlist in a folder"},
        {"p/third", NULL, "not in that playlist"},
        {"q/first", NULL, "no such playlist"},
        {"first", NULL, "without its playlist"},
        {"/first", NULL, "an empty one"},
        {"p/", NULL, "without an id"},
        {"../playlists/p/first", NULL, "no way through folders"},
    };
    struct site_files files = {NULL, read_file, file_exists};
    struct report report = {0};
    struct site *site = site_load(&files, &report);
    if (!site || report.errors > 0)
        fail_msg("does not load: %s", report.count ? report.items[0].text : "");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct slide *slide = site_slide(site, rows[i].name);
        if ((slide != NULL) != (rows[i].id != NULL) || (slide && strcmp(slide->id, rows[i].id) != 0))
            fail_msg("%s (%s): %s", rows[i].name, rows[i].why, slide ? slide->id : "none");
    }
    site_destroy(site);
    report_finish(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_slide_is_found_by_its_playlist_and_id)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
