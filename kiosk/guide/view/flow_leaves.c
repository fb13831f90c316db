/* The way to a page's other leaves: "‹ Previous page  1 [2] 3  Next page ›". The numbers make a far leaf one
 * touch away; where they have no room "Page 2 of 3" stands there, where the words have none only the signs.
 */
#include <stdio.h>

#include "guide/view/flow_inner_parts.h"

enum {
    NUMBERS_MAX = 24,
    NUMBERS_ENOUGH = 7, /* the first, the last, this and two on each side: the words stay */
    NUMBERS_LEAST = 3,  /* fewer lead nowhere that the signs do not */
    NUMBER_NAME_MAX = 120,
    NUMBER_PERCENT = 60, /* of its button's height, at most */
};

struct leaf_row {
    struct button previous, next;
    int side, height;  /* of these two */
    int middle, pause; /* px between them; an ellipsis with the gap after it */
    bool torn;         /* the words have no room */
    int numbers;       /* that have room; 0: none */
};

/* How many of `leaves` numbers stand in the middle; an ellipsis stands where some are left out. */
static int numbers_in(const struct page *page, const struct leaf_row *row, int leaves) {
    int step = page->m.touch + page->m.gap, all = (row->middle + page->m.gap) / step;
    if (all < leaves)
        all = (row->middle + page->m.gap - 2 * row->pause) / step;
    all = all < leaves ? all : leaves;
    return all < NUMBERS_MAX ? all : NUMBERS_MAX;
}

static struct words_style pause_style(const struct page *page) {
    return (struct words_style){.px = page->m.small,
                                .weight = WEIGHT_MEDIUM,
                                .align = ALIGN_CENTRE,
                                .colour = page->colour.muted,
                                .language = "en",
                                .silent = true};
}

static struct leaf_row row_of_words(const struct page *page, int width, int leaf, int leaves) {
    int gap = page->m.gap;
    struct words_style pause = pause_style(page);
    struct leaf_row row = {.previous = {.icon = page_sign("chevron_left"),
                                        .label = page_say(page, WORDS_PREVIOUS_PAGE),
                                        .action = action_of(VERB_LEAF, leaf - 1)},
                           .next = {.label = page_say(page, WORDS_NEXT_PAGE),
                                    .look = LOOK_STRONG,
                                    .chevron = true,
                                    .action = action_of(VERB_LEAF, leaf + 1)},
                           .side = (width - 2 * gap) / 3,
                           .pause = page_width(page, "…", &pause) + gap};
    int a = button_height(page, &row.previous, row.side, &row.torn);
    int b = button_height(page, &row.next, row.side, &row.torn);
    row.height = a > b ? a : b;
    row.middle = width - 2 * (row.side + gap);
    row.numbers = numbers_in(page, &row, leaves);
    return row;
}

static struct leaf_row row_of_signs(const struct page *page, int width, struct leaf_row row, int leaves) {
    row.previous.name = row.previous.label;
    row.next.name = row.next.label;
    row.previous.label = row.next.label = "";
    row.next.icon = page_sign("chevron_right");
    row.next.chevron = false;
    row.height = page->m.button;
    struct leaf_row tight = row;
    tight.middle = width - 2 * (page->m.button + page->m.gap);
    tight.numbers = numbers_in(page, &tight, leaves);
    if (tight.numbers >= NUMBERS_LEAST || tight.numbers == leaves) {
        tight.side = page->m.button;
        return tight;
    }
    row.side = row.side > page->m.button ? row.side : page->m.button;
    row.middle = width - 2 * (row.side + page->m.gap);
    row.numbers = 0;
    return row;
}

static struct leaf_row row_for(const struct page *page, int width, int leaf, int leaves, bool low) {
    struct leaf_row words = row_of_words(page, width, leaf, leaves);
    if (low) {
        words = row_of_signs(page, width, words, leaves);
        words.previous.secondary = words.next.secondary = true;
        words.height = page->m.touch;
        return words;
    }
    if (!words.torn && (words.numbers == leaves || words.numbers >= NUMBERS_ENOUGH))
        return words;
    struct leaf_row signs = row_of_signs(page, width, words, leaves);
    if (words.torn || signs.numbers > 0)
        return signs;
    words.numbers = 0;
    return words;
}

int flow_leaves_height(const struct page *page, int width, int leaves, bool low) {
    if (page->request->printed)
        return page->m.small * 2;
    return row_for(page, width, 0, leaves, low).height;
}

static int numbers_of(int first, int last, int leaves) {
    return last - first + 1 + (first > 0) + (last < leaves - 1);
}

/* The first, the last, and as many around this one as have room; ascending. */
static void choose_numbers(int leaf, int leaves, int count, int *out) {
    int first = leaf, last = leaf, n = 0;
    for (bool wider = true; wider;) {
        wider = false;
        if (last < leaves - 1 && numbers_of(first, last + 1, leaves) <= count) {
            last++;
            wider = true;
        }
        if (first > 0 && numbers_of(first - 1, last, leaves) <= count) {
            first--;
            wider = true;
        }
    }
    if (first > 0)
        out[n++] = 0;
    for (int i = first; i <= last; i++)
        out[n++] = i;
    if (last < leaves - 1)
        out[n] = leaves - 1;
}

static void put_number(struct page *page, struct box box, int number, int leaf, int leaves) {
    char label[16], name[NUMBER_NAME_MAX];
    int most = box.h * NUMBER_PERCENT / 100;
    snprintf(label, sizeof label, "%d", number + 1);
    page_fill_numbers(page, WORDS_PAGE_OF, number + 1, leaves, name, sizeof name);
    struct button button = {.label = label,
                            .label_language = "en",
                            .name = name,
                            .action = action_of(VERB_LEAF, number),
                            .role = ROLE_KEY, /* after the title it is said which page this is */
                            .px = type_at_most(&page->m.type, most < page->m.body ? most : page->m.body),
                            .secondary = true,
                            .stacked = true,
                            .on = number == leaf};
    button_whole_words(page, &button, box.w);
    button_put(page, &button, box);
}

static void put_numbers(struct page *page, struct box box, const struct leaf_row *row, int leaf, int leaves) {
    int shown[NUMBERS_MAX], count = row->numbers, gap = page->m.gap, pauses = 0;
    choose_numbers(leaf, leaves, count, shown);
    for (int i = 1; i < count; i++)
        pauses += shown[i] > shown[i - 1] + 1;
    int w = (box.w - pauses * row->pause - (count - 1) * gap) / count;
    w = w < page->m.button ? w : page->m.button;
    int x = box.x + (box.w - count * w - (count - 1) * gap - pauses * row->pause) / 2;
    struct words_style style = pause_style(page);
    for (int i = 0; i < count; i++, x += w + gap) {
        if (i > 0 && shown[i] > shown[i - 1] + 1) {
            page_words_middle(page, "…", (struct box){x, box.y, row->pause - gap, box.h}, &style);
            x += row->pause;
        }
        put_number(page, (struct box){x, box.y, w, box.h}, shown[i], leaf, leaves);
    }
}

static void put_where(struct page *page, struct box box, int leaf, int leaves) {
    char text[NUMBER_NAME_MAX];
    page_fill_numbers(page, WORDS_PAGE_OF, leaf + 1, leaves, text, sizeof text);
    struct words_style style = {.px = page->m.small,
                                .align = ALIGN_CENTRE,
                                .colour = page->colour.muted,
                                .weight = WEIGHT_MEDIUM,
                                .silent = true};
    page_one_line(page, text, box.w, &style);
    if (page_width(page, text, &style) > box.w) {
        snprintf(text, sizeof text, "\u2068%d / %d\u2069", leaf + 1, leaves);
        style.px = page->m.small;
    }
    page_words_middle(page, text, box, &style);
}

void flow_put_leaves(struct page *page, struct box box, int leaf, int leaves, bool low) {
    if (page->request->printed) {
        put_where(page, box, leaf, leaves);
        return;
    }
    struct leaf_row row = row_for(page, box.w, leaf, leaves, low);
    struct box middle = {box.x + row.side + page->m.gap, box.y, row.middle, box.h};
    if (leaf > 0)
        button_put(page, &row.previous, (struct box){box.x, box.y, row.side, box.h});
    if (row.numbers > 0)
        put_numbers(page, middle, &row, leaf, leaves);
    else
        put_where(page, middle, leaf, leaves);
    if (leaf + 1 < leaves)
        button_put(page, &row.next, (struct box){box.x + box.w - row.side, box.y, row.side, box.h});
}
