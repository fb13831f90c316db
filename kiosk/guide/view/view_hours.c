/* Opening hours of the coming week, as the feeds have them: a cell for each day they know, and for today. */
#include <stdio.h>
#include <string.h>

#include "core/feed/opening_week.h"
#include "core/site/scene_words.h"
#include "core/text/plain_text.h"
#include "guide/view/flow_parts.h"

enum { SERVICE_MAX = 80, LINE_MAX = WORDS_MAX + OPENINGS_A_DAY * (40 + SERVICE_MAX), AGE_MAX = 500 };

/* Usual services in the visitor's language; others as the staff wrote them. */
static const char *service_name(const struct page *page, const struct day_opening *opening) {
    return opening->service == SERVICE_SELF      ? page_word(page, WORD_SELF_SERVICE)
           : opening->service == SERVICE_STAFFED ? page_word(page, WORD_STAFFED)
                                                 : opening->name;
}

/* "**Today**\n10:00–18:00  Staffed\n18:00–22:00  Self-service" */
static void day_words(const struct page *page, const struct opening_day *day, int64_t today,
                      char line[LINE_MAX]) {
    char name[WORDS_MAX], from[20], to[20];
    words_day(&page->guide->words, day->day, today, page->tag, name, sizeof name);
    size_t used = (size_t)snprintf(line, LINE_MAX, "**%s**", name);
    for (size_t i = 0; i < day->count; i++) {
        const struct day_opening *opening = &day->openings[i];
        const char *service = service_name(page, opening);
        words_time(opening->from_min, page->tag, from, sizeof from);
        words_time(opening->to_min, page->tag, to, sizeof to);
        used += (size_t)snprintf(line + used, LINE_MAX - used, "\n%s–%s%s%.*s", from, to,
                                 *service ? "  " : "", (int)text_cut(service, SERVICE_MAX), service);
    }
    if (day->count == 0)
        snprintf(line + used, LINE_MAX - used, "\n%s",
                 day->known ? page_word(page, WORD_CLOSED) : page_say(page, WORDS_NO_INFORMATION));
}

void view_hours(struct page *page, const struct guide_page *shown) {
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    struct flow *flow = flow_create();
    struct opening_week week;
    char lines[OPENING_DAYS][LINE_MAX], age[AGE_MAX];
    int64_t today = page_today(page);
    frame_put(page, title, language);
    if (!flow) {
        page->failed = true;
        return;
    }
    flow->grow = 3;
    flow->columns = 4;
    flow->hero_icon = shown->icon;
    flow->hero_picture = &shown->picture;
    flow->hero_words = page_pick_aside(page, &shown->summary, &flow->hero_language);
    bool any = page_add_age(page, flow, &shown->query, age, sizeof age);
    opening_week(&shown->query, &page->request->site->services, page->request->feeds, today, &week);
    for (int i = 0; any && i < OPENING_DAYS; i++) {
        if (!week.days[i].known && i > 0)
            continue;
        day_words(page, &week.days[i], page->request->clock_wrong ? DAY_UNKNOWN : today, lines[i]);
        flow_text(flow, FLOW_CELL, lines[i], NULL, NULL);
    }
    flow_text(flow, FLOW_CODE, page_pick_aside(page, &shown->url, NULL), NULL, NULL);
    flow_put(page, flow, page->content);
    flow_destroy(flow);
}
