/* Opening hours of the coming week: a table for each house, beside or below each other; where those do not
 * stand whole, the same in lines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/draw/qr.h"
#include "core/text/plain_text.h"
#include "guide/view/flow_parts.h"
#include "guide/view/hours_parts.h"

enum {
    LINE_MAX = WORDS_MAX + HOURS_SERVICES_MAX * (HOURS_TIMES_MAX + 90),
    LINES_MAX = OPENING_DAYS,
    GROW_MOST = 2,
    ADDRESS_MAX = 2400,
    CONTACT_MAX = 1000
};

/* What is shown of each house; and its lines, which live until the flow is put. */
struct shown {
    struct hours_table tables[HOUSES_MAX];
    char lines[HOUSES_MAX][LINES_MAX][LINE_MAX];
    size_t count;
    size_t coded; /* the address is this one's; 0 where it is nobody's */
};

static int column_width(const struct page *page, struct box box, size_t columns) {
    int gap = page->m.body * 2;
    return (box.w - ((int)columns - 1) * gap) / (int)columns;
}

/* The rows of the tables from number `first` on, beside each other, begin at one height. */
static int heads_height(const struct page *page, const struct shown *shown, size_t first, size_t columns,
                        int width, bool *torn) {
    int most = 0;
    for (size_t i = first; i < first + columns && i < shown->count; i++) {
        int own = hours_table_head(page, &shown->tables[i], width, torn);
        most = own > most ? own : most;
    }
    return most;
}

/* The height of the tables in so many columns; *torn: they do not stand whole. */
static int tables_height(const struct page *page, const struct shown *shown, struct box box, size_t columns,
                         bool *torn) {
    int width = column_width(page, box, columns), total = 0;
    for (size_t i = 0; i < shown->count; i += columns) {
        int row = 0, head = heads_height(page, shown, i, columns, width, torn);
        for (size_t k = i; k < i + columns && k < shown->count; k++) {
            int own = hours_table_height(page, &shown->tables[k], width, head, torn);
            row = own > row ? own : row;
        }
        total += row + (i ? page->m.body : 0);
    }
    return total;
}

static void put_tables(struct page *page, const struct shown *shown, struct box box, size_t columns) {
    int width = column_width(page, box, columns), gap = page->m.body * 2;
    bool torn = false;
    for (size_t i = 0; i < shown->count; i += columns) {
        int row = 0, head = heads_height(page, shown, i, columns, width, &torn);
        for (size_t k = i; k < i + columns && k < shown->count; k++) {
            int own = hours_table_height(page, &shown->tables[k], width, head, &torn);
            int x = box.x + (int)(k - i) * (width + gap);
            hours_table_put(page, &shown->tables[k], (struct box){x, box.y, width, own}, head);
            row = own > row ? own : row;
        }
        box.y += row + page->m.body;
        box.h -= row + page->m.body;
    }
}

/* "**Today**\n10:00–18:00  With staff\n18:00–22:00  Self-service" */
static void day_words(const struct page *page, const struct hours_table *table, const struct hours_row *row,
                      char line[LINE_MAX]) {
    size_t used = (size_t)snprintf(line, LINE_MAX, "**%s**", row->day);
    for (size_t k = 0; k < table->service_count; k++)
        if (*row->times[k])
            used += (size_t)snprintf(line + used, LINE_MAX - used, "\n%s%s%.*s", row->times[k],
                                     *table->services[k] ? "  " : "", (int)text_cut(table->services[k], 80),
                                     table->services[k]);
    if (!row->any)
        snprintf(line + used, LINE_MAX - used, "\n%s",
                 row->known ? page_word(page, WORD_CLOSED) : page_say(page, WORDS_NO_INFORMATION));
}

static void put_lines(struct page *page, struct flow *flow, struct shown *shown) {
    for (size_t i = 0; i < shown->count; i++) {
        const struct hours_table *table = &shown->tables[i];
        flow_text(flow, FLOW_HEADING, table->name, table->name_language, NULL);
        flow_text(flow, FLOW_TEXT, table->now, NULL, NULL);
        flow_text(flow, FLOW_NOTE, table->age, NULL, NULL);
        if (!table->any)
            flow_text(flow, FLOW_TEXT, page_say(page, WORDS_NO_INFORMATION), NULL, NULL);
        for (size_t k = 0; k < table->row_count; k++) {
            day_words(page, table, &table->rows[k], shown->lines[i][k]);
            flow_text(flow, FLOW_CELL, shown->lines[i][k], NULL, NULL);
        }
    }
}

static struct words_style address_style(const struct page *page) {
    return (struct words_style){.px = page->m.small,
                                .weight = WEIGHT_BOLD,
                                .colour = page->colour.ink,
                                .language = "en",
                                .leading = 1.2};
}

/* What to take along, below the tables; `url` NULL: nothing. Without `code` its address alone. */
static int foot_height(const struct page *page, const char *url, bool code) {
    struct words_style style = address_style(page);
    if (!url)
        return 0;
    return page->m.body + (code ? code_height(page, url, page->content.w)
                                : page_height(page, url, page->content.w, &style, NULL));
}

static void put_foot(struct page *page, const char *url, bool code, struct box box) {
    char plain[ADDRESS_MAX];
    struct words_style style = address_style(page);
    if (url && code)
        code_put(page, url, box);
    else if (url)
        (void)page_words(page, qr_readable(url, plain, sizeof plain), box, &style);
}

struct tables {
    const struct shown *shown;
    const char *url;
    bool code; /* else its address alone */
};

/* The tables and their foot. False: they do not all stand whole. */
static bool put_at_size(struct page *page, void *context) {
    const struct tables *tables = context;
    const struct shown *shown = tables->shown;
    struct box box = page->content;
    int foot = foot_height(page, tables->url, tables->code);
    size_t most = page->m.portrait ? 1 : 2;
    for (size_t columns = most < shown->count ? most : shown->count; columns > 0; columns--) {
        bool torn = false;
        int height = tables_height(page, shown, box, columns, &torn);
        if (torn || height + foot > box.h)
            continue;
        put_tables(page, shown, box, columns);
        int x = (int)(shown->coded % columns) * (column_width(page, box, columns) + page->m.body * 2);
        put_foot(
            page, tables->url, tables->code,
            (struct box){box.x + x, box.y + box.h - foot + page->m.body, box.w - x, foot - page->m.body});
        return true;
    }
    return false;
}

/* Larger, where there is room; with a smaller code, or its address alone, where there is
 * not. */
static bool put_whole(struct page *page, const struct shown *shown, const char *url) {
    struct tables tables = {shown, url, true};
    for (int steps = GROW_MOST; steps > 0; steps--) {
        page_grow(page, steps);
        if (put_at_size(page, &tables))
            return true;
    }
    page_grow(page, 0);
    bool whole = code_fit(page, put_at_size, &tables);
    page->code_step = 0;
    tables.code = false;
    return whole || put_at_size(page, &tables);
}

/* In the order written, but the house one stands in first. */
static void fill_tables(struct page *page, const struct guide_page *written, struct shown *shown) {
    const struct guide_houses *houses = &written->houses;
    const struct guide_house *here = guide_house_of(page->guide, page->request->screen->id);
    for (int others = 0; others < 2; others++)
        for (size_t i = 0; i < houses->count; i++)
            if ((houses->items[i] != here) == others) {
                shown->coded = houses->items[i] == written->contact.house ? shown->count : shown->coded;
                hours_table_fill(page, houses->items[i], &shown->tables[shown->count++]);
            }
}

static bool nothing_known(const struct shown *shown) {
    for (size_t i = 0; i < shown->count; i++)
        if (shown->tables[i].any)
            return false;
    return true;
}

/* What is written is past its date and no feed has come: whom to ask instead. */
static void put_whom_to_ask(struct page *page, struct flow *flow, const struct guide_page *shown_page,
                            const char *url) {
    char contact[CONTACT_MAX];
    flow->grow = GROW_MOST;
    flow->spread = true;
    flow->hero_icon = shown_page->icon;
    flow->hero_picture = &shown_page->picture;
    flow_text(flow, FLOW_ANSWER, page_say(page, WORDS_NO_INFORMATION), NULL, NULL);
    page_contact(page, &page->guide->people.ask, false, contact, sizeof contact);
    flow_text(flow, FLOW_TEXT, contact, NULL, NULL);
    flow_text(flow, FLOW_CODE, url, NULL, NULL);
    flow_put(page, flow, page->content);
}

void view_hours(struct page *page, const struct guide_page *shown_page) {
    const char *language = NULL, *title = page_pick(page, &shown_page->title, &language);
    struct flow *flow = flow_create();
    struct shown *shown = calloc(1, sizeof *shown);
    frame_put(page, title, language);
    if (flow && shown) {
        const char *url = page_pick_aside(page, &shown_page->url, NULL);
        fill_tables(page, shown_page, shown);
        if (nothing_known(shown)) {
            put_whom_to_ask(page, flow, shown_page, url);
        } else if (!put_whole(page, shown, url)) {
            flow->columns = 3;
            put_lines(page, flow, shown);
            flow_text(flow, FLOW_CODE, url, NULL, NULL);
            flow_put(page, flow, page->content);
        }
    } else {
        page->failed = true;
    }
    free(shown);
    flow_destroy(flow);
}
