/* A page that is read: its text, boxes to tick, whom to ask, where it comes from, what to take along. */
#include <stdio.h>
#include <string.h>

#include "core/site/scene_words.h"
#include "guide/view/sheet_parts.h"

enum { LINE_MAX = 700, LINES = 2 };

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
    int boxes = 0, last = 0;
    for (size_t i = 0; i < text->count; i++) {
        const struct guide_block *block = &text->blocks[i];
        char mark[16];
        switch (block->kind) {
        case BLOCK_HEADING:
            flow_text(flow, FLOW_HEADING, block->text, text->language, NULL);
            break;
        case BLOCK_PARAGRAPH: /* the first one answers */
            flow_text(flow, i == 0 ? FLOW_ANSWER : FLOW_TEXT, block->text, text->language, NULL);
            break;
        case BLOCK_BULLET:
            flow_text(flow, FLOW_BULLET, block->text, text->language, "•");
            break;
        case BLOCK_NUMBER:
            snprintf(mark, sizeof mark, "%d", block->number);
            flow_text(flow, FLOW_STEP, block->text, text->language, mark);
            break;
        case BLOCK_STEP:
            flow_button(flow, &(struct button){.label = block->text,
                                               .label_language = text->language,
                                               .role = ROLE_CHECKBOX,
                                               .on = page->state->chosen.ticks_page == number + 1 &&
                                                     (page->state->chosen.ticks >> block->number & 1) != 0,
                                               .action = action_of(VERB_TICK, block->number)});
            last = flow->count - 1;
            boxes++;
            break;
        }
    }
    if (boxes > 1 && boxes % 2 == 1) /* an odd one among two columns takes a whole row */
        flow->items[last].whole = true;
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

void page_contact(struct page *page, const struct guide_contact *contact, bool marked, char *out,
                  size_t size) {
    const char *office = page_pick(page, &contact->office, NULL);
    char phone[80] = "", mail[160] = "", open[OPENING_WORDS_MAX];
    page_open_words(page, contact->house, marked, open, sizeof open);
    if (contact->phone)
        text_isolate(contact->phone, phone, sizeof phone);
    if (contact->mail)
        text_isolate(contact->mail, mail, sizeof mail);
    snprintf(out, size, "%s%s%s%s%s%s%s%s%s", office ? office : "", *phone && office ? "\n" : "",
             *phone ? page_say(page, WORDS_PHONE) : "", *phone ? " " : "", phone, *mail ? "\n" : "", mail,
             *open ? "\n" : "", open);
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

static void fill(struct page *page, struct flow *flow, struct notes *notes, const struct guide_page *shown,
                 const struct guide_text *text) {
    uint32_t number = (uint32_t)(shown - page->guide->pages);
    if (text) {
        add_blocks(page, flow, text, number);
        add_steps_note(page, flow, text, number, notes);
    } else {
        flow_text(flow, FLOW_TEXT, page_say(page, WORDS_NO_INFORMATION), NULL, NULL);
    }
}

/* Boxes to tick begin where they are reached. */
static void put_hero(struct page *page, const struct guide_page *shown, struct sheet *sheet) {
    const char *language = NULL, *words = page_pick_aside(page, &shown->summary, &language);
    if (!hero_fits(page, words, language))
        return;
    (void)hero_put(page, &shown->picture, shown->icon, words, language);
    sheet_alone(page, sheet);
}

void view_text(struct page *page, const struct guide_page *shown) {
    const struct guide_text *text = page_text(page, shown);
    const char *language = NULL, *title = page_pick(page, &shown->title, &language);
    struct sheet sheet = {.contact = &shown->contact, .source = &shown->source, .sample = shown->sample};
    struct notes notes = {.count = 0};
    rail_find(page, &shown->contact, &shown->url, shown->sample, &sheet.rail);
    rail_find_also(page, shown, &sheet.rail);
    page->fallback_language = text && strcmp(text->language, page->tag) != 0 ? text->language : NULL;
    frame_put(page, title, language);
    struct flow *flow = flow_create();
    if (!flow) {
        page->failed = true;
        return;
    }
    sheet_place(page, &sheet);
    fill(page, flow, &notes, shown, text);
    if (text && text->steps > 0 && !sheet_part(page, &sheet, flow))
        put_hero(page, shown, &sheet);
    sheet_put(page, &sheet, flow);
    flow_destroy(flow);
}
