/* Every slide of the fixture site in every shape a zone can have, against its record; see tests/README.md. */
#include "support/record.h"

#include "core/scene/scene.h"
#include "core/site/screen_zones.h"
#include "support/plain_font.h"

enum { ITEMS_MAX = 12 };

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

static void assert_same(const struct draw_list *was, struct scene_request request, int64_t at_ms) {
    struct draw_list list;
    request.now_ms = at_ms;
    build(&request, &list, NULL);
    if (!draw_equal(was, &list))
        fail_msg("%s in %s %s: looks different at %lld before it said so", request.slide->id,
                 request.screen->id, request.zone->name, (long long)at_ms);
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
                    assert_same(&list, request, next_ms - 1);
                else
                    assert_same(&list, request, request.now_ms + 400 * 24 * RECORD_HOUR);
                draw_finish(&list);
                request.now_ms = next_ms == INT64_MAX ? RECORD_NOW + 96 * RECORD_HOUR : next_ms;
            }
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
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    record_feeds_finish(&world.known);
    site_destroy(world.site);
    report_finish(&report);
    return failed;
}
