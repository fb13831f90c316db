/* The film that a visitor plays: its frames over the page, and its sound. By the steady clock, as all that
 * visitors do. */
#include "guide/visit/state.h"
#include "player/visit_parts.h"
#include "stage/film_voice.h"
#include "stage/layers.h"

/* The visitor's time stands for the wall's: what they began does not jump with it. */
static struct instant steady(const struct visit *visit) {
    struct instant now = visit->now;
    now.wall_ms = visit_steady_ms(visit);
    return now;
}

/* The film that is shown, and was begun; NULL: none. */
static const struct film *begun(const struct visit *visit) {
    const struct guide_film *shown = state_film(&visit->state, visit->world.frame.guide);
    bool placed = visit->screen.shown.film.film && visit->world.films;
    return shown && placed && visit->state.film.page == visit->state.spot.of + 1 ? shown->film : NULL;
}

static void stop(struct visit *visit, struct layers *layers) {
    if (!visit->film.playing.film)
        return;
    visit->screen.frame |= layers_cover_frame(layers, NULL);
    film_client_destroy(visit->film.client, visit->world.films->children);
    visit->film = (struct film_run){0};
}

/* By the visitor's time while it plays, and else by its own, which stands. */
static struct instant moment(const struct visit *visit) {
    struct instant now = steady(visit);
    if (!visit->state.film.playing)
        now.wall_ms = visit->state.film.at_ms;
    return now;
}

static struct film_playing playing(const struct visit *visit, const struct film *film) {
    const struct state_film *state = &visit->state.film;
    int64_t start_ms = state->playing ? state->began_ms : 0;
    return (struct film_playing){.film = film,
                                 .span = {.first = 0, .count = film->frames},
                                 .start_ms = start_ms,
                                 .end_ms = start_ms + state->length_ms};
}

/* Somewhere else than where it went on to: its decoder begins there, however near that is. */
static void jump(struct visit *visit, const struct film_playing *to) {
    struct film_run *run = &visit->film;
    int32_t stands_ms = visit->state.film.playing ? -1 : visit->state.film.at_ms;
    if (run->playing.film && (to->start_ms != run->playing.start_ms || stands_ms != visit->film_stands_ms))
        film_run_rest(run);
    visit->film_stands_ms = stands_ms;
    run->playing = *to;
}

/* It is paused, and the frame of where it stands is on, or never will be. */
static bool stands(const struct visit *visit) {
    const struct film_run *run = &visit->film;
    return !visit->state.film.playing &&
           (run->given_up || run->on == film_playing_at(&run->playing, visit->state.film.at_ms) + 1);
}

/* It sounds where its picture is: both follow the steady clock, which goes as fast as others do, unless
 * somebody wants a faster one. */
static void sound(struct visit *visit) {
    const struct film_run *run = &visit->film;
    struct film_heard heard = {.moving = visit->state.film.playing};
    bool wanted = run->playing.film && visit->voice.films && visit->options.clock->speed == 1 &&
                  film_run_heard(run, &heard);
    int64_t into_ms = visit_steady_ms(visit) - run->playing.start_ms;
    if (wanted)
        heard.zero_ns =
            visit->now.mono_ns + (visit->world.frame.screen->touch.hearing.delay_ms - into_ms) * MS_NS;
    sound_film(&visit->voice.sound, wanted ? &heard : NULL);
}

static void show(struct visit *visit, struct layers *layers) {
    const struct film *film = begun(visit);
    struct film_run *run = &visit->film;
    if (!film || (run->playing.film && run->playing.film != film))
        stop(visit, layers);
    if (!film)
        return;
    struct instant now = moment(visit);
    struct film_playing to = playing(visit, film);
    jump(visit, &to);
    if (stands(visit)) { /* the frame that is on stays */
        film_run_rest(run);
        return;
    }
    const struct film_frame *frame = film_run_frame(run, visit->world.films, now);
    visit->screen.frame |= layers_cover_frame(layers, frame);
}

void visit_film_turn(struct visit *visit, struct layers *layers) {
    show(visit, layers);
    sound(visit);
}

void visit_film_presented(struct visit *visit) {
    if (visit->state.film.playing && visit->film.playing.film)
        film_run_presented(&visit->film, visit->world.films, steady(visit), FILM_LATE_MS);
}

int64_t visit_film_due_ms(const struct visit *visit) {
    if (!visit->film.playing.film)
        return INT64_MAX;
    if (!visit->state.film.playing)
        return stands(visit) ? INT64_MAX : visit_steady_ms(visit) + FILM_LOOK_MS;
    return film_run_due_ms(&visit->film, visit_steady_ms(visit), FILM_LOOK_MS);
}

void visit_film_finish(struct visit *visit) {
    sound_film(&visit->voice.sound, NULL);
    if (visit->film.client)
        film_client_destroy(visit->film.client, visit->world.films->children);
    visit->film = (struct film_run){0};
}
