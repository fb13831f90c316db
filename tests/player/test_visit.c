/* A visit and its painter, which answers when it can: what is asked of it, and what is made of its answers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <SDL2/SDL.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>

#include "player/visit_parts.h"
#include "show/turn.h"
#include "stage/window.h"

#define SECOND_NS 1000000000LL
enum { WIDTH = 640, HEIGHT = 360, START_MS = 1000000, MINUTE_MS = 60000 };
#define WALL_MS 1795000000000

static struct localized_entry words[] = {{"en", "Welcome", 1, 1}};
static struct slide slide = {
    .type = SLIDE_TEXT, .id = "one", .file = "playlists/a.json", .headline = {1, words}};
static const char *languages[] = {"en"};
static struct layout layout = {.zones = {{"main", ZONE_PLAYLIST, 0, 0, 1, 1}}, .zone_count = 1};
static struct screen screen = {.id = "one",
                               .layout = &layout,
                               .languages = languages,
                               .language_count = 1,
                               .width_mm = 930,
                               .viewing_distance_mm = 3000,
                               .touch = {.on = true}};
static const struct feeds no_feeds;

static bool the_slide(void *context, int64_t at_ms, int offset, struct timeline_entry *entry) {
    (void)context, (void)at_ms, (void)offset;
    *entry = (struct timeline_entry){.slide = &slide, .language = "en"};
    return true;
}

static bool no_size(void *context, const char *asset, int *width, int *height) {
    (void)context, (void)asset, (void)width, (void)height;
    return false;
}

/* The painter asks for its fonts before anything else, and goes on when it is allowed to. */
static char *font_when_allowed(void *context, const char *name) {
    (void)name;
    sem_wait(context);
    sem_post(context);
    return NULL;
}

static bool no_picture(void *context, const char *asset, char **bytes, size_t *size) {
    (void)context, (void)asset, (void)bytes, (void)size;
    return false;
}

struct stand {
    struct bell bell;
    struct window window;
    struct layers *layers;
    struct worker *worker;
    struct visit *visit;
    struct site site;
    struct clock clock;
    struct instant now;
    sem_t allowed;
};

static void set_up_turned(struct stand *stand, int degrees) {
    struct window_options wanted = {.headless = true, .width = WIDTH, .height = HEIGHT};
    struct box whole = {0, 0, WIDTH, HEIGHT};
    struct fail fail;
    *stand = (struct stand){.clock = clock_system(),
                            .now = {.wall_ms = WALL_MS, .mono_ns = START_MS * MS_NS, .steady_ms = START_MS}};
    stand->site = (struct site){.id = "test",
                                .zone = zone_create("Europe/Copenhagen"),
                                .languages = {"en"},
                                .language_count = 1,
                                .theme = {.paper = {255, 255, 255, 255},
                                          .ink = {0, 0, 0, 255},
                                          .primary = {0, 60, 90, 255},
                                          .on_primary = {255, 255, 255, 255}}};
    sem_init(&stand->allowed, 0, 0);
    assert_true(bell_init(&stand->bell));
    assert_true(window_prepare(&stand->window, &wanted, &fail) && window_open(&stand->window, &fail));
    stand->layers = layers_create(&stand->window, &whole, 1, degrees, stand->site.theme.paper);
    stand->worker = worker_create(&stand->bell);
    struct visit_options options = {.worker = stand->worker, .bell = &stand->bell, .clock = &stand->clock};
    stand->visit = visit_create(&options, stand->now, &fail);
    assert_true(stand->layers && stand->worker && stand->visit);
    int width, height;
    turn_size(degrees, WIDTH, HEIGHT, &width, &height);
    struct visit_world world = {.frame = {.site = &stand->site,
                                          .screen = &screen,
                                          .feeds = &no_feeds,
                                          .width = width,
                                          .height = height},
                                .book = {.number = 1,
                                         .theme = &stand->site.theme,
                                         .font_file = font_when_allowed,
                                         .picture_size = no_size,
                                         .context = &stand->allowed,
                                         .pictures = {NULL, no_picture}},
                                .degrees = degrees,
                                .panel_width = WIDTH,
                                .panel_height = HEIGHT,
                                .slide = the_slide};
    visit_set_world(stand->visit, &world, stand->now);
}

static void set_up(struct stand *stand) {
    set_up_turned(stand, 0);
}

static void tear_down(struct stand *stand) {
    sem_post(&stand->allowed);
    worker_destroy(stand->worker);
    visit_destroy(stand->visit, &stand->now);
    layers_destroy(stand->layers);
    window_close(&stand->window);
    zone_destroy(stand->site.zone);
    sem_destroy(&stand->allowed);
    bell_finish(&stand->bell);
}

static void turn(struct stand *stand) {
    enum visit_wish wish = visit_turn(stand->visit, stand->layers, stand->now);
    assert_true(wish == VISIT_NOTHING || wish == VISIT_FRAME);
}

static void touch_a_key(struct stand *stand) {
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_RIGHT}}};
    assert_false(visit_event(stand->visit, &event, stand->now));
    event.type = event.key.type = SDL_KEYUP;
    assert_true(visit_event(stand->visit, &event, stand->now));
    turn(stand);
    assert_true(visit_busy(stand->visit));
    assert_true(stand->visit->screen.asked > 0);
}

/* Until the painter has nothing to do and its answers were taken. */
static void settle(struct stand *stand) {
    for (int i = 0; i < 60 && (stand->visit->screen.asked || worker_outstanding(stand->worker)); i++) {
        turn(stand);
        if (worker_outstanding(stand->worker))
            bell_wait(&stand->bell, SECOND_NS);
    }
    assert_int_equal(stand->visit->screen.asked, 0);
}

/* A visitor is there, and what they chose is shown. */
static void see_a_page(struct stand *stand) {
    set_up(stand);
    touch_a_key(stand);
    sem_post(&stand->allowed);
    settle(stand);
}

/* Else no answer was ever the one awaited, and the screen stood still from the next full minute on. */
static void a_new_minute_is_asked_for_once(void **state) {
    (void)state;
    struct stand stand;
    see_a_page(&stand);
    turn(&stand);
    settle(&stand); /* what the painter looked ahead to is done, too */
    assert_true(stand.visit->screen.shown.target_count > 0);
    assert_true(stand.visit->screen.shown.next_change_ms <= WALL_MS + MINUTE_MS);
    stand.now.wall_ms += MINUTE_MS;
    uint64_t before = stand.visit->screen.numbers;
    sem_wait(&stand.allowed);    /* the painter stands still, */
    worker_forget(stand.worker); /* because it opens its fonts anew */
    for (int i = 0; i < 50; i++)
        turn(&stand);
    assert_int_equal(stand.visit->screen.numbers, before + 1);
    tear_down(&stand);
}

/* The answer for the slides comes when staff already stand before their PIN. */
static void an_answer_is_taken_for_what_was_asked(void **state) {
    (void)state;
    struct stand stand;
    set_up(&stand);
    touch_a_key(&stand);
    uint64_t first = stand.visit->screen.asked;
    struct action pin = action_go(PLACE_PIN, 0);
    sem_post(&stand.allowed);
    for (int i = 0; i < 600 && !stand.visit->screen.shown.number; i++) {
        bell_wait(&stand.bell, SECOND_NS / 10);
        if (i == 0)
            visit_do(stand.visit, &pin);
        visit_take(stand.visit, stand.layers);
    }
    assert_int_equal(stand.visit->screen.shown.number, first);
    assert_int_equal(stand.visit->state.spot.place, PLACE_PIN);
    assert_int_equal(stand.visit->screen.shown_spot.place, PLACE_SLIDES);
    turn(&stand);
    settle(&stand);
    assert_int_equal(stand.visit->screen.shown_spot.place, PLACE_PIN);
    assert_int_equal(stand.visit->hand.touch.page_ms,
                     START_MS); /* what falls through to a new page is ignored */
    tear_down(&stand);
}

static void feel(struct stand *stand, uint32_t type, struct box box, double dx) {
    SDL_Event event = {.tfinger = {.type = type, .timestamp = SDL_GetTicks(), .touchId = 3, .fingerId = 1}};
    event.tfinger.x = (float)((box.x + box.w / 2.0) / WIDTH + dx);
    event.tfinger.y = (float)((box.y + box.h / 2.0) / HEIGHT);
    assert_true(visit_event(stand->visit, &event, stand->now));
}

static void finger(struct stand *stand, uint32_t type, struct box box, double dx) {
    feel(stand, type, box, dx);
    turn(stand);
}

static struct box present_and_compare(struct stand *stand, const struct pixels *before) {
    struct pixels now;
    assert_true(layers_present(stand->layers, stand->now.mono_ns) && window_read(&stand->window, &now));
    visit_presented(stand->visit, stand->now.mono_ns + 3 * MS_NS);
    int left = WIDTH, top = HEIGHT, right = -1, bottom = -1;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            if (now.data[y * WIDTH + x] != before->data[y * WIDTH + x]) {
                left = x < left ? x : left;
                right = x > right ? x : right;
                top = y < top ? y : top;
                bottom = y > bottom ? y : bottom;
            }
    pixels_finish(&now);
    return (struct box){left, top, right - left + 1, bottom - top + 1};
}

/* However the panel hangs: the finger is where the thing is drawn, and so is the mark. */
static void what_is_pressed_shows_where_it_is_drawn(void **state) {
    (void)state;
    for (int degrees = 0; degrees < 360; degrees += 90) {
        struct stand stand;
        struct pixels before;
        set_up_turned(&stand, degrees);
        touch_a_key(&stand);
        sem_post(&stand.allowed);
        settle(&stand);
        turn(&stand);
        settle(&stand);
        stand.now.mono_ns += SECOND_NS; /* the page has been there for a while */
        const struct visit_world *world = &stand.visit->world;
        const struct target target = stand.visit->screen.shown.targets[0];
        struct box drawn = turn_box(target.box, world->frame.width, world->frame.height, degrees);
        assert_true(layers_present(stand.layers, stand.now.mono_ns));
        assert_true(window_read(&stand.window, &before));

        finger(&stand, SDL_FINGERDOWN, drawn, 0);
        struct box changed = present_and_compare(&stand, &before);
        int inset = changed.x - drawn.x; /* the button has an edge of its own, of the same colour */
        assert_in_range(inset, target.line / 2, target.line);
        assert_int_equal(changed.y, drawn.y + inset);
        assert_int_equal(changed.w, drawn.w - 2 * inset);
        assert_int_equal(changed.h, drawn.h - 2 * inset);
        assert_int_equal(stand.visit->delay.marks.count, 1);
        assert_true(latency_max(&stand.visit->delay.marks) <= 50);

        finger(&stand, SDL_FINGERMOTION, drawn, drawn.x > WIDTH / 2 ? -0.45 : 0.45);
        assert_int_equal(present_and_compare(&stand, &before).w, -WIDTH); /* as it was */
        finger(&stand, SDL_FINGERUP, drawn, drawn.x > WIDTH / 2 ? -0.45 : 0.45);
        assert_int_equal(stand.visit->state.spot.place, PLACE_SLIDES);
        pixels_finish(&before);
        tear_down(&stand);
    }
}

/* How many questions a finger gives the painter that comes down on a button with this action and slides off.
 */
static uint64_t asked_below_a_finger(struct stand *stand, struct guide *guide, struct action action) {
    struct target *target = &stand->visit->screen.shown.targets[0];
    uint64_t before = stand->visit->screen.numbers;
    target->action = action;
    stand->now.mono_ns += SECOND_NS;
    stand->visit->world.frame.guide = guide;
    feel(stand, SDL_FINGERDOWN, target->box, 0);
    stand->visit->world.frame.guide = NULL;
    uint64_t asked = stand->visit->screen.numbers - before;
    assert_int_equal(stand->visit->state.spot.place, PLACE_SLIDES);
    assert_int_equal(stand->visit->screen.asked, 0);
    feel(stand, SDL_FINGERMOTION, target->box, 0.45);
    feel(stand, SDL_FINGERUP, target->box, 0.45);
    assert_int_equal(stand->visit->state.spot.place, PLACE_SLIDES);
    settle(stand);
    return asked;
}

/* Between a finger's coming down and its going up there is time for most of what a page costs. */
static void where_a_finger_leads_is_made_ready(void **state) {
    (void)state;
    struct stand stand;
    see_a_page(&stand);
    turn(&stand);
    settle(&stand);
    assert_true(stand.visit->screen.shown.target_count > 0);
    struct guide *guide = calloc(1, sizeof *guide); /* without a page: its own ones are there all the same */
    assert_non_null(guide);
    guide->site = &stand.site;
    guide->languages[0].tag = "en";
    guide->language_count = 1;
    const struct {
        struct action action;
        uint64_t asked;
        const char *why;
    } rows[] = {
        {action_go(PLACE_AIDS, 0), 1, "another page"},
        {action_go(PLACE_SLIDES, 0), 0, "the slides are looked ahead to while one is looked at"},
        {action_go(PLACE_PIN, 0), 0, "staff can wait"},
        {action_of(VERB_CLEAR, 0), 0, "it asks first, or there is nothing to be seen"},
        {action_of(VERB_NONE, 0), 0, "nothing is below the finger"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (asked_below_a_finger(&stand, guide, rows[i].action) != rows[i].asked)
            fail_msg("%s", rows[i].why);
    stand.visit->state.idle.warned = true;
    assert_int_equal(asked_below_a_finger(&stand, guide, rows[0].action),
                     0); /* any touch only says "I am here" */
    tear_down(&stand);
    free(guide);
}

/* Else a written visit waited for ever for a picture that nobody is there to see. */
static void nothing_is_awaited_after_leaving_by_key(void **state) {
    (void)state;
    struct stand stand;
    see_a_page(&stand);
    assert_true(stand.visit->screen.shown.target_count > 0);
    stand.visit->screen.shown.targets[0].action = action_of(VERB_CLEAR, 0);
    stand.visit->state.focus = 0;
    stand.visit->state.leaving = true; /* asked before */
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_RETURN}}};
    assert_false(visit_event(stand.visit, &event, stand.now));
    event.type = event.key.type = SDL_KEYUP;
    assert_true(visit_event(stand.visit, &event, stand.now));
    assert_false(visit_busy(stand.visit));
    assert_false(stand.visit->screen.stale);
    tear_down(&stand);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_minute_is_asked_for_once),
        cmocka_unit_test(an_answer_is_taken_for_what_was_asked),
        cmocka_unit_test(what_is_pressed_shows_where_it_is_drawn),
        cmocka_unit_test(where_a_finger_leads_is_made_ready),
        cmocka_unit_test(nothing_is_awaited_after_leaving_by_key),
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
