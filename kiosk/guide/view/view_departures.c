/* What leaves next, as the feeds of the page know it. */
#include <stdio.h>
#include <stdlib.h>

#include "core/feed/departure_words.h"
#include "guide/view/flow_parts.h"

enum { ROWS_EACH_COLUMN = 5, GROW_MOST = 2, AGE_MAX = 200 };

/* What is said of one; lives until the flow is put. */
struct lines {
    char cell[DEPARTURE_TIME_MAX + DEPARTURE_TITLE_MAX + DEPARTURE_NOTE_MAX + WORD_BYTES_MAX + 20];
};

static struct event_reader reader_of(const struct page *page) {
    return (struct event_reader){.zone = page->request->site->zone,
                                 .now_ms = page->request->now_ms,
                                 .language = page->tag,
                                 .words = &page->guide->words};
}

/* "**12:07 · Delayed**", "C towards Klampenborg St.", "planned 12:04 · Train · Track 2". */
static void fill(const struct page *page, const struct departure_now *departure, struct lines *out) {
    struct event_reader reader = reader_of(page);
    struct departure_words words;
    char title[DEPARTURE_TITLE_MAX];
    departure_words(&reader, departure, true, &words);
    departure_title(&reader, departure->of, title);
    snprintf(out->cell, sizeof out->cell, "**%s%s%s**\n%s%s%s", words.time, words.label ? " · " : "",
             words.label ? words.label : "", title, *words.note ? "\n" : "", words.note);
}

static void add_departures(struct page *page, struct flow *flow, const struct guide_page *shown,
                           struct lines *lines) {
    struct departure_now departures[QUERY_LIMIT_MAX];
    size_t count = departures_now(&shown->departures, page->request->feeds, page->request->now_ms, departures,
                                  QUERY_LIMIT_MAX);
    for (size_t i = 0; i < count; i++) {
        fill(page, &departures[i], &lines[i]);
        flow_text(flow, FLOW_CELL, lines[i].cell, NULL, NULL);
    }
    if (count == 0)
        flow_text(flow, FLOW_TEXT, page_word(page, WORD_NO_DEPARTURES), NULL, NULL);
    flow->columns = page->m.portrait || count <= ROWS_EACH_COLUMN ? 1 : 0;
}

void view_departures(struct page *page, const struct guide_page *shown) {
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    struct lines *lines = calloc(QUERY_LIMIT_MAX, sizeof *lines);
    struct flow *flow = flow_create();
    char age[AGE_MAX];
    frame_put(page, title, language);
    const char *words = page_pick_aside(page, &shown->summary, &language);
    (void)hero_put(page, &shown->picture, shown->icon, words, language);
    if (!flow || !lines) {
        page->failed = true;
    } else {
        flow->grow = GROW_MOST;
        if (page->request->clock_wrong)
            flow_text(flow, FLOW_TEXT, page_say(page, WORDS_NO_INFORMATION), NULL, NULL);
        else if (page_add_age(page, flow, &shown->departures, age, sizeof age))
            add_departures(page, flow, shown, lines);
        flow_put(page, flow, page->content);
    }
    free(lines);
    flow_destroy(flow);
}
