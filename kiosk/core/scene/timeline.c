#include "core/scene/timeline_parts.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/scene/scene_kind.h"
#include "core/site/screen_zones.h"
#include "core/site/slide_kind.h"

/* Everything a question about one zone needs. */
struct view {
    const struct timeline_question *question;
    const struct screen_content *content;
    bool strip;
};

/* Whether a slide is on, and which items of its feeds it shows one by one. */
struct phase {
    bool on;
    size_t item_count; /* 1 when it is a single picture */
    uint64_t items;    /* tells one selection from another */
};

/* One slide of the zone on its way through the day. */
struct run {
    const struct playlist *playlist;
    const struct slide *slide;
    int rank;
    bool active;        /* in the loop of the current segment … */
    struct phase shown; /* … with these items */
    struct phase phase, next;
    int64_t next_ms; /* when `next` begins; the end of the day when nothing changes any more */
};

struct runs {
    struct run *items; /* in the order written */
    size_t count;
};

static struct scene_moment moment_of(const struct view *view, const struct slide *slide, int64_t now_ms) {
    return (struct scene_moment){.site = view->question->site,
                                 .slide = slide,
                                 .screen = view->question->screen,
                                 .feeds = view->question->feeds,
                                 .houses = view->question->houses,
                                 .strip = view->strip,
                                 .now_ms = now_ms,
                                 .position_ms = -1};
}

static struct phase select_items(const struct view *view, const struct slide *slide, int64_t now_ms) {
    const void *items[QUERY_LIMIT_MAX];
    const struct scene_kind *kind = scene_kind(slide->type);
    struct phase phase = {.on = true, .item_count = 1};
    if (!kind->items_at)
        return phase;
    struct scene_moment moment = moment_of(view, slide, now_ms);
    size_t count = kind->items_at(&moment, items, QUERY_LIMIT_MAX);
    phase = (struct phase){.on = count > 0, .item_count = count};
    for (size_t i = 0; i < count; i++)
        phase.items = phase.items * 31 + (uintptr_t)items[i];
    return phase;
}

static struct phase phase_at(const struct view *view, const struct run *run, int64_t now_ms) {
    const struct zone *zone = view->question->site->zone;
    if (!schedule_active(&run->playlist->schedule, zone, now_ms) ||
        !schedule_active(&run->slide->turn.schedule, zone, now_ms))
        return (struct phase){.on = false};
    return select_items(view, run->slide, now_ms);
}

static bool same_phase(const struct phase *a, const struct phase *b) {
    return a->on == b->on && a->item_count == b->item_count && a->items == b->items;
}

static int64_t edge_after(const struct view *view, const struct run *run, int64_t at_ms, int64_t until_ms) {
    const struct zone *zone = view->question->site->zone;
    const struct scene_kind *kind = scene_kind(run->slide->type);
    until_ms = schedule_next_edge(&run->playlist->schedule, zone, at_ms, until_ms);
    until_ms = schedule_next_edge(&run->slide->turn.schedule, zone, at_ms, until_ms);
    struct scene_moment moment = moment_of(view, run->slide, at_ms);
    return kind->next_edge ? kind->next_edge(&moment, until_ms) : until_ms;
}

/* Finds what comes after run->phase, which holds at `now_ms`. */
static void look_ahead(const struct view *view, struct run *run, int64_t now_ms, int64_t end_ms) {
    run->next_ms = now_ms;
    do {
        run->next_ms = edge_after(view, run, run->next_ms, end_ms);
        if (run->next_ms >= end_ms)
            return;
        run->next = phase_at(view, run, run->next_ms);
    } while (same_phase(&run->phase, &run->next));
}

/* What cannot change within a day. */
static bool can_run(const struct view *view, const struct slide *slide, int64_t now_ms) {
    const struct scene_kind *kind = scene_kind(slide->type);
    const struct scene_moment moment = moment_of(view, slide, now_ms);
    const struct timeline_skip *skip = view->question->skip;
    if (zone_day(moment.site->zone, now_ms) > slide_last_day(slide))
        return false;
    if (kind->runs_today && !kind->runs_today(&moment))
        return false;
    return !(skip && skip->skip(skip->context, slide));
}

static size_t slides_of(const struct screen_content *content) {
    size_t count = 0;
    for (size_t p = 0; p < content->playlist_count; p++)
        count += content->playlists[p]->slide_count;
    return count;
}

static bool runs_start(const struct view *view, struct runs *runs, int64_t start_ms, int64_t end_ms) {
    runs->count = 0;
    runs->items = calloc(slides_of(view->content) + 1, sizeof *runs->items);
    for (size_t p = 0; runs->items && p < view->content->playlist_count; p++) {
        const struct playlist *playlist = view->content->playlists[p];
        for (size_t s = 0; s < playlist->slide_count; s++) {
            const struct slide *slide = &playlist->slides[s];
            if (!can_run(view, slide, start_ms))
                continue;
            struct run *run = &runs->items[runs->count++];
            *run = (struct run){
                .playlist = playlist, .slide = slide, .rank = slide_rank(slide, playlist->priority)};
            run->phase = phase_at(view, run, start_ms);
            look_ahead(view, run, start_ms, end_ms);
        }
    }
    return runs->items != NULL;
}

/* Only the highest rank that is on; evergreen slides are below all others. */
static int highest_rank(const struct runs *runs) {
    int highest = INT_MIN;
    for (size_t i = 0; i < runs->count; i++)
        if (runs->items[i].phase.on && runs->items[i].rank > highest)
            highest = runs->items[i].rank;
    return highest;
}

static bool loop_changed(const struct runs *runs) {
    int highest = highest_rank(runs);
    for (size_t i = 0; i < runs->count; i++) {
        const struct run *run = &runs->items[i];
        bool active = run->phase.on && run->rank == highest;
        if (active != run->active || (active && !same_phase(&run->phase, &run->shown)))
            return true;
    }
    return false;
}

static void loop_start(struct runs *runs) {
    int highest = highest_rank(runs);
    for (size_t i = 0; i < runs->count; i++) {
        runs->items[i].active = runs->items[i].phase.on && runs->items[i].rank == highest;
        runs->items[i].shown = runs->items[i].phase;
    }
}

/* Moves on to the next instant at which a slide changes; `end_ms` when none does. */
static int64_t runs_step(const struct view *view, struct runs *runs, int64_t end_ms) {
    int64_t at_ms = end_ms;
    for (size_t i = 0; i < runs->count; i++)
        if (runs->items[i].next_ms < at_ms)
            at_ms = runs->items[i].next_ms;
    for (size_t i = 0; i < runs->count && at_ms < end_ms; i++) {
        struct run *run = &runs->items[i];
        if (run->next_ms != at_ms)
            continue;
        run->phase = run->next;
        look_ahead(view, run, at_ms, end_ms);
    }
    return at_ms;
}

size_t timeline_turns(const struct screen *screen, const struct slide *slide,
                      const char *out[SITE_LANGUAGES_MAX]) {
    const char *const *order = slide->language_count ? slide->languages : screen->languages;
    size_t n = slide->language_count ? slide->language_count : screen->language_count;
    enum slide_turns turns = slide_kind(slide->type)->turns;
    bool by_text = turns == TURNS_BY_TEXT;
    bool once =
        slide->bilingual == BILINGUAL_TOGETHER || turns == TURNS_ONCE || (by_text && !slide_has_words(slide));
    size_t count = 0;
    for (size_t i = 0; i < n && count < SITE_LANGUAGES_MAX && !(once && count > 0); i++)
        if (once || !by_text || slide_speaks(slide, order[i]))
            out[count++] = order[i];
    if (count == 0)
        out[count++] = order[0];
    return count;
}

static int64_t turn_length(const struct timeline_segment *segment, const struct timeline_turn *turn) {
    const char *languages[SITE_LANGUAGES_MAX];
    size_t count = timeline_turns(segment->question->screen, turn->slide, languages);
    return (int64_t)(count * turn->item_count) * turn->slide->dwell_ms;
}

/* What is left of the day when it stands at the segment: its loop. */
static void loop_keep(struct timeline_segment *segment, const struct runs *runs) {
    struct timeline_turn *turns = calloc(runs->count + 1, sizeof *turns);
    size_t count = 0;
    for (size_t i = 0; turns && i < runs->count; i++) {
        const struct run *run = &runs->items[i];
        if (!run->active)
            continue;
        struct timeline_turn *turn = &turns[count++];
        *turn = (struct timeline_turn){run->playlist, run->slide, run->shown.item_count, 0};
        turn->length_ms = turn_length(segment, turn);
    }
    size_t all = turns ? timeline_weave(turns, count, NULL) : 0;
    segment->turns = calloc(all + 1, sizeof *segment->turns);
    if (turns && segment->turns)
        segment->count = timeline_weave(turns, count, segment->turns);
    for (size_t i = 0; i < segment->count; i++)
        segment->cycle_ms += segment->turns[i].length_ms;
    free(turns);
}

/* The entry `offset` ms into the turns of one slide. */
static struct timeline_entry entry_in(const struct timeline_segment *segment,
                                      const struct timeline_turn *shown, int64_t offset, int64_t now_ms) {
    const char *languages[SITE_LANGUAGES_MAX];
    size_t count = timeline_turns(segment->question->screen, shown->slide, languages);
    int64_t turn = offset / shown->slide->dwell_ms;
    int64_t start = now_ms - offset % shown->slide->dwell_ms;
    return (struct timeline_entry){.playlist = shown->playlist,
                                   .slide = shown->slide,
                                   .language = languages[(size_t)turn % count],
                                   .item = (int)(turn / (int64_t)count),
                                   .start_ms = start,
                                   .end_ms = start + shown->slide->dwell_ms};
}

struct timeline_entry timeline_alone(const struct timeline_segment *segment, int64_t now_ms) {
    struct timeline_entry entry = {.language = segment->question->screen->languages[0],
                                   .start_ms = segment->start_ms,
                                   .end_ms = segment->end_ms};
    if (segment->cycle_ms > 0) {
        int64_t offset = (now_ms - segment->start_ms) % segment->cycle_ms;
        size_t index = 0;
        for (; offset >= segment->turns[index].length_ms; index++)
            offset -= segment->turns[index].length_ms;
        entry = entry_in(segment, &segment->turns[index], offset, now_ms);
    }
    if (entry.end_ms > segment->end_ms)
        entry.end_ms = segment->end_ms;
    return entry;
}

struct timeline_round timeline_round(const struct timeline_question *question, const char *zone,
                                     int64_t now_ms) {
    struct timeline_segment segment;
    timeline_segment_init(&segment, question, zone, now_ms);
    struct timeline_round round = {segment.cycle_ms, segment.end_ms};
    timeline_segment_finish(&segment);
    return round;
}

static bool is_strip(const struct timeline_question *question, const char *zone) {
    const struct screen *screen = question->screen;
    size_t count;
    const struct screen_zone *zones = layout_zones(screen->layout, question->width, question->height, &count);
    const struct screen_zone *own = zones_find(zones, count, zone);
    return own && zone_is_strip(own, question->width, question->height);
}

bool timeline_has_items(const struct timeline_question *question, const char *zone, const struct slide *slide,
                        int64_t now_ms) {
    struct view view = {question, screen_content(question->screen, zone), is_strip(question, zone)};
    return can_run(&view, slide, now_ms) && select_items(&view, slide, now_ms).on;
}

void timeline_segment_init(struct timeline_segment *segment, const struct timeline_question *question,
                           const char *zone, int64_t now_ms) {
    static const struct screen_content nothing = {0};
    const struct screen_content *content = screen_content(question->screen, zone);
    const struct zone *clock = question->site->zone;
    struct view view = {question, content ? content : &nothing, is_strip(question, zone)};
    int32_t today = zone_day(clock, now_ms);
    int64_t day_end_ms = zone_day_start(clock, today + 1);
    struct runs runs;
    *segment = (struct timeline_segment){
        .question = question, .start_ms = zone_day_start(clock, today), .end_ms = day_end_ms};
    if (!runs_start(&view, &runs, segment->start_ms, day_end_ms))
        return;
    loop_start(&runs);
    for (int64_t at_ms; (at_ms = runs_step(&view, &runs, day_end_ms)) < day_end_ms;) {
        if (!loop_changed(&runs))
            continue;
        if (at_ms > now_ms) {
            segment->end_ms = at_ms;
            break;
        }
        segment->start_ms = at_ms;
        loop_start(&runs);
    }
    loop_keep(segment, &runs);
    free(runs.items);
}

void timeline_segment_finish(struct timeline_segment *segment) {
    free(segment->turns);
    segment->turns = NULL;
    segment->count = 0;
    segment->cycle_ms = 0;
}
