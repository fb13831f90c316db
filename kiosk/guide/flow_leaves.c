/* The buttons that lead to a page's other leaves. */
#include <stdio.h>

#include "guide/flow_parts.h"

/* "‹ Previous page  ·  Page 2 of 3  ·  Next page ›"; where the words have no room only the signs. */
struct leaf_buttons {
    struct button previous, next;
    int width, height; /* of each */
};

static struct leaf_buttons leaf_buttons(const struct page *page, int width, int leaf) {
    struct leaf_buttons buttons = {.previous = {.icon = page_sign("chevron_left"),
                                                .label = page_say(page, WORDS_PREVIOUS_PAGE),
                                                .action = action_of(VERB_LEAF, leaf - 1)},
                                   .next = {.label = page_say(page, WORDS_NEXT_PAGE),
                                            .look = LOOK_STRONG,
                                            .chevron = true,
                                            .action = action_of(VERB_LEAF, leaf + 1)},
                                   .width = (width - 2 * page->m.gap) / 3};
    bool torn = false;
    int a = button_height(page, &buttons.previous, buttons.width, &torn);
    int b = button_height(page, &buttons.next, buttons.width, &torn);
    buttons.height = a > b ? a : b;
    if (!torn)
        return buttons;
    buttons.previous.name = buttons.previous.label;
    buttons.next.name = buttons.next.label;
    buttons.previous.label = buttons.next.label = "";
    buttons.next.icon = page_sign("chevron_right");
    buttons.next.chevron = false;
    buttons.height = page->m.button;
    return buttons;
}

int flow_leaves_height(const struct page *page, int width) {
    return leaf_buttons(page, width, 0).height;
}

void flow_put_leaves(struct page *page, struct box box, int leaf, int leaves) {
    struct leaf_buttons buttons = leaf_buttons(page, box.w, leaf);
    char text[120];
    page_fill_numbers(page, WORDS_PAGE_OF, leaf + 1, leaves, text, sizeof text);
    if (leaf > 0)
        button_put(page, &buttons.previous, (struct box){box.x, box.y, buttons.width, box.h});
    struct words_style style = {
        .px = page->m.small, .align = ALIGN_CENTRE, .colour = page->colour.muted, .weight = WEIGHT_MEDIUM};
    while (style.px > page->m.least && page_width(page, text, &style) > buttons.width)
        style.px--;
    if (page_width(page, text, &style) > buttons.width) {
        snprintf(text, sizeof text, "\u2068%d / %d\u2069", leaf + 1, leaves);
        style.px = page->m.small;
    }
    page_words_middle(page, text,
                      (struct box){box.x + buttons.width + page->m.gap, box.y, buttons.width, box.h}, &style);
    if (leaf + 1 < leaves)
        button_put(page, &buttons.next,
                   (struct box){box.x + box.w - buttons.width, box.y, buttons.width, box.h});
}
