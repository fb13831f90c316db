/* Before everything of a visitor who uses the keypad or listens is cleared: they may have pressed it unseen.
 */
#include "guide/view/page_parts.h"

void view_leave(struct page *page) {
    const struct metrics *m = &page->m;
    struct colour shade = {0, 0, 0, 170};
    struct words_style head = {
        .px = m->title, .weight = WEIGHT_BOLD, .align = ALIGN_CENTRE, .colour = page->colour.ink};
    int w = (m->portrait ? m->width : m->height * 5 / 4) - 2 * m->margin, inner = w - 4 * m->pad;
    struct button buttons[] = {{.icon = page_sign("arrow_back"),
                                .label = page_say(page, WORDS_STAY),
                                .look = LOOK_STRONG,
                                .action = action_of(VERB_STAY, 0)},
                               {.icon = page_sign("logout"),
                                .label = page_say(page, WORDS_CLEAR_NOW),
                                .action = action_of(VERB_CLEAR, 0)}};
    int h = page_height(page, page_say(page, WORDS_LEAVE_ASK), inner, &head, NULL) + 4 * m->pad, heights[2];
    for (int i = 0; i < 2; i++)
        h += (heights[i] = button_height(page, &buttons[i], inner, NULL)) + m->gap * 2;
    int y = m->height - h - m->height / 6,
        reached = m->reach_top - (h - heights[0] - heights[1] - 6 * m->gap);
    y = y > reached ? y : reached;
    y = y < m->height - h - m->gap ? y : m->height - h - m->gap;
    page_rect(page, (struct box){0, 0, m->width, m->height}, shade, 0);
    struct box card = {(m->width - w) / 2, y, w, h};
    page_card(page, card, page->colour.paper, page->colour.strong, m->touch / 20 + 2);
    page_untouch(page);
    page_unspeak(page);
    page->said.part = PART_TITLE;
    y += 2 * m->pad;
    y += page_words(page, page_say(page, WORDS_LEAVE_ASK), (struct box){card.x + 2 * m->pad, y, inner, h},
                    &head);
    for (int i = 0; i < 2; i++) {
        y += m->gap * 2;
        button_put(page, &buttons[i], (struct box){card.x + 2 * m->pad, y, inner, heights[i]});
        y += heights[i];
    }
}
