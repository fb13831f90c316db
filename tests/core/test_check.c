#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/site/check.h"

/* 2026-11-24T12:00:00Z */
static const int64_t NOON_MS = INT64_C(1795521600000);

/* A site in memory: two files, and every asset is there. */
struct folder {
    const char *site, *playlist;
};

static bool read_file(void *context, const char *name, size_t max, char **bytes, size_t *size,
                      struct fail *why) {
    const struct folder *folder = context;
    const char *text = strcmp(name, "playlists/site.json") == 0 ? folder->site
                       : strcmp(name, "playlists/p.json") == 0  ? folder->playlist
                                                                : NULL;
    if (!text || strlen(text) > max)
        return fail_set(why, "absent");
    *size = strlen(text);
    *bytes = malloc(*size + 1);
    assert_non_null(*bytes);
    memcpy(*bytes, text, *size + 1);
    return true;
}

static bool file_exists(void *context, const char *name) {
    (void)context;
    (void)name;
    return true;
}

static struct report check(const char *site_text, const char *playlist_text) {
    struct folder folder = {site_text, playlist_text};
    struct site_files files = {&folder, read_file, file_exists};
    struct report loading = {0}, report = {0};
    struct site *site = site_load(&files, &loading);
    if (!site || loading.errors > 0)
        fail_msg("does not load: %s", loading.count ? loading.items[0].text : "");
    site_check(site, &files, NOON_MS, &report);
    site_destroy(site);
    report_finish(&loading);
    report_sort(&report);
    return report;
}

struct finding {
    const char *file;
    int line, column;
    enum severity severity;
    const char *says;
};

static void expect(struct report *report, const char *what, const struct finding *findings, size_t count) {
    for (size_t i = 0; i < report->count && i < count; i++) {
        const struct fail *item = &report->items[i];
        if (item->severity != findings[i].severity || item->line != findings[i].line ||
            item->column != findings[i].column || strcmp(item->file, findings[i].file) != 0 ||
            !strstr(item->text, findings[i].says))
            fail_msg("%s: %s:%d:%d: %s", what, item->file, item->line, item->column, item->text);
    }
    if (report->count != count)
        fail_msg("%s: %zu findings instead of %zu, the last: %s", what, report->count, count,
                 report->count ? report->items[report->count - 1].text : "");
    report_finish(report);
}

static const char SITE[] = "{\"id\": \"t\", \"languages\": [\"en\", \"da\", \"uk\"],\n"
                           " \"screens\": {\"hall\": {\"languages\": [\"da\", \"en\"],\n"
                           "  \"zones\": {\"main\": [\"playlists/p.json\"]}}}}\n";
static const char CALM[] =
    "{\"slides\": [{\"id\": \"e\", \"type\": \"text\", \"evergreen\": true,\n"
    " \"headline\": {\"en\": \"E\", \"da\": \"E\"}, \"body\": {\"en\": \"E\", \"da\": \"E\"}}]}";

static void a_good_site_has_no_findings(void **state) {
    (void)state;
    struct report report = check(SITE, CALM);
    expect(&report, "good", NULL, 0);
}

static void contrast_is_measured(void **state) {
    (void)state;
    static const struct {
        const char *colours;
        int column; /* 0: fine */
        const char *says;
    } rows[] = {
        {"\"paper\": \"#FFFFFF\", \"ink\": \"#767676\"", 0, ""}, /* 4.54:1 */
        {"\"paper\": \"#FFFFFF\", \"ink\": \"#777777\"", 51,
         "\"ink\" over \"paper\" has a contrast of 4.47:1"},
        {"\"paper\": \"#FFFFFF\", \"muted\": \"#808080\"", 53, "\"muted\" over \"paper\""},
        {"\"primary\": \"#0F4C5C\", \"on_primary\": \"#13262E\"", 60, "\"on_primary\" over \"primary\""},
        {"\"accent\": \"#F2B33D\", \"on_accent\": \"#FFFFFF\"", 58, "\"on_accent\" over \"accent\""},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char site[600];
        snprintf(site, sizeof(site), "{\"theme\": {\"colours\": {%s}},\n%s", rows[i].colours, SITE + 1);
        struct report report = check(site, CALM);
        const struct finding finding = {"playlists/site.json", 1, rows[i].column, SEVERITY_ERROR,
                                        rows[i].says};
        expect(&report, rows[i].colours, &finding, rows[i].column > 0);
    }
}

/* Rows add one slide on the second line of a playlist that is fine otherwise. */
static void slides_are_checked(void **state) {
    (void)state;
    static const struct {
        const char *slide;
        size_t count;
        struct finding findings[2];
    } rows[] = {
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\", \"da\": \"A\"}", 0, {{0}}},
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\"}",
         1,
         {{"playlists/p.json", 2, 48, SEVERITY_WARNING, "shown in \"da\" but not translated: \"headline\""}}},
        {"\"type\": \"text\", \"headline\": {\"uk\": \"A\"}, \"kicker\": {\"da\": \"A\"}",
         2,
         {{"playlists/p.json", 2, 48, SEVERITY_WARNING, "shown in \"da\" but not translated: \"headline\""},
          {"playlists/p.json", 2, 71, SEVERITY_WARNING,
           "\"en\" but not translated: \"kicker\", \"headline\""}}},
        {"\"type\": \"text\", \"headline\": {\"uk\": \"A\"}, \"languages\": [\"uk\"]", 0, {{0}}},
        {"\"type\": \"welcome\", \"guest\": {\"en\": \"A\", \"da\": \"A\", \"cs\": \"A\"}", 0, {{0}}},
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\", \"da\": \"A\"}, \"qr\": \"https://example.org/\"",
         1,
         {{"playlists/p.json", 2, 1, SEVERITY_WARNING, "without a \"source\""}}},
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\", \"da\": \"A\"}, \"qr\": "
         "\"https://example.org/\", "
         "\"evergreen\": true",
         0,
         {{0}}},
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\", \"da\": \"A\"}, \"qr\": "
         "\"https://example.org/\", "
         "\"source\": {\"owner\": \"IT\"}",
         0,
         {{0}}},
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\", \"da\": \"Jul 🎄 ☎\"}",
         1,
         {{"playlists/p.json", 2, 59, SEVERITY_WARNING, "the emoji U+1F384 of \"headline\""}}},
        {"\"type\": \"text\", \"headline\": {\"en\": \"A ☎ ©\", \"da\": \"1 # *\"}", 0, {{0}}},
        {"\"type\": \"image\", \"picture\": {\"asset\": \"assets/a.svg\"}", 0, {{0}}},
        {"\"type\": \"welcome\", \"guest\": {\"en\": \"A\", \"da\": \"A\"}, \"kicker\": {\"en\": \"A\"}",
         1,
         {{"playlists/p.json", 2, 82, SEVERITY_WARNING,
           "slide \"a\": a slide of type \"welcome\" does not show a \"kicker\""}}},
        /* the last day it holds is still a good one */
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\", \"da\": \"A\"}, "
         "\"source\": {\"expires_on\": \"2026-11-24\"}",
         1,
         {{"playlists/p.json", 2, 90, SEVERITY_WARNING, "holds: until 2026-11-24"}}},
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\", \"da\": \"A\"}, "
         "\"source\": {\"expires_on\": \"2026-12-07\"}",
         1,
         {{"playlists/p.json", 2, 90, SEVERITY_WARNING, "holds: until 2026-12-07"}}},
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\", \"da\": \"A\"}, "
         "\"source\": {\"expires_on\": \"2026-12-08\", \"checked_on\": \"2025-11-24\"}",
         0,
         {{0}}},
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\", \"da\": \"A\"}, "
         "\"source\": {\"checked_on\": \"2025-11-23\"}",
         1,
         {{"playlists/p.json", 2, 1, SEVERITY_WARNING, "checked on 2025-11-23"}}},
        {"\"type\": \"text\", \"headline\": {\"en\": \"A\", \"da\": \"A\"}, "
         "\"source\": {\"expires_on\": \"2026-11-23\"}",
         1,
         {{"playlists/p.json", 2, 90, SEVERITY_WARNING, "holds until 2026-11-23"}}},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char playlist[800];
        snprintf(playlist, sizeof(playlist), "{\"slides\": [\n{\"id\": \"a\", %s},\n%s", rows[i].slide,
                 CALM + strlen("{\"slides\": ["));
        struct report report = check(SITE, playlist);
        expect(&report, rows[i].slide, rows[i].findings, rows[i].count);
    }
}

static void a_zone_needs_an_evergreen_slide(void **state) {
    (void)state;
    static const char site[] = "{\"id\": \"t\", \"languages\": [\"en\"],\n"
                               " \"layouts\": {\"two\": {\"zones\": [\n"
                               "  {\"name\": \"top\", \"kind\": \"header\", \"at\": [0, 0, 100, 10]},\n"
                               "  {\"name\": \"main\", \"at\": [0, 10, 60, 90]},\n"
                               "  {\"name\": \"side\", \"at\": [60, 10, 40, 90]}]}},\n"
                               " \"screens\": {\"hall\": {\"layout\": \"two\",\n"
                               "  \"zones\": {\"main\": [\"playlists/p.json\"]}}}}\n";
    static const char playlist[] =
        "{\"slides\": [{\"id\": \"a\", \"type\": \"text\", \"headline\": {\"en\": \"A\"}}]}";
    static const struct finding findings[] = {
        {"playlists/site.json", 7, 12, SEVERITY_WARNING, "zone \"side\" of screen \"hall\""},
        {"playlists/site.json", 7, 21, SEVERITY_WARNING, "zone \"main\" of screen \"hall\""},
    };
    struct report report = check(site, playlist);
    expect(&report, "zones", findings, LENGTH(findings));
}

/* What site_load says of a slide with this "when" below a playlist with that. */
static void expect_when(const char *slide, const char *playlist, int line, int column, const char *says) {
    char text[600];
    snprintf(text, sizeof text,
             "{\"when\": %s,\n\"slides\": [{\"id\": \"e\", \"type\": \"text\",\n\"when\": %s,\n"
             "\"headline\": {\"en\": \"E\", \"da\": \"E\"}}]}",
             playlist, slide);
    struct folder folder = {SITE, text};
    struct site_files files = {&folder, read_file, file_exists};
    struct report report = {0};
    struct site *site = site_load(&files, &report);
    if (!site || report.count != (line > 0) ||
        (line > 0 && (report.items[0].severity != SEVERITY_WARNING || report.items[0].line != line ||
                      report.items[0].column != column || !strstr(report.items[0].text, says))))
        fail_msg("%s in %s: %zu findings: %d:%d %s", slide, playlist, report.count,
                 report.count ? report.items[0].line : 0, report.count ? report.items[0].column : 0,
                 report.count ? report.items[0].text : "");
    site_destroy(site);
    report_finish(&report);
}

static void a_when_that_is_never_on_is_a_warning(void **state) {
    (void)state;
    expect_when("{\"from\": \"2026-12-01\", \"to\": \"2026-12-01\"}", "{}", 0, 0, "");
    expect_when("{\"from\": \"2026-12-24\", \"to\": \"2026-12-01\"}", "{}", 3, 38,
                "it ends before it begins");
    expect_when("{\"weekdays\": [\"sun\"], \"dates\": [\"2026-12-01\"]}", "{}", 3, 22,
                "none of these weekdays");
    expect_when("{\"holidays\": \"only\", \"dates\": [\"2026-12-01\"]}", "{}", 3, 22, "\"holidays\"");
    expect_when("{\"named_days\": [\"christmas-eve\"], \"dates\": [\"2026-12-01\"]}", "{}", 3, 24,
                "named_days");
    expect_when(
        "{\"from\": \"2026-12-01T12:00\", \"to\": \"2026-12-01T13:00\", \"hours\": [[\"20:00\", \"22:00\"]]}",
        "{}", 3, 73, "these hours");
    expect_when("{\"dates\": [\"2026-12-01\"], \"except\": [[\"2026-11-01\", \"2026-12-31\"]]}", "{}", 3, 45,
                "excepted");
    expect_when("{\"hours\": []}", "{}", 3, 19, "is empty");
    expect_when("{\"dates\": []}", "{}", 3, 19, "is empty");
    expect_when("{}", "{\"from\": \"2026-12-24\", \"to\": \"2026-12-01\"}", 1, 39,
                "it ends before it begins");
    expect_when("{\"from\": \"2027-06-01\"}", "{\"dates\": [[\"2026-12-01\", \"2026-12-24\"]]}", 3, 9,
                "the playlist's own");
    expect_when("{\"from\": \"2026-12-24\"}", "{\"dates\": [[\"2026-12-01\", \"2026-12-24\"]]}", 0, 0, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_site_has_no_findings),
        cmocka_unit_test(a_when_that_is_never_on_is_a_warning),
        cmocka_unit_test(contrast_is_measured),
        cmocka_unit_test(slides_are_checked),
        cmocka_unit_test(a_zone_needs_an_evergreen_slide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
