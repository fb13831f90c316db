/* How loud a screen is at most, and when its loudspeaker plays films. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/compiler.h"
#include "core/site/site.h"
#include "core/time/instant.h"

static const char *sound_text; /* what the screen says */

static bool read_file(void *context, const char *name, size_t max, char **bytes, size_t *size,
                      struct fail *why) {
    (void)context, (void)max;
    int length = -1;
    *bytes = NULL;
    if (strcmp(name, "playlists/site.json") == 0)
        length =
            asprintf(bytes,
                     "{\"id\": \"s\", \"name\": {\"en\": \"S\"}, \"languages\": [\"en\"], \"time_zone\": "
                     "\"Europe/Copenhagen\", \"screens\": {\"one\": {\"touch\": {}, %s \"zones\": "
                     "{\"main\": [\"playlists/p.json\"]}}}}",
                     sound_text);
    else if (strcmp(name, "playlists/p.json") == 0)
        length = asprintf(bytes, "{\"slides\": [{\"id\": \"first\", \"type\": \"text\", \"headline\": "
                                 "{\"en\": \"A\"}}]}");
    if (length < 0)
        return fail_set(why, "absent");
    *size = (size_t)length;
    return true;
}

static bool file_exists(void *context, const char *name) {
    (void)context, (void)name;
    return true;
}

/* *found: the first finding of an error, "" for none. */
static struct site *load(const char *sound, char found[FAIL_CODE_BYTES]) {
    struct report report = {0};
    const struct site_files files = {NULL, read_file, file_exists};
    sound_text = sound;
    struct site *site = site_load(&files, &report);
    found[0] = '\0';
    for (size_t i = report.count; i > 0; i--)
        if (report.items[i - 1].severity == SEVERITY_ERROR)
            snprintf(found, FAIL_CODE_BYTES, "%s", report.items[i - 1].code);
    report_finish(&report);
    return site;
}

static void the_limit_is_held_at_every_volume(void **state) {
    (void)state;
    static const struct {
        double max_db;
        int most;
        double at_most, at_default;
        const char *why;
    } rows[] = {
        {0, 10, 0, -15, "no limit"},
        {-3, 9, -3, -15, "just a step"},
        {-10, 7, -10, -15, "between two steps: the louder one gives no more than the limit"},
        {-15, 5, -15, -15, "the default is the loudest"},
        {-20, 4, -20, -20, "the default is too loud"},
        {-27, 1, -27, -27, "the quietest"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct screen_sound sound = {.max_db = rows[i].max_db};
        int most = sound_volume_most(&sound);
        if (most != rows[i].most || sound_level_db(&sound, most) != rows[i].at_most ||
            sound_level_db(&sound, 5) != rows[i].at_default)
            fail_msg("%s: %d", rows[i].why, most);
        for (int volume = -1; volume <= 12; volume++)
            assert_true(sound_level_db(&sound, volume) <= rows[i].max_db);
        for (int volume = 1; volume < most; volume++)
            assert_true(sound_level_db(&sound, volume) < sound_level_db(&sound, volume + 1));
        assert_true(isinf(sound_level_db(&sound, 0)));
    }
}

static int64_t at(const struct site *site, int month, int hour, int minute) {
    return zone_utc(site->zone,
                    (struct civil){.year = 2026, .month = month, .day = 24, .hour = hour, .minute = minute});
}

static void hours_are_those_of_the_loudspeaker(void **state) {
    (void)state;
    char found[FAIL_CODE_BYTES];
    struct site *site =
        load("\"sound\": {\"max_db\": -6, \"hours\": [[\"10:00\", \"12:30\"], [\"22:00\", \"02:00\"]],"
             " \"delay_ms\": 80},",
             found);
    assert_non_null(site);
    const struct screen_sound *sound = &site->screens[0].touch.hearing;
    assert_string_equal(found, "");
    assert_true(sound->on && sound->max_db == -6 && sound->delay_ms == 80);
    static const struct {
        int month, hour, minute;
        bool plays;
    } rows[] = {
        {11, 9, 59, false}, {11, 10, 0, true}, {11, 12, 29, true}, {11, 12, 30, false}, {11, 21, 59, false},
        {11, 22, 0, true},  {11, 1, 59, true}, {11, 2, 0, false},  {7, 10, 0, true},    {7, 9, 59, false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t now = at(site, rows[i].month, rows[i].hour, rows[i].minute);
        if (sound_plays_films(sound, false, site->zone, now) != rows[i].plays)
            fail_msg("at %d:%02d", rows[i].hour, rows[i].minute);
        assert_true(sound_plays_films(sound, true, site->zone, now)); /* a headset has no hours */
    }
    site_destroy(site);
}

static void what_a_screen_says(void **state) {
    (void)state;
    static const struct {
        const char *text, *found;
        bool on;
    } rows[] = {
        {"", "", false},
        {"\"sound\": {},", "", true},
        {"\"sound\": {\"hours\": []},", "", true},
        {"\"sound\": {\"max_db\": -27},", "", true},
        {"\"sound\": {\"max_db\": 1},", "no-number", false},
        {"\"sound\": {\"max_db\": -28},", "no-number", false},
        {"\"sound\": {\"max_db\": \"-6\"},", "no-number", false},
        {"\"sound\": {\"hours\": [[\"10:00\"]]},", "no-hours", false},
        {"\"sound\": {\"hours\": \"10-18\"},", "no-list", false},
        {"\"sound\": {\"delay_ms\": 1001},", "no-whole", false},
        {"\"sound\": {\"volume\": 4},", "unknown-key", false},
        {"\"sound\": true,", "no-object", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char found[FAIL_CODE_BYTES];
        struct site *site = load(rows[i].text, found);
        if (strcmp(found, rows[i].found) != 0)
            fail_msg("%s: \"%s\"", rows[i].text, found);
        assert_int_equal(site != NULL, !*rows[i].found);
        if (site)
            assert_int_equal(site->screens[0].touch.hearing.on, rows[i].on);
        site_destroy(site);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_limit_is_held_at_every_volume),
        cmocka_unit_test(hours_are_those_of_the_loudspeaker),
        cmocka_unit_test(what_a_screen_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
