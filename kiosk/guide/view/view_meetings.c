/* The meetings of the day: what is on now, what comes next, the rest; each with the way to its room. */
#include <stdio.h>
#include <stdlib.h>

#include "core/feed/meeting_words.h"
#include "core/text/plain_text.h"
#include "guide/view/flow_parts.h"
#include "guide/view/plan_parts.h"

enum {
    LINE_MAX = EVENT_TIME_MAX + MEETING_PLACE_MAX + 8,
    TITLE_MAX = 500,
    SPOKEN_MAX = 1200,
    GROW_MOST = 2,
    ROWS_MAX = 6
};

/* What is said of one; lives until the flow is put. */
struct lines {
    struct meeting_words words;
    char title[TITLE_MAX], line[LINE_MAX], cell[TITLE_MAX + LINE_MAX + 8], spoken[SPOKEN_MAX];
};

static const struct room_spot *spot_of(const struct guide_meetings *shown, const struct meeting *meeting) {
    return meeting->room ? &shown->rooms[meeting->room - shown->slide->meetings.rooms] : NULL;
}

static void fill(const struct page *page, const struct meeting *meeting, struct lines *out) {
    const struct event_reader reader = {.zone = page->request->site->zone,
                                        .now_ms = page->request->now_ms,
                                        .language = page->tag,
                                        .words = &page->guide->words};
    meeting_words(&reader, page->request->site, meeting, &out->words);
    const struct meeting_words *words = &out->words;
    const char *off = words->off ? words->label : NULL;
    snprintf(out->title, sizeof out->title, "%s%s%.*s", off ? off : "", off ? " · " : "",
             (int)text_cut(words->title, TITLE_MAX / 2), words->title);
    snprintf(out->line, sizeof out->line, "%s%s%s", words->time, *words->place ? " · " : "", words->place);
    snprintf(out->cell, sizeof out->cell, "**%s**\n%s", out->title, out->line);
    snprintf(out->spoken, sizeof out->spoken, "%s%s%s", words->label && !off ? words->label : "",
             words->label && !off ? ", " : "", out->line);
}

static void add_meeting(struct page *page, struct flow *flow, const struct meeting *meeting,
                        const struct lines *lines) {
    const struct room_spot *at = spot_of(&page->guide->pages[page->state->spot.of].meetings, meeting);
    if (!at || !plan_leads(page, at->house, at->spot)) {
        flow_text(flow, FLOW_CELL, lines->cell, NULL, NULL);
        return;
    }
    flow_button(flow, &(struct button){.icon = page_sign(lines->words.off ? "close" : "meeting_room"),
                                       .label = lines->title,
                                       .label_language = lines->words.title_language,
                                       .note = lines->line,
                                       .detail = lines->spoken,
                                       .chevron = true,
                                       .action = plan_action(page, at->house, at->spot)});
}

static void add_meetings(struct page *page, struct flow *flow, const struct meeting *meetings, size_t count,
                         struct lines *lines) {
    static const enum word headings[] = {[MEETING_NOW] = WORD_MEETING_NOW,
                                         [MEETING_NEXT] = WORD_MEETING_NEXT,
                                         [MEETING_LATER] = WORD_MEETING_LATER};
    for (size_t i = 0; i < count; i++) {
        fill(page, &meetings[i], &lines[i]);
        if (i == 0 || meetings[i].stage != meetings[i - 1].stage)
            flow_text(flow, FLOW_GROUP, page_word(page, headings[meetings[i].stage]), NULL, NULL);
        add_meeting(page, flow, &meetings[i], &lines[i]);
    }
    if (count == 0)
        flow_text(flow, FLOW_TEXT, page_word(page, WORD_MEETINGS_OVER), NULL, NULL);
}

/* How old the calendars are. Where none has come, that is said only if nothing is written either. */
static bool add_age(struct page *page, struct flow *flow, const struct slide_meetings *shown, char *line,
                    size_t size) {
    bool any = shown->written_count > 0;
    for (size_t i = 0; i < shown->query.feed_count && any; i++)
        any = feeds_find(page->request->feeds, shown->query.feeds[i]) != NULL;
    if (shown->query.feed_count == 0 || (shown->written_count > 0 && !any))
        return true;
    return page_add_age(page, flow, &shown->query, line, size);
}

void view_meetings(struct page *page, const struct guide_page *shown) {
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    const struct slide *slide = shown->meetings.slide;
    struct meeting meetings[MEETINGS_TODAY_MAX];
    struct lines *lines = calloc(MEETINGS_TODAY_MAX, sizeof *lines);
    struct flow *flow = flow_create();
    char source[LINE_MAX], age[LINE_MAX];
    frame_put(page, title, language);
    const char *words = page_pick_aside(page, &shown->summary, &language);
    (void)hero_put(page, &shown->picture, shown->icon, words, language);
    if (!flow || !lines) {
        page->failed = true;
    } else if (page->request->clock_wrong) {
        flow_text(flow, FLOW_TEXT, page_say(page, WORDS_NO_INFORMATION), NULL, NULL);
        flow_put(page, flow, page->content);
    } else {
        size_t count = meetings_today(&slide->meetings, page->request->site->zone, page->request->screen,
                                      page->request->feeds, page->request->now_ms, meetings);
        if (add_age(page, flow, &slide->meetings, age, sizeof age))
            add_meetings(page, flow, meetings, count, lines);
        page_source(page, &slide->source, slide->sample, source, sizeof source);
        flow_text(flow, FLOW_NOTE, source, NULL, NULL);
        flow->grow = GROW_MOST;
        flow->columns = page->m.portrait || count <= ROWS_MAX ? 1 : 0;
        flow_put(page, flow, page->content);
    }
    free(lines);
    flow_destroy(flow);
}
