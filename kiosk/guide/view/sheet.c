#include "guide/view/flow_inner_parts.h"
#include "guide/view/sheet_parts.h"

#include <stdio.h>
#include <string.h>

enum {
    CONTACT_MAX = 900,
    LETTERS_GROW = 3,
    PICTURE_LEAST = 22, /* percent of the height */
    PICTURE_MOST = 60,
    STRIP_TENTHS = 26, /* so many tenths of its height wide, a picture loses what it is about */
    TEXT_COLUMNS = 8,
    PICTURE_COLUMNS = 4
};

static struct words_style source_style(const struct page *page) {
    return (struct words_style){.px = page->m.small, .colour = page->colour.muted, .leading = 1.2};
}

/* The source of a page stands in one line at its foot, on every leaf. */
static void keep_foot(struct page *page, struct sheet *sheet) {
    char line[SHEET_LINE_MAX];
    struct words_style style = source_style(page);
    page_source(page, sheet->source, sheet->sample, line, sizeof line);
    int h = page_height(page, line, sheet->text.w, &style, NULL);
    sheet->text.h -= h > 0 ? h + page->m.gap : 0;
    sheet->foot = h;
}

static void put_source(struct page *page, const struct sheet *sheet, struct box box) {
    char line[SHEET_LINE_MAX];
    struct words_style style = source_style(page);
    page_source(page, sheet->source, sheet->sample, line, sizeof line);
    if (box.h > 0)
        (void)page_words(page, line, box, &style);
}

static void add_contact(struct page *page, struct sheet *sheet, struct flow *flow) {
    char contact[CONTACT_MAX] = "";
    page_contact(page, sheet->contact, sheet->sample, contact, sizeof contact);
    if (!*contact)
        return;
    snprintf(sheet->line, sizeof sheet->line, "**%s**\n%s", page_say(page, WORDS_CONTACT), contact);
    flow_text(flow, FLOW_TEXT, sheet->line, NULL, NULL);
}

/* What was added from number `from` on comes after the answer. */
static void move_up(struct flow *flow, int from) {
    for (int i = from; i < flow->count; i++) {
        struct flow_item item = flow->items[i];
        int at = 1 + i - from;
        memmove(&flow->items[at + 1], &flow->items[at], (size_t)(i - at) * sizeof item);
        flow->items[at] = item;
    }
}

/* The number, whose it is, the rest. */
static void add_call(struct page *page, struct sheet *sheet, struct flow *flow) {
    const struct rail *rail = &sheet->rail;
    int before = flow->count;
    if (*rail->phone) {
        snprintf(sheet->number, sizeof sheet->number, "%s %s", page_say(page, WORDS_PHONE), rail->phone);
        flow_text(flow, FLOW_ANSWER, sheet->number, NULL, NULL);
        flow->items[flow->count - 1].px = page->m.title;
    }
    flow_text(flow, FLOW_HEADING, rail->office, NULL, NULL);
    snprintf(sheet->line, sizeof sheet->line, "%s%s%s", rail->mail, *rail->mail && *rail->open ? "\n" : "",
             rail->open);
    flow_text(flow, FLOW_TEXT, sheet->line, NULL, NULL);
    if (before > 0)
        move_up(flow, before);
}

/* Below each other (`whole`), or beside each other as elsewhere. */
static void add_also(const struct page *page, const struct rail *rail, struct flow *flow, bool whole) {
    if (rail->also_within < rail->also_count && rail->also_count > rail->leads)
        flow_text(flow, FLOW_HEADING, page_say(page, WORDS_SEE_ALSO), NULL, NULL);
    for (size_t i = rail->also_within; i < rail->also_count; i++) {
        flow_button(flow, &rail->also[i]);
        flow->items[flow->count - 1].whole = whole;
    }
}

/* What does not stand in the rail stands in the text; where the page is touched all along, what is touched
 * first. */
static void add_rest(struct page *page, struct sheet *sheet, struct flow *flow) {
    const struct rail *rail = &sheet->rail;
    if (sheet->still)
        add_also(page, rail, flow, true);
    if (rail->box.w == 0)
        (sheet->call ? add_call : add_contact)(page, sheet, flow);
    if (rail->box.w == 0 && rail->url)
        flow_text(flow, FLOW_CODE, rail->url, NULL, NULL);
    if (!sheet->still)
        add_also(page, rail, flow, false);
}

/* The picture takes a part of the box: above the text on an upright page, else below it, which then must have
 * the largest letters it may. False: the text does not leave so much. */
/* Too flat for what the picture is about? */
static bool is_strip(struct box box) {
    return box.w * 10 > box.h * STRIP_TENTHS;
}

static bool take_picture(struct page *page, const struct flow *flow, int percent, int end, struct box *box) {
    struct box picture = *box, text = *box;
    bool upright = page->m.portrait;
    picture.h = page->content.h * percent / 100;
    text.h -= picture.h + page->m.gap;
    text.y += upright ? picture.h + page->m.gap : 0;
    picture.y += upright ? 0 : text.h + page->m.gap;
    if (is_strip(picture) || !flow_may_grow(end, upright ? 0 : LETTERS_GROW, text.h))
        return false;
    page_grow(page, upright ? 0 : LETTERS_GROW);
    bool fits = flow_fits(page, flow, text);
    page_grow(page, 0);
    if (!fits || !page_scene_put(page, page_scene(page), picture))
        return false;
    *box = text;
    return true;
}

/* Beside the text of a wide page on which nothing else stands there. */
static bool put_picture_beside(struct page *page, const struct flow *flow, struct box *box) {
    struct box text = page_columns(page, 0, TEXT_COLUMNS);
    struct box picture = page_columns(page, TEXT_COLUMNS, PICTURE_COLUMNS);
    text.h = picture.h = box->h;
    if (page->m.portrait || box->w < page->content.w || !flow_fits(page, flow, text) ||
        !page_scene_put(page, page_scene(page), picture))
        return false;
    *box = text;
    return true;
}

static bool put_picture(struct page *page, const struct flow *flow, struct box *box) {
    static const int percents[] = {PICTURE_MOST, 45, 36, 28, PICTURE_LEAST};
    int end = flow_end(page, flow, *box);
    for (size_t i = 0; i < LENGTH(percents); i++)
        if (take_picture(page, flow, percents[i], end, box))
            return true;
    return put_picture_beside(page, flow, box);
}

/* What a rail or the last of several leaves leaves. */
static void put_picture_where_room_is(struct page *page, const struct sheet *sheet, const struct flow *flow,
                                      struct box box) {
    struct box beside = rail_room(page, &sheet->rail), below = flow_room(page, flow, box);
    bool last = page->view->leaves > 1 && page->state->spot.leaf + 1 >= page->view->leaves;
    if (beside.w > 0 && !is_strip(beside))
        (void)page_scene_put(page, page_scene(page), beside);
    else if (last && below.h * 100 >= page->content.h * PICTURE_LEAST) {
        int most = below.h * STRIP_TENTHS / 10;
        below.w = below.w < most ? below.w : most;
        (void)page_scene_put(page, page_scene(page), below);
    }
}

/* Above boxes to tick, which begin where they are reached, it leaves no gap. */
static bool put_close_picture(struct page *page, const struct flow *flow, struct box *box) {
    for (int percent = PICTURE_MOST; percent >= PICTURE_LEAST; percent--)
        if (take_picture(page, flow, percent, 0, box))
            return true;
    return false;
}

/* Not where larger letters were asked for. */
static bool may_begin_smaller(const struct page *page) {
    return !page->fallback_language && page->state->aids.text_size == TEXT_NORMAL;
}

static void begin_with(struct page *page, int smaller) {
    page->smaller = smaller;
    page_grow(page, 0);
}

void sheet_place(struct page *page, struct sheet *sheet) {
    sheet->text = page->content;
    rail_place(page, &sheet->rail, &sheet->text);
    keep_foot(page, sheet);
}

bool sheet_is_beside(const struct sheet *sheet) {
    const struct rail *rail = &sheet->rail;
    return rail->also_within == rail->also_count && (rail->box.w > 0 || !rail_any(rail));
}

/* In the letters that page->m has now, below a picture of so much of the height. */
static bool part(struct page *page, struct sheet *sheet, struct flow *flow, int picture) {
    struct sheet before = *sheet;
    page->code_step = 0;
    sheet->text = page->content;
    int card = rail_place_apart(page, &sheet->rail, &sheet->text);
    keep_foot(page, sheet);
    struct box least = sheet->text;
    least.h -= picture ? page->content.h * picture / 100 + page->m.gap : 0;
    least.y += sheet->text.h - least.h;
    if (card > 0 && flow_card(flow, &sheet->rail)) {
        if (flow_fits(page, flow, least))
            return true;
        flow_drop_card(flow);
    }
    *sheet = before;
    return false;
}

bool sheet_part(struct page *page, struct sheet *sheet, struct flow *flow) {
    int step = page->code_step, most = may_begin_smaller(page) ? 1 : 0;
    if (!page->m.portrait || page->request->printed || page->fallback_language ||
        !page_has_picture(page, page_scene(page)))
        return false;
    for (int picture = PICTURE_LEAST; picture >= 0; picture -= PICTURE_LEAST) /* rather none than leaves */
        for (int smaller = 0; smaller <= most; smaller++) {
            begin_with(page, smaller);
            if (part(page, sheet, flow, picture))
                return true;
        }
    begin_with(page, 0);
    page->code_step = step;
    return false;
}

void sheet_alone(struct page *page, struct sheet *sheet) {
    sheet->rail.box.w = 0;
    sheet->rail.also_within = 0;
    page->code_step = 0;
    sheet->text = page->content;
    keep_foot(page, sheet);
}

/* px that the highest of the buttons needs which the foot leaves to the text, above those to other leaves. */
static int rest_height(const struct page *page, const struct sheet *sheet) {
    const struct rail *rail = &sheet->rail;
    int highest = 0;
    for (size_t i = rail->also_within; i < rail->also_count; i++) {
        int own = button_height(page, &rail->also[i], sheet->text.w, NULL);
        highest = own > highest ? own : highest;
    }
    return highest ? highest + page->m.gap * 3 / 2 : 0;
}

/* Would buttons stand above what lies at the foot, where nobody reaches them: those to other leaves, or those
 * that the foot has no room for? */
static bool leaves_too_high(struct page *page, const struct sheet *sheet, const struct flow *flow) {
    const struct box *text = &sheet->text;
    bool foot = page->m.portrait && sheet->rail.box.w > 0 && !sheet->still;
    int top = text->y + text->h - flow_leaves_height(page, text->w, 2, flow->low) - rest_height(page, sheet);
    bool rest = sheet->rail.also_within < sheet->rail.also_count || page->fallback_language; /* is added */
    return foot && top < page->m.reach_top && (rest || !flow_fits(page, flow, *text));
}

/* Does all of it stand on one leaf, with what the rail has no room for? */
static bool stands_whole(struct page *page, const struct sheet *sheet, const struct flow *flow) {
    struct flow *trial = flow_copy(page, flow);
    struct sheet with = *sheet;
    if (!trial)
        return true;
    add_rest(page, &with, trial);
    bool whole = flow_fits(page, trial, with.text);
    flow_destroy(trial);
    return whole;
}

/* What would go on on another leaf begins a step smaller where that keeps it on one. */
static void begin_smaller(struct page *page, struct sheet *sheet, const struct flow *flow) {
    struct sheet before = *sheet;
    int step = page->code_step;
    if (sheet->still || sheet->rail.apart || page->hero || !may_begin_smaller(page) ||
        stands_whole(page, sheet, flow))
        return;
    begin_with(page, 1);
    page->code_step = 0;
    sheet->rail.box.w = 0;
    sheet->rail.also_within = 0;
    sheet_place(page, sheet);
    if (stands_whole(page, sheet, flow) && !leaves_too_high(page, sheet, flow))
        return;
    begin_with(page, 0);
    page->code_step = step;
    *sheet = before;
}

void sheet_put(struct page *page, struct sheet *sheet, struct flow *flow) {
    begin_smaller(page, sheet, flow);
    if (leaves_too_high(page, sheet, flow))
        sheet_alone(page, sheet);
    struct box box = sheet->text;
    int foot = box.y + box.h + page->m.gap;
    flow->grow = sheet->still ? FLOW_STILL : LETTERS_GROW;
    flow->spread = !sheet->still;
    add_rest(page, sheet, flow);
    bool picture = !sheet->still && !page->hero && page_has_picture(page, page_scene(page));
    if (picture && sheet->rail.apart)
        picture = !put_close_picture(page, flow, &box);
    else if (picture)
        picture = !put_picture(page, flow, &box);
    flow_put(page, flow, box);
    page_grow(page, 0);
    if (picture)
        put_picture_where_room_is(page, sheet, flow, box);
    put_source(page, sheet, (struct box){sheet->text.x, foot, sheet->text.w, sheet->foot});
    page->said.part = PART_ASIDE;
    rail_put_words(page, &sheet->rail);
    rail_put_buttons(page, &sheet->rail);
    page->said.part = PART_TEXT;
    begin_with(page, 0);
}
