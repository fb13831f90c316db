/* A language that nobody has approved and that a site offers for what cannot wait: whom to call, whom to ask,
 * what to show them, and in which languages all the rest is. */
#include <stdio.h>

#include "guide/view/flow_parts.h"

enum { NAMES_MAX = 400 };

static void add_way(const struct page *page, struct flow *flow, const char *icon, enum guide_word label,
                    struct action action) {
    flow_button(flow, &(struct button){.icon = page_sign(icon),
                                       .label = page_say(page, label),
                                       .look = label == WORDS_EMERGENCY ? LOOK_ALARM : LOOK_STRONG,
                                       .px = page->m.head,
                                       .stacked = !page->m.portrait,
                                       .action = action});
}

static void add_ways(const struct page *page, struct flow *flow) {
    const struct guide_page *phrases = page->guide->own.phrases;
    add_way(page, flow, "phone_in_talk", WORDS_EMERGENCY, action_go(PLACE_EMERGENCY, 0));
    add_way(page, flow, "support_agent", WORDS_ASK, action_go(PLACE_ASK, 0));
    if (phrases)
        add_way(page, flow, "chat", WORDS_SAY_IN_DANISH,
                action_go(PLACE_PAGE, (uint32_t)(phrases - page->guide->pages)));
}

/* "All topics: not translated yet. Shown in English · Dansk." */
static void add_rest(struct page *page, struct flow *flow, char *note, size_t size) {
    char names[NAMES_MAX] = "";
    size_t used = 0;
    for (size_t i = 0; i < page->guide->language_count && used < sizeof names; i++)
        if (guide_language_whole(&page->guide->languages[i], page->request->drafts))
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", used ? " · " : "",
                                     page->guide->languages[i].name);
    page_fill(page, WORDS_SHOWN_IN, names, note, size);
    flow_text(flow, FLOW_HEADING, page_say(page, WORDS_ALL_TOPICS), NULL, NULL);
    flow_text(flow, FLOW_NOTE, note, NULL, NULL);
    for (size_t i = 0; i < page->guide->language_count; i++) {
        const struct guide_language *language = &page->guide->languages[i];
        if (language->site)
            flow_button(flow, &(struct button){.label = language->name,
                                               .label_language = language->tag,
                                               .action = action_of(VERB_LANGUAGE, (int)i)});
    }
}

void view_essentials(struct page *page) {
    char note[2 * NAMES_MAX];
    struct flow *flow = flow_create();
    frame_put(page, page_say(page, WORDS_WHAT_DO_YOU_NEED), NULL);
    (void)hero_put(page, &page->guide->picture, page_sign("waving_hand"), page_word(page, WORD_WELCOME),
                   NULL);
    if (!flow) {
        page->failed = true;
        return;
    }
    flow->columns = page->m.portrait ? 1 : 3;
    add_ways(page, flow);
    add_rest(page, flow, note, sizeof note);
    flow_put(page, flow, page->content);
    flow_destroy(flow);
}
