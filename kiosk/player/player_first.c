#include "player/player_first.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "player/first_sight_draw.h"

#define LOOK_NS 900000000LL

struct first {
    const char *path; /* of the report; NULL: there is none */
    char host[sizeof((struct first_sight *)0)->host];
    struct sync_report report;
    struct first_sight told; /* what is to be on the screen; the painter reads it while it is asked */
    struct first_sight next;
    int64_t looked_ns;
};

struct first *first_create(const struct options *options) {
    struct first *first = calloc(1, sizeof *first);
    if (!first)
        return NULL;
    first->path = options->sync_report;
    if (gethostname(first->host, sizeof first->host - 1) != 0)
        first->host[0] = '\0';
    return first;
}

void first_destroy(struct first *first) {
    free(first);
}

const struct sync_report *first_report(struct first *first) {
    sync_report_read(first->path, &first->report);
    return &first->report;
}

static void tell(struct player *player, struct first_sight *out) {
    struct first *first = player->first;
    const struct ladder *ladder = &player->ladder;
    struct first_facts facts = {.host = first->host,
                                .version = KIOSK_VERSION,
                                .mistake = player->options->file.mistake,
                                .why = generation_id_none(ladder->wanted) ? NULL : ladder->why,
                                .identify = staff_identifies(player),
                                .wrong_screen = player->news.wrong_screen,
                                .report = *first_report(first),
                                .now_s = player->now.wall_ms / 1000};
    first_sight_tell(&facts, out);
}

bool first_look(struct player *player) {
    struct first *first = player->first;
    if (player->now.mono_ns - first->looked_ns < LOOK_NS)
        return false;
    first->looked_ns = player->now.mono_ns;
    tell(player, &first->next);
    return !first_sight_same(&first->next, &first->told);
}

bool first_ask(struct player *player, struct cue *cue) {
    const struct playout *playout = player->on.playout;
    if (worker_outstanding(player->worker) > 0)
        return false;
    tell(player, &player->first->told);
    struct timeline_entry entry = playout_at(player->on.playout, 0, player->now.wall_ms);
    struct paint_request request = {.number = ++player->on.numbers,
                                    .degrees = playout->degrees,
                                    .book = {.number = playout->number},
                                    .scene = {.width = playout->width, .height = playout->height},
                                    .draw = first_sight_draw,
                                    .what = &player->first->told,
                                    .known_hash = cue->hash};
    if (!worker_ask(player->worker, &request))
        return false;
    cue_ask(cue, request.number, &entry, player->now.wall_ms);
    return true;
}
