/* A page that is read: its text, boxes to tick, whom to ask, where it comes from, what to take along. */
#include <stdio.h>
#include <string.h>

#include "core/site/scene_words.h"
#include "guide/view/flow_parts.h"

enum { LINE_MAX = 700, CONTACT_MAX = 500, LINES = 6, SIDE_PERCENT = 27 };

/* Lines made up here live as long as the page is drawn. */
struct notes {
    char lines[LINES][LINE_MAX];
    int count;
};

static const char *keep(struct notes *notes, const char *text) {
    if (notes->count == LINES)
        return "";
    snprintf(notes->lines[notes->count], LINE_MAX, "%s", text);
    return notes->lines[notes->count++];
}

static void add_blocks(struct page *page, struct flow *flow, const struct guide_text *text, uint32_t number) {
    for (size_t i = 0; i < text->count; i++) {
        const struct guide_block *block = &text->blocks[i];
        char mark[16];
        switch (block->kind) {
        case BLOCK_HEADING:
            flow_text(flow, FLOW_HEADING, block->text, text->language, NULL);
            break;
        case BLOCK_PARAGRAPH:
            flow_text(flow, FLOW_TEXT, block->text, text->language, NULL);
            break;
        case BLOCK_BULLET:
            flow_text(flow, FLOW_BULLET, block->text, text->language, "•");
            break;
        case BLOCK_NUMBER:
            snprintf(mark, sizeof mark, "%d.", block->number);
            flow_text(flow, FLOW_BULLET, block->text, text->language, mark);
            break;
        case BLOCK_STEP:
            flow_button(flow, &(struct button){.label = block->text,
                                               .label_language = text->language,
                                               .role = ROLE_CHECKBOX,
                                               .on = page->state->chosen.ticks_page == number + 1 &&
                                                     (page->state->chosen.ticks >> block->number & 1) != 0,
                                               .action = action_of(VERB_TICK, block->number)});
            break;
        }
    }
}

static void add_steps_note(struct page *page, struct flow *flow, const struct guide_text *text,
                           uint32_t number, struct notes *notes) {
    char line[LINE_MAX], counted[200];
    int done = 0;
    if (text->steps == 0 || page->request->printed)
        return;
    for (int i = 0; i < text->steps && page->state->chosen.ticks_page == number + 1; i++)
        done += (int)(page->state->chosen.ticks >> i & 1);
    page_fill_numbers(page, WORDS_DONE_OF, done, text->steps, counted, sizeof counted);
    snprintf(line, sizeof line, "%s · %s", counted, page_say(page, WORDS_TICKS_ARE_CLEARED));
    flow_text(flow, FLOW_NOTE, keep(notes, line), NULL, NULL);
}

void page_contact(struct page *page, const struct guide_contact *contact, char *out, size_t size) {
    const char *office = page_pick(page, &contact->office, NULL);
    char phone[80] = "", mail[160] = "";
    if (contact->phone)
        text_isolate(contact->phone, phone, sizeof phone);
    if (contact->mail)
        text_isolate(contact->mail, mail, sizeof mail);
    snprintf(out, size, "%s%s%s%s%s%s%s", office ? office : "", *phone && office ? "\n" : "",
             *phone ? page_say(page, WORDS_PHONE) : "", *phone ? " " : "", phone, *mail ? "\n" : "", mail);
}

/* "Source: ballerup.dk · Checked 3 December", or the mark that nobody has checked it. */
void page_source(struct page *page, const struct source *source, bool sample, char *out, size_t size) {
    char host[120] = "", isolated[140] = "", from[200] = "", day[WORDS_MAX], checked[200] = "";
    if (source->url) {
        const char *start = strstr(source->url, "://");
        start = start ? start + 3 : source->url;
        start = strncmp(start, "www.", 4) == 0 ? start + 4 : start;
        snprintf(host, sizeof host, "%.*s", (int)strcspn(start, "/?#"), start);
        text_isolate(host, isolated, sizeof isolated);
        page_fill(page, WORDS_SOURCE, isolated, from, sizeof from);
    }
    if (sample) {
        snprintf(checked, sizeof checked, "%s", page_word(page, WORD_SAMPLE));
    } else if (source->checked_day) {
        words_date(source->checked_day, "dMMMMy", page->tag, day, sizeof day);
        page_fill(page, WORDS_CHECKED_ON, day, checked, sizeof checked);
    }
    snprintf(out, size, "%s%s%s", checked, *checked && *from ? " · " : "", from);
}

/* The pages named at the end of a page that are shown today. */
struct see_also {
    struct button buttons[GUIDE_SEE_ALSO_MAX];
    size_t count;
};

static void find_see_also(struct page *page, const struct guide_page *shown, struct see_also *also) {
    also->count = 0;
    for (size_t i = 0; i < shown->see_also_count && !page->request->printed; i++) {
        const struct guide_page *other = guide_page_find(page->guide, shown->see_also[i]);
        if (!other || !guide_page_shown(other, page_today(page)))
            continue;
        also->buttons[also->count++] = page_link_short(page, other);
    }
}

/* Code, contact and further pages beside the text, where a line of text stays long enough and they stand
 * whole. Laid out before the letters of the text grow. */
struct side {
    const char *url, *contact;
    const struct see_also *also; /* NULL: they stand below the text */
    struct box box;
};

static struct words_style side_style(const struct page *page, enum weight weight) {
    return (struct words_style){.px = page->m.small, .weight = weight, .colour = page->colour.ink};
}

/* Where the further pages begin: below what stands above them, and where their buttons are reached. */
static int also_top(const struct page *page, int y, int heading) {
    int reached = page->m.reach_top - heading;
    return y > reached ? y : reached;
}

static struct words_style also_style(const struct page *page) {
    return (struct words_style){
        .px = page->m.body, .weight = WEIGHT_BOLD, .colour = page->colour.ink, .leading = 1.2};
}

/* The height of what stands in the side, and whether a word is torn there. */
static int side_height(const struct page *page, const struct side *side, bool *torn) {
    struct words_style plain = side_style(page, WEIGHT_BOLD), heading = also_style(page);
    int w = side->box.w, h = 0;
    if (side->url)
        h += code_height(page, side->url, w) + page->m.gap * 2;
    if (*side->contact)
        h += page_height(page, side->contact, w, &plain, torn) + page->m.body * 2;
    if (!side->also || side->also->count == 0)
        return h;
    int head = page_height(page, page_say(page, WORDS_SEE_ALSO), w, &heading, torn) + page->m.gap;
    h = also_top(page, side->box.y + h + page->m.gap, head) - side->box.y + head;
    for (size_t i = 0; i < side->also->count; i++)
        h += button_height(page, &side->also->buttons[i], w, torn) + page->m.gap;
    return h - page->m.gap;
}

static bool side_fits(const struct page *page, const struct side *side) {
    bool torn = false;
    return side_height(page, side, &torn) <= side->box.h && !torn;
}

static bool has_side(const struct page *page, const struct see_also *also, struct side *side) {
    if (page->hero || (!side->url && !*side->contact) || page->m.portrait ||
        page->content.w < page->m.body * 40)
        return false;
    side->box = page->content;
    side->box.w = page->content.w * SIDE_PERCENT / 100;
    side->box.x = page->content.x + page->content.w - side->box.w;
    side->also = also;
    if (side_fits(page, side))
        return true;
    side->also = NULL;
    return side_fits(page, side);
}

/* What is read; returns where it ends. */
static int put_side_words(struct page *page, const struct side *side) {
    struct words_style bold = side_style(page, WEIGHT_BOLD), plain = side_style(page, WEIGHT_REGULAR);
    struct box box = side->box;
    int bottom = box.y + box.h;
    if (side->url) {
        int h = code_height(page, side->url, box.w);
        code_put(page, side->url, (struct box){box.x, box.y, box.w, h});
        box.y += h + page->m.gap * 2;
    }
    if (*side->contact) {
        box.y += page_words(page, page_say(page, WORDS_CONTACT),
                            (struct box){box.x, box.y, box.w, bottom - box.y}, &bold);
        box.y += page_words(page, side->contact, (struct box){box.x, box.y, box.w, bottom - box.y}, &plain);
    }
    return box.y;
}

/* What is touched: after the boxes of the text, in the order of the keypad. */
static void put_side_buttons(struct page *page, const struct side *side, int y) {
    struct words_style heading = also_style(page);
    struct box box = side->box;
    if (!side->also || side->also->count == 0)
        return;
    int head = page_height(page, page_say(page, WORDS_SEE_ALSO), box.w, &heading, NULL) + page->m.gap;
    y = also_top(page, y + page->m.body, head);
    (void)page_words(page, page_say(page, WORDS_SEE_ALSO), (struct box){box.x, y, box.w, head}, &heading);
    y += head;
    for (size_t i = 0; i < side->also->count; i++) {
        int h = button_height(page, &side->also->buttons[i], box.w, NULL);
        button_put(page, &side->also->buttons[i], (struct box){box.x, y, box.w, h});
        y += h + page->m.gap;
    }
}

static void fill(struct page *page, struct flow *flow, struct notes *notes, const struct guide_page *shown,
                 const struct guide_text *text, const struct side *side, const struct see_also *below) {
    uint32_t number = (uint32_t)(shown - page->guide->pages);
    char line[LINE_MAX];
    bool beside = side->box.w > 0;
    if (text) {
        add_blocks(page, flow, text, number);
        add_steps_note(page, flow, text, number, notes);
    } else {
        flow_text(flow, FLOW_TEXT, page_say(page, WORDS_NO_INFORMATION), NULL, NULL);
    }
    if (!beside && side->url)
        flow_text(flow, FLOW_CODE, side->url, NULL, NULL);
    if (!beside && *side->contact) {
        snprintf(line, sizeof line, "**%s**\n%s", page_say(page, WORDS_CONTACT), side->contact);
        flow_text(flow, FLOW_TEXT, keep(notes, line), NULL, NULL);
    }
    page_source(page, &shown->source, shown->sample, line, sizeof line);
    flow_text(flow, FLOW_NOTE, keep(notes, line), NULL, NULL);
    if (below->count > 0)
        flow_text(flow, FLOW_HEADING, page_say(page, WORDS_SEE_ALSO), NULL, NULL);
    for (size_t i = 0; i < below->count; i++)
        flow_button(flow, &below->buttons[i]);
}

void view_text(struct page *page, const struct guide_page *shown) {
    static const struct see_also none = {.count = 0};
    const struct guide_text *text = guide_text_pick(page->guide, shown, page->language);
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    char contact[CONTACT_MAX];
    struct side side = {.url = page_pick_aside(page, &shown->url, NULL), .contact = contact};
    struct see_also also;
    struct notes notes = {.count = 0};
    page_contact(page, &shown->contact, contact, sizeof contact);
    page->fallback_language = text && strcmp(text->language, page->tag) != 0 ? text->language : NULL;
    frame_put(page, title, language);
    struct flow *flow = flow_create();
    if (!flow) {
        page->failed = true;
        return;
    }
    struct box box = page->content;
    if (text &&
        text->steps > 0) { /* boxes to tick begin where they are reached; so does what leads to them */
        const char *words = page_pick_aside(page, &shown->summary, &language);
        hero_put(page, NULL, shown->icon, words, language);
    }
    flow->grow = 3;
    if (!page->hero) {
        flow->hero_icon = shown->icon;
        flow->hero_words = page_pick_aside(page, &shown->summary, &flow->hero_language);
    }
    int words_end = 0;
    find_see_also(page, shown, &also);
    if (has_side(page, &also, &side)) {
        flow->hero_icon = NULL;
        box.w -= side.box.w + page->m.gap * 3;
        words_end = put_side_words(page, &side);
    } else {
        side = (struct side){.url = side.url, .contact = contact};
    }
    fill(page, flow, &notes, shown, text, &side, side.also ? &none : &also);
    flow_put(page, flow, box);
    page_grow(page, 0);
    put_side_buttons(page, &side, words_end);
    flow_destroy(flow);
}
