/* A board of departures: when, which line, where to. Wide: the times in a column of their own, with what is
 * out of order below them, then the lines; narrow: all that in a line above each direction. Whole rows only.
 */
#include <stdio.h>
#include <string.h>

#include "core/feed/departure_words.h"
#include "core/scene/scene_kind.h"
#include "core/text/plain_text.h"

enum { ROWS_MAX = 16 /* more never have room */, STRIP_MAX = 1500, LINE_BYTES = 200 };

struct row {
    const struct departure *of;
    struct departure_words words;
    bool strong; /* late, cancelled */
};
struct columns {
    int px, small, time_w, line_w, gap;
    bool wide;
};

static struct event_reader reader_of(const struct scene *scene) {
    return (struct event_reader){.zone = scene->request->site->zone,
                                 .now_ms = scene->request->now_ms,
                                 .language = scene->language,
                                 .words = &scene->request->site->words};
}

/* Which stop it is need not be said where all leave from one. */
static bool several_stops(const struct departure_now *departures, size_t count) {
    for (size_t i = 1; i < count; i++) {
        const char *first = departures[0].of->stop, *other = departures[i].of->stop;
        if ((first == NULL) != (other == NULL) || (first && strcmp(first, other) != 0))
            return true;
    }
    return false;
}

static int pill_px(const struct columns *columns) {
    return columns->small * 4 / 5;
}

static int line_px(const struct columns *columns) {
    return columns->px * 3 / 4;
}

static const char *line_of(const struct row *row, char out[LINE_BYTES]) {
    text_isolate(row->of->line, out, LINE_BYTES);
    return out;
}

static int put_line(struct scene *scene, const struct columns *columns, const struct row *row, int x,
                    int middle_y) {
    char line[LINE_BYTES];
    const struct theme *theme = scene->theme;
    return part_pill(scene, line_of(row, line), x, middle_y, line_px(columns),
                     row->words.off ? theme->muted : theme->primary,
                     row->words.off ? theme->paper : theme->on_primary);
}

static int put_label(struct scene *scene, const struct columns *columns, const struct row *row, int x,
                     int middle_y) {
    return part_pill(scene, row->words.label, x, middle_y, pill_px(columns), scene->theme->accent,
                     scene->theme->on_accent);
}

static struct paragraph_style time_style(const struct scene *scene, const struct columns *columns,
                                         const struct row *row) {
    return part_style(scene, columns->px, row->strong && !row->words.off ? WEIGHT_BOLD : WEIGHT_MEDIUM,
                      row->words.off ? scene->theme->muted : scene->theme->ink, 1);
}

/* The time, and what is out of order below it. Returns the height. */
static int put_time(struct scene *scene, const struct columns *columns, const struct row *row,
                    struct box box) {
    struct paragraph_style style = time_style(scene, columns, row);
    size_t first = scene->list->count;
    int y = part_paragraph(scene, row->words.time,
                           (struct box){box.x, box.y, columns->time_w, columns->px * 2}, &style)
                .height;
    if (row->words.off)
        part_strike(scene, first);
    return y;
}

/* "12.07  [C]  [Delayed]" above the direction. Returns the height. */
static int put_time_line(struct scene *scene, const struct columns *columns, const struct row *row,
                         struct box box) {
    struct paragraph_style style = time_style(scene, columns, row);
    size_t first = scene->list->count;
    struct paragraph_size size =
        part_paragraph(scene, row->words.time, (struct box){box.x, box.y, box.w, columns->px * 2}, &style);
    if (row->words.off)
        part_strike(scene, first);
    int middle = box.y + size.height / 2, x = size.width + columns->small;
    x += put_line(scene, columns, row, box.x + x, middle) + columns->small / 2;
    if (row->words.label && x + part_pill_width(scene, row->words.label, pill_px(columns)) <= box.w)
        put_label(scene, columns, row, box.x + x, middle);
    return size.height + columns->px / 8;
}

/* Smaller letters, where a word of the direction would be torn. */
static void keep_whole(const struct scene *scene, const char *text, int width, int least,
                       struct paragraph_style *style) {
    const struct box box = {0, 0, width, style->px * 6};
    while (style->px > least && paragraph(NULL, scene->request->measure, text, box, style).torn)
        style->px--;
}

/* The direction with what there is to say of it. Returns the height. */
static int put_direction(struct scene *scene, const struct columns *columns, const struct row *row,
                         struct box box) {
    const struct theme *theme = scene->theme;
    struct paragraph_style title =
        part_style(scene, columns->px, WEIGHT_MEDIUM, row->words.off ? theme->muted : theme->ink, 2);
    struct paragraph_style note = part_style(scene, columns->small, WEIGHT_REGULAR, theme->muted, 2);
    size_t first = scene->list->count;
    title.language = text_language(row->of->direction, "da", scene->language);
    keep_whole(scene, row->of->direction, box.w, columns->small, &title);
    int y =
        part_paragraph(scene, row->of->direction, (struct box){box.x, box.y, box.w, columns->px * 4}, &title)
            .height;
    if (row->words.off)
        part_strike(scene, first);
    int x = 0, indent = 0, line = columns->small * 3 / 2;
    y += columns->px / 10;
    if (row->words.label && columns->wide) {
        indent = put_label(scene, columns, row, box.x, box.y + y + line / 2) + columns->small / 2;
        x = indent;
    }
    if (!*row->words.note)
        return y + (x ? line : 0);
    int height = part_paragraph(scene, row->words.note,
                                (struct box){box.x + x, box.y + y, box.w - x, columns->small * 4}, &note)
                     .height;
    return y + (height > line || !x ? height : line);
}

/* One row from box.y; returns its height. */
static int put_row(struct scene *scene, const struct columns *columns, const struct row *row,
                   struct box box) {
    if (!columns->wide) {
        int y = put_time_line(scene, columns, row, box);
        return y + put_direction(scene, columns, row, (struct box){box.x, box.y + y, box.w, box.h - y});
    }
    int x = columns->time_w, time_h = put_time(scene, columns, row, box);
    put_line(scene, columns, row, box.x + x, box.y + time_h / 2);
    x += columns->line_w;
    int height = put_direction(scene, columns, row, (struct box){box.x + x, box.y, box.w - x, box.h});
    return height > time_h ? height : time_h;
}

static struct columns columns_of(struct scene *scene, const struct row *rows, size_t count, int px) {
    struct columns columns = {
        .px = px, .small = px * 65 / 100, .gap = scene->scale.gap, .wide = scene->scale.columns};
    for (size_t i = 0; i < count && columns.wide; i++) {
        char line[LINE_BYTES];
        int time = part_measure(scene, rows[i].words.time, px, WEIGHT_BOLD, NULL).width + columns.gap;
        int own = part_pill_width(scene, line_of(&rows[i], line), line_px(&columns)) + columns.gap;
        columns.time_w = time > columns.time_w ? time : columns.time_w;
        columns.line_w = own > columns.line_w ? own : columns.line_w;
    }
    return columns;
}

/* Draws whole rows as long as they fit; what did not fit is taken off the list again. Returns how many stand.
 */
static size_t put_rows(struct scene *scene, const struct row *rows, size_t count, struct box box, int px) {
    struct columns columns = columns_of(scene, rows, count, px);
    int y = 0;
    for (size_t i = 0; i < count; i++) {
        int space = i == 0 ? 0 : columns.gap;
        size_t before = scene->list->count;
        if (i > 0)
            part_rule(scene, (struct box){box.x, box.y + y + space / 2, box.w, 0});
        int height = put_row(scene, &columns, &rows[i],
                             (struct box){box.x, box.y + y + space, box.w, box.h - y - space});
        if (y + space + height > box.h) {
            scene->list->count = before;
            return i;
        }
        y += space + height;
    }
    return count;
}

/* As large as a board of so many may be: half of them in large letters are no use to who waits for the
 * others.
 */
static int fit_size(struct scene *scene, const struct row *rows, size_t count, struct box box) {
    const struct scale *scale = &scene->scale;
    struct report *report = scene->report;
    size_t before = scene->list->count, fit = 0;
    int px = scale->body_max;
    scene->report = NULL; /* what is only tried out is no finding */
    for (;; px = px - 4 > scale->body_min ? px - 4 : scale->body_min) {
        fit = put_rows(scene, rows, count, box, px);
        scene->list->count = before;
        if (fit == count || px <= scale->body_min)
            break;
    }
    scene->report = report;
    return px;
}

static void put_board(struct scene *scene, const struct departure_now *departures, size_t count,
                      struct box box) {
    struct row rows[ROWS_MAX];
    struct event_reader reader = reader_of(scene);
    bool stops = several_stops(departures, count);
    count = count < ROWS_MAX ? count : ROWS_MAX;
    for (size_t i = 0; i < count; i++) {
        rows[i].of = departures[i].of;
        rows[i].strong = departures[i].late || departures[i].of->state != DEPARTURE_RUNS;
        departure_words(&reader, &departures[i], stops, &rows[i].words);
    }
    (void)put_rows(scene, rows, count, box, fit_size(scene, rows, count, box));
}

static void put_strip(struct scene *scene, const struct departure_now *departure) {
    struct event_reader reader = reader_of(scene);
    struct departure_words words;
    char label[DEPARTURE_TIME_MAX + WORD_BYTES_MAX + 8], text[STRIP_MAX], title[DEPARTURE_TITLE_MAX];
    departure_words(&reader, departure, true, &words);
    departure_title(&reader, departure->of, title);
    snprintf(label, sizeof label, "%s%s%s", words.time, words.label ? " · " : "",
             words.label ? words.label : "");
    snprintf(text, sizeof text, "%s%s%.*s", title, *words.note ? " · " : "",
             (int)text_cut(words.note, STRIP_MAX - DEPARTURE_TITLE_MAX - 8), words.note);
    scene_line(scene, label, NULL, text, NULL);
}

static size_t departures_of(const struct scene *scene, struct departure_now out[QUERY_LIMIT_MAX]) {
    const struct scene_request *request = scene->request;
    if (request->clock_wrong)
        return 0;
    return departures_now(&request->slide->departures.query, request->feeds, request->now_ms, out,
                          QUERY_LIMIT_MAX);
}

static void build(struct scene *scene) {
    struct departure_now departures[QUERY_LIMIT_MAX];
    size_t count = departures_of(scene, departures);
    const char *nothing =
        part_word(scene, scene->request->clock_wrong ? WORD_NO_INFORMATION : WORD_NO_DEPARTURES);
    if (scene->scale.low && count) {
        put_strip(scene, &departures[(size_t)scene->request->item % count]);
        return;
    }
    if (scene->scale.low) {
        scene_line(scene, NULL, NULL, nothing, NULL);
        return;
    }
    struct box box = scene_frame(scene, part_word(scene, WORD_DEPARTURES));
    if (count)
        put_board(scene, departures, count, box);
    else
        scene_sentence(scene, nothing, box);
}

/* None known: it is not on. In a strip one by one. */
static size_t items_at(const struct scene_moment *moment, const void **items, size_t max) {
    struct departure_now departures[QUERY_LIMIT_MAX];
    max = !moment->strip ? 1 : max < QUERY_LIMIT_MAX ? max : QUERY_LIMIT_MAX;
    size_t count =
        departures_now(&moment->slide->departures.query, moment->feeds, moment->now_ms, departures, max);
    for (size_t i = 0; i < count; i++)
        items[i] = moment->strip ? (const void *)departures[i].of : moment->slide;
    return count;
}

static int64_t next_edge(const struct scene_moment *moment, int64_t until_ms) {
    return departures_next_edge(&moment->slide->departures.query, moment->feeds, moment->now_ms, until_ms);
}

const struct scene_kind scene_kind_departures = {
    .build = build, .items_at = items_at, .next_edge = next_edge};
