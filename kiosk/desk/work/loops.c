#include "desk/work/loops.h"

#include <stdlib.h>
#include <string.h>

enum { TURNS_MAX = 1200, AHEAD_MS = 2 * 3600 * 1000 };

struct turn {
    const struct slide *slide;
    const char *language;
    int item;
    int64_t first_ms, every_ms;
};
struct loop {
    struct turn *turns; /* one for each slide */
    size_t count;
};

static struct turn *find(const struct loop *loop, const struct slide *slide) {
    for (size_t i = 0; i < loop->count; i++)
        if (loop->turns[i].slide == slide)
            return &loop->turns[i];
    return NULL;
}

/* True: it was known how often this one comes round. */
static bool see(struct loop *loop, const struct timeline_entry *entry) {
    struct turn *turn = entry->slide ? find(loop, entry->slide) : NULL;
    if (!entry->slide || (turn && turn->every_ms))
        return turn != NULL;
    if (!turn)
        loop->turns[loop->count++] =
            (struct turn){entry->slide, entry->language, entry->item, entry->start_ms, 0};
    else if (strcmp(turn->language, entry->language) == 0 && turn->item == entry->item &&
             entry->start_ms > turn->first_ms)
        turn->every_ms = entry->start_ms - turn->first_ms;
    return false;
}

struct loop *loop_create(const struct timeline_question *question, const char *zone, int64_t at_ms) {
    struct loop *loop = calloc(1, sizeof *loop);
    int64_t now = at_ms;
    size_t known = 0; /* in a row */
    if (loop && !(loop->turns = calloc(TURNS_MAX, sizeof *loop->turns))) {
        free(loop);
        return NULL;
    }
    struct timeline_walk *walk = loop ? timeline_walk_create(question, zone) : NULL;
    if (loop && !walk) {
        loop_destroy(loop);
        return NULL;
    }
    for (int i = 0; loop && i < TURNS_MAX && now < at_ms + AHEAD_MS && known <= 2 * loop->count; i++) {
        struct timeline_entry entry = timeline_walk_at(walk, now);
        if (entry.end_ms <= now)
            break;
        known = see(loop, &entry) ? known + 1 : 0;
        now = entry.end_ms;
    }
    timeline_walk_destroy(walk);
    return loop;
}

void loop_destroy(struct loop *loop) {
    if (loop)
        free(loop->turns);
    free(loop);
}

int64_t loop_every_ms(const struct loop *loop, const struct slide *slide) {
    const struct turn *turn = find(loop, slide);
    return turn ? turn->every_ms : 0;
}
