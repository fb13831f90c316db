#include "core/timeline.h"

#include <string.h>

#define DAY_MS (24ll * 3600 * 1000)
#define NEWS_MAX_AGE_MS (48ll * 3600 * 1000)
enum { ITEMS_MAX = 50, ACTIVE_MAX = SITE_SLIDES_MAX };
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

/* The slides that are on, in the order written. */
struct active {
    struct {
        const struct playlist *playlist;
        const struct slide *slide;
    } items[ACTIVE_MAX];
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

static size_t item_count(const struct view *view, const struct slide *slide, int64_t now_ms) {
    const struct event *events[ITEMS_MAX];
    const struct headline *headlines[ITEMS_MAX];
    const struct feed_data *from[ITEMS_MAX];
    if (slide->type == SLIDE_EVENTS)
        return feed_select_events(slide, view->screen, view->feeds, now_ms, events, ITEMS_MAX);
    if (slide->type == SLIDE_NEWS)
        return feed_select_headlines(slide, view->feeds, now_ms, headlines, from, ITEMS_MAX);
    return 1;
}

static bool has_opening_hours(const struct view *view, const struct slide *slide) {
    for (size_t i = 0; i < slide->feed_count; i++) {
        const struct feed_data *feed = feeds_find(view->feeds, slide->feeds[i]);
        if (feed && feed->kind == FEED_KIND_HOURS && feed->count > 0)
            return true;
    }
    return false;
}

static bool is_on(const struct view *view, const struct playlist *playlist, const struct slide *slide,
                  int64_t now_ms, int32_t day) {
    if (slide->source.expires_day && day >= slide->source.expires_day)
        return false;
    if (!schedule_active(&playlist->schedule, view->site->zone, now_ms) ||
        !schedule_active(&slide->schedule, view->site->zone, now_ms))
        return false;
    if (view->skip && view->skip->skip(view->skip->context, slide))
        return false;
    return slide->type == SLIDE_HOURS ? has_opening_hours(view, slide) : item_count(view, slide, now_ms) > 0;
}

static int rank(const struct playlist *playlist, const struct slide *slide) {
    int priority = playlist->priority > slide->priority ? playlist->priority : slide->priority;
    return slide->evergreen ? -1 : priority;
}

/* Only the highest rank that is on; evergreen slides are below all others. */
static void find_active(const struct view *view, int64_t now_ms, struct active *active) {
    int highest = -2;
    int32_t day = local_day(view->site, now_ms);
    active->count = 0;
    for (size_t p = 0; p < view->content->playlist_count; p++) {
        const struct playlist *playlist = view->content->playlists[p];
        for (size_t s = 0; s < playlist->slide_count; s++) {
            const struct slide *slide = &playlist->slides[s];
            int own = rank(playlist, slide);
            if (own < highest || !is_on(view, playlist, slide, now_ms, day))
                continue;
            if (own > highest)
                active->count = 0;
            highest = own;
            if (active->count < ACTIVE_MAX) {
                active->items[active->count].playlist = playlist;
                active->items[active->count++].slide = slide;
            }
        }
    }
}

static bool same_active(const struct active *a, const struct active *b) {
    return a->count == b->count && memcmp(a->items, b->items, a->count * sizeof(a->items[0])) == 0;
}

/* The first end of a feed's item after now_ms, if before `until_ms`. */
static int64_t next_item_edge(const struct view *view, const struct slide *slide, int64_t now_ms,
                              int64_t until_ms) {
    for (size_t i = 0; i < slide->feed_count; i++) {
        const struct feed_data *feed = feeds_find(view->feeds, slide->feeds[i]);
        for (size_t k = 0; feed && k < feed->count; k++) {
            int64_t edges[2] = {now_ms, now_ms};
            if (feed->kind == FEED_KIND_EVENTS && slide->type == SLIDE_EVENTS) {
                edges[0] = feed->events[k].end_ms;
                edges[1] = feed->events[k].start_ms - slide->days * DAY_MS + 1; /* comes into sight */
            } else if (feed->kind == FEED_KIND_NEWS && slide->type == SLIDE_NEWS) {
                int64_t time_ms = feed->headlines[k].time_ms;
                edges[0] = (time_ms ? time_ms : feed->fetched_ms) + NEWS_MAX_AGE_MS + 1;
            }
            for (size_t e = 0; e < LENGTH(edges); e++)
                if (edges[e] > now_ms && edges[e] < until_ms)
                    until_ms = edges[e];
        }
    }
    return until_ms;
}

static int64_t next_edge(const struct view *view, int64_t now_ms, int64_t until_ms) {
    for (size_t p = 0; p < view->content->playlist_count; p++) {
        const struct playlist *playlist = view->content->playlists[p];
        until_ms = schedule_next_edge(&playlist->schedule, view->site->zone, now_ms, until_ms);
        for (size_t s = 0; s < playlist->slide_count; s++) {
            until_ms = schedule_next_edge(&playlist->slides[s].schedule, view->site->zone, now_ms, until_ms);
            until_ms = next_item_edge(view, &playlist->slides[s], now_ms, until_ms);
        }
    }
    return until_ms;
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

/* The languages a slide takes its turns in; at least one. Returns how many. */
static size_t turns(const struct view *view, const struct slide *slide, const char *out[SITE_LANGUAGES_MAX]) {
    const char *const *order = slide->language_count ? slide->languages : view->screen->languages;
    size_t n = slide->language_count ? slide->language_count : view->screen->language_count;
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

static size_t item_turns(const struct view *view, const struct slide *slide, int64_t segment_ms) {
    bool each = (slide->type == SLIDE_EVENTS && slide->events_style == EVENTS_POSTER) ||
                (slide->type == SLIDE_NEWS && view->ticker);
    return each ? item_count(view, slide, segment_ms) : 1;
}

static int64_t slide_length(const struct view *view, const struct slide *slide, int64_t segment_ms) {
    const char *languages[SITE_LANGUAGES_MAX];
    return (int64_t)(turns(view, slide, languages) * item_turns(view, slide, segment_ms)) * slide->dwell_ms;
}

/* The entry `offset` ms into the slide's turns. */
static struct timeline_entry entry_in(const struct view *view, const struct active *active, size_t index,
                                      int64_t offset, int64_t now_ms) {
    const struct slide *slide = active->items[index].slide;
    const char *languages[SITE_LANGUAGES_MAX];
    size_t count = turns(view, slide, languages);
    int64_t turn = offset / slide->dwell_ms;
    int64_t start = now_ms - offset % slide->dwell_ms;
    return (struct timeline_entry){.playlist = active->items[index].playlist,
                                   .slide = slide,
                                   .language = languages[(size_t)turn % count],
                                   .item = (int)(turn / (int64_t)count),
                                   .start_ms = start,
                                   .end_ms = start + slide->dwell_ms};
}

static struct timeline_entry entry_at(const struct view *view, const struct active *active,
                                      int64_t segment_ms, int64_t end_ms, int64_t now_ms) {
    int64_t cycle = 0;
    for (size_t i = 0; i < active->count; i++)
        cycle += slide_length(view, active->items[i].slide, segment_ms);
    struct timeline_entry entry = {
        .language = view->screen->languages[0], .start_ms = segment_ms, .end_ms = end_ms};
    if (cycle > 0) {
        int64_t offset = (now_ms - segment_ms) % cycle;
        size_t index = 0;
        for (int64_t length; offset >= (length = slide_length(view, active->items[index].slide, segment_ms));
             index++)
            offset -= length;
        entry = entry_in(view, active, index, offset, now_ms);
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

struct timeline_entry timeline_at(const struct site *site, const struct screen *screen, const char *zone,
                                  const struct feeds *feeds, int64_t now_ms,
                                  const struct timeline_skip *skip) {
    static const struct screen_content nothing = {0};
    const struct screen_content *content = screen_content(screen, zone);
    struct view view = {.site = site,
                        .screen = screen,
                        .content = content ? content : &nothing,
                        .feeds = feeds,
                        .skip = skip,
                        .ticker = is_ticker(screen, zone)};
    int32_t day = local_day(site, now_ms);
    int64_t segment_ms = day_start(site, day), end_ms = day_start(site, day + 1);
    struct active active, next;
    find_active(&view, segment_ms, &active);
    for (int64_t edge = segment_ms; (edge = next_edge(&view, edge, end_ms)) < end_ms;) {
        find_active(&view, edge, &next);
        if (same_active(&active, &next))
            continue;
        if (edge > now_ms) {
            end_ms = edge;
            break;
        }
        segment_ms = edge;
        active = next;
    }
    return entry_at(&view, &active, segment_ms, end_ms, now_ms);
}
