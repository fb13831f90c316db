/* Events grouped by day. Wide: day | time | title and place in three columns; narrow: the day above, the time
 * with the place; in a slim zone day, time and labels share the line above the title. Only whole rows are
 * shown. */
#include <stdio.h>
#include <string.h>

#include "core/scene_event.h"

struct columns {
    int day_w, time_w, gap;
    int px, small;
    bool wide, slim;
};

/* The widest word of the day's name: the column may break a label only between words. */
static int day_width(const struct scene *scene, const struct event *event, int px) {
    struct event_reader reader = reader_of(scene);
    struct event_days days = event_days(&reader, event);
    char text[WORDS_MAX];
    int widest = 0;
    words_day(days.shown, days.today, scene->language, text, sizeof text);
    for (char *rest = text, *one; (one = strtok_r(rest, " ", &rest));) {
        struct paragraph_style style = {.px = px, .weight = WEIGHT_BOLD, .language = scene->language};
        int width =
            paragraph(NULL, scene->request->measure, one, (struct box){0, 0, 100000, 100000}, &style).width;
        widest = width > widest ? width : widest;
    }
    return widest;
}

static struct columns columns_of(struct scene *scene, const struct event *const *events, size_t count,
                                 struct box box, int px) {
    const struct scale *scale = &scene->scale;
    struct columns columns = {.px = px, .small = px * 65 / 100, .gap = scale->gap, .wide = scale->columns};
    columns.slim = !columns.wide && box.w < 16 * scale->body_min;
    if (!columns.wide)
        return columns;
    columns.day_w = box.w * 15 / 100;
    for (size_t i = 0; i < count; i++) {
        int width = day_width(scene, events[i], columns.small) + columns.gap;
        columns.day_w = width > columns.day_w ? width : columns.day_w;
    }
    columns.time_w = part_measure(scene, "00:00", px, WEIGHT_REGULAR, NULL).width + columns.gap * 5 / 4;
    return columns;
}

static struct paragraph_style style_of(const struct scene *scene, int px, enum weight weight,
                                       struct colour colour, int lines) {
    return (struct paragraph_style){.px = px,
                                    .weight = weight,
                                    .colour = colour,
                                    .language = scene->language,
                                    .leading = 1.2,
                                    .max_lines = lines};
}

static struct paragraph_size put(struct scene *scene, const char *text, struct box box,
                                 const struct paragraph_style *style, bool draw) {
    return draw ? part_paragraph(scene, text, box, style)
                : paragraph(NULL, scene->request->measure, text, box, style);
}

/* Smaller letters stand on the same baseline as the title beside them. */
static int drop(const struct columns *columns, int px) {
    return (columns->px - px) * 97 / 100;
}

static int put_day(struct scene *scene, const struct columns *columns, const struct event_days *days,
                   struct box box, bool draw) {
    char text[WORDS_MAX];
    words_day(days->shown, days->today, scene->language, text, sizeof text);
    struct paragraph_style style =
        style_of(scene, columns->small, WEIGHT_BOLD,
                 part_legible(scene, scene->theme->primary, scene->theme->paper), 2);
    struct box at = {box.x, box.y, columns->wide ? columns->day_w - columns->gap / 2 : box.w,
                     columns->px * 3};
    if (columns->wide)
        at.y += drop(columns, columns->small);
    int height = put(scene, text, at, &style, draw).height;
    return height + (columns->wide ? at.y - box.y : columns->px / 6);
}

/* "Today · 16:30" and the labels as far as they fit; `labelled` says whether they did. */
static int put_slim(struct scene *scene, const struct columns *columns, const struct event *event,
                    struct box box, bool *labelled, bool draw) {
    struct event_reader reader = reader_of(scene);
    struct event_days days = event_days(&reader, event);
    char day[WORDS_MAX], time[EVENT_TIME_MAX], text[WORDS_MAX + EVENT_TIME_MAX + 4];
    if (days.shown <= days.today + 1)
        words_day(days.shown, days.today, scene->language, day, sizeof day);
    else
        words_date(days.shown, "EEEdMMM", scene->language, day, sizeof day);
    event_time(&reader, event, time, sizeof time);
    snprintf(text, sizeof text, "%s · %s", day, time);
    struct paragraph_style style =
        style_of(scene, columns->small, WEIGHT_BOLD,
                 part_legible(scene, scene->theme->primary, scene->theme->paper), 1);
    struct paragraph_size size =
        put(scene, text, (struct box){box.x, box.y, box.w, columns->px * 2}, &style, draw);
    int x = size.width + columns->small / 2, pill = columns->small * 4 / 5;
    int pills = event_pills(scene, event, 0, 0, pill, false);
    *labelled = pills > 0 && x + pills - pill / 2 <= box.w;
    if (*labelled && draw)
        (void)event_pills(scene, event, box.x + x, box.y + size.height / 2, pill, true);
    return size.height + columns->px / 8;
}

static void put_time(struct scene *scene, const struct columns *columns, const struct event *event,
                     struct box box) {
    struct event_reader reader = reader_of(scene);
    char time[EVENT_TIME_MAX];
    event_time(&reader, event, time, sizeof time);
    struct paragraph_style style = style_of(scene, columns->px, WEIGHT_REGULAR, scene->theme->ink, 2);
    int room = columns->time_w - columns->gap / 2;
    style.px = paragraph_fit(scene->request->measure, time, (struct box){0, 0, room, columns->px * 2}, &style,
                             columns->small);
    (void)part_paragraph(
        scene, time,
        (struct box){box.x + columns->day_w, box.y + drop(columns, style.px), room, columns->px * 3}, &style);
}

/* Time (narrow) and place under the title, then the labels: on the same line where they fit, else below.
 * Returns the height, 0 when there is nothing to say. */
static int put_meta(struct scene *scene, const struct columns *columns, const struct event *event,
                    struct box box, bool labelled, bool draw) {
    struct event_reader reader = reader_of(scene);
    char place[EVENT_PLACE_MAX], time[EVENT_TIME_MAX] = "", text[720];
    event_place(event, place, sizeof place);
    if (!columns->wide && !columns->slim)
        event_time(&reader, event, time, sizeof time);
    snprintf(text, sizeof text, "%s%s%s%s%s", *time ? "**" : "", time, *time ? "**" : "",
             *time && *place ? " · " : "", place);
    struct paragraph_style style = style_of(scene, columns->small, WEIGHT_REGULAR, scene->theme->muted, 2);
    int line = part_measure(scene, "0", columns->small, WEIGHT_REGULAR, NULL).height;
    int pill = columns->small * 4 / 5;
    int pills = labelled ? 0 : event_pills(scene, event, box.x, box.y, pill, false);
    struct paragraph_size size = {0};
    if (*text)
        size = put(scene, text, (struct box){box.x, box.y, box.w, line * 4}, &style, draw);
    if (!pills)
        return size.height;
    int x = size.width ? size.width + columns->small / 2 : 0;
    bool beside = size.lines < 2 && x + pills - pill / 2 <= box.w;
    int y = beside ? 0 : size.height + columns->small / 6;
    (void)event_pills(scene, event, box.x + (beside ? x : 0), box.y + y + line / 2, pill, draw);
    return y + (beside && size.height > line ? size.height : line);
}

/* One row from box.y; returns its height. */
static int put_row(struct scene *scene, const struct columns *columns, const struct event *event,
                   bool new_day, struct box box, bool draw) {
    struct event_reader reader = reader_of(scene);
    struct event_days days = event_days(&reader, event);
    bool labelled = false;
    int y = 0, day_h = 0;
    if (columns->slim)
        day_h = put_slim(scene, columns, event, box, &labelled, draw);
    else if (new_day)
        day_h = put_day(scene, columns, &days, box, draw);
    int x = columns->day_w + columns->time_w;
    bool cancelled = event->state == EVENT_CANCELLED;
    if (!columns->wide)
        y += day_h;
    else if (draw)
        put_time(scene, columns, event, box);
    struct paragraph_style title =
        style_of(scene, columns->px, WEIGHT_MEDIUM, cancelled ? scene->theme->muted : scene->theme->ink,
                 columns->wide ? 2 : 3);
    title.language = event_language(&reader, event);
    struct box at = {box.x + x, box.y + y, box.w - x, columns->px * 6};
    size_t first = scene->list->count;
    y += put(scene, event->title, at, &title, draw).height;
    if (cancelled && draw)
        part_strike(scene, first);
    int meta_y = y + columns->px / 10;
    int meta = put_meta(scene, columns, event, (struct box){box.x + x, box.y + meta_y, box.w - x, 0},
                        labelled, draw);
    y = meta ? meta_y + meta : y;
    return columns->wide && day_h > y ? day_h : y;
}

static size_t put_rows(struct scene *scene, const struct event *const *events, size_t count, struct box box,
                       int px, bool draw) {
    struct event_reader reader = reader_of(scene);
    struct columns columns = columns_of(scene, events, count, box, px);
    int64_t day = INT64_MIN;
    int y = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t own = event_days(&reader, events[i]).shown;
        int space = i == 0 ? 0 : own == day ? columns.gap * 4 / 5 : columns.gap * 3 / 2;
        int height = put_row(scene, &columns, events[i], own != day, box, false);
        if (y + space + height > box.h)
            return i;
        if (draw && i > 0 && own != day)
            part_rule(scene, (struct box){box.x, box.y + y + space / 2, box.w, 0});
        if (draw)
            put_row(scene, &columns, events[i], own != day,
                    (struct box){box.x, box.y + y + space, box.w, height}, true);
        y += space + height;
        day = own;
    }
    return count;
}

void scene_event_list(struct scene *scene, const struct event *const *events, size_t count, struct box box) {
    const struct scale *scale = &scene->scale;
    int px = scale->body_max;
    size_t fit = put_rows(scene, events, count, box, px, false);
    for (; fit < count && px > scale->body_min; fit = put_rows(scene, events, count, box, px, false))
        px = px - 4 > scale->body_min ? px - 4 : scale->body_min;
    put_rows(scene, events, fit, box, px, true);
}
