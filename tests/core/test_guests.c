/* A visit: what follows from its file. Which files are refused stands in e2e/test_guests.sh, beside its
 * schema. */
#include "core/site/guests.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/compiler.h"
#include "core/site/check.h"
#include "core/site/site.h"
#include "core/site/slide_kind.h"

#define HALL "playlists/visits/hall.json"

static bool read_file(void *context, const char *name, size_t max, char **bytes, size_t *size,
                      struct fail *why) {
    static const char site[] =
        "{\"id\": \"s\", \"name\": {\"en\": \"S\"}, \"languages\": [\"da\", \"en\"], \"layouts\": {\"full\": "
        "{\"zones\": [{\"name\": \"main\", \"at\": [0, 0, 100, 100]}]}}, \"theme\": {\"colours\": "
        "{\"paper\": "
        "\"#FFFFFF\", \"ink\": \"#000000\", \"muted\": \"#444444\", \"primary\": \"#0F4C5C\", "
        "\"on_primary\": \"#FFFFFF\", \"accent\": \"#F2B33D\", \"on_accent\": \"#13262E\"}, \"fonts\": "
        "[\"Inter\"]}, \"screens\": {\"one\": {\"name\": {\"en\": \"One\"}, \"layout\": \"full\", "
        "\"languages\": [\"da\", \"en\"], \"zones\": {\"main\": [\"" HALL "\"]}}}}";
    const char *text = strcmp(name, SITE_FILE) == 0 ? site : strcmp(name, HALL) == 0 ? context : NULL;
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

static const char VISIT[] =
    "{\"guests\": {\"en\": \"Guests\", \"da\": \"Gæster\", \"ar\": \"ضيوف\"}, \"title\": {\"en\": "
    "\"Programme\", "
    "\"da\": \"Program\"}, \"door\": \"live\", \"rooms\": {\"hall\": {\"en\": \"Hall\"}}, \"days\": "
    "[{\"date\": \"2026-03-29\", \"programme\": [{\"from\": \"09:00\", \"to\": \"10:30\", \"what\": {\"en\": "
    "\"Talk\", \"da\": \"Foredrag\"}, \"room\": \"hall\"}, {\"from\": \"10:00\", \"to\": \"24:00\", "
    "\"what\": "
    "{\"en\": \"Party\"}}]}, {\"date\": \"2026-03-31\"}]}";

static struct site *load(const char *visit) {
    struct site_files files = {(void *)visit, read_file, file_exists};
    struct report report = {0};
    struct site *site = site_load(&files, &report);
    if (!site || report.errors > 0)
        fail_msg("does not load: %s", report.count ? report.items[0].text : "");
    report_finish(&report);
    return site;
}

static void a_line_is_written_as_its_language_does(void **state) {
    (void)state;
    static const struct {
        size_t item;
        const char *language, *line;
    } rows[] = {
        {0, "da",
         "\u2066"
         "09.00–10.30\u2069  Foredrag · Hall"},
        {0, "en",
         "\u2066"
         "09:00–10:30\u2069  Talk · Hall"},
        {1, "en",
         "\u2066"
         "10:00–24:00\u2069  Party"},
        {1, "da",
         "\u2066"
         "10.00–24.00\u2069  Party"},
        {0, "pl",
         "\u2066"
         "09:00–10:30\u2069  Foredrag · Hall"}, /* the site's first language stands in */
    };
    struct site *site = load(VISIT);
    char line[GUESTS_LINE_MAX];
    for (size_t i = 0; i < LENGTH(rows); i++)
        assert_string_equal(
            guests_line(site, &site->playlists[0].visit->days[0].items[rows[i].item], rows[i].language, line),
            rows[i].line);
    site_destroy(site);
}

static bool on(const struct site *site, const struct slide *slide, int day, int hour, int minute) {
    struct civil at = {2026, 3, day, hour, minute, 0, 0};
    return schedule_active(&slide->turn.schedule, site->zone, zone_utc(site->zone, at));
}

static void slides_follow_from_the_days(void **state) {
    (void)state;
    struct site *site = load(VISIT);
    const struct playlist *playlist = &site->playlists[0];
    const struct slide *slides = playlist->slides;
    assert_int_equal(playlist->slide_count, 3);
    assert_string_equal(slides[0].id, "welcome-2026-03-29");
    assert_int_equal(slides[0].type, SLIDE_WELCOME);
    assert_string_equal(localized_find(&slides[0].welcome.guest, "ar")->text, "ضيوف");
    assert_string_equal(slides[1].id, "programme-2026-03-29");
    assert_string_equal(localized_find(&slides[1].text.body, "en")->text,
                        "\u2066"
                        "09:00–10:30\u2069  Talk · Hall\n\u2066"
                        "10:00–24:00\u2069  Party");
    assert_string_equal(slides[1].page, "visit-hall");
    assert_string_equal(slides[2].id, "welcome-2026-03-31");
    assert_int_equal(slide_last_day(&slides[2]), (int)civil_days(2026, 3, 31));
    for (int i = 0; i < 2; i++) { /* also where a day has 23 hours */
        assert_false(on(site, &slides[i], 28, 23, 59));
        assert_true(on(site, &slides[i], 29, 0, 0));
        assert_true(on(site, &slides[i], 29, 23, 59));
        assert_false(on(site, &slides[i], 30, 0, 0));
    }
    assert_false(on(site, &slides[2], 30, 12, 0));
    assert_true(on(site, &slides[2], 31, 23, 59));
    site_destroy(site);
}

static int findings(const char *visit, int day, const char *code) {
    struct site *site = load(visit);
    struct site_files files = {(void *)visit, read_file, file_exists};
    struct report report = {0};
    struct civil noon = {2026, 3, day, 12, 0, 0, 0};
    int found = 0;
    site_check(site, &files, zone_utc(site->zone, noon), &report);
    for (size_t i = 0; i < report.count; i++)
        found += strcmp(report.items[i].code, code) == 0;
    report_finish(&report);
    site_destroy(site);
    return found;
}

static void what_is_over_is_said_once(void **state) {
    (void)state;
    assert_int_equal(findings(VISIT, 31, "visit-over"), 0);
    assert_int_equal(findings(VISIT, 32, "visit-over"), 1);
    assert_int_equal(findings(VISIT, 32, "source-expired"), 0); /* not of each slide besides */
}

static void a_file_is_a_visits_by_its_folder(void **state) {
    (void)state;
    assert_true(guests_file("playlists/visits/a.json"));
    assert_false(guests_file("playlists/visits.json"));
    assert_false(guests_file("playlists/a/visits/a.json"));
}

static void what_is_too_long_is_said_once(void **state) {
    (void)state;
    char visit[sizeof VISIT + 40];
    snprintf(visit, sizeof visit, "{\"dwell_seconds\": 100000, %s", VISIT + 1);
    struct site_files files = {visit, read_file, file_exists};
    struct report report = {0};
    struct site *site = site_load(&files, &report);
    assert_non_null(site);
    assert_int_equal(site->playlists[0].slide_count, 3);
    for (size_t i = 0; i < 3; i++) /* and held for each slide */
        assert_int_equal(site->playlists[0].slides[i].dwell_ms, DWELL_MAX_MS);
    assert_int_equal(report.errors, 0);
    assert_int_equal(report.warnings, 1);
    report_finish(&report);
    site_destroy(site);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_too_long_is_said_once),
        cmocka_unit_test(a_line_is_written_as_its_language_does),
        cmocka_unit_test(slides_follow_from_the_days),
        cmocka_unit_test(what_is_over_is_said_once),
        cmocka_unit_test(a_file_is_a_visits_by_its_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
