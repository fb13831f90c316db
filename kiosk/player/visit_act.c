/* From presses and keys to actions, and from actions to what the program has to do. */
#include <stdlib.h>
#include <string.h>

#include "core/base/fnv.h"
#include "guide/view/keypad.h"
#include "guide/view/say.h"
#include "player/visit_parts.h"
#include "system/log.h"

static void begin(struct visit *visit) {
    visit->screen.slide_ms = visit->now.wall_ms;
    tally_begin(&visit->tally);
}

static void ask_pin(struct visit *visit) {
    if (pin_ask(visit->pin, visit->state.staff.pin, visit_ms(visit) / 1000))
        return;
    visit_effects(visit,
                  state_pin_result(&visit->state, visit->world.frame.guide, false, visit_steady_ms(visit)));
}

/* Who listens is told that nothing of theirs is left. */
static void say_farewell(struct visit *visit) {
    struct utterance said = {.count = 0};
    speech_hush(&visit->voice.speech);
    if (visit->voice.listens && visit->world.frame.guide) {
        say_goodbye(visit->world.frame.guide, visit->voice.language, &said);
        visit_say(visit, &said);
    }
    visit->voice.listens = false;
    visit->voice.language = 0;
}

void visit_end(struct visit *visit, bool by_idle) {
    tally_end(&visit->tally, by_idle);
    say_farewell(visit);
    state_forget(&visit->state, visit->world.frame.guide);
    visit_sound_level(visit);
    speech_pace(&visit->voice.speech, visit->state.aids.pace);
    sight_finish(&visit->screen.shown);
    hold_cancel(&visit->hand.hold);
    visit->screen.shown_spot = (struct spot){0};
    visit->screen.asked = 0;
    visit->screen.stale = visit->voice.speak = false;
    delay_forget(&visit->delay);
    visit->hand.corner_ms = 0;
    visit->left = true;
    worker_forget(visit->options.worker);
}

void visit_effects(struct visit *visit, uint32_t effects) {
    bool busy = state_busy(&visit->state);
    if (effects & EFFECT_SESSION_BEGIN)
        begin(visit);
    if (busy) {
        visit->voice.listens = visit->state.aids.speech;
        visit->voice.language = visit->state.language;
        if (visit->state.spot.place == PLACE_SEARCH || visit->state.spot.place == PLACE_PIN)
            visit_keep_nothing(true);
        tally_state(&visit->tally, &visit->state);
        if (visit->state.keypad && visit->state.focus < 0)
            visit->state.focus = 0;
    }
    if (effects & EFFECT_VOLUME)
        visit_sound_level(visit);
    if (effects & EFFECT_PACE)
        speech_pace(&visit->voice.speech, visit->state.aids.pace);
    if (effects & EFFECT_HUSH) {
        speech_hush(&visit->voice.speech);
        visit->voice.speak = false;
    }
    if (effects & EFFECT_SPEECH_PAUSE)
        speech_pause(&visit->voice.speech);
    visit->voice.speak |= (effects & EFFECT_SPEAK) != 0;
    if (effects & EFFECT_WARNING)
        visit_sound_warning(visit, (effects & EFFECT_SPEAK) != 0);
    visit->restart |= (effects & EFFECT_RESTART) != 0;
    visit->screen.stale |= effects != 0 && busy;
    if (effects & EFFECT_FILM_DONE)
        tally_film(&visit->tally, &visit->state);
    if (effects & EFFECT_PIN)
        ask_pin(visit);
    if (effects & EFFECT_SESSION_END)
        visit_end(visit, (effects & EFFECT_BY_IDLE) != 0);
}

/* What the signage speaks now, or first; -1: the guide has neither. */
static int signage_language(const struct visit *visit) {
    const struct screen *screen = visit->world.frame.screen;
    const char *tag = screen->language_count > 0 ? screen->languages[0] : NULL;
    struct timeline_entry entry = {0};
    if (visit->world.slide(visit->world.context, visit->now.wall_ms, 0, &entry) && entry.language)
        tag = entry.language;
    return tag && visit->world.frame.guide ? guide_language_find(visit->world.frame.guide, tag) : -1;
}

void visit_do(struct visit *visit, const struct action *action) {
    if (!state_busy(&visit->state))
        state_speaks(&visit->state, visit->world.frame.guide, signage_language(visit));
    uint32_t effects = state_act(&visit->state, visit->world.frame.guide, action, visit_steady_ms(visit));
    if (effects & (EFFECT_REDRAW | EFFECT_PAGE | EFFECT_SESSION_BEGIN))
        delay_act(&visit->delay, visit->hand.input_ms * MS_NS);
    visit_effects(visit, effects);
}

/* At rest, what is not in the bar leads to the slides and is not drawn. */
struct target visit_target(const struct visit *visit, const struct press *press) {
    int px = (int)(press->x * visit->world.frame.width), py = (int)(press->y * visit->world.frame.height),
        hit;
    if (state_busy(&visit->state)) {
        hit = view_hit(visit->screen.shown.targets, visit->screen.shown.target_count, px, py);
        return hit >= 0 ? visit->screen.shown.targets[hit] : (struct target){.action = {.verb = VERB_NONE}};
    }
    for (int i = 0; i < VISIT_BARS; i++) {
        const struct visit_bar *bar = &visit->hand.bars[i];
        hit = bar->targets ? view_hit(bar->targets, bar->count, px - bar->box.x, py - bar->box.y) : -1;
        if (hit < 0)
            continue;
        struct target target = bar->targets[hit];
        target.box.x += bar->box.x;
        target.box.y += bar->box.y;
        return target;
    }
    return (struct target){.action = action_go(PLACE_SLIDES, 0)};
}

/* The top corner at the side where reading begins. */
static bool in_corner(const struct visit *visit, double x, double y) {
    const struct guide *guide = visit->world.frame.guide;
    bool rtl = guide && guide->languages[visit->state.language].rtl;
    double dx = (rtl ? 1 - x : x) * visit->hand.touch.width_mm, dy = y * visit->hand.touch.height_mm;
    return dx < VISIT_CORNER_MM && dy < VISIT_CORNER_MM;
}

/* Tells buttons apart; never 0. */
static uint32_t number_of(const struct action *action) {
    const uint32_t parts[] = {(uint32_t)action->verb, (uint32_t)action->value, (uint32_t)action->spot.place,
                              action->spot.of, (uint32_t)action->spot.leaf};
    uint32_t hash = fnv32(FNV32, parts, sizeof parts);
    return hash ? hash : 1;
}

static void act_on_press(struct visit *visit, const struct action *action) {
    if (visit->state.idle.warned && action->verb != VERB_CLEAR) {
        visit_do(visit, &(struct action){.verb = VERB_STAY});
        return;
    }
    bool key = action->verb == VERB_TYPE || action->verb == VERB_ERASE || action->verb == VERB_PIN_KEY;
    if (action->verb == VERB_NONE ||
        (!key && touch_again(&visit->hand.touch, number_of(action), visit_ms(visit)))) {
        state_touched(&visit->state, visit_steady_ms(visit));
        return;
    }
    visit->state.keypad = false;
    visit_do(visit, action);
}

static void press_begins(struct visit *visit, const struct press *press, const struct target *at) {
    hold_begin(&visit->hand.hold, at);
    if (hold_shown(&visit->hand.hold)) {
        delay_down(&visit->delay, visit->hand.input_ms * MS_NS);
        visit_look_below(visit, &at->action);
    }
    bool asks =
        pin_made(visit->pin) && in_corner(visit, press->x, press->y) && visit->state.spot.place < PLACE_PIN;
    visit->hand.corner_ms = asks ? visit_ms(visit) + VISIT_CORNER_MS : 0;
}

static void press_ends(struct visit *visit, const struct target *at) {
    visit->hand.input_ms = visit->hand.touch.end.at_ms;
    visit->hand.corner_ms = 0;
    if (hold_end(&visit->hand.hold, at))
        act_on_press(visit, &at->action);
}

void visit_press(struct visit *visit, struct press press) {
    if (press.kind == PRESS_NONE)
        return;
    struct target at = visit_target(visit, &press);
    visit->hand.press = press;
    switch (press.kind) {
    case PRESS_BEGIN:
        press_begins(visit, &press, &at);
        break;
    case PRESS_MOVE:
        hold_move(&visit->hand.hold, &at);
        if (!in_corner(visit, press.x, press.y))
            visit->hand.corner_ms = 0;
        break;
    case PRESS_END:
        press_ends(visit, &at);
        break;
    case PRESS_CANCEL:
    case PRESS_NONE:
        hold_cancel(&visit->hand.hold);
        visit->hand.corner_ms = 0;
        break;
    }
    explicit_bzero(&at, sizeof at);
}

static void say_place(struct visit *visit) {
    const struct visit_screen *screen = &visit->screen;
    struct utterance said = {.count = 0};
    if (!visit->state.aids.speech || !visit->world.frame.guide)
        return;
    say_focus(visit->world.frame.guide, &visit->state, screen->shown.targets, screen->shown.target_count,
              screen->shown.stops, &said);
    visit_say(visit, &said);
    explicit_bzero(&said, sizeof said);
}

static void press_key(struct visit *visit, const struct input *input) {
    int focus = visit->state.focus, stop = visit->state.stop;
    struct action action = keypad_press(&visit->state, input->key, input->held,
                                        speech_available(&visit->voice.speech), visit->screen.shown.targets,
                                        visit->screen.shown.target_count, visit->screen.shown.stops);
    bool moved = visit->state.focus != focus || visit->state.stop != stop, went = action.verb == VERB_NONE;
    if (went)
        state_touched(&visit->state, visit_steady_ms(visit));
    else
        visit_do(visit, &action);
    explicit_bzero(&action, sizeof action);
    if (went && moved)
        delay_act(&visit->delay, visit->hand.input_ms * MS_NS);
    if (went) /* also where it could go nowhere: no key is answered by silence */
        say_place(visit);
    visit->screen.stale |= state_busy(&visit->state); /* the key may have been "clear and leave" */
}

void visit_input(struct visit *visit, const struct input *input) {
    visit->hand.input_ms = input->at_ms;
    if (input->kind == INPUT_KEY) {
        press_key(visit, input);
        return;
    }
    visit_press(visit, touch_tick(&visit->hand.touch, input->finger.at_ms));
    visit_press(visit, touch_event(&visit->hand.touch, &input->finger));
}

static void watch_panel(struct visit *visit) {
    bool faulty = touch_faulty(&visit->hand.touch);
    if (faulty == visit->hand.faulty)
        return;
    visit->hand.faulty = faulty;
    log_line(LOG_LEVEL_WARNING,
             faulty ? "the touch panel reports touches that nobody can have made; it is left alone"
                    : "the touch panel is quiet again");
    if (faulty && state_busy(&visit->state))
        visit_end(visit, true);
}

void visit_time(struct visit *visit) {
    int64_t now_ms = visit_ms(visit);
    struct input held;
    if (inputs_tick(&visit->hand.inputs, now_ms, &held))
        visit_input(visit, &held);
    visit->hand.input_ms = now_ms;
    visit_press(visit, touch_tick(&visit->hand.touch, now_ms));
    watch_panel(visit);
    if (visit->hand.corner_ms && now_ms >= visit->hand.corner_ms) {
        struct action action = action_go(PLACE_PIN, 0);
        visit->hand.corner_ms = 0;
        hold_cancel(&visit->hand.hold);
        visit_do(visit, &action);
    }
    visit_effects(visit, visit_sound_hears(visit));
    visit_effects(visit, state_tick(&visit->state, visit->world.frame.guide, visit_steady_ms(visit)));
    enum pin_answer answer = pin_take(visit->pin, now_ms / 1000);
    if (answer != PIN_WAITING)
        visit_effects(visit, state_pin_result(&visit->state, visit->world.frame.guide, answer == PIN_RIGHT,
                                              visit_steady_ms(visit)));
    if (answer == PIN_WRONG)
        log_line(LOG_LEVEL_WARNING, "a wrong PIN was entered at the screen");
    struct fail fail;
    if (pin_forgetful(visit->pin, &fail))
        log_line(LOG_LEVEL_WARNING, "wrong PINs are forgotten when the program ends: %s: %s", fail.file,
                 fail.text);
    tally_tick(&visit->tally, now_ms);
    visit->screen.stale |= visit_changes_ms(visit) <= visit->now.wall_ms;
    speech_tick(&visit->voice.speech);
    visit_sound_tick(visit);
}
