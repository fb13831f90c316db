/* A page of the guide, whatever its kind; one that is past its date says so. */
#include "guide/view/page_parts.h"

void view_page(struct page *page) {
    static void (*const views[GUIDE_PAGE_KIND_COUNT])(struct page *, const struct guide_page *) = {
#define ROW(name, id) [PAGE_##id] = view_##name,
        GUIDE_PAGE_KINDS(ROW)
#undef ROW
    };
    uint32_t number = page->state->spot.of;
    if (number >= page->guide->page_count) {
        view_home(page);
        return;
    }
    const struct guide_page *shown = &page->guide->pages[number];
    const struct guide_text *text = guide_text_pick(page->guide, shown, page->language);
    page->file = text ? text->file : NULL;
    page->line = text ? 1 : shown->at.line;
    if (guide_page_shown(shown, page_today(page))) {
        views[shown->kind](page, shown);
        return;
    }
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    frame_put(page, title, language);
    struct words_style style = {.px = page->m.body, .colour = page->colour.ink};
    (void)page_words(page, page_say(page, WORDS_EXPIRED), page->content, &style);
}
