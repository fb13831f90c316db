/* What was found, or what there is instead. */
#include <stdio.h>
#include <stdlib.h>

#include "guide/search/search.h"
#include "guide/view/flow_parts.h"
#include "guide/view/search_parts.h"

enum { SHOWN_MAX = 24, NAME_MAX = 200 };

/* Spoken with where it is from: "Books in your language: English". */
static struct button found_button(struct page *page, const struct found *found, char *name) {
    struct button button = {.chevron = true};
    if (found->kind == FOUND_EVENT) {
        button.icon = page_sign("event");
        button.label = found->event->title;
        button.label_language = found->event->language;
        button.action = action_go(PLACE_EVENT, state_event_key(found->event->id));
    } else if (found->kind == FOUND_ENTRY) {
        uint32_t number = (uint32_t)(found->page - page->guide->pages);
        button.icon = found->page->icon;
        button.label = page_pick(page, &found->entry->title, &button.label_language);
        button.action =
            action_go(PLACE_ENTRY, number << 16 | (uint32_t)(found->entry - found->page->directory->entries));
        const char *from = page_pick(page, &found->page->title, NULL);
        snprintf(name, NAME_MAX, "%s: %s", from ? from : "", button.label ? button.label : "");
        button.name = name;
    } else if (found->kind == FOUND_EMERGENCY) {
        button.icon = page_sign("phone_in_talk");
        button.label = page_say(page, WORDS_EMERGENCY_TITLE);
        button.look = LOOK_ALARM;
        button.px = page->m.body;
        button.action = action_go(PLACE_EMERGENCY, 0);
    } else {
        button = page_link(page, found->page);
        button.note = NULL;
    }
    return button;
}

static void add_all_topics(const struct page *page, struct flow *flow) {
    flow_button(flow, &(struct button){.icon = page_sign("sort_by_alpha"),
                                       .label = page_say(page, WORDS_ALL_TOPICS),
                                       .chevron = true,
                                       .secondary = page->m.portrait,
                                       .action = action_go(PLACE_TOPICS, 0)});
}

/* The ways that need no typing. */
static void add_other_ways(struct page *page, struct flow *flow) {
    const struct guide *guide = page->guide;
    for (size_t i = 0; i < guide->door_count; i++) {
        struct button button = {.icon = guide->doors[i].icon,
                                .chevron = true,
                                .secondary = page->m.portrait,
                                .action = action_go(PLACE_DOOR, (uint32_t)i)};
        button.label = page_pick(page, &guide->doors[i].title, &button.label_language);
        flow_button(flow, &button);
    }
    add_all_topics(page, flow);
}

/* Nothing found: what is spelt most like it, a person, and the other ways where they have room. What is said
 * of it is large where that has room, too. */
static void add_nearest(struct page *page, struct flow *flow, struct box box) {
    struct found nearest[SEARCH_NEAREST_MAX];
    size_t count = search_nearest(page->request->index, page->request->screen, page->language,
                                  page->state->query, page->request->now_ms, nearest);
    flow_text(flow, FLOW_ANSWER, page_say(page, WORDS_NOTHING_FOUND), NULL, NULL);
    page->view->nearest = count > 0 ? nearest[0].page : NULL;
    for (size_t i = 0; i < count; i++) {
        struct button button = found_button(page, &nearest[i], NULL);
        button.secondary = page->m.portrait;
        flow_button(flow, &button);
    }
    flow_button(flow, &(struct button){.icon = page_sign("support_agent"),
                                       .label = page_say(page, WORDS_ASK),
                                       .chevron = true,
                                       .secondary = page->m.portrait,
                                       .action = action_go(PLACE_ASK, 0)});
    int needed = flow->count;
    add_other_ways(page, flow);
    if (!flow_fits(page, flow, box)) {
        flow->count = needed;
        add_all_topics(page, flow);
    }
    if (!flow_fits(page, flow, box))
        flow->items[0].kind = FLOW_TEXT;
    if (!flow_fits(page, flow, box))
        flow->count = needed;
}

void search_put_found(struct page *page, struct box box) {
    struct found *found = calloc(SHOWN_MAX, sizeof *found);
    char *names = page_lines(SHOWN_MAX, NAME_MAX);
    struct flow *flow = flow_create();
    if (found && flow && names) {
        flow->grow = FLOW_STILL;
        flow->low = box.h < 3 * page->m.button;
        size_t count = search(page->request->index, page->request->screen, page->language, page->state->query,
                              page->request->now_ms, found, SHOWN_MAX);
        for (size_t i = 0; i < count; i++) {
            struct button button = found_button(page, &found[i], names + i * NAME_MAX);
            button.secondary = page->m.portrait;
            flow_button(flow, &button);
        }
        page->view->found = (int)count;
        flow->whole = !page->state->query[0];
        if (flow->whole)
            add_other_ways(page, flow);
        else if (count == 0)
            add_nearest(page, flow, box);
        page->fallback_language = NULL; /* what was found may be in any language */
        flow_put(page, flow, box);
    } else {
        page->failed = true;
    }
    free(found);
    page_lines_free(names);
    flow_destroy(flow);
}
