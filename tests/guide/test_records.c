/* Every place of the fixture site's guide, every kind of page, on panels of both shapes, against its record;
 * see tests/README.md. */
#include "support/record.h"

#include "guide/search/search.h"
#include "guide/view/view.h"
#include "guide/written/page_kind.h"
#include "support/plain_font.h"

static const struct variant {
    const char *heading, *language, *screen;
    int width, height;
    enum text_size text_size;
    bool high_contrast, easy_reach;
} variants[] = {
    {"en landscape", "en", "side", 1920, 1080, TEXT_NORMAL, false, false},
    {"da landscape, large, high contrast", "da", "side", 1920, 1080, TEXT_LARGE, true, false},
    {"ar portrait", "ar", "portrait", 1080, 1920, TEXT_NORMAL, false, false},
    {"uk portrait, easy reach", "uk", "portrait", 1080, 1920, TEXT_NORMAL, false, true},
};

struct world {
    struct site *site;
    struct guide *guide;
    struct record_feeds known;
    struct search_index *index;
    bool places[PLACE_COUNT], kinds[GUIDE_PAGE_KIND_COUNT];
    /* what the next picture shows beside its spot */
    struct guide_state state;
    int seconds_left;
};

static void put_target(FILE *out, const struct target *target) {
    static const char *const roles[] = {"button", "link", "checkbox", "toggle", "key"};
    const struct action *action = &target->action;
    fprintf(out, "target %d,%d %dx%d hit %d,%d %dx%d %s", target->box.x, target->box.y, target->box.w,
            target->box.h, target->hit.x, target->hit.y, target->hit.w, target->hit.h, roles[target->role]);
    fprintf(out, "%s%s radius=%d line=%d mark=#%02x%02x%02x verb=%d value=%d",
            target->primary ? " primary" : "", target->on ? " on" : "", target->radius, target->line,
            target->mark.r, target->mark.g, target->mark.b, (int)action->verb, action->value);
    if (action->verb == VERB_GO)
        fprintf(out, " to %s %u leaf %d", place_name(action->spot.place), (unsigned)action->spot.of,
                action->spot.leaf);
    if (action->text[0])
        fprintf(out, " types \"%s\"", action->text);
    fprintf(out, " \"%s\"\n", target->label);
}

static void put_view(struct record *record, const struct view *view) {
    FILE *out = record->out;
    record_list(record, &view->list);
    for (int i = 0; i < view->target_count; i++)
        put_target(out, &view->targets[i]);
    fprintf(out, "leaves %d, reading %d ms, found %d, reach from %d%s\n", view->leaves, view->reading_ms,
            view->found, view->reach_top, view->qr ? ", a code" : "");
    for (int run = 0; view->speech && run < view->speech->count; run++) {
        size_t from = view->speech->runs[run].from;
        fprintf(out, "speech %s: %.*s", view->speech->runs[run].language,
                (int)(utterance_run_end(view->speech, run) - from), view->speech->text + from);
    }
    record_report(record, &view->problems);
}

static struct guide_state state_of(const struct world *world, const struct variant *variant,
                                   struct spot spot) {
    struct guide_state state = world->state;
    state.spot = spot;
    state.depth = 1;
    state.history[0] = (struct spot){.place = PLACE_HOME};
    state.language = guide_language_find(world->guide, variant->language);
    assert_true(state.language >= 0);
    for (size_t i = 0; i < world->guide->keyboard_count; i++)
        if (strcmp(world->guide->keyboards[i].id, world->guide->languages[state.language].keyboard) == 0)
            state.keyboard = (int)i;
    state.aids.text_size = variant->text_size;
    state.aids.high_contrast = variant->high_contrast;
    state.aids.easy_reach = variant->easy_reach;
    return state;
}

/* Returns how many leaves there are. */
static int put(struct world *world, struct record *record, const struct variant *variant, struct spot spot) {
    static const struct staff_facts facts = {.version = "1.2.3",
                                             .generation = "7",
                                             .shown = "scenes/text-whole",
                                             .network = "192.0.2.7",
                                             .updated = "3 December 12:00",
                                             .uptime = "1 December 06:00"};
    struct guide_state state = state_of(world, variant, spot);
    struct view view = {0};
    struct view_request request = {.guide = world->guide,
                                   .state = &state,
                                   .site = world->site,
                                   .screen = site_screen(world->site, variant->screen),
                                   .feeds = &world->known.feeds,
                                   .index = world->index,
                                   .now_ms = RECORD_NOW,
                                   .seconds_left = world->seconds_left,
                                   .width = variant->width,
                                   .height = variant->height,
                                   .drafts = true,
                                   .speech = true,
                                   .staff = &facts,
                                   .slide = &world->site->playlists[0].slides[0],
                                   .slide_language = "en",
                                   .measure = &plain_font,
                                   .picture_size = record_picture};
    assert_true(view_build(&request, &view));
    fprintf(record->out, "== %s", variant->heading);
    if (spot.leaf)
        fprintf(record->out, ", leaf %d", spot.leaf);
    fputc('\n', record->out);
    put_view(record, &view);
    int64_t change_ms = view_next_change(&request);
    if (change_ms != INT64_MAX)
        fprintf(record->out, "changes after %lld s\n", (long long)(change_ms - RECORD_NOW) / 1000);
    world->places[spot.place] = true;
    int leaves = view.leaves;
    view_finish(&view);
    return leaves;
}

/* The spot in every `step`th variant, and its second and last leaf in the first. */
static void keep_some(struct world *world, const char *name, enum place place, uint32_t of, size_t step) {
    struct record record;
    record_begin(&record);
    for (size_t i = 0; i < LENGTH(variants); i += step) {
        int leaves = put(world, &record, &variants[i], (struct spot){place, of, 0});
        if (i == 0 && leaves > 1)
            put(world, &record, &variants[i], (struct spot){place, of, 1});
        if (i == 0 && leaves > 2)
            put(world, &record, &variants[i], (struct spot){place, of, leaves - 1});
    }
    record_end(&record, "guide", name);
}

static void keep(struct world *world, const char *name, enum place place, uint32_t of) {
    keep_some(world, name, place, of, 1);
}

static void keep_numbered(struct world *world, const char *what, const char *id, enum place place,
                          uint32_t of) {
    char name[80];
    snprintf(name, sizeof name, "%s-%s", what, id);
    keep(world, name, place, of);
}

static void places_look_as_recorded(void **state) {
    struct world *world = *state;
    static const enum place once[] = {PLACE_SLIDES,    PLACE_HOME,  PLACE_TOPICS,     PLACE_SEARCH,
                                      PLACE_LANGUAGES, PLACE_AIDS,  PLACE_ASK,        PLACE_EMERGENCY,
                                      PLACE_PIN,       PLACE_STAFF, PLACE_TOUCH_TEST, PLACE_CLEANING};
    for (size_t i = 0; i < LENGTH(once); i++) {
        world->seconds_left = once[i] == PLACE_CLEANING ? 42 : 0;
        keep(world, place_name(once[i]), once[i], 0);
    }
    world->seconds_left = 0;
    for (uint32_t i = 0; i < world->guide->door_count; i++)
        keep_numbered(world, "door", world->guide->doors[i].id, PLACE_DOOR, i);
    for (uint32_t i = 0; i < world->guide->people.phrase_count; i++)
        keep_numbered(world, "phrase", i ? "1" : "0", PLACE_PHRASE, i);
}

static void pages_look_as_recorded(void **state) {
    struct world *world = *state;
    const struct guide *guide = world->guide;
    for (uint32_t i = 0; i < guide->page_count; i++) {
        const struct guide_page *page = &guide->pages[i];
        world->kinds[page->kind] = true;
        keep_numbered(world, "page", page->id, PLACE_PAGE, i);
        for (uint32_t k = 0; page->directory && k < page->directory->entry_count; k++)
            keep_numbered(world, "entry", page->directory->entries[k].id, PLACE_ENTRY, i << 16 | k);
    }
    const struct guide_plan *plan = guide->houses.items[0]->plan;
    for (uint32_t i = 0; i < plan->spot_count; i++)
        if (plan->spots[i].name.count > 0)
            keep_numbered(world, "way", plan->spots[i].id, PLACE_WAY, i);
    const struct feed_data *events = world->known.data[0];
    for (size_t i = 0; i < events->count; i++)
        keep_numbered(world, "event", events->events[i].id, PLACE_EVENT,
                      state_event_key(events->events[i].id));
}

/* What the visitor has typed, chosen or ticked shows. */
static void what_a_visitor_did_looks_as_recorded(void **state) {
    struct world *world = *state;
    static const struct {
        const char *name, *query;
    } typed[] = {{"search-title", "reg"},        {"search-nothing", "qqqqq"},
                 {"search-emergency", "ambul"},  {"search-event", "caf"},
                 {"search-expired", "past its"}, {"search-typing-error", "registartion"}};
    for (size_t i = 0; i < LENGTH(typed); i++) {
        snprintf(world->state.query, sizeof world->state.query, "%s", typed[i].query);
        keep_some(world, typed[i].name, PLACE_SEARCH, 0, 2); /* of four: the keys are the same every time */
    }
    const struct guide_page *pages = world->guide->pages;
    uint32_t first = (uint32_t)(guide_page_find(world->guide, "first-days") - pages);
    uint32_t clubs = (uint32_t)(guide_page_find(world->guide, "clubs") - pages);
    uint32_t register_page = (uint32_t)(guide_page_find(world->guide, "register") - pages);
    uint32_t on = (uint32_t)(guide_page_find(world->guide, "whats-on") - pages);
    state_init(&world->state, world->guide);
    world->state.chosen.ticks_page = first + 1;
    world->state.chosen.ticks = 5;
    keep(world, "page-first-days-ticked", PLACE_PAGE, first);
    state_init(&world->state, world->guide);
    world->state.aids.easy_text = true;
    keep(world, "page-register-easy", PLACE_PAGE, register_page);
    state_init(&world->state, world->guide);
    world->state.chosen.filters_page = clubs + 1;
    world->state.chosen.filters[0] = 2;
    keep(world, "page-clubs-filtered", PLACE_PAGE, clubs);
    state_init(&world->state, world->guide);
    world->state.chosen.filters_page = on + 1;
    world->state.chosen.period = PERIOD_ALL;
    world->state.chosen.kind = 1;
    keep(world, "page-whats-on-children", PLACE_PAGE, on);
    state_init(&world->state, world->guide);
    world->state.idle.warned = true;
    world->seconds_left = 21;
    keep(world, "warning", PLACE_HOME, 0);
    world->seconds_left = 0;
    state_init(&world->state, world->guide);
    world->state.keypad = true;
    world->state.focus = 2;
    world->state.aids.speech = true;
    keep(world, "home-keypad-speech", PLACE_HOME, 0);
    state_init(&world->state, world->guide);
}

static void the_bar_looks_as_recorded(void **state) {
    struct world *world = *state;
    struct record record;
    record_begin(&record);
    for (size_t i = 0; i < LENGTH(variants); i++) {
        const struct variant *variant = &variants[i];
        const struct screen_zone zone = {.name = "touch", .kind = ZONE_TOUCH, .w = 1, .h = 0.09};
        struct view view = {0};
        struct scene_request request = {.site = world->site,
                                        .screen = site_screen(world->site, variant->screen),
                                        .zone = &zone,
                                        .feeds = &world->known.feeds,
                                        .now_ms = RECORD_NOW,
                                        .width = variant->width,
                                        .height = variant->height * 9 / 100,
                                        .screen_width = variant->width,
                                        .screen_height = variant->height,
                                        .measure = &plain_font,
                                        .picture_size = record_picture};
        assert_true(bar_build(&request, i % 2 ? NULL : world->guide, i == 2, &view));
        fprintf(record.out, "== %s%s%s\n", variant->heading, i % 2 ? ", no guide" : "",
                i == 2 ? ", drafts" : "");
        put_view(&record, &view);
        view_finish(&view);
    }
    record_end(&record, "guide", "bar");
    world->places[PLACE_REST] = true;
}

static void nothing_is_left_out(void **state) {
    const struct world *world = *state;
    for (int i = 0; i < PLACE_COUNT; i++)
        if (!world->places[i])
            fail_msg("the place %s has no record", place_name((enum place)i));
    for (int i = 0; i < GUIDE_PAGE_KIND_COUNT; i++)
        if (!world->kinds[i])
            fail_msg("no page of the fixture site is of kind %d: add one to its guide.json", i);
    record_none_left("guide");
}

int main(int argc, char **argv) {
    static char folder[] = RECORDS "/site";
    struct site_files files = {folder, site_folder_read, record_has};
    struct report report = {0};
    struct world world = {.site = site_load(&files, &report)};
    void *start = &world;
    world.guide = world.site ? guide_load(world.site, &files, &report) : NULL;
    char line[700];
    for (size_t i = 0; i < report.count; i++)
        if (report.items[i].severity == SEVERITY_ERROR)
            fprintf(stderr, "%s\n", fail_format(&report.items[i], line, sizeof line));
    if (!world.guide || report.errors)
        return 1;
    record_options(argc, argv);
    record_feeds_init(&world.known);
    state_init(&world.state, world.guide);
    world.index = search_index_create(world.guide, &world.known.feeds);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(places_look_as_recorded, start),
        cmocka_unit_test_prestate(pages_look_as_recorded, start),
        cmocka_unit_test_prestate(what_a_visitor_did_looks_as_recorded, start),
        cmocka_unit_test_prestate(the_bar_looks_as_recorded, start),
        cmocka_unit_test_prestate(nothing_is_left_out, start),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    search_index_destroy(world.index);
    record_feeds_finish(&world.known);
    guide_destroy(world.guide);
    site_destroy(world.site);
    report_finish(&report);
    return failed;
}
