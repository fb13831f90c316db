#include "guide/view/rail_parts.h"

#include "core/draw/colour.h"
#include "guide/view/plan_parts.h"
#include "guide/view/stop_parts.h"

enum { RAIL_COLUMNS = 4, TEXT_COLUMNS = 8, HALF_COLUMNS = 6, ALSO_COLUMNS = 2, FOOT_PERCENT = 45 };

void rail_find(struct page *page, const struct guide_contact *contact, const struct localized *url,
               bool marked, struct rail *rail) {
    *rail = (struct rail){.office = page_pick(page, &contact->office, NULL),
                          .url = page_pick_aside(page, url, NULL)};
    if (contact->phone)
        text_isolate(contact->phone, rail->phone, sizeof rail->phone);
    if (contact->mail)
        text_isolate(contact->mail, rail->mail, sizeof rail->mail);
    page_open_words(page, contact->house, marked, rail->open, sizeof rail->open);
    bool leads = !page->request->printed && plan_leads(page, contact->house, contact->spot);
    rail->leads = leads;
    if (leads)
        rail->also[rail->also_count++] =
            (struct button){.icon = page_sign("signpost"),
                            .label = page_say(page, WORDS_SHOW_WAY),
                            .chevron = true,
                            .secondary = true,
                            .action = plan_action(page, contact->house, contact->spot)};
}

void rail_find_also(struct page *page, const struct guide_page *shown, struct rail *rail) {
    if (page->request->printed)
        return;
    if (page_easy_button(page, shown, &rail->also[rail->also_count]))
        rail->also[rail->also_count++].secondary = true;
    for (size_t i = 0; i < shown->see_also_count; i++) {
        const struct guide_page *other = guide_page_find(page->guide, shown->see_also[i]);
        if (!other || !guide_page_shown(other, page_today(page)))
            continue;
        struct button *button = &rail->also[rail->also_count++];
        *button = page_link(page, other);
        button->note = NULL;
        button->secondary = true;
    }
}

/* Contact and code below each other in a column, beside each other in a foot. */
struct card {
    bool foot;
    int inner, half; /* widths: of the card's inside, of each of two beside each other */
    int contact_h, code_h, height;
};

static struct card card_for(const struct page *page, const struct rail *rail, int width, bool foot,
                            bool *torn) {
    int pad = page->m.pad, gutter = 2 * page->m.gap;
    struct card card = {.inner = width - 2 * pad};
    card.foot = foot && rail_has_contact(rail) && rail->url;
    card.half = card.foot ? (card.inner - gutter) / 2 : card.inner;
    card.contact_h = rail_has_contact(rail) ? rail_contact_height(page, rail, card.half, torn) : 0;
    card.code_h = rail->url ? code_height(page, rail->url, card.half) : 0;
    int both = card.contact_h + card.code_h + (card.contact_h && card.code_h ? page->m.gap / 2 : 0);
    if (card.foot)
        both = card.contact_h > card.code_h ? card.contact_h : card.code_h;
    card.height = both ? both + 2 * pad : 0;
    return card;
}

static void put_card(struct page *page, const struct rail *rail, struct box box, bool foot) {
    struct card card = card_for(page, rail, box.w, foot, NULL);
    int pad = page->m.pad, rule = page->m.unit / 2 + 1;
    if (card.height == 0)
        return;
    box.h = card.height;
    page_rect(page, box, page->colour.card, page->m.radius);
    page_rect(page, (struct box){box.x, box.y, foot ? rule : box.w, foot ? box.h : rule}, page->colour.mark,
              0);
    struct box at = {box.x + pad, box.y + pad, card.half, card.contact_h};
    rail_put_contact(page, rail, at);
    if (card.foot)
        at.x += card.half + 2 * page->m.gap;
    else if (card.contact_h)
        at.y += card.contact_h + page->m.gap / 2; /* the code has a margin of its own */
    at.h = card.code_h;
    if (rail->url)
        code_put(page, rail->url, at);
}

static struct words_style also_style(const struct page *page) {
    return (struct words_style){
        .px = page->m.body, .weight = WEIGHT_BOLD, .colour = page->colour.ink, .leading = 1.2};
}

static int also_columns(bool foot) {
    return foot ? ALSO_COLUMNS : 1;
}

static int also_width(const struct page *page, int width, bool foot) {
    return (width - (also_columns(foot) - 1) * page->m.gap) / also_columns(foot);
}

/* Every button of them is as high as the highest. */
static int also_row(const struct page *page, const struct rail *rail, int width, bool foot, bool *torn) {
    int row = 0;
    for (size_t i = 0; i < rail->also_within; i++) {
        int h = button_height(page, &rail->also[i], also_width(page, width, foot), torn);
        row = h > row ? h : row;
    }
    return row;
}

/* "See also" stands above further pages, not above the way alone. */
static int also_head(const struct page *page, const struct rail *rail, int width, bool *torn) {
    struct words_style heading = also_style(page);
    if (rail->also_within <= rail->leads)
        return 0;
    return page_height(page, page_say(page, WORDS_SEE_ALSO), width, &heading, torn) + page->m.gap;
}

static int also_height(const struct page *page, const struct rail *rail, int width, bool foot, bool *torn) {
    int rows = ((int)rail->also_within + also_columns(foot) - 1) / also_columns(foot);
    if (rail->also_within == 0)
        return 0;
    return also_head(page, rail, width, torn) +
           rows * (also_row(page, rail, width, foot, torn) + page->m.gap) - page->m.gap;
}

/* Further pages stand as low as they can, so that they are reached. */
static bool also_reached(const struct page *page, const struct rail *rail, const struct box *box,
                         int height) {
    int head = also_head(page, rail, box->w, NULL);
    return rail->also_within == 0 || box->y + box->h - height + head >= page->m.reach_top;
}

/* Does it stand in its box, whole? */
static bool fits(struct page *page, void *context) {
    const struct rail *rail = context;
    bool torn = false, foot = page->m.portrait;
    int card = card_for(page, rail, rail->box.w, foot, &torn).height;
    int also = also_height(page, rail, rail->box.w, foot, &torn);
    return card > 0 && !torn && also_reached(page, rail, &rail->box, also) &&
           card + also + (also ? page->m.gap * 3 / 2 : 0) <= rail->box.h;
}

/* With the further pages, rather smaller; else with the way alone; else without. */
static bool fits_somehow(struct page *page, struct rail *rail) {
    const size_t counts[] = {rail->also_count, rail->leads, 0};
    page->code_step = 0;
    for (size_t i = 0; i < LENGTH(counts); i++) {
        rail->also_within = counts[i];
        if (code_fit(page, fits, rail))
            return true;
    }
    rail->box.w = 0;
    rail->also_within = 0;
    return false;
}

static void place_foot(struct page *page, struct rail *rail, struct box *text) {
    rail->box = page->content;
    rail->box.h = page->content.h * FOOT_PERCENT / 100;
    rail->box.y = page->content.y + page->content.h - rail->box.h;
    if (!fits_somehow(page, rail) || (rail->also_count > 0 && rail->also_within == 0)) {
        page->code_step = 0;
        rail->box.w = 0;
        rail->also_within = 0;
        return;
    }
    int card = card_for(page, rail, rail->box.w, true, NULL).height;
    int also = also_height(page, rail, rail->box.w, true, NULL);
    int height = card + also + (card && also ? page->m.gap * 3 / 2 : 0);
    rail->box.y += rail->box.h - height;
    rail->box.h = height;
    text->h = rail->box.y - page->m.gap * 3 / 2 - text->y;
}

int rail_place_apart(struct page *page, struct rail *rail, struct box *text) {
    bool torn = false;
    struct box foot = page->content;
    int card = card_for(page, rail, foot.w, true, &torn).height;
    rail->also_within = rail->also_count;
    int also = also_height(page, rail, foot.w, true, &torn);
    foot.y += foot.h - also;
    foot.h = also;
    if (card == 0 || torn || !also_reached(page, rail, &foot, also)) {
        rail->also_within = 0;
        return 0;
    }
    rail->apart = true;
    rail->box = foot;
    text->h = foot.y - (also ? page->m.gap * 3 / 2 : 0) - text->y;
    return card;
}

int rail_card_height(const struct page *page, const struct rail *rail, int width) {
    return card_for(page, rail, width, true, NULL).height;
}

void rail_put_card(struct page *page, const struct rail *rail, struct box box) {
    put_card(page, rail, box, true);
}

struct box rail_room(const struct page *page, const struct rail *rail) {
    struct box room = rail->box;
    if (page->m.portrait || room.w == 0)
        return (struct box){0};
    int card = card_for(page, rail, room.w, false, NULL).height;
    int also = also_height(page, rail, room.w, false, NULL), gap = page->m.gap * 3 / 2;
    room.y += card + gap;
    room.h -= card + gap + also + (also ? gap : 0);
    return room;
}

bool rail_any(const struct rail *rail) {
    return rail_has_contact(rail) || rail->url;
}

void rail_place(struct page *page, struct rail *rail, struct box *text) {
    if (page->hero || !rail_any(rail))
        return;
    if (page->m.portrait) {
        place_foot(page, rail, text);
        return;
    }
    rail->box = page_columns(page, TEXT_COLUMNS, RAIL_COLUMNS);
    struct box beside = page_columns(page, 0, TEXT_COLUMNS);
    if (beside.w >= page->m.body * 26 && fits_somehow(page, rail))
        *text = beside;
    else
        rail->box.w = 0;
}

void rail_put_words(struct page *page, const struct rail *rail) {
    if (rail->box.w > 0 && !rail->apart)
        put_card(page, rail, rail->box, page->m.portrait);
}

static void put_also_head(struct page *page, struct box box) {
    struct words_style heading = also_style(page);
    const char *words = page_say(page, WORDS_SEE_ALSO);
    struct box line = box;
    line.h = page_height(page, words, box.w, &heading, NULL);
    page_stop(page, line, (struct stop){.kind = STOP_HEADING, .level = 2}, NULL, words);
    (void)page_words(page, words, box, &heading);
}

void rail_put_buttons(struct page *page, const struct rail *rail) {
    bool foot = page->m.portrait;
    if (rail->also_within == 0 || rail->box.w == 0)
        return;
    int w = also_width(page, rail->box.w, foot), row = also_row(page, rail, rail->box.w, foot, NULL);
    int y = rail->box.y + rail->box.h - also_height(page, rail, rail->box.w, foot, NULL);
    int head = also_head(page, rail, rail->box.w, NULL);
    if (head > 0)
        put_also_head(page, (struct box){rail->box.x, y, rail->box.w, head});
    y += head;
    for (int i = 0; i < (int)rail->also_within; i++)
        button_put(page, &rail->also[i],
                   (struct box){rail->box.x + i % also_columns(foot) * (w + page->m.gap),
                                y + i / also_columns(foot) * (row + page->m.gap), w, row});
}
