/* A page that is read: its text, boxes to tick, whom to ask, where it comes from, what to take along. */
#include <stdio.h>
#include <string.h>

#include "core/scene_words.h"
#include "guide/flow.h"

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
                                               .on = page->state->ticks_page == number + 1 &&
                                                     (page->state->ticks >> block->number & 1) != 0,
                                               .action = action_of(VERB_TICK, block->number)});
            break;
        }
    }
}

static void add_steps_note(struct page *page, struct flow *flow, const struct guide_text *text,
                           uint32_t number, struct notes *notes) {
    char line[LINE_MAX], counted[200];
    int done = 0;
    if (text->steps == 0)
        return;
    for (int i = 0; i < text->steps && page->state->ticks_page == number + 1; i++)
        done += (int)(page->state->ticks >> i & 1);
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
        snprintf(checked, sizeof checked, "%s", page_say(page, WORDS_NOT_CHECKED));
    } else if (source->checked_day) {
        words_date(source->checked_day, "dMMMMy", page->tag, day, sizeof day);
        page_fill(page, WORDS_CHECKED_ON, day, checked, sizeof checked);
    }
    snprintf(out, size, "%s%s%s", checked, *checked && *from ? " · " : "", from);
}

static void add_see_also(struct page *page, struct flow *flow, const struct guide_page *shown) {
    for (size_t i = 0, first = 1; i < shown->see_also_count; i++) {
        const struct guide_page *other = guide_page_find(page->guide, shown->see_also[i]);
        if (!other || !guide_page_shown(other, page_today(page)))
            continue;
        if (first)
            flow_text(flow, FLOW_HEADING, page_say(page, WORDS_SEE_ALSO), NULL, NULL);
        first = 0;
        struct button button = page_link(page, other);
        button.note = NULL;
        flow_button(flow, &button);
    }
}

/* Code and contact beside the text, where a line of text stays long enough and they stand whole. */
static bool has_side(const struct page *page, const char *url, const char *contact) {
    if ((!url && !*contact) || page->m.portrait || page->content.w < page->m.body * 40)
        return false;
    struct words_style plain = {.px = page->m.small, .weight = WEIGHT_BOLD};
    int w = page->content.w * SIDE_PERCENT / 100, h = 0;
    bool torn = false;
    if (url)
        h += code_height(page, url, w) + page->m.gap * 2;
    if (*contact)
        h += page_height(page, contact, w, &plain, &torn) + page->m.body * 2;
    return h <= page->content.h && !torn;
}

static void put_side(struct page *page, const char *url, const char *contact, struct box box) {
    struct words_style bold = {.px = page->m.small, .weight = WEIGHT_BOLD, .colour = page->colour.ink};
    struct words_style plain = {.px = page->m.small, .colour = page->colour.ink};
    int bottom = box.y + box.h;
    if (url) {
        int h = code_height(page, url, box.w);
        code_put(page, url, (struct box){box.x, box.y, box.w, h});
        box.y += h + page->m.gap * 2;
    }
    if (*contact) {
        box.y += page_words(page, page_say(page, WORDS_CONTACT),
                            (struct box){box.x, box.y, box.w, bottom - box.y}, &bold);
        (void)page_words(page, contact, (struct box){box.x, box.y, box.w, bottom - box.y}, &plain);
    }
}

static void fill(struct page *page, struct flow *flow, struct notes *notes, const struct guide_page *shown,
                 const struct guide_text *text, const char *url, const char *contact, bool side) {
    uint32_t number = (uint32_t)(shown - page->guide->pages);
    char line[LINE_MAX];
    if (text) {
        add_blocks(page, flow, text, number);
        add_steps_note(page, flow, text, number, notes);
    } else {
        flow_text(flow, FLOW_TEXT, page_say(page, WORDS_NO_INFORMATION), NULL, NULL);
    }
    if (!side && url)
        flow_text(flow, FLOW_CODE, url, NULL, NULL);
    if (!side && *contact) {
        snprintf(line, sizeof line, "**%s**\n%s", page_say(page, WORDS_CONTACT), contact);
        flow_text(flow, FLOW_TEXT, keep(notes, line), NULL, NULL);
    }
    page_source(page, &shown->source, shown->sample, line, sizeof line);
    flow_text(flow, FLOW_NOTE, keep(notes, line), NULL, NULL);
    add_see_also(page, flow, shown);
}

void view_text(struct page *page, const struct guide_page *shown) {
    const struct guide_text *text = guide_text_pick(page->guide, shown, page->language);
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    const char *url = page_pick(page, &shown->url, NULL);
    char contact[CONTACT_MAX];
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
        const char *words = page_pick(page, &shown->summary, &language);
        hero_put(page, NULL, shown->icon, words, language);
    }
    flow->grow = 130;
    if (!page->hero) {
        flow->hero_icon = shown->icon;
        flow->hero_words = page_pick(page, &shown->summary, &flow->hero_language);
    }
    bool side = has_side(page, url, contact) && !page->hero;
    if (side) {
        flow->hero_icon = NULL;
        struct box aside = box;
        aside.w = box.w * SIDE_PERCENT / 100;
        aside.x = box.x + box.w - aside.w;
        box.w -= aside.w + page->m.gap * 3;
        put_side(page, url, contact, aside);
    }
    fill(page, flow, &notes, shown, text, url, contact, side);
    flow_put(page, flow, box);
    flow_destroy(flow);
}

void view_page(struct page *page) {
    static void (*const kinds[])(struct page *, const struct guide_page *) = {
        [PAGE_TEXT] = view_text,   [PAGE_DIRECTORY] = view_directory, [PAGE_EVENTS] = view_events,
        [PAGE_HOURS] = view_hours, [PAGE_PHRASES] = view_phrases,
    };
    uint32_t number = page->state->spot.of;
    if (number >= page->guide->page_count) {
        view_home(page);
        return;
    }
    const struct guide_page *shown = &page->guide->pages[number];
    const struct guide_text *text = guide_text_pick(page->guide, shown, page->language);
    page->file = text ? text->file : NULL;
    page->line = text ? 1 : shown->line;
    if (guide_page_shown(shown, page_today(page))) {
        kinds[shown->kind](page, shown);
        return;
    }
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    frame_put(page, title, language);
    struct words_style style = {.px = page->m.body, .colour = page->colour.ink};
    (void)page_words(page, page_say(page, WORDS_EXPIRED), page->content, &style);
}
