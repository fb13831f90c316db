/* One screen, one language: the largest zone leads, and slides that take turns in other zones show its
 * language. They keep their own time, but change together with the leader when it changes a moment before or
 * after: nobody sees a slide come on and switch language two seconds later. Beside a picture that stays for
 * minutes they take their own turns. */
#include <stdlib.h>
#include <string.h>

#include "core/scene/timeline_parts.h"
#include "core/site/screen_zones.h"

enum { NEAR_MS = 4000, SHARE = 4, LONG_MS = 60000 };

/* All turns of one slide, or of one item of it. */
struct span {
    struct timeline_entry entry;
    const char *languages[SITE_LANGUAGES_MAX];
    size_t turns;
    int64_t start_ms, end_ms;
};

/* The zone that is asked about and the one that leads, each in the segment that was asked for last: the same
 * one nearly always, so that a day is looked through once. */
struct pair {
    const char *lead;
    struct timeline_segment own, leads;
};

/* The segment in which `now_ms` lies; it may be zeroed before. */
static void seek(struct timeline_segment *segment, const struct timeline_question *question, const char *zone,
                 int64_t now_ms) {
    if (segment->question && now_ms >= segment->start_ms && now_ms < segment->end_ms)
        return;
    timeline_segment_finish(segment);
    timeline_segment_init(segment, question, zone, now_ms);
}

static struct timeline_entry leader_at(struct pair *pair, int64_t now_ms) {
    seek(&pair->leads, pair->own.question, pair->lead, now_ms);
    return timeline_alone(&pair->leads, now_ms);
}

static size_t turn_of(const struct span *span, const char *language) {
    size_t turn = 0;
    while (turn < span->turns && strcmp(span->languages[turn], language) != 0)
        turn++;
    return turn;
}

/* `now_ms` lies in the segment. */
static struct span span_at(const struct timeline_segment *segment, int64_t now_ms) {
    struct span span = {.entry = timeline_alone(segment, now_ms), .turns = 1};
    const struct timeline_entry *entry = &span.entry;
    span.start_ms = entry->start_ms;
    span.end_ms = entry->end_ms;
    if (!entry->slide)
        return span;
    span.turns = timeline_turns(segment->question->screen, entry->slide, span.languages);
    size_t turn = turn_of(&span, entry->language);
    span.start_ms -= (int64_t)turn * entry->slide->dwell_ms;
    span.end_ms = span.start_ms + (int64_t)span.turns * entry->slide->dwell_ms;
    if (span.end_ms > segment->end_ms)
        span.end_ms = segment->end_ms;
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
static int64_t change(struct pair *pair, const struct span *before, const struct span *after) {
    int64_t nominal = after->start_ms, near = reach(before, after);
    struct timeline_entry entry = leader_at(pair, nominal);
    if (stays(&entry))
        return nominal;
    if (nominal - entry.start_ms <= near)
        return entry.start_ms;
    return entry.end_ms - nominal <= near ? entry.end_ms : nominal;
}

/* The instants at which `span` comes and goes. A segment begins and ends when it must. */
static void bounds(struct pair *pair, const struct span *span, int64_t *from_ms, int64_t *to_ms) {
    *from_ms = span->start_ms;
    *to_ms = span->end_ms;
    if (span->start_ms > pair->own.start_ms) {
        struct span before = span_at(&pair->own, span->start_ms - 1);
        *from_ms = change(pair, &before, span);
    }
    if (span->end_ms < pair->own.end_ms) {
        struct span after = span_at(&pair->own, span->end_ms);
        *to_ms = change(pair, span, &after);
    }
}

static struct timeline_entry follow(struct pair *pair, int64_t now_ms) {
    int64_t from_ms, to_ms;
    struct span span = span_at(&pair->own, now_ms);
    bounds(pair, &span, &from_ms, &to_ms);
    if (now_ms < from_ms || now_ms >= to_ms) {
        span = span_at(&pair->own, now_ms < from_ms ? span.start_ms - 1 : span.end_ms);
        bounds(pair, &span, &from_ms, &to_ms);
    }
    struct timeline_entry entry = span.entry;
    if (span.turns < 2)
        return entry;
    struct timeline_entry leads = leader_at(pair, now_ms);
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

/* As most panels are, turned as this one hangs. */
static void assume_shape(struct timeline_question *question) {
    bool upright = question->screen->rotate % 180 != 0;
    if (question->width > 0 && question->height > 0)
        return;
    question->width = upright ? 1080 : 1920;
    question->height = upright ? 1920 : 1080;
}

/* A header has no turns of its own: it says what it says in the leader's language. */
static struct timeline_entry beside(const struct timeline_entry *leads) {
    return (struct timeline_entry){
        .language = leads->language, .start_ms = leads->start_ms, .end_ms = leads->end_ms};
}

struct timeline_walk {
    struct timeline_question question;
    const char *zone;
    bool header, follows; /* neither: it goes at its own pace */
    struct pair pair;     /* of a header, `own` is the leader's */
};

static void walk_init(struct timeline_walk *walk, const struct timeline_question *asked, const char *zone) {
    *walk = (struct timeline_walk){.question = *asked, .zone = zone};
    assume_shape(&walk->question);
    const struct timeline_question *question = &walk->question;
    size_t count;
    const struct screen_zone *zones =
        layout_zones(question->screen->layout, question->width, question->height, &count);
    const struct screen_zone *own = zones_find(zones, count, zone),
                             *lead = zones_leading(question->screen, zones, count);
    if (!lead || strcmp(lead->name, zone) == 0)
        return;
    walk->header = own && own->kind == ZONE_HEADER;
    walk->follows = !walk->header && screen_content(question->screen, zone);
    walk->pair.lead = lead->name;
}

static void walk_finish(struct timeline_walk *walk) {
    timeline_segment_finish(&walk->pair.own);
    timeline_segment_finish(&walk->pair.leads);
}

struct timeline_entry timeline_walk_at(struct timeline_walk *walk, int64_t now_ms) {
    struct pair *pair = &walk->pair;
    seek(&pair->own, &walk->question, walk->header ? pair->lead : walk->zone, now_ms);
    if (walk->follows) {
        seek(&pair->leads, &walk->question, pair->lead, now_ms);
        return follow(pair, now_ms);
    }
    struct timeline_entry entry = timeline_alone(&pair->own, now_ms);
    return walk->header ? beside(&entry) : entry;
}

struct timeline_walk *timeline_walk_create(const struct timeline_question *question, const char *zone) {
    struct timeline_walk *walk = malloc(sizeof *walk);
    if (walk)
        walk_init(walk, question, zone);
    return walk;
}

void timeline_walk_destroy(struct timeline_walk *walk) {
    if (walk)
        walk_finish(walk);
    free(walk);
}

struct timeline_entry timeline_at(const struct timeline_question *question, const char *zone,
                                  int64_t now_ms) {
    struct timeline_walk walk;
    walk_init(&walk, question, zone);
    struct timeline_entry entry = timeline_walk_at(&walk, now_ms);
    walk_finish(&walk);
    return entry;
}
