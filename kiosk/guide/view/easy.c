/* Pages in easy language, for those who read with difficulty. */
#include "guide/view/page_parts.h"

bool page_easy_button(const struct page *page, const struct guide_page *shown, struct button *out) {
    bool on = page->state->aids.easy_text;
    if (!guide_text_easy(page->guide, shown, page->language))
        return false;
    *out = (struct button){.icon = page_sign(on ? "check" : "menu_book"),
                           .label = page_say(page, WORDS_EASY_TEXT),
                           .role = ROLE_TOGGLE,
                           .on = on,
                           .action = action_of(VERB_EASY_TEXT, 0)};
    return true;
}

const struct guide_text *page_text(const struct page *page, const struct guide_page *shown) {
    const struct guide_text *easy =
        page->state->aids.easy_text ? guide_text_easy(page->guide, shown, page->language) : NULL;
    return easy ? easy : guide_text_pick(page->guide, shown, page->language);
}
