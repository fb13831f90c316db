#include "player/loops.h"

#include <limits.h>
#include <string.h>

void loops_see(struct loops *loops, size_t zone, const struct timeline_entry *entry) {
    struct loop *loop = &loops->zones[zone];
    const char *language = entry->language ? entry->language : "";
    if (!loop->used) {
        *loop = (struct loop){entry->slide, language, entry->item, entry->start_ms, 0, true};
        return;
    }
    if (entry->start_ms == loop->start_ms)
        return;
    loop->start_ms = entry->start_ms;
    if (!loop->slide) {
        loop->slide = entry->slide;
        loop->language = language;
        loop->item = entry->item;
    } else if (entry->slide == loop->slide && entry->item == loop->item &&
               strcmp(language, loop->language) == 0)
        loop->rounds++;
}

void loops_forget(struct loops *loops, const struct slide *slide) {
    for (size_t i = 0; i < LENGTH(loops->zones); i++) {
        struct loop *loop = &loops->zones[i];
        if (loop->used && loop->slide == slide)
            loop->slide = NULL;
    }
}

int loops_done(const struct loops *loops) {
    int fewest = INT_MAX;
    for (size_t i = 0; i < LENGTH(loops->zones); i++)
        if (loops->zones[i].used && loops->zones[i].rounds < fewest)
            fewest = loops->zones[i].rounds;
    return fewest == INT_MAX ? 0 : fewest;
}
