#include "player/visit.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "player/visit_parts.h"
#include "stage/hands.h"

enum { PERTURB_BYTE = 0xa5 };

void visit_keep_nothing(bool on) {
    mallopt(M_PERTURB, on ? PERTURB_BYTE : 0);
}

struct visit *visit_create(const struct visit_options *options, struct instant now, struct fail *fail) {
    struct visit *visit = calloc(1, sizeof *visit);
    if (!visit) {
        fail_set(fail, "out of memory");
        return NULL;
    }
    visit->options = *options;
    visit->now = now;
    inputs_init(&visit->inputs);
    speech_init(&visit->speech);
    sound_init(&visit->sound, options->bell);
    state_init(&visit->state, NULL);
    visit->pin = pin_create(options->pin_hash, options->state_folder, options->bell, visit_ms(visit) / 1000);
    visit->options.state_folder = NULL; /* the caller's, for now only */
    if (!visit->pin) {
        fail_set(fail, "out of memory");
        visit_destroy(visit, NULL);
        return NULL;
    }
    return visit;
}

static void clear_bars(struct visit *visit) {
    for (int i = 0; i < VISIT_BARS; i++) {
        free(visit->bars[i].targets);
        visit->bars[i] = (struct visit_bar){0};
    }
}

void visit_destroy(struct visit *visit, const struct instant *now) {
    if (!visit)
        return;
    if (now && visit->counters) {
        visit->now = *now;
        if (state_busy(&visit->state))
            visit_count_end(visit, true);
        visit_write_counters(visit);
    }
    counters_destroy(visit->counters);
    pin_destroy(visit->pin);
    speech_finish(&visit->speech);
    sound_finish(&visit->sound);
    sight_finish(&visit->shown);
    search_index_destroy(visit->index);
    clear_bars(visit);
    explicit_bzero(visit, sizeof *visit);
    free(visit);
}

static void measure_panel(struct visit *visit) {
    const struct visit_world *world = &visit->world;
    double longer = world->frame.width > world->frame.height ? world->frame.width : world->frame.height;
    double mm = world->frame.screen ? world->frame.screen->width_mm / longer : 1;
    touch_init(&visit->touch, world->frame.width * mm, world->frame.height * mm, visit_ms(visit));
}

void visit_set_world(struct visit *visit, const struct visit_world *world, struct instant now) {
    visit->world = *world;
    visit->has_world = world->frame.site && world->frame.screen && world->frame.screen->touch.on;
    visit->now = now;
    state_init(&visit->state, world->frame.guide);
    search_index_destroy(visit->index);
    visit->index = NULL;
    visit->warmed = 0;
    clear_bars(visit);
    measure_panel(visit);
    if (visit->counters)
        visit_write_counters(visit);
    counters_destroy(visit->counters);
    visit->counters = NULL;
    if (visit->has_world && world->frame.screen && visit->options.counters &&
        (visit->counters = counters_create(visit->options.counters, world->frame.screen->id)))
        visit_write_counters(visit); /* nothing yet: the hours count from here */
}

void visit_set_bar(struct visit *visit, int zone, struct box box, struct paint_answer *answer) {
    if (!answer->targets || zone < 0 || zone >= VISIT_BARS)
        return;
    free(visit->bars[zone].targets);
    visit->bars[zone] = (struct visit_bar){box, answer->targets, answer->target_count};
    answer->targets = NULL;
    answer->target_count = 0;
}

void visit_feeds_changed(struct visit *visit) {
    search_index_destroy(visit->index);
    visit->index = NULL;
    visit->stale |= state_busy(&visit->state);
}

bool visit_event(struct visit *visit, const union SDL_Event *event, struct instant now) {
    struct input input;
    visit->now = now;
    if (!visit->has_world || !inputs_read(&visit->inputs, event, visit_ms(visit), visit->world.panel_width,
                                          visit->world.panel_height, visit->world.degrees, &input))
        return false;
    visit_input(visit, &input);
    return true;
}

void visit_hands(struct visit *visit, struct hands *hands, struct instant now) {
    struct finger_event finger;
    struct input input;
    visit->now = now;
    visit->inputs.mouse_elsewhere = hands_pointing(hands);
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
    visit->warmed = 0;
    visit->frame = true;
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
    bool frame = visit->frame;
    visit->frame = false;
    return frame ? VISIT_FRAME : VISIT_NOTHING;
}

static void at_rest(struct visit *visit) {
    if (visit->presented)
        visit_make_index(visit); /* not before the first picture, not at the first touch */
    if (visit->wiping && worker_outstanding(visit->options.worker) == 0) {
        visit->wiping = false;
        visit_keep_nothing(false);
    }
    if (visit->presented && !visit->wiping && visit->world.frame.guide &&
        worker_outstanding(visit->options.worker) == 0)
        visit_warm(visit);
    if (visit->counters && counters_due(visit->counters, visit_today(visit), visit_ms(visit)))
        visit_write_counters(visit);
}

enum visit_wish visit_turn(struct visit *visit, struct layers *layers, struct instant now) {
    const struct visit_driver *driver = visit->options.driver;
    visit->now = now;
    enum visit_wish driven = driver ? driver->turn(driver->context, visit) : VISIT_NOTHING;
    if (driven != VISIT_NOTHING || !visit->has_world)
        return driven;
    visit_time(visit);
    visit_take(visit, layers);
    visit_ask(visit);
    visit_look_ahead(visit);
    visit_mark(visit, layers);
    if (!state_busy(&visit->state))
        at_rest(visit);
    return wish(visit, layers);
}

void visit_presented(struct visit *visit, int64_t frame_ns) {
    if (visit->covered_acted) {
        latency_add(&visit->latency, frame_ns - visit->acted_ns);
        visit->acted_ns = 0;
        visit->covered_acted = false;
    }
    if (visit->marked_press) {
        latency_add(&visit->press_latency, frame_ns - visit->pressed_ns);
        visit->pressed_ns = 0;
        visit->marked_press = false;
    }
    visit->presented = true;
}

bool visit_busy(const struct visit *visit) {
    return state_busy(&visit->state);
}

bool visit_faulty(const struct visit *visit) {
    return visit->faulty;
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
        sooner(touch_due_ms(&visit->touch), driver ? driver->due_ms(driver->context, visit) : INT64_MAX);
    if (visit->corner_ms)
        due = sooner(due, visit->corner_ms);
    bool busy = state_busy(&visit->state);
    if (busy && visit->qr_ms)
        due = sooner(due, visit->qr_ms);
    due = due == INT64_MAX ? INT64_MAX : due * MS_NS;
    if (!busy)
        return due;
    int64_t idle_ns = clock_until_steady_ns(clock, visit->now, state_due_ms(&visit->state));
    int64_t view_ns = clock_until_ns(clock, visit->now, visit_changes_ms(visit));
    return sooner(due, visit->now.mono_ns + sooner(idle_ns, view_ns));
}

static json_t *latency_json(const struct latency *latency) {
    return json_pack("{s:f, s:f, s:I}", "median", latency_median(latency), "max", latency_max(latency),
                     "count", (json_int_t)latency->count);
}

json_t *visit_json(const struct visit *visit) {
    const struct touch *touch = &visit->touch;
    return json_pack("{s:s, s:b, s:b, s:{s:i, s:i, s:i, s:i, s:i}, s:{s:i, s:i}, s:o, s:o}", "place",
                     visit_place_name(visit->state.spot.place), "touch_fault", visit->faulty, "speech",
                     speech_available(&visit->speech), "touch", "ghosts", (int)touch->ghosts, "bounces",
                     (int)touch->bounces, "palms", (int)touch->palms, "lost", (int)touch->lost, "faults",
                     (int)touch->faults, "tones", "played", (int)visit->sound.played, "failed",
                     (int)visit->sound.failures, "latency_ms", latency_json(&visit->latency), "pressed_ms",
                     latency_json(&visit->press_latency));
}
