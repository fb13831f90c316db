#include "player/films.h"

#include <stdlib.h>

#include "system/log.h"

void films_init(struct films *films, char *program) {
    *films = (struct films){.program = program};
    films->tools = (struct film_tools){.program = program,
                                       .strikes = &films->strikes,
                                       .children = &films->children,
                                       .counts = &films->counts};
}

/* Somebody may still look at its last frame. */
static void end_run(struct films *films, struct film_run *run) {
    if (run->client && films->ended_count < (int)LENGTH(films->ended))
        films->ended[films->ended_count++] = run->client;
    else
        film_client_destroy(run->client, &films->children);
    *run = (struct film_run){0};
}

void films_stop(struct films *films) {
    for (int i = 0; i < SITE_ZONES_MAX; i++) {
        end_run(films, &films->zones[i].now);
        end_run(films, &films->zones[i].next);
    }
}

void films_sweep(struct films *films) {
    for (int i = 0; i < films->ended_count; i++)
        film_client_destroy(films->ended[i], &films->children);
    films->ended_count = 0;
    children_reap(&films->children);
}

void films_content(struct films *films, void *context,
                   int (*open)(void *context, const char *name, struct fail *fail)) {
    films_stop(films);
    films_sweep(films);
    films->strikes = (struct film_strikes){0};
    films->tools.context = context;
    films->tools.open = open;
}

void films_finish(struct films *films) {
    films_stop(films);
    films_sweep(films);
    children_finish(&films->children);
    free(films->program);
    *films = (struct films){0};
}

/* It is said once, and where there is a film. */
static void miss_program(struct films *films) {
    if (!films->program && !films->missed)
        log_line(LOG_LEVEL_WARNING, "kiosk-film is not installed: films are shown as their posters");
    films->missed = true;
}

static void turn_to(struct films *films, struct film_zone *zone, const struct film_playing *on) {
    struct film_run *run = &zone->now;
    if (film_playing_same(&run->playing, on)) {
        run->playing.end_ms = on->end_ms;
    } else if (on->film && film_playing_same(&zone->next.playing, on)) {
        end_run(films, run);
        *run = zone->next;
        zone->next = (struct film_run){0};
    } else if (on->film && run->client && film_playing_joins(&run->playing, on)) {
        film_run_join(run, on);
    } else {
        end_run(films, run);
        run->playing = *on;
    }
}

/* What its decoder goes on with needs no other. */
static void prepare(struct films *films, struct film_zone *zone, const struct film_playing *next,
                    struct instant now) {
    bool goes_on = zone->now.client && film_playing_joins(&zone->now.playing, next);
    bool wanted = next->film && !goes_on && !film_playing_same(&zone->now.playing, next);
    if (zone->next.playing.film && (!wanted || !film_playing_same(&zone->next.playing, next)))
        end_run(films, &zone->next);
    if (!wanted)
        return;
    zone->next.playing = *next;
    film_run_prepare(&zone->next, &films->tools, now);
}

const struct film_frame *films_follow(struct films *films, int zone, const struct film_playing *on,
                                      const struct film_playing *next, struct instant now, double speed) {
    struct film_zone *at = &films->zones[zone];
    struct film_playing none = {0};
    int64_t prepare_ms = next->film ? next->start_ms - (int64_t)(FILM_PREPARED_MS * speed) : INT64_MAX;
    bool soon = prepare_ms <= now.wall_ms;
    if (on->film || next->film)
        miss_program(films);
    at->prepare_ms = soon ? INT64_MAX : prepare_ms;
    turn_to(films, at, on);
    prepare(films, at, soon ? next : &none, now);
    return film_run_frame(&at->now, &films->tools, now);
}

bool films_ready(const struct films *films, int zone, const struct film_playing *next) {
    const struct film_run *now = &films->zones[zone].now, *then = &films->zones[zone].next;
    bool goes_on =
        film_playing_same(&now->playing, next) || (now->client && film_playing_joins(&now->playing, next));
    if (!next->film || goes_on)
        return true;
    return film_playing_same(&then->playing, next) &&
           (then->given_up || (then->client && film_client_begun(then->client)));
}

void films_rest(struct films *films, struct instant now) {
    for (int i = 0; i < SITE_ZONES_MAX; i++) {
        struct film_zone *zone = &films->zones[i];
        end_run(films, &zone->next);
        if (zone->now.playing.film && zone->now.playing.end_ms <= now.wall_ms)
            end_run(films, &zone->now);
        film_run_rest(&zone->now);
    }
}

void films_presented(struct films *films, struct instant now, double speed) {
    for (int i = 0; i < SITE_ZONES_MAX; i++)
        film_run_presented(&films->zones[i].now, &films->tools, now, (int64_t)(FILM_LATE_MS * speed));
}

int64_t films_due_ms(const struct films *films, int64_t now_ms, double speed) {
    int64_t due = INT64_MAX;
    for (int i = 0; i < SITE_ZONES_MAX; i++) {
        const struct film_zone *zone = &films->zones[i];
        int64_t at = film_run_due_ms(&zone->now, now_ms, (int64_t)(FILM_LOOK_MS * speed) + 1);
        due = at < due ? at : due;
        due = zone->prepare_ms > 0 && zone->prepare_ms < due ? zone->prepare_ms : due;
    }
    return due;
}

json_t *films_json(const struct films *films) {
    const struct film_counts *counts = &films->counts;
    json_t *aside = json_array();
    for (size_t i = 0; i < films->strikes.count; i++)
        if (films->strikes.items[i].strikes >= FILM_STRIKES)
            json_array_append_new(aside, json_string(films->strikes.items[i].film->name));
    return json_pack("{s:I, s:I, s:I, s:I, s:o}", "presented", (json_int_t)counts->presented, "dropped",
                     (json_int_t)counts->dropped, "late", (json_int_t)counts->late, "restarts",
                     (json_int_t)counts->restarts, "set_aside", aside);
}
