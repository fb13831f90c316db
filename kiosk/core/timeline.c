#include "core/timeline_parts.h"

#include <limits.h>
#include <string.h>

#include "core/opening_week.h"

enum { ITEMS_MAX = 50, RUNS_MAX = 2 * SITE_SLIDES_MAX };
#define TICKER_HEIGHT 0.15

/* Everything a question about one zone needs; lives on the caller's stack. */
struct view {
    const struct site *site;
    const struct screen *screen;
    const struct screen_content *content;
    const struct feeds *feeds;
    const struct timeline_skip *skip;
    bool ticker;
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
    struct run items[RUNS_MAX]; /* in the order written */
    size_t count;
};

static int32_t local_day(const struct site *site, int64_t now_ms) {
    struct civil local = zone_local(site->zone, now_ms);
    return (int32_t)civil_days(local.year, local.month, local.day);
}

static int64_t day_start(const struct site *site, int32_t day) {
    struct civil date = civil_from_days(day);
    date.hour = date.minute = date.second = 0;
    return zone_utc(site->zone, date);
}

/* Posters and the news ticker show their items one by one. */
static bool one_by_one(const struct view *view, const struct slide *slide) {
    return (slide->type == SLIDE_EVENTS && slide->events_style == EVENTS_POSTER) ||
           (slide->type == SLIDE_NEWS && view->ticker);
}

static struct phase select_items(const struct view *view, const struct slide *slide, int64_t now_ms) {
    const void *items[ITEMS_MAX];
    const struct event *events[ITEMS_MAX];
    const struct headline *headlines[ITEMS_MAX];
    const struct feed_data *from[ITEMS_MAX];
    bool each = one_by_one(view, slide);
    size_t max = each ? ITEMS_MAX : 1, count;
    if (slide->type == SLIDE_EVENTS) {
        count = feed_select_events(slide, view->screen, view->feeds, now_ms, events, max);
        for (size_t i = 0; i < count; i++)
            items[i] = events[i];
    } else {
        count = feed_select_headlines(slide, view->feeds, now_ms, headlines, from, max);
        for (size_t i = 0; i < count; i++)
            items[i] = headlines[i];
    }
    if (!each)
        return (struct phase){.on = count > 0, .item_count = 1};
    struct phase phase = {.on = count > 0, .item_count = count};
    for (size_t i = 0; i < count; i++)
        phase.items = phase.items * 31 + (uintptr_t)items[i];
    return phase;
}

static bool has_opening_hours(const struct view *view, const struct slide *slide, int32_t today) {
    for (size_t i = 0; i < slide->feed_count; i++) {
        const struct feed_data *feed = feeds_find(view->feeds, slide->feeds[i]);
        for (size_t k = 0; feed && feed->kind == FEED_KIND_HOURS && k < feed->count; k++)
            if (feed->openings[k].day >= today && opening_at_branch(slide, &feed->openings[k]))
                return true;
    }
    return false;
}

static struct phase phase_at(const struct view *view, const struct run *run, int64_t now_ms) {
    if (!schedule_active(&run->playlist->schedule, view->site->zone, now_ms) ||
        !schedule_active(&run->slide->schedule, view->site->zone, now_ms))
        return (struct phase){.on = false};
    if (run->slide->type == SLIDE_EVENTS || run->slide->type == SLIDE_NEWS)
        return select_items(view, run->slide, now_ms);
    return (struct phase){.on = true, .item_count = 1};
}

static bool same_phase(const struct phase *a, const struct phase *b) {
    return a->on == b->on && a->item_count == b->item_count && a->items == b->items;
}

/* Finds what comes after run->phase, which holds at `now_ms`. */
static void look_ahead(const struct view *view, struct run *run, int64_t now_ms, int64_t end_ms) {
    run->next_ms = now_ms;
    do {
        int64_t at_ms = run->next_ms;
        run->next_ms = schedule_next_edge(&run->playlist->schedule, view->site->zone, at_ms, end_ms);
        run->next_ms = schedule_next_edge(&run->slide->schedule, view->site->zone, at_ms, run->next_ms);
        run->next_ms = feed_select_next_edge(run->slide, view->screen, view->feeds, at_ms, run->next_ms);
        if (run->next_ms >= end_ms)
            return;
        run->next = phase_at(view, run, run->next_ms);
    } while (same_phase(&run->phase, &run->next));
}

static int rank(const struct playlist *playlist, const struct slide *slide) {
    int priority = playlist->priority > slide->priority ? playlist->priority : slide->priority;
    return slide->evergreen ? -1 : priority;
}

/* What cannot change within a day. */
static bool can_run(const struct view *view, const struct slide *slide, int32_t today) {
    if (slide->source.expires_day && today >= slide->source.expires_day)
        return false;
    if (slide->type == SLIDE_HOURS && !has_opening_hours(view, slide, today))
        return false;
    return !(view->skip && view->skip->skip(view->skip->context, slide));
}

static void runs_start(const struct view *view, struct runs *runs, int32_t today, int64_t start_ms,
                       int64_t end_ms) {
    runs->count = 0;
    for (size_t p = 0; p < view->content->playlist_count; p++) {
        const struct playlist *playlist = view->content->playlists[p];
        for (size_t s = 0; s < playlist->slide_count && runs->count < RUNS_MAX; s++) {
            const struct slide *slide = &playlist->slides[s];
            if (!can_run(view, slide, today))
                continue;
            struct run *run = &runs->items[runs->count++];
            *run = (struct run){.playlist = playlist, .slide = slide, .rank = rank(playlist, slide)};
            run->phase = phase_at(view, run, start_ms);
            look_ahead(view, run, start_ms, end_ms);
        }
    }
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

static bool has_text_in(const struct slide *slide, const char *language) {
    const struct localized *const texts[] = {&slide->headline, &slide->body, &slide->caption, &slide->kicker};
    for (size_t i = 0; i < LENGTH(texts); i++)
        if (localized_find(texts[i], language))
            return true;
    return false;
}

static bool has_text(const struct slide *slide) {
    return slide->headline.count || slide->body.count || slide->caption.count || slide->kicker.count;
}

size_t timeline_turns(const struct screen *screen, const struct slide *slide,
                      const char *out[SITE_LANGUAGES_MAX]) {
    const char *const *order = slide->language_count ? slide->languages : screen->languages;
    size_t n = slide->language_count ? slide->language_count : screen->language_count;
    bool needs_text = slide->type == SLIDE_TEXT || slide->type == SLIDE_IMAGE;
    bool once = slide->bilingual == BILINGUAL_TOGETHER || slide->type == SLIDE_NEWS ||
                slide->type == SLIDE_WELCOME || (needs_text && !has_text(slide));
    size_t count = 0;
    for (size_t i = 0; i < n && count < SITE_LANGUAGES_MAX && !(once && count > 0); i++)
        if (once || !needs_text || has_text_in(slide, order[i]))
            out[count++] = order[i];
    if (count == 0)
        out[count++] = order[0];
    return count;
}

static int64_t run_length(const struct view *view, const struct run *run) {
    const char *languages[SITE_LANGUAGES_MAX];
    if (!run->active)
        return 0;
    return (int64_t)(timeline_turns(view->screen, run->slide, languages) * run->shown.item_count) *
           run->slide->dwell_ms;
}

/* The entry `offset` ms into the turns of `run`. */
static struct timeline_entry entry_in(const struct view *view, const struct run *run, int64_t offset,
                                      int64_t now_ms) {
    const char *languages[SITE_LANGUAGES_MAX];
    size_t count = timeline_turns(view->screen, run->slide, languages);
    int64_t turn = offset / run->slide->dwell_ms;
    int64_t start = now_ms - offset % run->slide->dwell_ms;
    return (struct timeline_entry){.playlist = run->playlist,
                                   .slide = run->slide,
                                   .language = languages[(size_t)turn % count],
                                   .item = (int)(turn / (int64_t)count),
                                   .start_ms = start,
                                   .end_ms = start + run->slide->dwell_ms};
}

static struct timeline_entry entry_at(const struct view *view, const struct runs *runs, int64_t segment_ms,
                                      int64_t end_ms, int64_t now_ms) {
    int64_t cycle = 0;
    for (size_t i = 0; i < runs->count; i++)
        cycle += run_length(view, &runs->items[i]);
    struct timeline_entry entry = {
        .language = view->screen->languages[0], .start_ms = segment_ms, .end_ms = end_ms};
    if (cycle > 0) {
        int64_t offset = (now_ms - segment_ms) % cycle;
        size_t index = 0;
        for (int64_t length; offset >= (length = run_length(view, &runs->items[index])); index++)
            offset -= length;
        entry = entry_in(view, &runs->items[index], offset, now_ms);
    }
    if (entry.end_ms > end_ms)
        entry.end_ms = end_ms;
    return entry;
}

static bool is_ticker(const struct screen *screen, const char *zone) {
    for (size_t i = 0; i < screen->layout->zone_count; i++)
        if (strcmp(screen->layout->zones[i].name, zone) == 0)
            return screen->layout->zones[i].h < TICKER_HEIGHT;
    return false;
}

struct timeline_alone timeline_alone(const struct timeline_question *question, const char *zone,
                                     int64_t now_ms) {
    const struct site *site = question->site;
    const struct screen *screen = question->screen;
    static const struct screen_content nothing = {0};
    const struct screen_content *content = screen_content(screen, zone);
    struct view view = {.site = site,
                        .screen = screen,
                        .content = content ? content : &nothing,
                        .feeds = question->feeds,
                        .skip = question->skip,
                        .ticker = is_ticker(screen, zone)};
    struct runs runs;
    int32_t today = local_day(site, now_ms);
    int64_t segment_ms = day_start(site, today), day_end_ms = day_start(site, today + 1);
    int64_t end_ms = day_end_ms;
    runs_start(&view, &runs, today, segment_ms, day_end_ms);
    loop_start(&runs);
    for (int64_t at_ms; (at_ms = runs_step(&view, &runs, day_end_ms)) < day_end_ms;) {
        if (!loop_changed(&runs))
            continue;
        if (at_ms > now_ms) {
            end_ms = at_ms;
            break;
        }
        segment_ms = at_ms;
        loop_start(&runs);
    }
    return (struct timeline_alone){.entry = entry_at(&view, &runs, segment_ms, end_ms, now_ms),
                                   .segment_ms = segment_ms,
                                   .segment_end_ms = end_ms};
}
