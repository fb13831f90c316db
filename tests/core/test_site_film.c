#include "core/site/site_film.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define H "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define NAME "assets/film/a.film.json"

/* Each member of an index, right. */
static const char *const MEMBERS[][2] = {
    {"spec", "1"},
    {"file", "\"assets/film/a.mp4\""},
    {"poster", "\"assets/film/a.png\""},
    {"bytes", "1048577"},
    {"chunks", "[\"" H "\", \"" H "\"]"},
    {"width", "1920"},
    {"height", "1080"},
    {"fps", "[25, 1]"},
    {"frames", "2000"},
    {"samples", "3840000"},
    {"speech", "\"en\""},
    {"captions", "{\"da\": \"assets/film/a.da.vtt\", \"zh-Hans\": \"assets/film/a.zh.vtt\"}"},
    {"made", "{\"from\": \"film v7.mov\", \"with\": \"ffmpeg 5.1.9\"}"},
};

/* An index in which `key` has another value (NULL: is missing), or which has it besides. */
static void write_index(char *out, size_t size, const char *key, const char *value) {
    bool there = false;
    size_t used = (size_t)snprintf(out, size, "{");
    for (size_t i = 0; i < LENGTH(MEMBERS); i++) {
        bool other = strcmp(MEMBERS[i][0], key) == 0;
        there |= other;
        if (!other || value)
            used += (size_t)snprintf(out + used, size - used, "%s\n\"%s\": %s", used > 1 ? "," : "",
                                     MEMBERS[i][0], other ? value : MEMBERS[i][1]);
    }
    snprintf(out + used, size - used, there ? "}" : ",\n\"%s\": %s}", key, value);
}

static void what_it_says_is_read(void **state) {
    (void)state;
    char text[4000];
    struct report report = {0};
    struct arena *arena = arena_create(1 << 20);
    struct film film;
    write_index(text, sizeof text, "spec", "1");
    assert_true(film_index_read(NAME, text, strlen(text), arena, &report, &film));
    assert_int_equal(report.count, 0);
    assert_string_equal(film.name, NAME);
    assert_string_equal(film.file, "assets/film/a.mp4");
    assert_string_equal(film.poster, "assets/film/a.png");
    assert_int_equal(film.bytes, 1048577);
    assert_int_equal(film.chunk_count, 2);
    assert_string_equal(film.chunks[1], H);
    assert_true(film.width == 1920 && film.height == 1080 && film.fps_num == 25 && film.fps_den == 1);
    assert_true(film.frames == 2000 && film.samples == 3840000);
    assert_string_equal(film.speech, "en");
    assert_int_equal(film.caption_count, 2);
    assert_string_equal(film.captions[1].language, "zh-Hans");
    assert_string_equal(film.captions[1].file, "assets/film/a.zh.vtt");
    assert_int_equal(film_length_ms(&film), 80000);
    arena_destroy(arena);
    report_finish(&report);
}

static void what_may_be_absent(void **state) {
    (void)state;
    static const char *const KEYS[] = {"speech", "captions", "made"};
    for (size_t i = 0; i < LENGTH(KEYS); i++) {
        char text[4000];
        struct report report = {0};
        struct arena *arena = arena_create(1 << 20);
        struct film film;
        write_index(text, sizeof text, KEYS[i], NULL);
        if (!film_index_read(NAME, text, strlen(text), arena, &report, &film))
            fail_msg("without %s", KEYS[i]);
        assert_true(i != 0 || !film.speech);
        assert_true(i != 1 || film.caption_count == 0);
        arena_destroy(arena);
        report_finish(&report);
    }
}

static void what_is_wrong_is_said(void **state) {
    (void)state;
    static const struct {
        const char *key, *value, *code, *why;
    } ROWS[] = {
        {"spec", "2", "no-whole", "of a later release"},
        {"spec", NULL, "missing", "no spec"},
        {"file", "\"assets/film/a.mkv\"", "film-file", "another container"},
        {"file", "\"assets/film/../../a.mp4\"", "film-file", "out of the site"},
        {"file", "\"/etc/a.mp4\"", "film-file", "from the root"},
        {"file", "\"playlists/a.mp4\"", "film-file", "not under assets"},
        {"file", NULL, "missing", "no file"},
        {"poster", "7", "no-text", "a number"},
        {"poster", "\"assets//a.png\"", "film-file", "no name"},
        {"bytes", "0", "no-whole", "an empty file"},
        {"bytes", "536870913", "no-whole", "more than 512 MiB"},
        {"bytes", "1048576", "film-chunks", "more hashes than parts"},
        {"bytes", "1e6", "no-whole", "not whole"},
        {"chunks", "[\"" H "\"]", "film-chunks", "fewer hashes than parts"},
        {"chunks", "[\"" H "\", \"" H "0\"]", "film-hash", "too long"},
        {"chunks", "[\"" H "\", \"G0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\"]",
         "film-hash", "no hex"},
        {"chunks", "7", "no-list", "no list"},
        {"chunks", NULL, "missing", "no hashes"},
        {"width", "1921", "film-size", "odd"},
        {"width", "3840", "film-size", "4K"},
        {"height", "1082", "film-size", "too high"},
        {"height", "-2", "no-whole", "negative"},
        {"height", NULL, "missing", "no height"},
        {"fps", "[60, 1]", "film-speed", "60"},
        {"fps", "[25, 0]", "film-speed", "by nothing"},
        {"fps", "[25.0, 1]", "film-speed", "not whole"},
        {"fps", "[25]", "film-speed", "one number"},
        {"fps", "25", "film-speed", "a number"},
        {"fps", NULL, "missing", "no speed"},
        {"frames", "0", "no-whole", "no frames"},
        {"frames", "24", "film-length", "under a second"},
        {"frames", "50000", "film-length", "over half an hour"},
        {"samples", "3780000", "film-sound", "sound ends 1.25 s before the picture"},
        {"samples", "3900000", "film-sound", "and after it"},
        {"samples", NULL, "missing", "nothing of sound"},
        {"speech", "\"Danish\"", "no-language-tag", "a name"},
        {"captions", "{\"da\": \"assets/film/a.da.srt\"}", "film-file", "not the ending of screens"},
        {"captions", "{\"Danish\": \"assets/film/a.da.vtt\"}", "no-language", "a name"},
        {"captions", "{}", "empty", "no captions"},
        {"made", "{\"by\": \"me\"}", "unknown-key", "a key that is none"},
        {"posters", "\"assets/a.png\"", "unknown-key", "misspelt"},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        char text[4000];
        struct report report = {0};
        struct arena *arena = arena_create(1 << 20);
        struct film film = {.frames = -1};
        write_index(text, sizeof text, ROWS[i].key, ROWS[i].value);
        bool read = film_index_read(NAME, text, strlen(text), arena, &report, &film);
        const struct fail *found = report.count ? &report.items[0] : NULL;
        if (read || !found || strcmp(found->code, ROWS[i].code) != 0 || found->line < 1 || !found->danish[0])
            fail_msg("%s: %s, %s: %s", ROWS[i].key, ROWS[i].why, read ? "read" : "refused",
                     found ? found->code : "nothing said");
        assert_int_equal(film.frames, -1); /* untouched */
        arena_destroy(arena);
        report_finish(&report);
    }
}

static void sound_may_be_absent_or_a_little_off(void **state) {
    (void)state;
    static const char *const SAMPLES[] = {"0", "3840512", "3839000"};
    for (size_t i = 0; i < LENGTH(SAMPLES); i++) {
        char text[4000];
        struct report report = {0};
        struct arena *arena = arena_create(1 << 20);
        struct film film;
        write_index(text, sizeof text, "samples", SAMPLES[i]);
        assert_true(film_index_read(NAME, text, strlen(text), arena, &report, &film));
        arena_destroy(arena);
        report_finish(&report);
    }
}

/* A site's files: its index, and those of the film but one. */
struct folder {
    char text[4000];
    const char *missing;
    int reads;
};

static bool folder_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                        struct fail *why) {
    struct folder *folder = context;
    folder->reads++;
    if (strcmp(name, folder->missing) == 0)
        return fail_set(why, "%s: no such file", name);
    const char *text = strstr(name, ".vtt") ? "WEBVTT\n\n00:01.000 --> 00:02.000\nHej\n" : folder->text;
    *size = strlen(text);
    assert_true(*size <= max);
    *bytes = strdup(text);
    return true;
}

static bool folder_has(void *context, const char *name) {
    const struct folder *folder = context;
    return strcmp(name, folder->missing) != 0;
}

static void a_site_reads_it_once(void **state) {
    (void)state;
    static const struct {
        const char *missing, *code;
        bool read;
    } ROWS[] = {
        {"-", NULL, true},
        {NAME, "unreadable", false},
        {"assets/film/a.mp4", "absent-file", true},
        {"assets/film/a.png", "absent-file", true},
        {"assets/film/a.da.vtt", "absent-file", true},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct folder folder = {.missing = ROWS[i].missing};
        const struct site_files files = {&folder, folder_read, folder_has};
        struct report report = {0};
        struct site site = {.arena = arena_create(1 << 20)};
        write_index(folder.text, sizeof folder.text, "spec", "1");
        const struct site_film *film = site_film_load(&site, &files, NAME, &report);
        if (!film != !ROWS[i].read || report.count != (ROWS[i].code ? 1 : 0) ||
            (ROWS[i].code && strcmp(report.items[0].code, ROWS[i].code) != 0))
            fail_msg("%s: %zu findings", ROWS[i].missing, report.count);
        assert_ptr_equal(site_film(&site, NAME), film);
        assert_null(site_film(&site, "assets/film/b.film.json"));
        if (film) {
            const char *shown = NULL, *const order[] = {"en", "da"};
            const struct captions *captions = site_film_captions(film, "en", order, 2, &shown);
            bool danish = strcmp(ROWS[i].missing, "assets/film/a.da.vtt") != 0;
            assert_true(captions && captions->count == 1);
            assert_string_equal(shown, danish ? "da" : "zh-Hans");
            int reads = folder.reads;
            assert_ptr_equal(site_film_load(&site, &files, NAME, &report), film);
            assert_int_equal(folder.reads, reads);
        }
        arena_destroy(site.arena);
        report_finish(&report);
    }
    assert_true(film_index_named(NAME) && !film_index_named("assets/a.json") &&
                !film_index_named(".film.json"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_says_is_read),  cmocka_unit_test(what_may_be_absent),
        cmocka_unit_test(what_is_wrong_is_said), cmocka_unit_test(sound_may_be_absent_or_a_little_off),
        cmocka_unit_test(a_site_reads_it_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
