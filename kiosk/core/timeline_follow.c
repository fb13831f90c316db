/* One screen, one language: the largest zone leads, and slides that take turns in other zones show its
 * language. They keep their own time, but change together with the leader when it changes a moment before or
 * after: nobody sees a slide come on and switch language two seconds later. Beside a picture that stays for
 * minutes they take their own turns. */
#include <string.h>

#include "core/timeline_parts.h"

enum { NEAR_MS = 4000, SHARE = 4, LONG_MS = 60000 };

/* All turns of one slide, or of one item of it. */
struct span {
    struct timeline_alone at;
    const char *languages[SITE_LANGUAGES_MAX];
    size_t turns;
    int64_t start_ms, end_ms;
};

static const char *leader(const struct screen *screen) {
    const struct layout *layout = screen->layout;
    const struct screen_zone *best = NULL;
    for (size_t i = 0; i < layout->zone_count; i++) {
        const struct screen_zone *zone = &layout->zones[i];
        if (zone->kind == ZONE_PLAYLIST && screen_content(screen, zone->name) &&
            (!best || zone->w * zone->h > best->w * best->h))
            best = zone;
    }
    return best ? best->name : NULL;
}

static size_t turn_of(const struct span *span, const char *language) {
    size_t turn = 0;
    while (turn < span->turns && strcmp(span->languages[turn], language) != 0)
        turn++;
    return turn;
}

static struct span span_at(const struct timeline_question *question, const char *zone, int64_t now_ms) {
    struct span span = {.at = timeline_alone(question, zone, now_ms), .turns = 1};
    const struct timeline_entry *entry = &span.at.entry;
    span.start_ms = entry->start_ms;
    span.end_ms = entry->end_ms;
    if (!entry->slide)
        return span;
    span.turns = timeline_turns(question->screen, entry->slide, span.languages);
    size_t turn = turn_of(&span, entry->language);
    span.start_ms -= (int64_t)turn * entry->slide->dwell_ms;
    span.end_ms = span.start_ms + (int64_t)span.turns * entry->slide->dwell_ms;
    if (span.end_ms > span.at.segment_end_ms)
        span.end_ms = span.at.segment_end_ms;
    return span;
}

static int64_t reach(const struct span *before, const struct span *after) {
    int64_t a = (before->end_ms - before->start_ms) / SHARE, b = (after->end_ms - after->start_ms) / SHARE;
    int64_t shorter = a < b ? a : b;
    return before->turns < 2 || after->turns < 2 ? -1 : shorter < NEAR_MS ? shorter : NEAR_MS;
}

static bool stays(const struct timeline_entry *lead) {
    return lead->end_ms - lead->start_ms > LONG_MS;
}

/* When `after` takes over from `before`, its neighbour in the loop. */
static int64_t change(const struct timeline_question *question, const char *lead, const struct span *before,
                      const struct span *after) {
    int64_t nominal = after->start_ms, near = reach(before, after);
    struct timeline_entry entry = timeline_alone(question, lead, nominal).entry;
    if (stays(&entry))
        return nominal;
    if (nominal - entry.start_ms <= near)
        return entry.start_ms;
    return entry.end_ms - nominal <= near ? entry.end_ms : nominal;
}

/* The instants at which `span` comes and goes. A segment begins and ends when it must. */
static void bounds(const struct timeline_question *question, const char *zone, const char *lead,
                   const struct span *span, int64_t *from_ms, int64_t *to_ms) {
    *from_ms = span->start_ms;
    *to_ms = span->end_ms;
    if (span->start_ms > span->at.segment_ms) {
        struct span before = span_at(question, zone, span->start_ms - 1);
        *from_ms = change(question, lead, &before, span);
    }
    if (span->end_ms < span->at.segment_end_ms) {
        struct span after = span_at(question, zone, span->end_ms);
        *to_ms = change(question, lead, span, &after);
    }
}

static struct timeline_entry follow(const struct timeline_question *question, const char *zone,
                                    const char *lead, int64_t now_ms) {
    int64_t from_ms, to_ms;
    struct span span = span_at(question, zone, now_ms);
    bounds(question, zone, lead, &span, &from_ms, &to_ms);
    if (now_ms < from_ms || now_ms >= to_ms) {
        span = span_at(question, zone, now_ms < from_ms ? span.start_ms - 1 : span.end_ms);
        bounds(question, zone, lead, &span, &from_ms, &to_ms);
    }
    struct timeline_entry entry = span.at.entry;
    if (span.turns < 2)
        return entry;
    struct timeline_entry leads = timeline_alone(question, lead, now_ms).entry;
    size_t turn = turn_of(&span, entry.language);
    if (stays(&leads)) {
        from_ms = turn == 0 ? from_ms : entry.start_ms;
        to_ms = turn + 1 == span.turns ? to_ms : entry.end_ms;
    } else if (turn_of(&span, leads.language) < span.turns) {
        entry.language = leads.language;
    }
    entry.start_ms = leads.start_ms > from_ms ? leads.start_ms : from_ms;
    entry.end_ms = leads.end_ms < to_ms ? leads.end_ms : to_ms;
    return entry;
}

bool timeline_takes_turn(const struct screen *screen, const struct slide *slide, const char *language) {
    struct span span;
    span.turns = timeline_turns(screen, slide, span.languages);
    return span.turns > 1 && turn_of(&span, language) < span.turns;
}

struct timeline_entry timeline_at(const struct site *site, const struct screen *screen, const char *zone,
                                  const struct feeds *feeds, int64_t now_ms,
                                  const struct timeline_skip *skip) {
    struct timeline_question question = {site, screen, feeds, skip};
    const char *lead = leader(screen);
    if (!lead || strcmp(lead, zone) == 0 || !screen_content(screen, zone))
        return timeline_alone(&question, zone, now_ms).entry;
    return follow(&question, zone, lead, now_ms);
}
