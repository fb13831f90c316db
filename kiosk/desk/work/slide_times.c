#include "desk/work/slide_times.h"

#include <stdlib.h>

#include "core/site/slide_kind.h"
#include "desk/work/loops.h"

struct zone_loop {
    const struct screen *screen;
    const char *zone;
    struct loop *loop;
};
struct slide_times {
    const struct site *site;
    const struct feeds *feeds;
    int64_t now_ms;
    struct zone_loop *loops; /* as many as there are playlists: one each is enough */
    size_t count, later;
};

struct slide_times *slide_times_create(const struct site *site, const struct feeds *feeds, int64_t now_ms) {
    struct slide_times *times = calloc(1, sizeof *times);
    if (!times)
        return NULL;
    *times = (struct slide_times){.site = site, .feeds = feeds, .now_ms = now_ms};
    times->loops = calloc((site ? site->playlist_count : 0) + 1, sizeof *times->loops);
    if (times->loops)
        return times;
    free(times);
    return NULL;
}

void slide_times_destroy(struct slide_times *times) {
    for (size_t i = 0; times && i < times->count; i++)
        loop_destroy(times->loops[i].loop);
    if (times)
        free(times->loops);
    free(times);
}

static struct timeline_question question_of(const struct slide_times *times, const struct screen *screen) {
    return (struct timeline_question){.site = times->site, .screen = screen, .feeds = times->feeds};
}

static const struct loop *loop_now(struct slide_times *times, const struct screen *screen, const char *zone) {
    for (size_t i = 0; i < times->count; i++)
        if (times->loops[i].screen == screen && times->loops[i].zone == zone)
            return times->loops[i].loop;
    const struct timeline_question question = question_of(times, screen);
    struct loop *loop =
        times->count < times->site->playlist_count ? loop_create(&question, zone, times->now_ms) : NULL;
    if (loop)
        times->loops[times->count++] = (struct zone_loop){screen, zone, loop};
    return loop;
}

/* Is a feed known that it asks for? */
static bool knows_feed(const struct slide_times *times, const struct feed_query *query) {
    for (size_t i = 0; query && i < query->feed_count; i++)
        if (times->feeds && feeds_find(times->feeds, query->feeds[i]))
            return true;
    return false;
}

bool slide_times_empty(const struct slide_times *times, const struct screen *const *screens, size_t count,
                       const struct playlist *playlist, const struct slide *slide) {
    bool empty = count > 0 && knows_feed(times, slide_query(slide));
    for (size_t i = 0; empty && i < count; i++) {
        const struct timeline_question question = question_of(times, screens[i]);
        empty = !timeline_has_items(&question, screen_zone_of(screens[i], playlist), slide, times->now_ms);
    }
    return empty;
}

int64_t slide_times_every_ms(struct slide_times *times, const struct screen *screen,
                             const struct playlist *playlist, const struct slide *slide, int64_t from_ms) {
    const char *zone = screen_zone_of(screen, playlist);
    if (!zone)
        return 0;
    if (from_ms == 0) {
        const struct loop *loop = loop_now(times, screen, zone);
        return loop ? loop_every_ms(loop, slide) : 0;
    }
    if (times->later >= SLIDE_TIMES_LATER)
        return 0;
    times->later++;
    const struct timeline_question question = question_of(times, screen);
    struct loop *loop = loop_create(&question, zone, from_ms);
    int64_t every_ms = loop ? loop_every_ms(loop, slide) : 0;
    loop_destroy(loop);
    return every_ms;
}
