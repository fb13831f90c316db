#include "player/visit.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "guide/search/search.h"
#include "player/visit_parts.h"
#include "stage/hands.h"

enum { PERTURB_BYTE = 0xa5 };

void visit_keep_nothing(bool on) {
    mallopt(M_PERTURB, on ? PERTURB_BYTE : 0);
}

static void set_now(struct visit *visit, struct instant now) {
    const struct site *site = visit->world.frame.site;
    visit->now = now;
    visit->tally.today = counters_day(now.wall_ms, site ? site->zone : NULL);
}

struct visit *visit_create(const struct visit_options *options, struct instant now, struct fail *fail) {
    struct visit *visit = calloc(1, sizeof *visit);
    if (!visit) {
        fail_set(fail, "out of memory");
        return NULL;
    }
    visit->options = *options;
    visit->tally.counters = options->counters;
    set_now(visit, now);
    inputs_init(&visit->hand.inputs);
    sound_init(&visit->voice.sound, options->bell);
    speech_init(&visit->voice.speech, &visit->voice.sound);
    state_init(&visit->state, NULL);
    visit->pin = pin_create(options->pin_hash, options->state_folder, options->bell, visit_ms(visit) / 1000);
    visit->options.pin_hash = visit->options.state_folder = NULL; /* the caller's */
    if (!visit->pin) {
        fail_set(fail, "out of memory");
        visit_destroy(visit, NULL);
        return NULL;
    }
    return visit;
}

void visit_set_pin(struct visit *visit, const char *hash) {
    pin_set(visit->pin, hash);
}

static void clear_bars(struct visit *visit) {
    for (int i = 0; i < VISIT_BARS; i++) {
        free(visit->hand.bars[i].targets);
        visit->hand.bars[i] = (struct visit_bar){0};
    }
}

void visit_destroy(struct visit *visit, const struct instant *now) {
    if (!visit)
        return;
    if (now && state_busy(&visit->state)) {
        set_now(visit, *now);
        tally_end(&visit->tally, true);
    }
    visit_film_finish(visit);
    pin_destroy(visit->pin);
    speech_finish(&visit->voice.speech);
    sound_finish(&visit->voice.sound);
    sight_finish(&visit->screen.shown);
    search_index_destroy(visit->screen.index);
    clear_bars(visit);
    explicit_bzero(visit, sizeof *visit);
    free(visit);
}

static void measure_panel(struct visit *visit) {
    const struct visit_world *world = &visit->world;
    double longer = world->frame.width > world->frame.height ? world->frame.width : world->frame.height;
    double mm = world->frame.screen ? world->frame.screen->width_mm / longer : 1;
    touch_init(&visit->hand.touch, world->frame.width * mm, world->frame.height * mm, visit_ms(visit));
}

void visit_set_world(struct visit *visit, const struct visit_world *world, struct instant now) {
    visit_film_finish(visit);
    visit->world = *world;
    visit->has_world = world->frame.site && world->frame.screen && world->frame.screen->touch.on;
    set_now(visit, now);
    state_init(&visit->state, world->frame.guide);
    search_index_destroy(visit->screen.index);
    visit->screen.index = NULL;
    visit->ahead.warmed = 0;
    clear_bars(visit);
    measure_panel(visit);
    visit->tally.guide = world->frame.guide;
    visit_sound_level(visit);
}

void visit_set_bar(struct visit *visit, int zone, struct box box, struct paint_answer *answer) {
    if (!answer->targets || zone < 0 || zone >= VISIT_BARS)
        return;
    free(visit->hand.bars[zone].targets);
    visit->hand.bars[zone] = (struct visit_bar){box, answer->targets, answer->target_count};
    answer->targets = NULL;
    answer->target_count = 0;
}

void visit_feeds_changed(struct visit *visit) {
    search_index_destroy(visit->screen.index);
    visit->screen.index = NULL;
    visit->screen.stale |= state_busy(&visit->state);
}

bool visit_event(struct visit *visit, const union SDL_Event *event, struct instant now) {
    struct input input;
    set_now(visit, now);
    if (!visit->has_world ||
        !inputs_read(&visit->hand.inputs, event, visit_ms(visit), visit->world.panel_width,
                     visit->world.panel_height, visit->world.degrees, &input))
        return false;
    visit_input(visit, &input);
    return true;
}

void visit_hands(struct visit *visit, struct hands *hands, struct instant now) {
    struct finger_event finger;
    struct input input;
    set_now(visit, now);
    visit->hand.inputs.mouse_elsewhere = hands_pointing(hands);
    while (hands_next(hands, &finger)) {
        if (!visit->has_world)
            continue;
        inputs_hand(&finger, visit->world.degrees, &input);
        visit_input(visit, &input);
    }
}

/* What was the visitor's on this thread's stack and in freed memory is overwritten; the painter's at its own
 * time. */
static void leave(struct visit *visit, struct layers *layers) {
    visit->left = false;
    visit->ahead.warmed = 0;
    visit->screen.frame = true;
    visit->wiping = true;
    layers_uncover(layers);
    sight_wipe_thread();
}

static enum visit_wish wish(struct visit *visit, struct layers *layers) {
    if (visit->left) {
        leave(visit, layers);
        return VISIT_LEFT;
    }
    if (visit->restart)
        return VISIT_RESTART;
    bool frame = visit->screen.frame;
    visit->screen.frame = false;
    return frame ? VISIT_FRAME : VISIT_NOTHING;
}

static void at_rest(struct visit *visit) {
    if (visit->screen.presented)
        visit_make_index(visit); /* not before the first picture, not at the first touch */
    if (visit->wiping && worker_outstanding(visit->options.worker) == 0) {
        visit->wiping = false;
        visit_keep_nothing(false);
    }
    if (visit->screen.presented && !visit->wiping && visit->world.frame.guide &&
        worker_outstanding(visit->options.worker) == 0)
        visit_warm(visit);
}

enum visit_wish visit_turn(struct visit *visit, struct layers *layers, struct instant now) {
    const struct visit_driver *driver = visit->options.driver;
    set_now(visit, now);
    enum visit_wish driven = driver ? driver->turn(driver->context, visit) : VISIT_NOTHING;
    if (driven != VISIT_NOTHING || !visit->has_world)
        return driven;
    visit_time(visit);
    visit_take(visit, layers);
    visit_film_turn(visit, layers);
    visit_ask(visit);
    visit_look_ahead(visit);
    visit_mark(visit, layers);
    if (!state_busy(&visit->state))
        at_rest(visit);
    return wish(visit, layers);
}

void visit_presented(struct visit *visit, int64_t frame_ns) {
    delay_presented(&visit->delay, frame_ns);
    visit->screen.presented = true;
    visit_film_presented(visit);
}

bool visit_busy(const struct visit *visit) {
    return state_busy(&visit->state);
}

bool visit_faulty(const struct visit *visit) {
    return visit->hand.faulty;
}

static int64_t sooner(int64_t a, int64_t b) {
    return a < b ? a : b;
}

int64_t visit_due_ns(const struct visit *visit) {
    const struct clock *clock = visit->options.clock;
    if (!visit->has_world)
        return INT64_MAX;
    const struct visit_driver *driver = visit->options.driver;
    int64_t due =
        sooner(touch_due_ms(&visit->hand.touch), driver ? driver->due_ms(driver->context, visit) : INT64_MAX);
    due = sooner(due, inputs_due_ms(&visit->hand.inputs));
    if (visit->hand.corner_ms)
        due = sooner(due, visit->hand.corner_ms);
    bool busy = state_busy(&visit->state);
    if (busy && visit->tally.code_ms)
        due = sooner(due, visit->tally.code_ms);
    due = due == INT64_MAX ? INT64_MAX : due * MS_NS;
    if (!busy)
        return due;
    int64_t steady_ms = sooner(state_due_ms(&visit->state), visit_film_due_ms(visit));
    int64_t idle_ns = clock_until_steady_ns(clock, visit->now, steady_ms);
    int64_t view_ns = clock_until_ns(clock, visit->now, visit_changes_ms(visit));
    return sooner(due, visit->now.mono_ns + sooner(idle_ns, view_ns));
}

static json_t *latency_json(const struct latency *latency) {
    return json_pack("{s:f, s:f, s:I}", "median", latency_median(latency), "max", latency_max(latency),
                     "count", (json_int_t)latency->count);
}

json_t *visit_json(const struct visit *visit) {
    const struct touch *touch = &visit->hand.touch;
    return json_pack("{s:s, s:b, s:b, s:{s:i, s:i, s:i, s:i, s:i}, s:{s:i, s:i}, s:o, s:o}", "place",
                     place_name(visit->state.spot.place), "touch_fault", visit->hand.faulty, "speech",
                     speech_available(&visit->voice.speech), "touch", "ghosts", (int)touch->counts.ghosts,
                     "bounces", (int)touch->counts.bounces, "palms", (int)touch->counts.palms, "lost",
                     (int)touch->counts.lost, "faults", (int)touch->counts.faults, "tones", "played",
                     (int)visit->voice.sound.played, "failed", (int)visit->voice.sound.failures, "latency_ms",
                     latency_json(&visit->delay.answers), "pressed_ms", latency_json(&visit->delay.marks));
}
