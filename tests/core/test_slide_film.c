/* A slide that shows a film: what is read and refused, how long it is on, which caption stands where when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/scene/timeline.h"
#include "core/site/check.h"
#include "core/site/site_film.h"
#include "core/site/slide_kind.h"
#include "support/plain_font.h"
#include "support/scene_fixture.h"
#include "support/site_folder.h"

#define SITE TEST_DATA "/data/film/site"
#define FILM "\"film\": \"assets/film/tiny.film.json\""

/* The site of the tests, its playlist replaced. */
struct world {
    struct site *site;
    struct report report;
    const char *slides;  /* NULL: as it stands there */
    const char *missing; /* NULL: none */
    bool mute;           /* the film has no captions */
};

static bool world_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                       struct fail *why) {
    struct world *world = context;
    char folder[] = SITE;
    if (world->missing && strcmp(name, world->missing) == 0)
        return fail_set(why, "no such file");
    if (world->slides && strcmp(name, "playlists/films.json") == 0) {
        *bytes = strdup(world->slides);
        *size = strlen(world->slides);
        return true;
    }
    if (!site_folder_read(folder, name, max, bytes, size, why))
        return false;
    char *captions = world->mute ? strstr(*bytes, "\"captions\"") : NULL;
    if (captions) /* what stands there becomes a key that people read */
        memcpy(captions, "\"$schema\" ", 10);
    return true;
}

static bool world_has(void *context, const char *name) {
    const struct world *world = context;
    return !world->missing || strcmp(name, world->missing) != 0;
}

static const struct slide *load(struct world *world) {
    const struct site_files files = {world, world_read, world_has};
    world->site = site_load(&files, &world->report);
    assert_non_null(world->site);
    const struct playlist *playlist = site_playlist(world->site, "playlists/films.json");
    return playlist && playlist->slide_count ? &playlist->slides[0] : NULL;
}

static void finish(struct world *world) {
    site_destroy(world->site);
    report_finish(&world->report);
}

static void it_is_on_for_as_long_as_it_is(void **state) {
    (void)state;
    static const struct {
        const char *keys;
        int64_t dwell_ms;
        int32_t first, frames;
        const char *code;
    } ROWS[] = {
        {"", 2000, 0, 50, NULL},
        {", \"loops\": 3", 6000, 0, 50, NULL},
        {", \"from_seconds\": 0.5", 1520, 12, 38, NULL}, /* with the frame that is on then */
        {", \"to_seconds\": 1.5, \"loops\": 2", 2960, 0, 37, NULL},
        {", \"from_seconds\": 0.4, \"to_seconds\": 1.4", 1000, 10, 25, NULL},
        {", \"dwell_seconds\": 9", 2000, 0, 50, "film-dwell"},
        {", \"from_seconds\": 1.5", 0, 0, 0, "no-number"},
        {", \"to_seconds\": 2.5", 0, 0, 0, "no-number"},
        {", \"from_seconds\": 0.8, \"to_seconds\": 1.2", 0, 0, 0, "film-part"},
        {", \"loops\": 49", 0, 0, 0, "no-whole"},
        {", \"captions\": \"under\"", 0, 0, 0, "no-choice"},
        {", \"picture\": {\"asset\": \"assets/a.svg\"}", 0, 0, 0, "unknown-key"},
    };
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        char slides[400];
        snprintf(slides, sizeof slides, "{\"slides\":[{\"id\":\"a\",\"type\":\"film\"," FILM "%s}]}",
                 ROWS[i].keys);
        struct world world = {.slides = slides};
        const struct slide *slide = load(&world);
        const char *code = world.report.count ? world.report.items[0].code : "";
        if (!slide != !ROWS[i].dwell_ms || strcmp(code, ROWS[i].code ? ROWS[i].code : "") != 0)
            fail_msg("%s: %s", ROWS[i].keys, code);
        if (slide) {
            assert_int_equal(slide->dwell_ms, ROWS[i].dwell_ms);
            assert_int_equal(slide->film.part.first, ROWS[i].first);
            assert_int_equal(slide->film.part.frames, ROWS[i].frames);
            assert_ptr_equal(slide_film_part(slide), ROWS[i].frames ? &slide->film.part : NULL);
            assert_string_equal(slide->picture.asset, "assets/film/tiny.png");
        }
        finish(&world);
    }
}

static void what_is_missing_is_said_and_it_is_skipped(void **state) {
    (void)state;
    static const char *const NAMES[] = {"", "7", "\"assets/film/tiny.mp4\"", "\"playlists/a.film.json\"",
                                        "\"assets/../a.film.json\""};
    for (size_t i = 0; i < LENGTH(NAMES); i++) {
        char slides[300];
        snprintf(slides, sizeof slides, "{\"slides\":[{\"id\":\"a\",\"type\":\"film\"%s%s}]}",
                 *NAMES[i] ? ",\"film\":" : "", NAMES[i]);
        struct world world = {.slides = slides};
        assert_null(load(&world));
        assert_true(world.report.errors > 0);
        finish(&world);
    }
    static const struct {
        const char *missing, *code;
        bool poster;
    } ROWS[] = {{"assets/film/tiny.film.json", "absent-file", false},
                {"assets/film/tiny.mp4", "absent-file", true},
                {"assets/film/tiny.ar.vtt", "absent-file", true}};
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct world world = {.missing = ROWS[i].missing};
        const struct slide *slide = load(&world);
        assert_non_null(slide);
        assert_string_equal(world.report.items[0].code, ROWS[i].code);
        assert_int_equal(slide->picture.asset != NULL, ROWS[i].poster);
        assert_true(slide->dwell_ms > 0);
        finish(&world);
    }
}

/* Said once each, whatever the number of slides. */
static void count_assets(void *context, const char *name, const char *file, int line) {
    (void)line;
    assert_non_null(file);
    *(int *)context += strncmp(name, "assets/film/", 12) == 0;
}

static void its_files_belong_to_the_site(void **state) {
    (void)state;
    struct world world = {0};
    int count = 0;
    assert_non_null(load(&world));
    assert_int_equal(world.report.count, 0);
    site_assets(world.site, count_assets, &count);
    assert_int_equal(count, 7); /* the index, the film, its poster, four files of captions */
    finish(&world);
}

static size_t found(const struct report *report, const char *code) {
    size_t count = 0;
    for (size_t i = 0; i < report->count; i++)
        count += strcmp(report->items[i].code, code) == 0;
    return count;
}

static void what_is_said_has_to_be_read(void **state) {
    (void)state;
    static const char none[] =
        "{\"slides\":[{\"id\":\"a\",\"type\":\"film\"," FILM ",\"captions\":\"none\"}]}";
    struct world rows[] = {{.slides = NULL}, {.slides = none}, {.mute = true}};
    static const size_t errors[] = {0, 1, 3}; /* of slides */
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct world *world = &rows[i];
        const struct site_files files = {world, world_read, world_has};
        assert_non_null(load(world));
        site_check(world->site, &files, FIXTURE_NOW, &world->report);
        assert_int_equal(found(&world->report, "film-uncaptioned"), errors[i]);
        assert_int_equal(found(&world->report, "film-captions-missing"), 0);
        finish(world);
    }
    /* in one language less than it is shown in */
    struct world world = {.missing = NULL};
    const struct site_files files = {&world, world_read, world_has};
    const struct slide *slide = load(&world);
    struct film *film = (struct film *)&slide->film.shown->film;
    film->caption_count = 1;
    site_check(world.site, &files, FIXTURE_NOW, &world.report);
    assert_int_equal(found(&world.report, "film-captions-missing"), 3 * 3); /* en, ar, zh-Hans of three */
    finish(&world);
}

static bool size_of(void *context, const char *asset, int *width, int *height) {
    (void)context;
    (void)asset;
    *width = 128;
    *height = 72;
    return true;
}

static struct scene_request request_of(const struct world *world, const struct slide *slide,
                                       const char *screen, const char *language, int width, int height) {
    static const struct screen_zone main_zone = {"main", ZONE_PLAYLIST, 0, 0, 1, 1};
    return (struct scene_request){.site = world->site,
                                  .screen = site_screen(world->site, screen),
                                  .zone = &main_zone,
                                  .slide = slide,
                                  .language = language,
                                  .now_ms = FIXTURE_NOW,
                                  .width = width,
                                  .height = height,
                                  .screen_width = width,
                                  .screen_height = height,
                                  .measure = &plain_font,
                                  .picture_size = size_of};
}

static const struct draw_item *film_of(const struct draw_list *list) {
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == DRAW_FILM)
            return &list->items[i];
    return NULL;
}

/* All words that are drawn behind the film, in order, with spaces between. */
static void captions_of(const struct draw_list *list, char *out, size_t size) {
    bool behind = false;
    out[0] = '\0';
    for (size_t i = 0; i < list->count; i++) {
        behind |= list->items[i].kind == DRAW_FILM;
        if (behind && list->items[i].kind == DRAW_TEXT)
            snprintf(out + strlen(out), size - strlen(out), "%s ", list->items[i].text);
    }
}

static void captions_follow_the_film(void **state) {
    (void)state;
    static const struct {
        int slide;
        const char *screen, *language;
        int64_t position_ms;
        const char *says;
        int64_t next_ms;
    } ROWS[] = {
        {0, "wide", "da", 0, "Velkommen til Ballerup ", 1000},
        {0, "wide", "en", 999, "Welcome to Ballerup ", 1},
        {0, "wide", "da", 1000, "Rådhuset er åbent ", 920},
        {0, "wide", "da", 1920, "", -1},
        {0, "wide", "uk", 0, "Velkommen til Ballerup ", 1000}, /* the site's first that it has */
        {1, "wide", "da", 0, "Velkommen til Ballerup Welcome to Ballerup ", 1000},
        {1, "wide", "da", 1960, "", 40}, /* it begins again */
        {1, "wide", "da", 3000, "Rådhuset er åbent The town hall is open ", 920},
        {2, "wide", "en", 0, "Welcome to Ballerup ", 520}, /* from half a second on */
        {2, "wide", "en", 600, "The town hall is open ", 840},
        {0, "wide", "en", 60000, "", -1}, /* long over */
    };
    struct world world = {0};
    const struct slide *slides = load(&world);
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct scene_request request =
            request_of(&world, &slides[ROWS[i].slide], ROWS[i].screen, ROWS[i].language, 1920, 1080);
        struct draw_list list;
        char says[300];
        request.position_ms = ROWS[i].position_ms;
        draw_init(&list);
        assert_true(scene_build(&request, &list, NULL));
        captions_of(&list, says, sizeof says);
        int64_t next_ms = scene_next_change(&request) - request.now_ms;
        if (strcmp(says, ROWS[i].says) != 0 ||
            (ROWS[i].next_ms > 0 ? next_ms != ROWS[i].next_ms : next_ms < 60000))
            fail_msg("row %zu: \"%s\", next after %lld", i, says, (long long)next_ms);
        assert_string_equal(film_of(&list)->film, "assets/film/tiny.film.json");
        assert_string_equal(film_of(&list)->text, "assets/film/tiny.png");
        draw_finish(&list);
    }
    finish(&world);
}

/* Below the film or over it, large enough, in sight; over it on black of their own. */
static void captions_can_be_read(void **state) {
    (void)state;
    static const int SIZES[][2] = {{1920, 1080}, {1080, 1920}, {1306, 885}, {614, 885}, {3840, 2160}};
    static const char *const SCREENS[][2] = {
        {"wide", "da"}, {"arabic", "ar"}, {"chinese", "zh-Hans"}, {"far", "en"}};
    struct world world = {0};
    const struct slide *slides = load(&world);
    for (size_t s = 0; s < LENGTH(SIZES); s++)
        for (size_t n = 0; n < LENGTH(SCREENS); n++)
            for (int k = 0; k < 3; k++) {
                int w = SIZES[s][0], h = SIZES[s][1];
                struct scene_request request =
                    request_of(&world, &slides[k], SCREENS[n][0], SCREENS[n][1], w, h);
                struct draw_list list;
                struct report report = {0};
                draw_init(&list);
                assert_true(scene_build(&request, &list, &report));
                const struct draw_item *film = film_of(&list);
                struct box box = film->box;
                assert_true(box.w * 72 - box.h * 128 <= 128 && box.h * 128 - box.w * 72 <= 128);
                assert_true(box.x >= 0 && box.y >= 0 && box.x + box.w <= w && box.y + box.h <= h);
                int texts = 0;
                for (const struct draw_item *at = film; at < list.items + list.count; at++) {
                    if (at->kind != DRAW_TEXT)
                        continue;
                    texts++;
                    int top = at->box.y - at->px, bottom = at->box.y + at->px / 4;
                    assert_true(at->px * 15 >= box.h);
                    assert_true(at->box.x >= 0 && at->box.x + at->box.w <= w && bottom <= h);
                    if (k == 0)
                        assert_true(bottom <= box.y + box.h && top >= box.y && at->box.w * 100 <= box.w * 68);
                    if (k == 1)
                        assert_true(top + at->px / 4 >= box.y + box.h);
                    struct colour paper = world.site->theme.paper;
                    if (bottom <= box.y + box.h)
                        assert_true(at->colour.r == 255 && at->colour.g == 255 && at->colour.b == 255);
                    else
                        assert_true(colour_contrast(at->colour, paper) >= 4.5);
                }
                if (texts < (k == 1 ? 2 : 1))
                    fail_msg("%d × %d, %s, slide %d: %d texts", w, h, SCREENS[n][0], k, texts);
                for (size_t i = 0; i < report.count; i++)
                    print_message("%d × %d %s %d: %s\n", w, h, SCREENS[n][0], k, report.items[i].text);
                assert_int_equal(report.count, 0);
                report_finish(&report);
                draw_finish(&list);
            }
    finish(&world);
}

static bool inside(struct box a, struct box b) {
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

/* What a film leaves of its zone is paper, with words about it before it, where they do not touch it; and it
 * stands in one place from its poster to its last caption. */
static void a_film_stands_on_paper(void **state) {
    (void)state;
    static const struct {
        int w, h;
        const char *language;
        struct box film;
        const char *first; /* run of its words; NULL: there is no room for any */
    } ROWS[] = {{1920, 821, "da", {0}, "Ballerup"},
                {1080, 1555, "da", {0, 0, 1080, 608}, "Ballerup"},
                {1080, 1555, "ar", {0, 0, 1080, 608}, "باليروب"}};
    struct world world = {0};
    const struct slide *slide = &load(&world)[1];
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct box first = {0};
        for (int64_t at_ms = -1; at_ms < 2000; at_ms += 500) {
            struct scene_request request =
                request_of(&world, slide, strcmp(ROWS[i].language, "ar") == 0 ? "arabic" : "wide",
                           ROWS[i].language, ROWS[i].w, ROWS[i].h);
            struct draw_list list;
            request.position_ms = at_ms < 0 ? 0 : at_ms;
            draw_init(&list);
            assert_true(scene_build(&request, &list, NULL));
            const struct draw_item *film = film_of(&list);
            if (at_ms < 0)
                first = film->box;
            assert_memory_equal(&film->box, &first, sizeof first);
            if (ROWS[i].film.w)
                assert_memory_equal(&film->box, &ROWS[i].film, sizeof first);
            size_t words = 0;
            for (const struct draw_item *at = list.items; at < list.items + list.count; at++) {
                if (at->kind == DRAW_RECT && at->colour.r + at->colour.g + at->colour.b == 0)
                    assert_true(inside(at->box, film->box)); /* under a caption */
                if (at->kind != DRAW_TEXT || at > film)
                    continue;
                if (words++ == 0)
                    assert_non_null(ROWS[i].first && strstr(at->text, ROWS[i].first) ? at : NULL);
                int top = at->box.y - at->px;
                assert_true(top >= film->box.y + film->box.h || at->box.x >= film->box.x + film->box.w ||
                            at->box.x + at->box.w <= film->box.x);
            }
            assert_int_equal(words > 0, ROWS[i].first != NULL);
            draw_finish(&list);
        }
    }
    finish(&world);
}

static void the_timeline_goes_by_its_length(void **state) {
    (void)state;
    struct world world = {0};
    const struct slide *slides = load(&world);
    struct timeline_question question = {.site = world.site, .screen = site_screen(world.site, "wide")};
    static const struct {
        int slide;
        const char *language;
        int64_t length_ms;
    } ROWS[] = {{0, "da", 2000}, {0, "en", 2000}, {1, "da", 4000},
                {2, "da", 1520}, {2, "en", 1520}, {0, "da", 2000}};
    int64_t at_ms = zone_day_start(world.site->zone, zone_day(world.site->zone, FIXTURE_NOW));
    for (size_t i = 0; i < LENGTH(ROWS); i++) {
        struct timeline_entry entry = timeline_at(&question, "main", at_ms);
        assert_ptr_equal(entry.slide, &slides[ROWS[i].slide]);
        assert_string_equal(entry.language, ROWS[i].language);
        assert_int_equal(entry.end_ms - entry.start_ms, ROWS[i].length_ms);
        at_ms = entry.end_ms;
    }
    finish(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_on_for_as_long_as_it_is),
        cmocka_unit_test(what_is_missing_is_said_and_it_is_skipped),
        cmocka_unit_test(its_files_belong_to_the_site),
        cmocka_unit_test(what_is_said_has_to_be_read),
        cmocka_unit_test(captions_follow_the_film),
        cmocka_unit_test(captions_can_be_read),
        cmocka_unit_test(a_film_stands_on_paper),
        cmocka_unit_test(the_timeline_goes_by_its_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
