/* Playing a written visit: through the same filter, the same targets, the same frames as a real one. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "driven/driver.h"
#include "player/visit_parts.h"
#include "stage/paint.h"
#include "stage/png_write.h"
#include "stage/window.h"
#include "system/log.h"

enum {
    FIRST_MS = 600,
    DOWN_MS = 60,
    SETTLE_MS = 200,
    AGAIN_MS = 600,
    LOOK_MS = 10,
    PATIENCE_MS = 60000,
    DEVICE = -2
};

static bool settled(const struct script *script, const struct visit *visit) {
    return visit->screen.asked == 0 && !visit->screen.stale && !visit->screen.frame && !script->shot &&
           script->up_ms == 0 && script->ready_ms && visit_ms(visit) >= script->ready_ms;
}

static void finger(struct script *script, struct visit *visit, enum finger_kind kind) {
    struct input input = {
        .kind = INPUT_FINGER,
        .finger = {.kind = kind, .device = DEVICE, .x = script->x, .y = script->y, .at_ms = visit_ms(visit)},
        .at_ms = visit_ms(visit)};
    visit_input(visit, &input);
}

static void put_down(struct script *script, struct visit *visit, double x, double y, int for_ms) {
    script->x = x;
    script->y = y;
    script->up_ms = visit_ms(visit) + for_ms;
    finger(script, visit, FINGER_DOWN);
}

static void storm(struct script *script, struct visit *visit, const struct step *step) {
    script->x = step->x;
    script->y = step->y;
    for (int i = 0; i < step->value; i++) {
        finger(script, visit, FINGER_DOWN);
        finger(script, visit, FINGER_UP);
    }
    script->ready_ms = visit_ms(visit) + SETTLE_MS;
}

/* `stays`: the finger. */
static bool touch_target(struct script *script, struct visit *visit, const struct target *target,
                         const struct box *box, bool stays) {
    double x = (box->x + target->box.x + target->box.w / 2.0) / visit->world.frame.width;
    double y = (box->y + target->box.y + target->box.h / 2.0) / visit->world.frame.height;
    put_down(script, visit, x, y, DOWN_MS);
    if (stays)
        script->up_ms = 0;
    return true;
}

static void move_finger(struct script *script, struct visit *visit, enum finger_kind kind, double x,
                        double y) {
    script->x = x;
    script->y = y;
    finger(script, visit, kind);
    script->ready_ms = visit_ms(visit) + SETTLE_MS;
}

/* The first target that `fits`. */
static bool touch_what(struct script *script, struct visit *visit, const char *text,
                       bool (*fits)(const struct target *target, const char *text), bool stays) {
    static const struct box whole = {0};
    if (state_busy(&visit->state)) {
        for (int i = 0; i < visit->screen.shown.target_count; i++)
            if (fits(&visit->screen.shown.targets[i], text))
                return touch_target(script, visit, &visit->screen.shown.targets[i], &whole, stays);
        return false;
    }
    for (int b = 0; b < VISIT_BARS; b++)
        for (int i = 0; visit->hand.bars[b].targets && i < visit->hand.bars[b].count; i++)
            if (fits(&visit->hand.bars[b].targets[i], text))
                return touch_target(script, visit, &visit->hand.bars[b].targets[i], &visit->hand.bars[b].box,
                                    stays);
    return false;
}

static bool named(const struct target *target, const char *text) {
    return strncmp(target->label, text, strlen(text)) == 0;
}

static bool types(const struct target *target, const char *text) {
    return target->action.verb == VERB_TYPE && target->action.text[0] &&
           strncmp(text, target->action.text, strnlen(target->action.text, sizeof target->action.text)) == 0;
}

static size_t key_length(const char *text) {
    size_t length = 1;
    while ((text[length] & 0xc0) == 0x80)
        length++;
    return length;
}

static enum visit_wish lost(const struct script *script, const struct visit *visit, const char *what) {
    const struct step *step = &script->steps[script->at];
    log_line(LOG_LEVEL_ERROR, "%s:%d: there is nothing to touch for \"%s\" on %s", script->path, step->line,
             what, place_name(visit->state.spot.place));
    for (int i = 0; i < visit->screen.shown.target_count; i++)
        log_line(LOG_LEVEL_INFO, "there is \"%s\"", visit->screen.shown.targets[i].label);
    return VISIT_FAILED;
}

static enum visit_wish type_on(struct script *script, struct visit *visit) {
    if (!touch_what(script, visit, script->type, types, false))
        return lost(script, visit, script->type);
    const char *typed = script->type;
    size_t length = key_length(typed);
    script->type += length;
    if (strncmp(script->type, typed, length) == 0)
        script->again = true;
    if (!*script->type) {
        script->type = NULL;
        script->at++;
    }
    return VISIT_NOTHING;
}

/* What is on the screen, not only in the state. */
static bool is_there(const struct visit *visit, const char *what) {
    if (strcmp(what, "warning") == 0)
        return visit->screen.shown.target_count > 0 &&
               visit->screen.shown.targets[0].action.verb == VERB_STAY;
    enum place place = visit->state.spot.place;
    bool shown = !state_busy(&visit->state) || visit->screen.shown_spot.place == place;
    return shown && strcmp(what, place_name(place)) == 0;
}

static enum visit_wish await(struct script *script, struct visit *visit, const char *what) {
    bool there = is_there(visit, what);
    if (!script->patience_ms)
        script->patience_ms = visit_ms(visit) + PATIENCE_MS;
    if (!there && visit_ms(visit) >= script->patience_ms) {
        log_line(LOG_LEVEL_ERROR, "%s:%d: \"%s\" does not come; the screen shows %s", script->path,
                 script->steps[script->at].line, what, place_name(visit->state.spot.place));
        return VISIT_FAILED;
    }
    script->at += there;
    script->patience_ms = there ? 0 : script->patience_ms;
    return VISIT_NOTHING;
}

static enum visit_wish play_step(struct script *script, struct visit *visit, const struct step *step) {
    struct input key = {.kind = INPUT_KEY, .key = (enum keypad_key)step->value, .at_ms = visit_ms(visit)};
    switch (step->kind) {
    case STEP_TYPE:
        script->type = step->text;
        return type_on(script, visit);
    case STEP_PRESS:
    case STEP_DOWN:
        if (!touch_what(script, visit, step->text, named, step->kind == STEP_DOWN))
            return lost(script, visit, step->text);
        break;
    case STEP_SLIDE:
        move_finger(script, visit, FINGER_MOVE, step->x, step->y);
        break;
    case STEP_UP:
        move_finger(script, visit, FINGER_UP, script->x, script->y);
        break;
    case STEP_TOUCH:
    case STEP_HOLD:
        put_down(script, visit, step->x, step->y, step->kind == STEP_HOLD ? step->value : DOWN_MS);
        break;
    case STEP_STORM:
        storm(script, visit, step);
        break;
    case STEP_KEY:
        visit_input(visit, &key);
        script->ready_ms = visit_ms(visit) + SETTLE_MS;
        break;
    case STEP_WAIT:
        script->ready_ms = visit_ms(visit) + step->value;
        break;
    case STEP_PASS:
        script->passed_ms += step->value;
        visit->now.steady_ms += step->value; /* of this turn, too */
        break;
    case STEP_AWAIT:
        return await(script, visit, step->text);
    case STEP_SHOT:
        script->shot = step->text;
        visit->screen.frame = true;
        break;
    case STEP_WATCH:
        script->watched = fopen(step->text, "we");
        break;
    case STEP_END:
        return VISIT_END;
    }
    script->at++;
    return VISIT_NOTHING;
}

static bool done(const struct script *script) {
    return script->at == script->count && !script->up_ms;
}

static void say_untouchable(const struct visit *visit) {
    const struct screen *screen = visit->world.frame.screen;
    if (screen)
        log_line(LOG_LEVEL_ERROR,
                 "--visit: screen \"%s\" cannot be touched; write \"touch\": {} there in "
                 "playlists/site.json, or choose another one with --screen",
                 screen->id);
    else
        log_line(LOG_LEVEL_ERROR,
                 "--visit: nothing can be touched on the built-in picture; give --site or --store");
}

static enum visit_wish turn(void *context, struct visit *visit) {
    struct script *script = context;
    int64_t now_ms = visit_ms(visit);
    if (!visit->has_world) {
        say_untouchable(visit);
        return VISIT_FAILED;
    }
    visit->now.steady_ms += script->passed_ms;
    if (done(script))
        return VISIT_NOTHING;
    if (script->up_ms && now_ms >= script->up_ms) {
        script->up_ms = 0;
        script->ready_ms = now_ms + (script->again ? AGAIN_MS : SETTLE_MS);
        script->again = false;
        finger(script, visit, FINGER_UP);
    }
    if (visit->screen.asked || visit->screen.stale) /* the filter wants a moment after a new page */
        script->ready_ms = script->ready_ms > now_ms + SETTLE_MS || !script->ready_ms ? script->ready_ms
                                                                                      : now_ms + SETTLE_MS;
    if (!settled(script, visit))
        return VISIT_NOTHING;
    return script->type ? type_on(script, visit) : play_step(script, visit, &script->steps[script->at]);
}

static int64_t due_ms(void *context, const struct visit *visit) {
    const struct script *script = context;
    if (done(script) || script->ready_ms == 0)
        return INT64_MAX;
    int64_t due = script->up_ms ? script->up_ms : script->ready_ms;
    return due > visit_ms(visit) ? due : visit_ms(visit) + LOOK_MS;
}

static bool shoot(const char *name, struct window *window) {
    struct pixels picture;
    struct fail fail = {0};
    if (!window_read(window, &picture)) {
        log_line(LOG_LEVEL_ERROR, "%s: the picture cannot be read", name);
        return false;
    }
    picture.opaque = true;
    bool fine = png_write_file(&picture, name, &fail);
    if (!fine)
        log_line(LOG_LEVEL_ERROR, "%s: %s", name, fail.text);
    pixels_finish(&picture);
    return fine;
}

static bool watch(FILE *out, const struct visit *visit, struct window *window) {
    const struct film_place *film = &visit->screen.shown.film;
    struct pixels picture;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!film->film || !window_read(window, &picture))
        return !film->film;
    int x = film->box.x + film->box.w / 2, y = film->box.y + film->box.h / 2;
    uint32_t pixel = picture.data[(size_t)y * (size_t)picture.width + (size_t)x];
    fprintf(out, "%lld %u\n", (long long)now.tv_sec * 1000000000 + now.tv_nsec, pixel >> 8 & 255);
    pixels_finish(&picture);
    return true;
}

static bool presented(void *context, struct visit *visit, struct window *window) {
    struct script *script = context;
    if (script->watched && !watch(script->watched, visit, window))
        return false;
    const char *name = script->shot;
    if (script->ready_ms == 0)
        script->ready_ms = visit_ms(visit) + FIRST_MS;
    script->shot = NULL;
    return !name || shoot(name, window);
}

struct visit_driver script_driver(struct script *script) {
    return (struct visit_driver){script, turn, due_ms, presented};
}
