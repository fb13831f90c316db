#include "player/player_films.h"

#include "core/site/slide_kind.h"
#include "system/program.h"

enum {
    LOOK_AHEAD_MS = 2500,
    JOINED_MS = 500,   /* so long after its beginning it is joined in its middle */
    PATIENCE_MS = 1000 /* so long its first frame is waited for */
};

static int open_file(void *context, const char *name, struct fail *fail) {
    const struct player *player = context;
    const struct content *content = player->on.playout ? player->on.playout->content : NULL;
    if (content)
        return content_open(content, name, fail);
    fail_set(fail, "nothing is played");
    return -1;
}

void player_films_start(struct player *player) {
    films_init(&player->on.films, program_find("kiosk-film"));
    films_content(&player->on.films, player, open_file);
}

/* Whoever lets go of frames tells the compositor first. */
static void show_posters(struct player *player) {
    for (size_t i = 0; player->display.layers && i < player->on.playout->zone_count; i++)
        player->display.dirty |= layers_film(player->display.layers, (int)i, NULL);
}

void player_films_leave(struct player *player) {
    for (size_t i = 0; player->display.layers && i < player->on.playout->zone_count; i++)
        layers_film_stays(player->display.layers, (int)i);
    films_content(&player->on.films, player, open_file);
    for (size_t i = 0; i < SITE_ZONES_MAX; i++)
        player->on.then[i] = (struct timeline_entry){0};
}

static struct film_playing playing(const struct timeline_entry *entry) {
    const struct film_part *part = entry->slide ? slide_film_part(entry->slide) : NULL;
    if (!part)
        return (struct film_playing){0};
    return (struct film_playing){part->film, {part->first, part->frames}, entry->start_ms, entry->end_ms};
}

/* Of what is painted it is known whether its film is to be seen. */
static struct film_playing playing_in(const struct timeline_entry *entry, const struct film_place *place) {
    return place->film ? playing(entry) : (struct film_playing){0};
}

/* While captions change nothing is painted yet of what comes after the film: the timeline knows it. */
static struct film_playing after(struct player *player, size_t zone) {
    const struct cue *cue = &player->on.cues[zone];
    struct timeline_entry *then = &player->on.then[zone];
    int64_t end_ms = cue->shown.end_ms;
    int64_t ahead_ms = (int64_t)(LOOK_AHEAD_MS * player->clock.speed);
    if (!cue->film.film || end_ms == INT64_MAX || player->now.wall_ms < end_ms - ahead_ms)
        return (struct film_playing){0};
    if (then->start_ms != end_ms)
        *then = playout_at(player->on.playout, zone, end_ms);
    then->start_ms = end_ms;
    return playing(then);
}

/* Where nothing is shown yet its decoder starts while the picture is painted: either takes a moment. */
static struct film_playing next_of(struct player *player, size_t zone) {
    const struct cue *cue = &player->on.cues[zone];
    if (cue->state == CUE_ASKED && !cue->shows)
        return playing(&cue->next);
    bool painted = cue->state == CUE_PAINTED || cue->state == CUE_OFFERED;
    if (painted && !(cue->shows && cue_same_entry(&cue->shown, &cue->next)))
        return playing_in(&cue->next, &cue->answer.film);
    return cue->shows ? after(player, zone) : (struct film_playing){0};
}

void player_films_begin(struct player *player) {
    const struct film_playing none = {0};
    for (size_t i = 0; i < player->on.playout->zone_count; i++) {
        struct film_playing next = next_of(player, i);
        (void)films_follow(&player->on.films, (int)i, &none, &next, player->now, player->clock.speed);
    }
}

static void follow(struct player *player, size_t zone) {
    const struct cue *cue = &player->on.cues[zone];
    struct film_playing on = cue->shows ? playing_in(&cue->shown, &cue->film) : (struct film_playing){0};
    struct film_playing next = next_of(player, zone);
    const struct film_frame *frame =
        films_follow(&player->on.films, (int)zone, &on, &next, player->now, player->clock.speed);
    player->display.dirty |= layers_film(player->display.layers, (int)zone, frame);
}

/* The guide stands over them, or it is dark. */
static bool unseen(const struct player *player) {
    return visit_busy(player->visit) || player->display.night.phase == NIGHT_DARK;
}

/* What is over meanwhile is let go of; the frame that was there last stays. */
static void rest(struct player *player) {
    films_rest(&player->on.films, player->now);
    for (size_t i = 0; i < player->on.playout->zone_count; i++)
        if (!player->on.films.zones[i].now.client)
            layers_film_stays(player->display.layers, (int)i);
}

void player_films_turn(struct player *player) {
    if (!player->display.layers)
        return;
    if (player->display.night.phase == NIGHT_DARK) {
        show_posters(player);
        films_stop(&player->on.films);
    } else if (visit_busy(player->visit)) {
        rest(player);
    } else {
        for (size_t i = 0; i < player->on.playout->zone_count; i++)
            follow(player, i);
    }
    films_sweep(&player->on.films);
}

bool player_films_ready(const struct player *player, size_t zone) {
    const struct cue *cue = &player->on.cues[zone];
    struct film_playing next = playing_in(&cue->next, &cue->answer.film);
    int64_t joined_ms = (int64_t)(JOINED_MS * player->clock.speed);
    int64_t patience_ms = (int64_t)(PATIENCE_MS * player->clock.speed);
    return !next.film || player->now.wall_ms - next.start_ms < joined_ms ||
           player->now.wall_ms - cue->at_ms > patience_ms || films_ready(&player->on.films, (int)zone, &next);
}

void player_films_presented(struct player *player) {
    if (!unseen(player))
        films_presented(&player->on.films, clock_sample(&player->clock), player->clock.speed);
}

int64_t player_films_due_ms(const struct player *player, int64_t now_ms) {
    return unseen(player) ? INT64_MAX : films_due_ms(&player->on.films, now_ms, player->clock.speed);
}
