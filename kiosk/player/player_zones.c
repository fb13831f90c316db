#include "player/player_zones.h"

#include "core/site/slide_kind.h"
#include "player/builtin.h"
#include "player/player_films.h"
#include "player/player_first.h"
#include "show/turn.h"
#include "stage/paint.h"
#include "system/log.h"

enum { LEAD_MS = 2500, RETRY_MS = 5000, LATE_MS = 60000, TOGETHER_MS = 1000 };
#define ALONE_NS 2000000000LL /* so long the first zone waits for the others */

void zones_reset(struct player *player) {
    for (size_t i = 0; i < SITE_ZONES_MAX; i++)
        cue_reset(&player->on.cues[i], player->now.wall_ms);
}

static int64_t lead_ms(const struct player *player) {
    return (int64_t)(LEAD_MS * player->clock.speed);
}

/* The built-in picture without words needs no painter: when there are no fonts, or it does not answer. */
static void paint_builtin(struct player *player, struct cue *cue) {
    const struct playout *playout = player->on.playout;
    struct pixels upright;
    struct paint_answer answer = {.number = ++player->on.numbers, .next_change_ms = INT64_MAX, .hash = 1};
    struct timeline_entry entry = playout_at(player->on.playout, 0, player->now.wall_ms);
    if (!builtin_paint(playout->width, playout->height, &upright))
        return;
    bool turned = paint_rotate(&upright, playout->degrees, &answer.pixels);
    pixels_finish(&upright);
    if (!turned)
        return;
    cue_ask(cue, answer.number, &entry, player->now.wall_ms);
    if (!cue_answer(cue, &answer))
        paint_answer_finish(&answer);
}

static void ask(struct player *player, size_t zone) {
    struct cue *cue = &player->on.cues[zone];
    if (!player->on.playout->content) {
        if (first_ask(player, cue))
            player->on.partly_ns = player->on.partly_ns ? player->on.partly_ns : player->now.mono_ns;
        return;
    }
    int64_t at_ms = cue->due_ms > player->now.wall_ms ? cue->due_ms : player->now.wall_ms;
    struct timeline_entry entry = playout_at(player->on.playout, zone, at_ms);
    struct paint_request request = playout_request(player->on.playout, zone, &entry, at_ms);
    request.number = ++player->on.numbers;
    request.known_hash = cue->hash;
    if (worker_ask(player->worker, &request))
        cue_ask(cue, request.number, &entry, at_ms);
}

/* A slide that cannot be shown is left out from now on, and another one asked for. */
static bool unusable(struct player *player, const struct cue *cue) {
    const struct paint_answer *answer = &cue->answer;
    const struct slide *slide = cue->next.slide;
    if (!answer->failed && !(answer->missing > 0 && slide && slide_kind(slide->type)->needs_picture))
        return false;
    const char *why = answer->failed && answer->problems.count ? answer->problems.items[0].text
                                                               : "its picture is missing or cannot be read";
    loops_forget(&player->on.loops, slide);
    if (skips_add(&player->on.playout->skips, slide, why))
        log_line(LOG_LEVEL_WARNING, "slide %s (%s) is left out: %s", slide->id, slide->file, why);
    return true;
}

static void take_bar(struct player *player, size_t zone) {
    const struct playout *playout = player->on.playout;
    const struct screen_zone *at = &playout->zones[zone];
    visit_set_bar(player->visit, (int)zone,
                  turn_fraction(at->x, at->y, at->w, at->h, playout->width, playout->height),
                  &player->on.cues[zone].answer);
}

void zones_take_answers(struct player *player) {
    struct paint_answer answer;
    while (worker_take(player->worker, &answer)) {
        int answer_zone = answer.zone;
        struct cue *cue = &player->on.cues[answer_zone];
        if (!cue_answer(cue, &answer)) {
            paint_answer_finish(&answer);
            continue;
        }
        if (!player->on.playout->content) {
            if (cue->answer.failed) {
                cue_reset(cue, player->now.wall_ms);
                paint_builtin(player, cue);
            }
            continue;
        }
        if (player->on.playout->zones[answer_zone].kind == ZONE_TOUCH)
            take_bar(player, (size_t)answer_zone);
        if (!unusable(player, cue))
            continue;
        player->said.failed++;
        player->said.status_due = true;
        int64_t due_ms = cue->due_ms;
        bool hopeless = !cue->next.slide;
        cue_reset(cue, hopeless ? player->now.wall_ms + RETRY_MS : due_ms);
        cue->retry_ms = hopeless ? player->now.wall_ms + RETRY_MS : 0;
    }
}

static void commit(struct player *player, size_t zone) {
    struct cue *cue = &player->on.cues[zone];
    if (!cue_commit(cue, player->now.wall_ms))
        return;
    player->said.slides += cue->shown.slide != NULL;
    player->said.status_due = true;
    if (player->on.playout->content && player->on.playout->zones[zone].kind == ZONE_PLAYLIST)
        loops_see(&player->on.loops, zone, &cue->shown);
}

static void bring_on(struct player *player, size_t zone) {
    struct cue *cue = &player->on.cues[zone];
    bool calm = player->said.shots || !player->on.complete || player->options->panel.still;
    layers_start(player->display.layers, (int)zone, cue_transition(cue, calm), player->now.mono_ns);
    player->display.dirty = true;
    commit(player, zone);
}

/* Somebody is at the guide: the signage behind it stands still, once it has begun. */
static bool standing(const struct player *player) {
    return player->on.complete && visit_busy(player->visit);
}

/* What was to come next: when the signage goes on, it will be something else. */
static void put_away(struct player *player, size_t zone) {
    struct cue *cue = &player->on.cues[zone];
    if (cue->state != CUE_PAINTED && cue->state != CUE_OFFERED)
        return;
    if (player->display.layers)
        layers_withdraw(player->display.layers, (int)zone);
    cue_reset(cue, cue->due_ms);
}

/* A new generation shall take over at the boundary: nothing more is asked of the one that is on. */
static bool holding(const struct player *player) {
    return player->news.generation && player->on.complete;
}

/* The first picture of all waits for no film. */
static bool offered(const struct player *player, size_t zone) {
    return player->on.cues[zone].state == CUE_OFFERED && layers_ready(player->display.layers, (int)zone) &&
           (!player->on.complete || player_films_ready(player, zone));
}

/* What is due at one moment comes on at one moment: a header never speaks another language than its slide. A
 * zone that is late holds the others back for a second at most; pictures for a desk are always whole. */
static bool in_company(const struct player *player, const struct cue *cue) {
    int64_t patience_ms = (int64_t)(TOGETHER_MS * player->clock.speed);
    if (holding(player) || (!player->said.shots && player->now.wall_ms - cue->at_ms > patience_ms))
        return true;
    for (size_t i = 0; i < player->on.playout->zone_count; i++) {
        const struct cue *other = &player->on.cues[i];
        bool uploading = other->state == CUE_OFFERED && other->at_ms <= cue->at_ms && !offered(player, i);
        if (other != cue && (uploading || cue_awaits(cue, other)))
            return false;
    }
    return true;
}

static void prepare(struct player *player, size_t zone) {
    struct cue *cue = &player->on.cues[zone];
    int64_t now = player->now.wall_ms;
    if (standing(player))
        put_away(player, zone);
    if (cue->state == CUE_IDLE && !holding(player) && !standing(player) && now >= cue->retry_ms &&
        cue->due_ms - lead_ms(player) <= now)
        ask(player, zone);
    if (cue->state == CUE_PAINTED && cue->answer.unchanged && now >= cue->at_ms)
        commit(player, zone);
    if (cue->state == CUE_PAINTED && !cue->answer.unchanged && player->display.layers &&
        layers_offer(player->display.layers, (int)zone, &cue->answer.pixels)) {
        layers_place_film(player->display.layers, (int)zone, &cue->answer.film);
        cue->state = CUE_OFFERED;
        player->display.uploading = true;
    }
}

/* Which are due is settled before any is brought on: those of one moment come on in one picture. */
static void bring_on_due(struct player *player) {
    bool due[SITE_ZONES_MAX] = {false};
    if (!player->on.complete || standing(player))
        return;
    for (size_t i = 0; i < player->on.playout->zone_count; i++)
        due[i] = offered(player, i) && player->now.wall_ms >= player->on.cues[i].at_ms &&
                 in_company(player, &player->on.cues[i]);
    for (size_t i = 0; i < player->on.playout->zone_count; i++)
        if (due[i])
            bring_on(player, i);
}

/* Its painting has failed, and is tried again later. */
static bool given_up(const struct player *player, size_t zone) {
    return player->on.cues[zone].state == CUE_IDLE && player->on.cues[zone].retry_ms > player->now.wall_ms;
}

/* The first picture comes on whole, when every zone has its part; but one that has none holds the others back
 * for a moment only. Pictures for a desk are always whole. */
static bool may_begin(struct player *player) {
    size_t ready = 0, awaited = 0;
    for (size_t i = 0; i < player->on.playout->zone_count; i++) {
        ready += offered(player, i);
        awaited += !offered(player, i) && !given_up(player, i);
    }
    if (ready == 0)
        return false;
    if (!player->on.partly_ns)
        player->on.partly_ns = player->now.mono_ns;
    return awaited == 0 || (!player->said.shots && player->now.mono_ns - player->on.partly_ns > ALONE_NS);
}

static void begin(struct player *player) {
    if (!player->display.layers)
        return;
    bool silent = !player->on.playout->content && player->on.cues[0].state == CUE_ASKED &&
                  player->on.partly_ns && player->now.mono_ns - player->on.partly_ns > ALONE_NS;
    if (silent) {
        cue_reset(&player->on.cues[0], player->now.wall_ms);
        paint_builtin(player, &player->on.cues[0]);
    }
    if (!may_begin(player))
        return;
    player->on.complete = true;
    for (size_t i = 0; i < player->on.playout->zone_count; i++)
        if (offered(player, i))
            bring_on(player, i);
}

bool zones_shown(const struct player *player) {
    for (size_t i = 0; i < player->on.playout->zone_count; i++)
        if (player->on.cues[i].shows)
            return true;
    return false;
}

void zones_advance(struct player *player) {
    struct cue *cue = &player->on.cues[0];
    if (!player->on.playout->content && cue->state == CUE_IDLE && cue->shows && first_look(player))
        cue_reset(cue, player->now.wall_ms);
    for (size_t i = 0; i < player->on.playout->zone_count; i++)
        prepare(player, i);
    bring_on_due(player);
    if (player->display.layers && player->display.uploading)
        player->display.uploading =
            layers_upload(player->display.layers, player->on.complete ? LAYERS_SLICE_ROWS : PIXELS_SIDE_MAX);
    if (!player->on.complete)
        begin(player);
}

int64_t zones_due_ms(const struct player *player) {
    int64_t due = INT64_MAX;
    for (size_t i = 0; !standing(player) && i < player->on.playout->zone_count; i++) {
        const struct cue *cue = &player->on.cues[i];
        int64_t at = INT64_MAX;
        if (cue->state == CUE_IDLE && cue->due_ms != INT64_MAX)
            at =
                cue->due_ms - lead_ms(player) > cue->retry_ms ? cue->due_ms - lead_ms(player) : cue->retry_ms;
        else if (cue->state == CUE_PAINTED || cue->state == CUE_OFFERED)
            at = cue->at_ms;
        due = at < due ? at : due;
    }
    return due;
}

bool zones_on_time(const struct player *player) {
    int64_t late_ms = (int64_t)(LATE_MS * player->clock.speed);
    for (size_t i = 0; !standing(player) && i < player->on.playout->zone_count; i++)
        if (!cue_on_time(&player->on.cues[i], player->now.wall_ms, late_ms))
            return false;
    return true;
}

bool zones_settled(const struct player *player) {
    int64_t now_ms = player->now.wall_ms;
    for (size_t i = 0; !standing(player) && i < player->on.playout->zone_count; i++) {
        const struct cue *cue = &player->on.cues[i];
        bool current = cue->shown.start_ms <= now_ms && now_ms < cue->shown.end_ms;
        if (cue->state != CUE_IDLE || cue->due_ms <= now_ms || !current ||
            (now_ms - cue->since_ms) * 1000000 < LAYERS_TRANSITION_NS)
            return false;
    }
    return true;
}
