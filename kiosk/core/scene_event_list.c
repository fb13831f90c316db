/* Events grouped by day. Wide: day | time | title and place in three columns; narrow: the day above, the time
 * with the place. Only whole rows are shown. */
#include <stdio.h>

#include "core/scene_event.h"

struct columns {
    int day_w, time_w, gap;
    int px, small;
    bool wide;
};

static struct columns columns_of(const struct scene *scene, struct box box, int px) {
    const struct scale *scale = &scene->scale;
    struct columns columns = {.px = px, .small = px * 65 / 100, .gap = scale->gap, .wide = scale->columns};
    if (columns.wide) {
        columns.day_w = box.w * 20 / 100;
        columns.time_w = box.w * 12 / 100;
    }
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

static int put_day(struct scene *scene, const struct columns *columns, const struct event_days *days,
                   struct box box, bool draw) {
    char text[WORDS_MAX];
    words_day(days->shown, days->today, scene->language, text, sizeof text);
    struct paragraph_style style =
        style_of(scene, columns->wide ? columns->small * 11 / 10 : columns->small, WEIGHT_BOLD,
                 part_legible(scene, scene->theme->primary, scene->theme->paper), 2);
    struct box at = {box.x, box.y, columns->wide ? columns->day_w - columns->gap : box.w, columns->px * 3};
    if (columns->wide)
        at.y += columns->px / 6;
    return put(scene, text, at, &style, draw).height;
}

/* Labels, time (narrow) and place under the title; returns its height, 0 when there is nothing to
 * say. */
static int put_meta(struct scene *scene, const struct columns *columns, const struct event *event,
                    struct box box, bool draw) {
    char place[520], time[WORDS_MAX + 20] = "", text[700];
    event_place(event, place, sizeof place);
    if (!columns->wide)
        event_time(scene, event, time, sizeof time);
    snprintf(text, sizeof text, "%s%s%s", time, *time && *place ? " · " : "", place);
    struct paragraph_style style = style_of(scene, columns->small, WEIGHT_REGULAR, scene->theme->muted, 2);
    int line = part_measure(scene, "0", columns->small, WEIGHT_REGULAR, NULL).height,
        pill = columns->small * 4 / 5;
    int pills = event_pills(scene, event, box.x, box.y + line / 2, pill, false), below = 0;
    if (!pills && !*text)
        return 0;
    if (pills > box.w / 2) {
        below = line;
        event_pills(scene, event, box.x, box.y + line / 2, pill, draw);
        pills = 0;
    } else if (pills) {
        event_pills(scene, event, box.x, box.y + line / 2, pill, draw);
    }
    int height = *text ? put(scene, text, (struct box){box.x + pills, box.y + below, box.w - pills, line * 4},
                             &style, draw)
                             .height
                       : 0;
    return below + (height > line ? height : below && !*text ? 0 : line);
}

/* One row from box.y; returns its height. */
static int put_row(struct scene *scene, const struct columns *columns, const struct event *event,
                   bool new_day, struct box box, bool draw) {
    struct event_days days = event_days(scene, event);
    int y = 0, day_h = new_day ? put_day(scene, columns, &days, box, draw) : 0;
    int x = columns->day_w + columns->time_w;
    bool cancelled = event->state == EVENT_CANCELLED;
    if (columns->wide) {
        char time[WORDS_MAX + 20];
        event_time(scene, event, time, sizeof time);
        struct paragraph_style style = style_of(scene, columns->px, WEIGHT_REGULAR, scene->theme->ink, 2);
        int room = columns->time_w - columns->gap / 2;
        style.px = paragraph_fit(scene->request->measure, time, (struct box){0, 0, room, columns->px * 2},
                                 &style, columns->small);
        put(scene, time, (struct box){box.x + columns->day_w, box.y, room, columns->px * 3}, &style, draw);
    } else {
        y += day_h;
    }
    struct paragraph_style title =
        style_of(scene, columns->px, WEIGHT_MEDIUM, cancelled ? scene->theme->muted : scene->theme->ink,
                 columns->wide ? 2 : 3);
    title.language = event_language(scene, event);
    struct box at = {box.x + x, box.y + y, box.w - x, columns->px * 6};
    y += put(scene, event->title, at, &title, draw).height;
    y += put_meta(scene, columns, event, (struct box){box.x + x, box.y + y, box.w - x, 0}, draw);
    return columns->wide && day_h > y ? day_h : y;
}

static size_t put_rows(struct scene *scene, const struct event *const *events, size_t count, struct box box,
                       int px, bool draw) {
    struct columns columns = columns_of(scene, box, px);
    int64_t day = INT64_MIN;
    for (size_t i = 0, y = 0; i < count; i++) {
        int64_t own = event_days(scene, events[i]).shown;
        int space = i == 0 ? 0 : own == day ? columns.gap * 2 / 3 : columns.gap * 4 / 3;
        int height = put_row(scene, &columns, events[i], own != day, box, false);
        if ((int)y + space + height > box.h)
            return i;
        if (draw && i > 0 && own != day)
            part_rect(scene,
                      (struct box){box.x, box.y + (int)y + space / 2, box.w, scene->scale.height / 600 + 1},
                      part_mix(scene->theme->paper, scene->theme->ink, 0.15), 0);
        if (draw)
            put_row(scene, &columns, events[i], own != day,
                    (struct box){box.x, box.y + (int)y + space, box.w, height}, true);
        y += (size_t)(space + height);
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
