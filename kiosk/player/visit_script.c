/* Playing a written visit: through the same filter, the same targets, the same frames as a real one. */
#include <string.h>

#include "player/visit_parts.h"
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

static bool settled(const struct visit *visit) {
    const struct script *script = visit->script;
    return visit->asked == 0 && !visit->stale && !visit->frame && !script->shot && script->up_ms == 0 &&
           script->ready_ms && visit_ms(visit) >= script->ready_ms;
}

static void finger(struct visit *visit, enum finger_kind kind) {
    struct script *script = visit->script;
    struct input input = {
        .kind = INPUT_FINGER,
        .finger = {.kind = kind, .device = DEVICE, .x = script->x, .y = script->y, .at_ms = visit_ms(visit)},
        .at_ms = visit_ms(visit)};
    visit_input(visit, &input);
}

static void put_down(struct visit *visit, double x, double y, int for_ms) {
    struct script *script = visit->script;
    script->x = x;
    script->y = y;
    script->up_ms = visit_ms(visit) + for_ms;
    finger(visit, FINGER_DOWN);
}

static void storm(struct visit *visit, const struct step *step) {
    visit->script->x = step->x;
    visit->script->y = step->y;
    for (int i = 0; i < step->value; i++) {
        finger(visit, FINGER_DOWN);
        finger(visit, FINGER_UP);
    }
    visit->script->ready_ms = visit_ms(visit) + SETTLE_MS;
}

/* `stays`: the finger. */
static bool touch_target(struct visit *visit, const struct target *target, const struct box *box,
                         bool stays) {
    double x = (box->x + target->box.x + target->box.w / 2.0) / visit->world.frame.width;
    double y = (box->y + target->box.y + target->box.h / 2.0) / visit->world.frame.height;
    put_down(visit, x, y, DOWN_MS);
    if (stays)
        visit->script->up_ms = 0;
    return true;
}

static void move_finger(struct visit *visit, enum finger_kind kind, double x, double y) {
    visit->script->x = x;
    visit->script->y = y;
    finger(visit, kind);
    visit->script->ready_ms = visit_ms(visit) + SETTLE_MS;
}

/* The first target that `fits`. */
static bool touch_what(struct visit *visit, const char *text,
                       bool (*fits)(const struct target *target, const char *text), bool stays) {
    static const struct box whole = {0};
    if (state_busy(&visit->state)) {
        for (int i = 0; i < visit->shown.target_count; i++)
            if (fits(&visit->shown.targets[i], text))
                return touch_target(visit, &visit->shown.targets[i], &whole, stays);
        return false;
    }
    for (int b = 0; b < VISIT_BARS; b++)
        for (int i = 0; visit->bars[b].targets && i < visit->bars[b].count; i++)
            if (fits(&visit->bars[b].targets[i], text))
                return touch_target(visit, &visit->bars[b].targets[i], &visit->bars[b].box, stays);
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

static enum visit_wish lost(const struct visit *visit, const char *what) {
    const struct step *step = &visit->script->steps[visit->script->at];
    log_line(LOG_LEVEL_ERROR, "%s:%d: there is nothing to touch for \"%s\" on %s", visit->options.script,
             step->line, what, visit_place_name(visit->state.spot.place));
    for (int i = 0; i < visit->shown.target_count; i++)
        log_line(LOG_LEVEL_INFO, "there is \"%s\"", visit->shown.targets[i].label);
    return VISIT_FAILED;
}

static enum visit_wish type_on(struct visit *visit) {
    struct script *script = visit->script;
    if (!touch_what(visit, script->type, types, false))
        return lost(visit, script->type);
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
        return visit->shown.target_count > 0 && visit->shown.targets[0].action.verb == VERB_STAY;
    enum place place = visit->state.spot.place;
    bool shown = !state_busy(&visit->state) || visit->shown_spot.place == place;
    return shown && strcmp(what, visit_place_name(place)) == 0;
}

static enum visit_wish await(struct visit *visit, const char *what) {
    struct script *script = visit->script;
    bool there = is_there(visit, what);
    if (!script->patience_ms)
        script->patience_ms = visit_ms(visit) + PATIENCE_MS;
    if (!there && visit_ms(visit) >= script->patience_ms) {
        log_line(LOG_LEVEL_ERROR, "%s:%d: \"%s\" does not come; the screen shows %s", visit->options.script,
                 script->steps[script->at].line, what, visit_place_name(visit->state.spot.place));
        return VISIT_FAILED;
    }
    script->at += there;
    script->patience_ms = there ? 0 : script->patience_ms;
    return VISIT_NOTHING;
}

static enum visit_wish play_step(struct visit *visit, const struct step *step) {
    struct script *script = visit->script;
    struct input key = {.kind = INPUT_KEY, .key = (enum input_key)step->value, .at_ms = visit_ms(visit)};
    switch (step->kind) {
    case STEP_TYPE:
        script->type = step->text;
        return type_on(visit);
    case STEP_PRESS:
    case STEP_DOWN:
        if (!touch_what(visit, step->text, named, step->kind == STEP_DOWN))
            return lost(visit, step->text);
        break;
    case STEP_SLIDE:
        move_finger(visit, FINGER_MOVE, step->x, step->y);
        break;
    case STEP_UP:
        move_finger(visit, FINGER_UP, script->x, script->y);
        break;
    case STEP_TOUCH:
    case STEP_HOLD:
        put_down(visit, step->x, step->y, step->kind == STEP_HOLD ? step->value : DOWN_MS);
        break;
    case STEP_STORM:
        storm(visit, step);
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
        break;
    case STEP_AWAIT:
        return await(visit, step->text);
    case STEP_SHOT:
        script->shot = step->text;
        visit->frame = true;
        break;
    case STEP_END:
        return VISIT_END;
    }
    script->at++;
    return VISIT_NOTHING;
}

enum visit_wish visit_play(struct visit *visit) {
    struct script *script = visit->script;
    int64_t now_ms = visit_ms(visit);
    if (!script || (script->at == script->count && !script->up_ms))
        return VISIT_NOTHING;
    if (script->up_ms && now_ms >= script->up_ms) {
        script->up_ms = 0;
        script->ready_ms = now_ms + (script->again ? AGAIN_MS : SETTLE_MS);
        script->again = false;
        finger(visit, FINGER_UP);
    }
    if (visit->asked || visit->stale) /* the filter wants a moment after a new page */
        script->ready_ms = script->ready_ms > now_ms + SETTLE_MS || !script->ready_ms ? script->ready_ms
                                                                                      : now_ms + SETTLE_MS;
    if (!settled(visit))
        return VISIT_NOTHING;
    return script->type ? type_on(visit) : play_step(visit, &script->steps[script->at]);
}

int64_t visit_play_due_ms(const struct visit *visit) {
    const struct script *script = visit->script;
    if (!script || (script->at == script->count && !script->up_ms) || script->ready_ms == 0)
        return INT64_MAX;
    int64_t due = script->up_ms ? script->up_ms : script->ready_ms;
    return due > visit_ms(visit) ? due : visit_ms(visit) + LOOK_MS;
}

void visit_play_begin(struct visit *visit) {
    if (visit->script && visit->script->ready_ms == 0)
        visit->script->ready_ms = visit_ms(visit) + FIRST_MS;
}
