/* Events grouped by day. Wide: day | time | title and place in three columns; narrow: the day above, the time
 * with the place; in a slim zone day, time and labels share the line above the title. Only whole rows are
 * shown, of the last at least the beginning of its title. */
#include <stdio.h>
#include <string.h>

#include "core/scene/scene_event_parts.h"

struct columns {
    int day_w, time_w, gap;
    int px, small;
    bool wide, slim;
};

/* The widest word of the day's name, or day and month: the column may break a label only between these. */
static int day_width(const struct scene *scene, const struct event *event, int px) {
    struct event_reader reader = reader_of(scene);
    struct event_days days = event_days(&reader, event);
    char text[WORDS_MAX];
    int widest = 0;
    words_day(&scene->request->site->words, days.shown, days.today, scene->language, text, sizeof text);
    for (const char *at = text; *at;) {
        char part[WORDS_MAX];
        size_t length = strcspn(at, " ");
        if (*at >= '0' && *at <= '9' && at[length])
            length += 1 + strcspn(at + length + 1, " ");
        snprintf(part, sizeof part, "%.*s", (int)length, at);
        struct paragraph_style style = {.px = px, .weight = WEIGHT_BOLD, .language = scene->language};
        int width =
            paragraph(NULL, scene->request->measure, part, (struct box){0, 0, 100000, 100000}, &style).width;
        widest = width > widest ? width : widest;
        at += length + (at[length] ? 1 : 0);
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

static int title_lines(const struct columns *columns) {
    return columns->wide ? 2 : 3;
}

/* Smaller letters stand on the same baseline as the title beside them. */
static int drop(const struct columns *columns, int px) {
    return (columns->px - px) * 97 / 100;
}

static int put_day(struct scene *scene, const struct columns *columns, const struct event_days *days,
                   struct box box) {
    char text[WORDS_MAX];
    words_day(&scene->request->site->words, days->shown, days->today, scene->language, text, sizeof text);
    struct paragraph_style style =
        part_style(scene, columns->small, WEIGHT_BOLD,
                   part_legible(scene, scene->theme->primary, scene->theme->paper), 2);
    struct box at = {box.x, box.y, columns->wide ? columns->day_w - columns->gap / 2 : box.w,
                     columns->px * 3};
    if (columns->wide)
        at.y += drop(columns, columns->small);
    int height = part_paragraph(scene, text, at, &style).height;
    return height + (columns->wide ? at.y - box.y : columns->px / 6);
}

/* "Today · 16:30" and the labels as far as they fit; `labelled` says whether they did. */
static int put_slim(struct scene *scene, const struct columns *columns, const struct event *event,
                    struct box box, bool *labelled) {
    struct event_reader reader = reader_of(scene);
    struct event_days days = event_days(&reader, event);
    char day[WORDS_MAX], time[EVENT_TIME_MAX], text[WORDS_MAX + EVENT_TIME_MAX + 4];
    if (days.shown <= days.today + 1)
        words_day(&scene->request->site->words, days.shown, days.today, scene->language, day, sizeof day);
    else
        words_date(days.shown, "EEEdMMM", scene->language, day, sizeof day);
    event_time(&reader, event, time, sizeof time);
    snprintf(text, sizeof text, "%s · %s", day, time);
    struct paragraph_style style =
        part_style(scene, columns->small, WEIGHT_BOLD,
                   part_legible(scene, scene->theme->primary, scene->theme->paper), 1);
    struct paragraph_size size =
        part_paragraph(scene, text, (struct box){box.x, box.y, box.w, columns->px * 2}, &style);
    int x = size.width + columns->small / 2, pill = columns->small * 4 / 5;
    int pills = event_pills_width(scene, event, pill);
    *labelled = pills > 0 && x + pills - pill / 2 <= box.w;
    if (*labelled)
        event_pills(scene, event, box.x + x, box.y + size.height / 2, pill);
    return size.height + columns->px / 8;
}

/* Two lines where the words are long ("Hele dagen"); returns the height. */
static int put_time(struct scene *scene, const struct columns *columns, const struct event *event,
                    struct box box) {
    struct event_reader reader = reader_of(scene);
    char time[EVENT_TIME_MAX];
    event_time(&reader, event, time, sizeof time);
    struct paragraph_style style = part_style(scene, columns->px, WEIGHT_REGULAR, scene->theme->ink, 2);
    int room = columns->time_w - columns->gap;
    style.px = paragraph_fit(scene->request->measure, time, (struct box){0, 0, room, columns->px * 2}, &style,
                             columns->small);
    int y = drop(columns, style.px);
    struct box at = {box.x + columns->day_w, box.y + y, room, columns->px * 3};
    return y + part_paragraph(scene, time, at, &style).height;
}

/* Time (narrow) and place under the title, then the labels: on the same line where they fit, else below.
 * Returns the height, 0 when there is nothing to say. */
static int put_meta(struct scene *scene, const struct columns *columns, const struct event *event,
                    struct box box, bool labelled) {
    struct event_reader reader = reader_of(scene);
    char place[EVENT_PLACE_MAX], time[EVENT_TIME_MAX] = "", text[720];
    event_place(event, place, sizeof place);
    if (!columns->wide && !columns->slim)
        event_time(&reader, event, time, sizeof time);
    snprintf(text, sizeof text, "%s%s%s%s%s", *time ? "**" : "", time, *time ? "**" : "",
             *time && *place ? " · " : "", place);
    struct paragraph_style style = part_style(scene, columns->small, WEIGHT_REGULAR, scene->theme->muted, 2);
    int line = part_measure(scene, "0", columns->small, WEIGHT_REGULAR, NULL).height;
    int pill = columns->small * 4 / 5;
    int pills = labelled ? 0 : event_pills_width(scene, event, pill);
    struct paragraph_size size = {0};
    if (*text)
        size = part_paragraph(scene, text, (struct box){box.x, box.y, box.w, line * 4}, &style);
    if (!pills)
        return size.height;
    int x = size.width ? size.width + columns->small / 2 : 0;
    bool beside = size.lines < 2 && x + pills - pill / 2 <= box.w;
    int y = beside ? 0 : size.height + columns->small / 6;
    event_pills(scene, event, box.x + (beside ? x : 0), box.y + y + line / 2, pill);
    return y + (beside && size.height > line ? size.height : line);
}

/* One row from box.y, its title on at most `lines` lines; returns its height. */
static int put_row(struct scene *scene, const struct columns *columns, const struct event *event,
                   bool new_day, int lines, struct box box) {
    struct event_reader reader = reader_of(scene);
    struct event_days days = event_days(&reader, event);
    bool labelled = false;
    int y = 0, day_h = 0, time_h = 0;
    size_t beside = scene->list->count, timed;
    if (columns->slim)
        day_h = put_slim(scene, columns, event, box, &labelled);
    else if (new_day)
        day_h = put_day(scene, columns, &days, box);
    int x = columns->day_w + columns->time_w;
    bool cancelled = event->state == EVENT_CANCELLED;
    timed = scene->list->count;
    if (!columns->wide)
        y += day_h;
    else
        time_h = put_time(scene, columns, event, box);
    struct paragraph_style title = part_style(scene, columns->px, WEIGHT_MEDIUM,
                                              cancelled ? scene->theme->muted : scene->theme->ink, lines);
    title.language = event_language(&reader, event);
    struct box at = {box.x + x, box.y + y, box.w - x, columns->px * 6};
    size_t first = scene->list->count;
    y += part_paragraph(scene, event->title, at, &title).height;
    if (columns->wide && scene->list->count > first) {
        int baseline = scene->list->items[first].box.y; /* letters of one script stand lower than another's */
        part_stand_on(scene, beside, timed, baseline);
        part_stand_on(scene, timed, first, baseline);
    }
    if (cancelled)
        part_strike(scene, first);
    int meta_y = y + columns->px / 10;
    int meta =
        put_meta(scene, columns, event, (struct box){box.x + x, box.y + meta_y, box.w - x, 0}, labelled);
    y = meta ? meta_y + meta : y;
    if (!columns->wide)
        return y;
    y = day_h > y ? day_h : y;
    return time_h > y ? time_h : y;
}

/* A row and the rule above it, as far as box.h allows; `cut`: its title may lose its end. Returns its height,
 * 0 when it has no room. */
static int fit_row(struct scene *scene, const struct columns *columns, const struct event *event,
                   bool new_day, bool cut, struct box box) {
    size_t before = scene->list->count;
    for (int most = title_lines(columns), lines = most; lines > 0 && (cut || lines == most); lines--) {
        int height = put_row(scene, columns, event, new_day, lines, box);
        if (height <= box.h)
            return height;
        scene->list->count = before;
    }
    return 0;
}

/* Draws rows as long as they fit. Returns how many stand. */
static size_t put_rows(struct scene *scene, const struct event *const *events, size_t count, struct box box,
                       int px, bool cut) {
    struct event_reader reader = reader_of(scene);
    struct columns columns = columns_of(scene, events, count, box, px);
    int64_t day = INT64_MIN;
    int y = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t own = event_days(&reader, events[i]).shown;
        int space = i == 0 ? 0 : own == day ? columns.gap * 4 / 5 : columns.gap * 3 / 2;
        struct box row = {box.x, box.y + y + space, box.w, box.h - y - space};
        int height = fit_row(scene, &columns, events[i], own != day, cut, row);
        if (!height)
            return i;
        if (i > 0 && own != day)
            part_rule(scene, (struct box){box.x, box.y + y + space / 2, box.w, 0});
        y += space + height;
        day = own;
    }
    return count;
}

/* The largest size at which all stand; else as many as do at the smallest, the last with less of its title
 * rather than none of it; or these larger. */
void scene_event_list(struct scene *scene, const struct event *const *events, size_t count, struct box box) {
    const struct scale *scale = &scene->scale;
    struct report *report = scene->report;
    size_t before = scene->list->count;
    int px = scale->body_max;
    scene->report = NULL; /* what is only tried out is no finding */
    size_t fit = put_rows(scene, events, count, box, px, false);
    while (fit < count && px > scale->body_min) {
        scene->list->count = before;
        px = px - 4 > scale->body_min ? px - 4 : scale->body_min;
        fit = put_rows(scene, events, count, box, px, false);
    }
    if (fit < count) {
        scene->list->count = before;
        fit = put_rows(scene, events, count, box, px, true);
    }
    for (int large = scale->body_max; fit && fit < count && px < large; large -= 2) {
        scene->list->count = before;
        if (put_rows(scene, events, fit, box, large, false) == fit)
            px = large;
    }
    scene->list->count = before;
    scene->report = report;
    (void)put_rows(scene, events, fit, box, px, true);
}
