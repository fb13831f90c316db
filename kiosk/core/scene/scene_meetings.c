/* The meetings of the day: when, what, where. Wide: times in a column of their own, with what is on now and
 * next below them; narrow: all that in a line above each. Whole rows only; of what has no room it is said
 * when it begins. */
#include <stdio.h>
#include <string.h>

#include "core/feed/meeting_words.h"
#include "core/scene/scene_kind.h"
#include "core/text/plain_text.h"

enum {
    ROWS_MAX = 16 /* more never have room */,
    CLOCK_MAX = 24,
    WORD_CUT = 200,
    REST_MAX = 600,
    STRIP_MAX = 1500
};

struct columns {
    int px, small, time_w, gap;
    bool wide;
};

static void clock_words(const struct scene *scene, int64_t at_ms, char out[CLOCK_MAX]) {
    struct civil at = zone_local(scene->request->site->zone, at_ms);
    words_time(at.hour * 60 + at.minute, scene->language, out, CLOCK_MAX);
}

static void words_of(const struct scene *scene, const struct meeting *meeting, struct meeting_words *out) {
    const struct event_reader reader = {.zone = scene->request->site->zone,
                                        .now_ms = scene->request->now_ms,
                                        .language = scene->language,
                                        .words = &scene->request->site->words};
    meeting_words(&reader, scene->request->site, meeting, out);
}

static int pill_px(const struct columns *columns) {
    return columns->small * 4 / 5;
}

static int put_pill(struct scene *scene, const struct meeting_words *row, int x, int middle_y, int px) {
    const struct theme *theme = scene->theme;
    return part_pill(scene, row->label, x, middle_y, px, row->strong ? theme->accent : theme->primary,
                     row->strong ? theme->on_accent : theme->on_primary);
}

/* The time, and the pill below it. Returns the height. */
static int put_time(struct scene *scene, const struct columns *columns, const struct meeting_words *row,
                    struct box box) {
    struct paragraph_style style = part_style(
        scene, columns->px, row->strong && !row->off ? WEIGHT_BOLD : WEIGHT_REGULAR, scene->theme->ink, 2);
    box.w = columns->time_w - columns->gap;
    style.px = paragraph_fit(scene->request->measure, row->time, (struct box){0, 0, box.w, columns->px * 2},
                             &style, columns->small);
    int y = (columns->px - style.px) * 97 / 100;
    y += part_paragraph(scene, row->time, (struct box){box.x, box.y + y, box.w, columns->px * 3}, &style)
             .height;
    if (!row->label)
        return y;
    int line = pill_px(columns) * 3 / 2;
    put_pill(scene, row, box.x, box.y + y + columns->px / 8 + line / 2, pill_px(columns));
    return y + columns->px / 8 + line;
}

/* "17.00–19.00  [Now]" above the title. Returns the height. */
static int put_time_line(struct scene *scene, const struct columns *columns, const struct meeting_words *row,
                         struct box box) {
    struct paragraph_style style =
        part_style(scene, columns->small, WEIGHT_BOLD,
                   part_legible(scene, scene->theme->primary, scene->theme->paper), 1);
    struct paragraph_size size =
        part_paragraph(scene, row->time, (struct box){box.x, box.y, box.w, columns->px * 2}, &style);
    int x = size.width + columns->small / 2, px = pill_px(columns);
    if (row->label && x + part_pill_width(scene, row->label, px) <= box.w)
        put_pill(scene, row, box.x + x, box.y + size.height / 2, px);
    return size.height + columns->px / 8;
}

/* Smaller letters, where a word of the title would be torn. */
static void keep_whole(const struct scene *scene, const struct meeting_words *row, int width, int least,
                       struct paragraph_style *style) {
    const struct box box = {0, 0, width, style->px * 6};
    while (style->px > least && paragraph(NULL, scene->request->measure, row->title, box, style).torn)
        style->px--;
}

/* One row from box.y; returns its height. */
static int put_row(struct scene *scene, const struct columns *columns, const struct meeting_words *row,
                   struct box box) {
    const struct theme *theme = scene->theme;
    int x = columns->wide ? columns->time_w : 0, y = 0, time_h = 0;
    if (columns->wide)
        time_h = put_time(scene, columns, row, box);
    else
        y = put_time_line(scene, columns, row, box);
    struct paragraph_style title = part_style(scene, columns->px, WEIGHT_MEDIUM,
                                              row->off ? theme->muted : theme->ink, columns->wide ? 2 : 3);
    title.language = row->title_language;
    keep_whole(scene, row, box.w - x, columns->small, &title);
    size_t first = scene->list->count;
    y += part_paragraph(scene, row->title, (struct box){box.x + x, box.y + y, box.w - x, columns->px * 6},
                        &title)
             .height;
    if (row->off)
        part_strike(scene, first);
    struct paragraph_style place = part_style(scene, columns->small, WEIGHT_REGULAR, theme->muted, 2);
    y += columns->px / 10;
    if (*row->place)
        y += part_paragraph(scene, row->place,
                            (struct box){box.x + x, box.y + y, box.w - x, columns->small * 4}, &place)
                 .height;
    return y > time_h ? y : time_h;
}

static struct columns columns_of(struct scene *scene, const struct meeting_words *rows, size_t count,
                                 struct box box, int px) {
    struct columns columns = {
        .px = px, .small = px * 65 / 100, .gap = scene->scale.gap, .wide = scene->scale.columns};
    int most = box.w * 3 / 10;
    for (size_t i = 0; i < count && columns.wide; i++) {
        int width = part_measure(scene, rows[i].time, px, WEIGHT_BOLD, NULL).width;
        int pill = rows[i].label ? part_pill_width(scene, rows[i].label, pill_px(&columns)) : 0;
        width = (width > pill ? width : pill) + columns.gap * 3 / 2;
        columns.time_w = width > columns.time_w ? width : columns.time_w;
    }
    columns.time_w = columns.time_w < most ? columns.time_w : most;
    return columns;
}

/* Draws whole rows as long as they fit; what did not fit is taken off the list again. Returns how many stand.
 */
static size_t put_rows(struct scene *scene, const struct meeting_words *rows, size_t count, struct box box,
                       int px) {
    struct columns columns = columns_of(scene, rows, count, box, px);
    int y = 0;
    for (size_t i = 0; i < count; i++) {
        int space = i == 0 ? 0 : columns.gap * 5 / 4;
        size_t before = scene->list->count;
        if (i > 0)
            part_rule(scene, (struct box){box.x, box.y + y + space / 2, box.w, 0});
        struct box at = {box.x, box.y + y + space, box.w, box.h - y - space};
        int height = put_row(scene, &columns, &rows[i], at);
        if (y + space + height > box.h) {
            scene->list->count = before;
            return i;
        }
        y += space + height;
    }
    return count;
}

/* "Later today: 15.30 · 16.00", as many as have room; or how many more there are, where one of them is not
 * later. */
static void rest_words(struct scene *scene, const struct meeting *rest, size_t count, int width,
                       char out[REST_MAX]) {
    char clock[CLOCK_MAX], last[CLOCK_MAX] = "", more[REST_MAX + CLOCK_MAX + 8];
    const char *later = part_word(scene, WORD_MEETING_LATER);
    snprintf(out, REST_MAX, "\u2066+%zu\u2069", count);
    for (size_t i = 0; i < count; i++)
        if (rest[i].start_ms <= scene->request->now_ms)
            return;
    size_t used = (size_t)snprintf(out, REST_MAX, "%.*s:", (int)text_cut(later, WORD_CUT), later);
    for (size_t i = 0; i < count; i++) {
        clock_words(scene, rest[i].start_ms, clock);
        if (strcmp(clock, last) == 0)
            continue;
        int own = snprintf(more, sizeof more, "%s%s%s", out, *last ? " · " : " ", clock);
        snprintf(more + own, sizeof more - (size_t)own, " …");
        if (used + 2 * CLOCK_MAX > REST_MAX ||
            part_measure(scene, more, scene->scale.small, WEIGHT_MEDIUM, NULL).width > width) {
            snprintf(out + used, REST_MAX - used, " …");
            return;
        }
        used = (size_t)own;
        memcpy(out, more, used);
        out[used] = '\0';
        snprintf(last, sizeof last, "%s", clock);
    }
}

/* Its letters may be higher than digits are. */
static int rest_height(struct scene *scene) {
    return part_measure(scene, part_word(scene, WORD_MEETING_LATER), scene->scale.small, WEIGHT_MEDIUM, NULL)
        .height;
}

/* Below the rows, on the box's last line. */
static void put_rest(struct scene *scene, const char *text, struct box box) {
    struct paragraph_style style =
        part_style(scene, scene->scale.small, WEIGHT_MEDIUM,
                   part_legible(scene, scene->theme->primary, scene->theme->paper), 1);
    int line = rest_height(scene);
    part_paragraph(scene, text, (struct box){box.x, box.y + box.h - line, box.w, line * 2}, &style);
}

/* How many stand in the largest size at which all do, else in the smallest; *px: that size. */
static size_t fit_rows(struct scene *scene, const struct meeting_words *rows, size_t count, struct box box,
                       int *px) {
    const struct scale *scale = &scene->scale;
    struct report *report = scene->report;
    size_t before = scene->list->count, fit = 0;
    scene->report = NULL; /* what is only tried out is no finding */
    for (*px = scale->body_max;; *px = *px - 4 > scale->body_min ? *px - 4 : scale->body_min) {
        fit = put_rows(scene, rows, count, box, *px);
        scene->list->count = before;
        if (fit == count || *px <= scale->body_min)
            break;
    }
    scene->report = report;
    return fit;
}

static void put_list(struct scene *scene, const struct meeting *meetings, size_t count, struct box box) {
    struct meeting_words rows[ROWS_MAX];
    size_t tried = count < ROWS_MAX ? count : ROWS_MAX;
    int px = 0;
    for (size_t i = 0; i < tried; i++)
        words_of(scene, &meetings[i], &rows[i]);
    size_t fit = fit_rows(scene, rows, tried, box, &px);
    if (fit < count) {
        char rest[REST_MAX];
        struct box above = {box.x, box.y, box.w, box.h - rest_height(scene) * 3 / 2};
        fit = fit_rows(scene, rows, tried, above, &px);
        rest_words(scene, meetings + fit, count - fit, box.w, rest);
        put_rest(scene, rest, box);
    }
    (void)put_rows(scene, rows, fit, box, px);
}

static void put_strip(struct scene *scene, const struct meeting *meeting) {
    struct meeting_words row;
    char label[EVENT_TIME_MAX + 100], text[STRIP_MAX];
    words_of(scene, meeting, &row);
    const char *on = row.label ? row.label : "";
    snprintf(label, sizeof label, "%s%s%.*s", row.time, *on ? " · " : "", (int)text_cut(on, 80), on);
    snprintf(text, sizeof text, "%.*s%s%s", (int)text_cut(row.title, STRIP_MAX / 3), row.title,
             *row.place ? " · " : "", row.place);
    scene_line(scene, label, NULL, text, row.title_language);
}

static size_t meetings_of(const struct scene *scene, struct meeting out[MEETINGS_TODAY_MAX]) {
    const struct scene_request *request = scene->request;
    if (request->clock_wrong)
        return 0;
    return meetings_today(&request->slide->meetings, request->site->zone, request->screen, request->feeds,
                          request->now_ms, out);
}

static void build(struct scene *scene) {
    struct meeting meetings[MEETINGS_TODAY_MAX];
    size_t count = meetings_of(scene, meetings);
    const char *nothing =
        part_word(scene, scene->request->clock_wrong ? WORD_NO_INFORMATION : WORD_MEETINGS_OVER);
    if (scene->scale.low && count) {
        put_strip(scene, &meetings[(size_t)scene->request->item % count]);
        return;
    }
    if (scene->scale.low) {
        scene_line(scene, NULL, NULL, nothing, NULL);
        return;
    }
    struct box box = scene_frame(scene, part_word(scene, WORD_MEETINGS));
    if (count)
        put_list(scene, meetings, count, box);
    else
        scene_sentence(scene, nothing, box);
}

/* None today: it is not on. In a strip one by one. */
static size_t items_at(const struct scene_moment *moment, const void **items, size_t max) {
    struct meeting meetings[MEETINGS_TODAY_MAX];
    size_t count = meetings_today(&moment->slide->meetings, moment->site->zone, moment->screen, moment->feeds,
                                  moment->now_ms, meetings);
    max = moment->strip ? max : 1;
    count = count < max ? count : max;
    for (size_t i = 0; i < count; i++)
        items[i] = !moment->strip        ? (const void *)moment->slide
                   : meetings[i].written ? (const void *)meetings[i].written
                                         : (const void *)meetings[i].event;
    return count;
}

static int64_t next_edge(const struct scene_moment *moment, int64_t until_ms) {
    return meetings_next_edge(&moment->slide->meetings, moment->site->zone, moment->screen, moment->feeds,
                              moment->now_ms, until_ms);
}

const struct scene_kind scene_kind_meetings = {.build = build, .items_at = items_at, .next_edge = next_edge};
