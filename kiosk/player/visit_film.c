/* The film that a visitor plays: its frames over the page. By the steady clock, as all that visitors do. */
#include "guide/visit/state.h"
#include "player/visit_parts.h"
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

void visit_film_turn(struct visit *visit, struct layers *layers) {
    const struct film *film = begun(visit);
    const struct state_film *state = &visit->state.film;
    struct film_run *run = &visit->film;
    if (!film || (run->playing.film && run->playing.film != film))
        stop(visit, layers);
    if (!film)
        return;
    if (!state->playing) { /* the frame that was there last stays */
        film_run_rest(run);
        return;
    }
    run->playing = (struct film_playing){.film = film,
                                         .span = {.first = 0, .count = film->frames},
                                         .start_ms = state->began_ms,
                                         .end_ms = state->began_ms + state->length_ms};
    const struct film_frame *frame = film_run_frame(run, visit->world.films, steady(visit));
    visit->screen.frame |= layers_cover_frame(layers, frame);
}

void visit_film_presented(struct visit *visit) {
    if (visit->state.film.playing && visit->film.playing.film)
        film_run_presented(&visit->film, visit->world.films, steady(visit), FILM_LATE_MS);
}

int64_t visit_film_due_ms(const struct visit *visit) {
    if (!visit->state.film.playing || !visit->film.playing.film)
        return INT64_MAX;
    return film_run_due_ms(&visit->film, visit_steady_ms(visit), FILM_LOOK_MS);
}

void visit_film_finish(struct visit *visit) {
    if (visit->film.client)
        film_client_destroy(visit->film.client, visit->world.films->children);
    visit->film = (struct film_run){0};
}
