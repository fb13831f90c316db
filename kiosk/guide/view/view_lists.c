/* Lists of pages: behind a door, and all of them A–Å. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "guide/view/flow_parts.h"

int32_t page_today(const struct page *page) {
    return zone_day(page->request->site->zone, page->request->now_ms);
}

struct button page_link_short(struct page *page, const struct guide_page *shown) {
    struct button button = {.icon = shown->icon,
                            .chevron = true,
                            .action = action_go(PLACE_PAGE, (uint32_t)(shown - page->guide->pages))};
    button.label = page_pick(page, &shown->title, &button.label_language);
    return button;
}

struct button page_link(struct page *page, const struct guide_page *shown) {
    struct button button = page_link_short(page, shown);
    button.note = page_pick(page, &shown->summary, &button.note_language);
    return button;
}

/* Pages under their heading (NULL: none); none of them shown: no heading either. */
static void add_pages(struct page *page, struct flow *flow, const struct localized *heading,
                      const struct guide_page *const *pages, size_t count) {
    const char *language = NULL;
    for (size_t i = 0; i < count; i++)
        if (guide_page_shown(pages[i], page_today(page))) {
            struct button button = page_link(page, pages[i]);
            const char *title = heading ? page_pick(page, heading, &language) : NULL;
            flow_text(flow, FLOW_GROUP, title, language, NULL);
            flow_button(flow, &button);
            heading = NULL;
        }
}

static void put_pages(struct page *page, const struct guide_page *const *pages, size_t count,
                      const struct guide_door_group *groups, size_t group_count) {
    struct flow *flow = flow_create();
    if (!flow) {
        page->failed = true;
        return;
    }
    flow->brief = flow->spread = true;
    flow->columns = page->m.portrait ? 2 : 3;
    add_pages(page, flow, NULL, pages, group_count ? groups[0].first : count);
    for (size_t i = 0; i < group_count; i++) {
        size_t first = groups[i].first, end = i + 1 < group_count ? groups[i + 1].first : count;
        add_pages(page, flow, &groups[i].title, pages + first, end - first);
    }
    flow_put(page, flow, page->content);
    flow_destroy(flow);
}

void view_door(struct page *page) {
    uint32_t number = page->state->spot.of;
    if (number >= page->guide->door_count) {
        view_home(page);
        return;
    }
    const struct guide_door *door = &page->guide->doors[number];
    const char *language = NULL, *title = page_pick(page, &door->title, &language);
    frame_put(page, title, language);
    const char *words = page_pick_aside(page, &door->summary, &language);
    if (door->group_count > 0 && hero_fits(page, words, language))
        page->headroom = flow_group_room(page);
    (void)hero_put(page, &door->picture, door->icon, words, language);
    put_pages(page, door->pages, door->page_count, door->groups, door->group_count);
}

struct sorted {
    const struct guide_page *page;
    uint8_t key[96]; /* ICU sort key: ends with 0, compares bytewise */
};

static int by_key(const void *a, const void *b) {
    return strcmp((const char *)((const struct sorted *)a)->key,
                  (const char *)((const struct sorted *)b)->key);
}

/* "A room for students" is looked for under R. */
static const char *without_article(const char *tag, const char *title) {
    static const struct {
        const char *tag, *words[8];
    } articles[] = {{"da", {"en ", "et ", "den ", "det ", "de "}},
                    {"de", {"ein ", "eine ", "einen ", "der ", "die ", "das "}},
                    {"en", {"a ", "an ", "the "}},
                    {"es", {"un ", "una ", "el ", "la ", "los ", "las "}},
                    {"fr", {"un ", "une ", "des ", "le ", "la ", "les ", "l’"}},
                    {"ro", {"un ", "o "}}};
    for (size_t i = 0; i < LENGTH(articles); i++)
        for (size_t j = 0; strcmp(articles[i].tag, tag) == 0 && articles[i].words[j]; j++) {
            size_t length = strlen(articles[i].words[j]);
            if (strncasecmp(title, articles[i].words[j], length) == 0 && title[length])
                return title + length;
        }
    return title;
}

static void set_key(const UCollator *collator, const char *text, struct sorted *out) {
    UChar units[200];
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(units, LENGTH(units), &length, text, -1, 0xFFFD, NULL, &status);
    if (length > (int32_t)LENGTH(units))
        length = LENGTH(units);
    (void)ucol_getSortKey(collator, units, length, out->key, sizeof out->key - 1);
}

/* By the language's own alphabet: å comes last in Danish; an article first in a title counts for nothing. */
void view_topics(struct page *page) {
    const struct guide *guide = page->guide;
    struct sorted *sorted = calloc(guide->page_count + 1, sizeof *sorted);
    const struct guide_page **pages = calloc(guide->page_count + 1, sizeof *pages);
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open(page->tag, &status);
    frame_put(page, page_say(page, WORDS_ALL_TOPICS), NULL);
    (void)hero_put(page, &guide->picture, page_sign("sort_by_alpha"), page_say(page, WORDS_WHAT_DO_YOU_NEED),
                   NULL);
    if (sorted && pages && U_SUCCESS(status)) {
        size_t count = 0;
        for (size_t i = 0; i < guide->page_count; i++) {
            if (!guide_page_shown(&guide->pages[i], page_today(page)))
                continue;
            const char *title = page_pick(page, &guide->pages[i].title, NULL);
            sorted[count].page = &guide->pages[i];
            title = title ? without_article(page->tag, title) : "";
            set_key(collator, title, &sorted[count++]);
        }
        qsort(sorted, count, sizeof *sorted, by_key);
        for (size_t i = 0; i < count; i++)
            pages[i] = sorted[i].page;
        put_pages(page, pages, count, NULL, 0);
    } else {
        page->failed = true;
    }
    if (U_SUCCESS(status))
        ucol_close(collator);
    free(sorted);
    free(pages);
}
