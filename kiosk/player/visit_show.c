/* What the visitor sees: asked of the painter, taken, put over the signage. */
#include <string.h>

#include "guide/search/search.h"
#include "guide/view/keypad.h"
#include "player/visit_parts.h"
#include "show/turn.h"
#include "stage/mark.h"
#include "system/log.h"

/* PLACE_SLIDES stands on the slide that was touched, or some slides from it. */
static void choose_slide(const struct visit *visit, int slide, struct view_request *view) {
    struct timeline_entry entry = {0};
    if (!visit->world.slide(visit->world.context, visit->screen.slide_ms, slide, &entry))
        return;
    view->slide = entry.slide;
    view->slide_language = entry.language;
    view->slide_item = entry.item;
}

void visit_make_index(struct visit *visit) {
    if (!visit->screen.index && visit->world.frame.guide)
        visit->screen.index = search_index_create(visit->world.frame.guide, visit->world.frame.feeds);
}

static struct sight_request request_for(struct visit *visit, const struct guide_state *state) {
    const struct visit_world *world = &visit->world;
    struct frame frame = world->frame;
    frame.now_ms = visit->now.wall_ms;
    struct sight_request request = {.number = ++visit->screen.numbers,
                                    .degrees = world->degrees,
                                    .book = world->book,
                                    .state = *state,
                                    .view = frame_view(&frame, visit->screen.index)};
    request.view.seconds_left = state_seconds_left(state, visit_steady_ms(visit));
    request.view.speech = speech_available(&visit->voice.speech);
    return request;
}

void visit_ask(struct visit *visit) {
    if (!visit->screen.stale || !state_busy(&visit->state))
        return;
    visit_make_index(visit);
    struct sight_request request = request_for(visit, &visit->state);
    request.staff = visit->state.spot.place >= PLACE_PIN;
    request.locked = pin_locked(visit->pin, visit_ms(visit) / 1000);
    request.known_hash = visit->screen.shown.hash;
    if (visit->state.spot.place == PLACE_SLIDES)
        choose_slide(visit, visit->state.slide, &request.view);
    if (request.staff && visit->world.facts)
        visit->world.facts(visit->world.context, &request.facts);
    visit->screen.stale = false;
    visit->screen.asked = request.number;
    visit->screen.asked_spot = visit->state.spot;
    worker_look(visit->options.worker, &request);
    explicit_bzero(&request, sizeof request);
}

/* What can be touched first: the start page and what the bar leads to; then what is behind the doors, and
 * last the larger text, with a larger logo. */
static const enum place earlies[] = {PLACE_HOME, PLACE_EMERGENCY, PLACE_AIDS, PLACE_SEARCH, PLACE_LANGUAGES};
static const enum text_size larger[] = {TEXT_LARGE, TEXT_LARGEST};

static void go_early(struct guide_state *state, const struct guide *guide, size_t number) {
    if (number < LENGTH(earlies)) {
        state->spot = (struct spot){.place = earlies[number]};
    } else if (number < LENGTH(earlies) + guide->door_count) {
        state->spot = (struct spot){.place = PLACE_DOOR, .of = (uint32_t)(number - LENGTH(earlies))};
    } else {
        state->spot = (struct spot){.place = PLACE_AIDS};
        state->aids.text_size = larger[number - LENGTH(earlies) - guide->door_count];
    }
}

/* Nobody waits for these answers: they open the fonts and scale the pictures that the first touches will
 * need. */
void visit_warm(struct visit *visit) {
    const struct guide *guide = visit->world.frame.guide;
    struct guide_state state;
    struct action home = action_of(VERB_HOME, 0);
    size_t number = visit->ahead.warmed;
    if (number >= LENGTH(earlies) + guide->door_count + LENGTH(larger))
        return;
    visit->ahead.warmed++;
    state_init(&state, guide);
    (void)state_act(&state, guide, &home, visit_steady_ms(visit));
    go_early(&state, guide, number);
    struct sight_request request = request_for(visit, &state);
    request.common = request.ahead = true;
    worker_look(visit->options.worker, &request);
}

/* Nobody waits for a picture. */
static bool painter_idle(const struct visit *visit) {
    return !visit->screen.asked && !visit->screen.stale && worker_outstanding(visit->options.worker) == 0;
}

/* While a slide is looked at, the painter scales the pictures of the next and of the one before. */
void visit_look_ahead(struct visit *visit) {
    if (visit->ahead.slide == 0 || visit->state.spot.place != PLACE_SLIDES || !painter_idle(visit))
        return;
    struct guide_state state = visit->state;
    state.slide += visit->ahead.slide;
    struct sight_request request = request_for(visit, &state);
    request.ahead = true;
    choose_slide(visit, state.slide, &request.view);
    visit->ahead.slide = visit->ahead.slide > 0 ? -1 : 0;
    worker_look(visit->options.worker, &request);
}

static bool leads_on(const struct guide_state *from, const struct guide_state *to) {
    return to->spot.place != PLACE_SLIDES && to->spot.place < PLACE_PIN &&
           (!spot_same(&from->spot, &to->spot) || from->language != to->language ||
            from->aids.text_size != to->aids.text_size);
}

/* A finger stays on a button for some 100 ms before what it does is done: time enough to make ready the page
 * it leads to. When the finger slides off nothing is lost. */
void visit_look_below(struct visit *visit, const struct action *action) {
    struct guide_state state = visit->state;
    if (!state_busy(&state) || state.idle.warned || !painter_idle(visit))
        return;
    (void)state_act(&state, visit->world.frame.guide, action, visit_steady_ms(visit));
    if (state_busy(&state) && leads_on(&visit->state, &state)) {
        visit_make_index(visit);
        struct sight_request request = request_for(visit, &state);
        request.ahead = true;
        worker_look(visit->options.worker, &request);
        explicit_bzero(&request, sizeof request);
    }
    explicit_bzero(&state, sizeof state);
}

static void note_search(struct visit *visit) {
    if (visit->state.spot.place != PLACE_SEARCH || !visit->state.query[0])
        return;
    const struct sight *shown = &visit->screen.shown;
    tally_search(&visit->tally, shown->found > 0 ? NULL : shown->nearest ? shown->nearest->id : "");
}

static void read_aloud(struct visit *visit) {
    if (visit->voice.speak && visit->screen.shown.speech)
        visit_say(visit, visit->screen.shown.speech);
    visit->voice.speak = false;
}

/* What was asked for is shown. The visitor may have gone on since (`stale`): then another answer follows, and
 * what concerns where they are waits for it. */
static void adopt(struct visit *visit, struct sight *sight) {
    bool other = !spot_same(&visit->screen.asked_spot, &visit->screen.shown_spot),
         there = !visit->screen.stale;
    sight_finish(&visit->screen.shown);
    visit->screen.shown = *sight;
    explicit_bzero(sight, sizeof *sight);
    visit->screen.shown_spot = visit->screen.asked_spot;
    if (there)
        visit->state.idle.reading_ms = visit->screen.shown.reading_ms;
    if (there)
        visit->screen.stale |= keypad_settle(&visit->state, visit->screen.shown.told,
                                             visit->screen.shown.target_count, visit->screen.shown.stops);
    if (other) {
        touch_page(&visit->hand.touch, visit_ms(visit));
        hold_cancel(&visit->hand.hold);
    }
    struct target at =
        visit_target(visit, &visit->hand.press); /* the same, drawn anew: keys that have moved */
    hold_move(&visit->hand.hold, &at);
    explicit_bzero(&at, sizeof at);
    visit->ahead.slide = 1;
    tally_code(&visit->tally, &visit->state, visit->screen.shown.qr, other, visit_ms(visit));
    if (there) {
        note_search(visit);
        read_aloud(visit);
    }
}

static void give_up(struct visit *visit, const struct sight *sight) {
    const struct report *problems = &sight->problems;
    log_line(LOG_LEVEL_ERROR, "the guide (%s) cannot be shown: %s", place_name(visit->state.spot.place),
             problems->count ? problems->items[0].text : "out of memory");
    visit_end(visit, true);
}

int64_t visit_changes_ms(const struct visit *visit) {
    bool known = state_busy(&visit->state) && visit->screen.shown.number && !visit->screen.asked;
    return known ? visit->screen.shown.next_change_ms : INT64_MAX;
}

void visit_mark(struct visit *visit, struct layers *layers) {
    const struct visit_world *world = &visit->world;
    const struct target *target = hold_shown(&visit->hand.hold);
    struct mark mark = {0};
    if (target)
        mark = (struct mark){
            .box = turn_box(target->box, world->frame.width, world->frame.height, world->degrees),
            .radius = target->radius,
            .line = target->line,
            .colour = target->mark};
    bool changed = layers_mark(layers, target ? &mark : NULL);
    visit->screen.frame |= changed;
    delay_mark(&visit->delay, target != NULL, changed);
}

void visit_take(struct visit *visit, struct layers *layers) {
    struct sight sight;
    while (worker_seen(visit->options.worker, &sight)) {
        if (sight.number != visit->screen.asked || !state_busy(&visit->state)) {
            sight_finish(&sight);
            continue;
        }
        visit->screen.asked = 0;
        bool fine = !sight.failed && (sight.unchanged || layers_cover(layers, &sight.pixels));
        if (fine)
            layers_cover_film(layers, &sight.film);
        visit->screen.frame |= fine && !sight.unchanged;
        delay_answer(&visit->delay, fine && !sight.unchanged);
        if (fine)
            adopt(visit, &sight);
        else
            give_up(visit, &sight);
        sight_finish(&sight);
    }
}
