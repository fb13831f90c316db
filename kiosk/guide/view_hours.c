/* Opening hours of the coming week, as the feed has them. A day the feed says nothing of is not said to be
 * closed unless it lies between days the feed knows. */
#include <stdio.h>
#include <string.h>

#include "core/scene_words.h"
#include "guide/flow.h"

enum { DAYS = 7, LINE_MAX = 500 };

static bool ours(const struct slide *feeds, const struct opening *opening) {
    if (!feeds->branch)
        return true;
    return (opening->branch && strcmp(opening->branch, feeds->branch) == 0) ||
           (opening->branch_isil && strcmp(opening->branch_isil, feeds->branch) == 0);
}

/* The library system's usual categories in the visitor's language; others as the staff wrote them. */
static const char *category(const struct page *page, const char *name) {
    if (!name || !*name)
        return "";
    if (strstr(name, "elvbetjen"))
        return page_say(page, WORDS_SELF_SERVICE);
    if (strstr(name, "etjent") || strstr(name, "etjening") || strstr(name, "Staffed"))
        return page_say(page, WORDS_STAFFED);
    return name;
}

static void add_opening(const struct page *page, const struct opening *opening, char *line) {
    char from[20], to[20], times[60], isolated[80];
    words_time(opening->from_min, page->tag, from, sizeof from);
    words_time(opening->to_min, page->tag, to, sizeof to);
    snprintf(times, sizeof times, "%s–%s", from, to);
    text_isolate(times, isolated, sizeof isolated);
    const char *what = category(page, opening->category);
    char entry[200];
    snprintf(entry, sizeof entry, "\n%s%s%s", isolated, *what ? "  " : "", what);
    size_t used = strlen(line);
    if (!strstr(line, entry)) /* libraries enter some hours twice */
        snprintf(line + used, LINE_MAX - used, "%s", entry);
}

struct week {
    char lines[DAYS][LINE_MAX];
    bool any[DAYS];
    int64_t first, last; /* days the feed knows */
};

static void collect(struct page *page, const struct slide *feeds, int64_t today, struct week *week) {
    *week = (struct week){.first = INT64_MAX, .last = INT64_MIN};
    for (int i = 0; i < DAYS; i++) {
        char day[WORDS_MAX];
        words_day(today + i, today, page->tag, day, sizeof day);
        snprintf(week->lines[i], LINE_MAX, "**%s**", day);
    }
    for (size_t f = 0; f < feeds->feed_count; f++) {
        const struct feed_data *data = feeds_find(page->request->feeds, feeds->feeds[f]);
        for (size_t i = 0; data && data->kind == FEED_KIND_HOURS && i < data->count; i++) {
            const struct opening *opening = &data->openings[i];
            if (!ours(feeds, opening))
                continue;
            week->first = opening->day < week->first ? opening->day : week->first;
            week->last = opening->day > week->last ? opening->day : week->last;
            if (opening->day < today || opening->day >= today + DAYS)
                continue;
            add_opening(page, opening, week->lines[opening->day - today]);
            week->any[opening->day - today] = true;
        }
    }
}

void view_hours(struct page *page, const struct guide_page *shown) {
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    struct flow *flow = flow_create();
    struct week week;
    char age[LINE_MAX];
    int64_t today = page_today(page);
    frame_put(page, title, language);
    if (!flow) {
        page->failed = true;
        return;
    }
    flow->grow = 140;
    flow->columns = 4;
    flow->hero_icon = shown->icon;
    flow->hero_words = page_pick(page, &shown->summary, &flow->hero_language);
    collect(page, &shown->feeds, today, &week);
    page_add_age(page, flow, &shown->feeds, age, sizeof age);
    for (int i = 0; i < DAYS; i++) {
        bool known = today + i >= week.first && today + i <= week.last;
        if (!week.any[i] && !known && i > 0)
            continue;
        if (!week.any[i]) {
            size_t used = strlen(week.lines[i]);
            snprintf(week.lines[i] + used, LINE_MAX - used, "\n%s",
                     page_say(page, known ? WORDS_CLOSED : WORDS_NO_INFORMATION));
        }
        flow_text(flow, FLOW_CELL, week.lines[i], NULL, NULL);
    }
    flow_text(flow, FLOW_CODE, page_pick(page, &shown->url, NULL), NULL, NULL);
    flow_put(page, flow, page->content);
    flow_destroy(flow);
}
