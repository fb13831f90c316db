/* The week of a house as a table: a row for each day, a column for each service. */
#include <stdio.h>

#include "guide/view/hours_parts.h"
#include "guide/view/stop_parts.h"

enum { LINE_MAX = 1600 };

struct columns {
    int day, service[HOURS_SERVICES_MAX], gap, line;
    int width; /* of all */
};

static struct words_style style_of(const struct page *page, bool bold) {
    return (struct words_style){.px = page->m.body,
                                .weight = bold ? WEIGHT_BOLD : WEIGHT_REGULAR,
                                .colour = page->colour.ink,
                                .leading = 1.2,
                                .silent = true};
}

static struct words_style head_style(const struct page *page) {
    return (struct words_style){
        .px = page->m.head, .weight = WEIGHT_BOLD, .colour = page->colour.ink, .leading = 1.2};
}

static struct words_style now_style(const struct page *page) {
    return (struct words_style){
        .px = page->m.body, .weight = WEIGHT_BOLD, .colour = page->colour.strong, .leading = 1.25};
}

static struct words_style note_style(const struct page *page) {
    return (struct words_style){.px = page->m.small, .colour = page->colour.muted};
}

static struct words_style service_style(const struct page *page) {
    return (struct words_style){
        .px = page->m.small, .weight = WEIGHT_MEDIUM, .colour = page->colour.muted, .silent = true};
}

static int widest(const struct page *page, int width, const char *text, const struct words_style *style) {
    int own = page_width(page, text, style) + 2;
    return own > width ? own : width;
}

/* Is there more than one service, or one with a name? */
static bool has_heads(const struct hours_table *table) {
    return table->service_count > 1 || (table->service_count == 1 && *table->services[0]);
}

static struct columns columns_of(const struct page *page, const struct hours_table *table) {
    struct columns columns = {.gap = page->m.body};
    struct words_style bold = style_of(page, true), small = service_style(page);
    for (size_t i = 0; i < table->row_count; i++)
        columns.day = widest(page, columns.day, table->rows[i].day, &bold);
    columns.width = columns.day;
    for (size_t k = 0; k < table->service_count; k++) {
        columns.service[k] = widest(page, 0, table->services[k], &small);
        for (size_t i = 0; i < table->row_count; i++)
            columns.service[k] = widest(page, columns.service[k], table->rows[i].times[k], &bold);
        columns.width += columns.gap + columns.service[k];
    }
    columns.line = page_height(page, "0", columns.day + page->m.body, &bold, NULL) + page->m.body * 2 / 3;
    return columns;
}

static int words_height(const struct page *page, const char *text, int width, const struct words_style *style,
                        bool *torn) {
    return text && *text ? page_height(page, text, width, style, torn) : 0;
}

int hours_table_head(const struct page *page, const struct hours_table *table, int width, bool *torn) {
    struct words_style head = head_style(page), now = now_style(page), note = note_style(page);
    return words_height(page, table->name, width, &head, torn) +
           words_height(page, table->now, width, &now, torn) +
           words_height(page, table->age, width, &note, torn) + page->m.gap +
           (table->any && has_heads(table) ? columns_of(page, table).line : 0);
}

int hours_table_height(const struct page *page, const struct hours_table *table, int width, int head,
                       bool *torn) {
    struct words_style now = now_style(page);
    struct columns columns = columns_of(page, table);
    *torn |= columns.width > width || table->crowded;
    if (!table->any)
        return hours_table_head(page, table, width, torn) +
               words_height(page, page_say(page, WORDS_NO_INFORMATION), width, &now, torn);
    return head + columns.line * (int)table->row_count;
}

/* Above the rows. Returns the height used. */
static int put_line(struct page *page, const char *text, struct box box, const struct words_style *style) {
    struct box line = {box.x, box.y, box.w, words_height(page, text, box.w, style, NULL)};
    page_stop(page, line, (struct stop){.kind = STOP_TEXT}, NULL, text);
    return page_words(page, text, box, style);
}

/* In the middle of its row: another script's letters stand on a line of another height. */
static void put_cell(struct page *page, const char *text, int x, int y, int width,
                     const struct words_style *style) {
    int pad = page->m.body / 3, line = page_height(page, "0", width, style, NULL);
    page_words_middle(page, text, (struct box){x, y - pad, width, line + 2 * pad}, style);
}

static const char *state_of(const struct page *page, const struct hours_row *row) {
    return row->any ? "" : page_word(page, row->known ? WORD_CLOSED : WORD_NO_INFORMATION);
}

/* "Today: With staff 10:00–18:00, Self-service 07:00–22:00" */
static void speak_row(struct page *page, const struct hours_table *table, const struct hours_row *row,
                      struct box box) {
    struct stop stop = {.kind = STOP_ROW, .at = (int)(row - table->rows) + 1, .of = (int)table->row_count};
    char line[LINE_MAX];
    size_t used = (size_t)snprintf(line, sizeof line, "%s: %s", row->day, state_of(page, row));
    for (size_t k = 0, said = 0; k < table->service_count && used < sizeof line; k++) {
        if (!*row->times[k])
            continue;
        used += (size_t)snprintf(line + used, sizeof line - used, "%s%.80s %s", said++ ? ", " : "",
                                 table->services[k], row->times[k]);
    }
    page_stop(page, box, stop, NULL, line);
    page_speak(page, NULL, line);
}

static void put_row(struct page *page, const struct hours_table *table, const struct columns *columns,
                    const struct hours_row *row, struct box box) {
    struct words_style style = style_of(page, row->today);
    speak_row(page, table, row, box);
    int y = box.y + page->m.body / 3, x = box.x + columns->day + columns->gap;
    page_rect(page, (struct box){box.x, box.y, box.w, page->m.touch / 60 + 1}, page->colour.edge, 0);
    put_cell(page, row->day, box.x, y, columns->day + columns->gap / 2, &style);
    if (!row->any)
        put_cell(page, state_of(page, row), x, y, box.x + box.w - x, &style);
    for (size_t k = 0; k < table->service_count && row->any; k++) {
        put_cell(page, *row->times[k] ? row->times[k] : "–", x, y, columns->service[k] + columns->gap / 2,
                 &style);
        x += columns->service[k] + columns->gap;
    }
}

static void put_heads(struct page *page, const struct hours_table *table, const struct columns *columns,
                      struct box box) {
    struct words_style style = service_style(page);
    int x = box.x + columns->day + columns->gap, y = box.y + columns->line - page->m.small * 3 / 2;
    for (size_t k = 0; k < table->service_count; k++) {
        put_cell(page, table->services[k], x, y, columns->service[k] + columns->gap / 2, &style);
        x += columns->service[k] + columns->gap;
    }
}

/* Columns share what is left, up to twice their gap: a row is still read as one. */
static void spread(struct columns *columns, size_t services, int width) {
    int spare = services ? (width - columns->width) / (int)services : 0;
    columns->gap += spare < columns->gap ? spare : columns->gap;
}

void hours_table_put(struct page *page, const struct hours_table *table, struct box box, int above) {
    struct words_style head = head_style(page), now = now_style(page), note = note_style(page);
    struct columns columns = columns_of(page, table);
    int bottom = box.y + box.h, rows = box.y + above;
    head.language = table->name_language;
    page_stop(page, (struct box){box.x, box.y, box.w, page_height(page, table->name, box.w, &head, NULL)},
              (struct stop){.kind = STOP_HEADING, .level = 2}, head.language, table->name);
    if (table->name)
        box.y += page_words(page, table->name, (struct box){box.x, box.y, box.w, bottom - box.y}, &head);
    box.y += put_line(page, table->now, (struct box){box.x, box.y, box.w, bottom - box.y}, &now);
    box.y += put_line(page, table->age, (struct box){box.x, box.y, box.w, bottom - box.y}, &note);
    if (!table->any) {
        (void)put_line(page, page_say(page, WORDS_NO_INFORMATION),
                       (struct box){box.x, box.y, box.w, bottom - box.y}, &now);
        return;
    }
    spread(&columns, table->service_count, box.w);
    box.y = rows - columns.line;
    if (has_heads(table))
        put_heads(page, table, &columns, box);
    box.y = rows;
    for (size_t i = 0; i < table->row_count; i++) {
        put_row(page, table, &columns, &table->rows[i], (struct box){box.x, box.y, box.w, columns.line});
        box.y += columns.line;
    }
}
