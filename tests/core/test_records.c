/* Every slide of the fixture site in every shape a zone can have, against its record; see tests/README.md. */
#include "support/record.h"

#include "core/scene/scene.h"
#include "core/scene/timeline.h"
#include "core/site/screen_zones.h"
#include "core/site/slide_kind.h"
#include "support/plain_font.h"

enum { ITEMS_MAX = 12, ENTRIES_MAX = 40, TURNS_MAX = 80, DAYS_BACK = 30, DAYS_AHEAD = 400 };

static const struct shape {
    const char *screen, *zone, *language;
    int width, height; /* of the picture */
} shapes[] = {
    {"full", "main", "en", 1920, 1080},     {"full", "main", "da", 1920, 1080},
    {"side", "main", "da", 1920, 1080},     {"side", "side", "en", 1920, 1080},
    {"side", "ticker", "da", 1920, 1080},   {"portrait", "main", "ar", 1080, 1920},
    {"portrait", "side", "ar", 1080, 1920}, {"portrait", "ticker", "ar", 1080, 1920},
};

struct world {
    struct site *site;
    struct record_feeds known;
};

static struct scene_request request_of(const struct world *world, const struct shape *shape,
                                       const struct slide *slide) {
    const struct screen *screen = site_screen(world->site, shape->screen);
    assert_non_null(screen);
    size_t count = 0;
    const struct screen_zone *zones = layout_zones(screen->layout, shape->width, shape->height, &count);
    const struct screen_zone *zone = zones_find(zones, count, shape->zone);
    assert_non_null(zone);
    return (struct scene_request){.site = world->site,
                                  .screen = screen,
                                  .zone = zone,
                                  .slide = slide,
                                  .language = shape->language,
                                  .feeds = &world->known.feeds,
                                  .now_ms = RECORD_NOW,
                                  .width = (int)(zone->w * shape->width + 0.5),
                                  .height = (int)(zone->h * shape->height + 0.5),
                                  .screen_width = shape->width,
                                  .screen_height = shape->height,
                                  .measure = &plain_font,
                                  .picture_size = record_picture};
}

static void build(const struct scene_request *request, struct draw_list *list, struct report *report) {
    draw_init(list);
    assert_true(scene_build(request, list, report));
}

static void put(struct record *record, const struct shape *shape, const struct scene_request *request,
                const struct draw_list *list, const struct report *report) {
    fprintf(record->out, "== %s %s %s %dx%d", shape->screen, shape->zone, shape->language, request->width,
            request->height);
    if (request->item)
        fprintf(record->out, " item %d", request->item);
    if (request->clock_wrong)
        fprintf(record->out, " clock wrong");
    fputc('\n', record->out);
    record_list(record, list);
    record_report(record, report);
    int64_t change_ms = scene_next_change(request);
    if (change_ms != INT64_MAX)
        fprintf(record->out, "changes after %lld s\n", (long long)(change_ms - request->now_ms) / 1000);
}

/* One picture; where a slide shows one item at a time, a picture of each. */
static void put_items(struct record *record, const struct shape *shape, struct scene_request request) {
    struct draw_list first, list;
    struct report report = {0};
    build(&request, &first, &report);
    put(record, shape, &request, &first, &report);
    report_finish(&report);
    for (request.item = 1; request.item < ITEMS_MAX; request.item++) {
        struct report again = {0};
        build(&request, &list, &again);
        bool round = draw_equal(&first, &list);
        if (!round)
            put(record, shape, &request, &list, &again);
        report_finish(&again);
        draw_finish(&list);
        if (round)
            break;
    }
    draw_finish(&first);
}

/* In which languages it takes its turns at a moment, with nothing else in the zone, and of how many items if
 * of several: "en da, 6 items"; "-": it is not on. */
static void turns_at(const struct timeline_question *question, int64_t now_ms, char out[TURNS_MAX]) {
    const struct site *site = question->site;
    struct timeline_entry first = timeline_at(question, "main", now_ms), entry = first;
    bool speaks[SITE_LANGUAGES_MAX] = {false};
    size_t used = 0;
    int items = 1;
    snprintf(out, TURNS_MAX, "-");
    if (!first.slide)
        return;
    for (int i = 0; i < ENTRIES_MAX; i++) {
        for (size_t l = 0; l < site->language_count; l++)
            speaks[l] = speaks[l] || strcmp(site->languages[l], entry.language) == 0;
        items = entry.item + 1 > items ? entry.item + 1 : items;
        entry = timeline_at(question, "main", entry.end_ms);
        if (!entry.slide || (entry.item == first.item && strcmp(entry.language, first.language) == 0))
            break;
    }
    for (size_t l = 0; l < site->language_count; l++)
        if (speaks[l])
            used +=
                (size_t)snprintf(out + used, TURNS_MAX - used, "%s%s", used ? " " : "", site->languages[l]);
    if (items > 1)
        snprintf(out + used, TURNS_MAX - used, ", %d items", items);
}

static void put_days(struct record *record, const char *screen, int32_t from, int32_t to, const char *turns) {
    struct civil first = civil_from_days(from), last = civil_from_days(to);
    fprintf(record->out, "turns %s %04d-%02d-%02d – %04d-%02d-%02d: %s\n", screen, first.year, first.month,
            first.day, last.year, last.month, last.day, turns);
}

/* In which languages it is on, day by day. */
static void put_turns(struct record *record, const struct world *world, const struct slide *slide) {
    static const char *const names[] = {"full", "portrait"};
    struct slide own = *slide;
    struct playlist alone = {.file = slide->file, .slides = &own, .slide_count = 1};
    const struct playlist *playlists[] = {&alone};
    const struct zone *zone = world->site->zone;
    int32_t today = zone_day(zone, RECORD_NOW), from = today - DAYS_BACK;
    for (size_t n = 0; n < LENGTH(names); n++) {
        struct screen screen = *site_screen(world->site, names[n]);
        struct timeline_question question = {
            .site = world->site, .screen = &screen, .feeds = &world->known.feeds};
        char turns[TURNS_MAX], before[TURNS_MAX] = "";
        screen.content[0] = (struct screen_content){"main", playlists, 1};
        screen.content_count = 1;
        for (int32_t day = today - DAYS_BACK; day <= today + DAYS_AHEAD; day++) {
            turns_at(&question, zone_day_minute(zone, day, 12 * 60), turns);
            if (*before && strcmp(turns, before) != 0)
                put_days(record, names[n], from, day - 1, before);
            if (strcmp(turns, before) != 0)
                from = day;
            snprintf(before, sizeof before, "%s", turns);
        }
        put_days(record, names[n], from, today + DAYS_AHEAD, before);
    }
}

static void slides_look_as_recorded(void **state) {
    const struct world *world = *state;
    const struct playlist *playlist = site_playlist(world->site, "playlists/scenes.json");
    bool kinds[SLIDE_KIND_COUNT] = {false};
    assert_non_null(playlist);
    for (size_t i = 0; i < playlist->slide_count; i++) {
        const struct slide *slide = &playlist->slides[i];
        struct record record;
        kinds[slide->type] = true;
        record_begin(&record);
        for (size_t s = 0; s < LENGTH(shapes); s++)
            put_items(&record, &shapes[s], request_of(world, &shapes[s], slide));
        put_turns(&record, world, slide);
        record_end(&record, "scenes", slide->id);
    }
    for (int i = 0; i < SLIDE_KIND_COUNT; i++)
        if (!kinds[i])
            fail_msg("no slide of the fixture site is of kind %d: add one to its playlists/scenes.json", i);
}

static void zones_without_slides_look_as_recorded(void **state) {
    const struct world *world = *state;
    static const struct shape headers[] = {{"side", "header", "da", 1920, 1080},
                                           {"side", "header", "en", 1920, 1080},
                                           {"portrait", "header", "ar", 1080, 1920}};
    struct record record;
    record_begin(&record);
    for (size_t i = 0; i < LENGTH(headers); i++) {
        struct scene_request request = request_of(world, &headers[i], NULL);
        put_items(&record, &headers[i], request);
        request.clock_wrong = true;
        put_items(&record, &headers[i], request);
    }
    record_end(&record, "scenes", "_header");
    record_begin(&record);
    for (size_t i = 0; i < LENGTH(shapes); i++)
        put_items(&record, &shapes[i], request_of(world, &shapes[i], NULL));
    record_end(&record, "scenes", "_empty");
    record_none_left("scenes");
}

/* `playing`: what it shows has gone on since. */
static void assert_same(const struct draw_list *was, struct scene_request request, int64_t at_ms,
                        bool playing) {
    struct draw_list list;
    request.position_ms += playing ? at_ms - request.now_ms : 0;
    request.now_ms = at_ms;
    build(&request, &list, NULL);
    if (!draw_equal(was, &list))
        fail_msg("%s in %s %s: looks different at %lld %s", request.slide->id, request.screen->id,
                 request.zone->name, (long long)at_ms,
                 request.clock_wrong ? "by a clock that is known to be wrong" : "before it said so");
    draw_finish(&list);
}

/* Until the moment that scene_next_change names, the picture stays what it was, over four days. */
static void nothing_changes_unsaid(void **state) {
    const struct world *world = *state;
    const struct playlist *playlist = site_playlist(world->site, "playlists/scenes.json");
    for (size_t i = 0; i < playlist->slide_count; i++)
        for (size_t s = 0; s < LENGTH(shapes); s += 2) {
            struct scene_request request = request_of(world, &shapes[s], &playlist->slides[i]);
            for (int steps = 0; request.now_ms < RECORD_NOW + 96 * RECORD_HOUR; steps++) {
                struct draw_list list;
                int64_t next_ms = scene_next_change(&request);
                assert_true(next_ms > request.now_ms && steps < 200);
                build(&request, &list, NULL);
                if (next_ms != INT64_MAX)
                    assert_same(&list, request, next_ms - 1, true);
                else
                    assert_same(&list, request, request.now_ms + 400 * 24 * RECORD_HOUR, true);
                draw_finish(&list);
                request.now_ms = next_ms == INT64_MAX ? RECORD_NOW + 96 * RECORD_HOUR : next_ms;
                request.position_ms = request.now_ms - RECORD_NOW;
            }
        }
}

/* Whoever shows no feed and does not know which day it is says the same on each. */
static void a_wrong_clock_says_nothing_of_the_day(void **state) {
    const struct world *world = *state;
    const struct playlist *playlist = site_playlist(world->site, "playlists/scenes.json");
    for (size_t i = 0; i < playlist->slide_count; i++)
        for (size_t s = 0; s < LENGTH(shapes) && !slide_query(&playlist->slides[i]); s++) {
            struct scene_request request = request_of(world, &shapes[s], &playlist->slides[i]);
            struct draw_list list;
            request.clock_wrong = true;
            build(&request, &list, NULL);
            assert_same(&list, request, RECORD_NOW + 24 * RECORD_HOUR, false);
            draw_finish(&list);
        }
}

int main(int argc, char **argv) {
    static char folder[] = RECORDS "/site";
    struct site_files files = {folder, site_folder_read, record_has};
    struct report report = {0};
    struct world world = {.site = site_load(&files, &report)};
    void *start = &world;
    if (!world.site || report.errors)
        return 1;
    record_options(argc, argv);
    record_feeds_init(&world.known);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(slides_look_as_recorded, start),
        cmocka_unit_test_prestate(zones_without_slides_look_as_recorded, start),
        cmocka_unit_test_prestate(nothing_changes_unsaid, start),
        cmocka_unit_test_prestate(a_wrong_clock_says_nothing_of_the_day, start),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    record_feeds_finish(&world.known);
    site_destroy(world.site);
    report_finish(&report);
    return failed;
}
