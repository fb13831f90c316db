/* One event as a poster: the day in large numerals, then what, where, and the code to read more. */
#include <stdio.h>

#include "core/feed/event_picture.h"
#include "core/scene/scene_event_parts.h"

/* The day as a block of the theme's colour; returns nothing, fills `box`. */
static void put_date(struct scene *scene, const struct event *event, struct box box) {
    struct event_reader reader = reader_of(scene);
    const struct scale *scale = &scene->scale;
    struct event_days days = event_days(&reader, event);
    char name[WORDS_MAX], number[20], month[WORDS_MAX], time[EVENT_TIME_MAX];
    if (days.shown <= days.today + 1)
        words_day(&scene->request->site->words, days.shown, days.today, scene->language, name, sizeof name);
    else
        words_date(days.shown, "EEEE", scene->language, name, sizeof name);
    struct civil civil = civil_from_days(days.shown);
    snprintf(number, sizeof number, "%d", civil.day);
    words_date(days.shown, "LLLL", scene->language, month, sizeof month);
    event_time(&reader, event, time, sizeof time);
    struct colour colour = scene->theme->on_primary;
    int big = (box.w < box.h ? box.w : box.h) * 45 / 100;
    struct stack_item items[] = {
        {.text = name, .weight = WEIGHT_MEDIUM, .colour = colour, .max_px = scale->body_max},
        {.text = number, .weight = WEIGHT_BOLD, .colour = colour, .max_px = big, .leading = 1.0},
        {.text = month, .weight = WEIGHT_MEDIUM, .colour = colour, .max_px = scale->body_max},
        {.text = time, .weight = WEIGHT_BOLD, .colour = colour, .max_px = scale->head_max, .before = 0.4},
    };
    for (size_t i = 0; i < LENGTH(items); i++) {
        items[i].min_px = scale->small;
        items[i].align = ALIGN_CENTRE;
    }
    int pad = scale->gap;
    part_rect(scene, box, scene->theme->primary, 0);
    stack_put(scene, items, LENGTH(items),
              (struct box){box.x + pad, box.y + pad, box.w - 2 * pad, box.h - 2 * pad}, VALIGN_MIDDLE);
}

/* What, where and what for; then the labels, then how old that is: one group in the middle of `box`. */
static void put_words(struct scene *scene, const struct event *event, struct box box) {
    struct event_reader reader = reader_of(scene);
    const struct scale *scale = &scene->scale;
    const struct theme *theme = scene->theme;
    char place[EVENT_PLACE_MAX], as_of[WORDS_MAX + 40];
    const char *own = event_language(&reader, event), *language = scene->language;
    const char *kicker =
        part_text(scene, &scene->request->slide->headline, "headline", scene->language, &language);
    event_place(event, place, sizeof place);
    struct stack_item items[] = {
        {.text = kicker,
         .language = language,
         .weight = WEIGHT_MEDIUM,
         .colour = part_legible(scene, theme->primary, theme->paper),
         .max_px = scale->small * 11 / 10,
         .min_px = scale->small * 9 / 10,
         .max_lines = 1,
         .bar = true},
        {.text = event->title,
         .language = own,
         .weight = WEIGHT_BOLD,
         .colour = event->state == EVENT_CANCELLED ? theme->muted : theme->ink,
         .max_px = scale->head_max,
         .min_px = scale->body_min,
         .before = 0.2,
         .leading = 1.12,
         .max_lines = 4,
         .heading = true,
         .strike = event->state == EVENT_CANCELLED},
        {.text = place,
         .weight = WEIGHT_MEDIUM,
         .colour = theme->ink,
         .max_px = scale->body_min,
         .min_px = scale->small,
         .before = 0.5,
         .max_lines = 2},
        {.text = event->lead,
         .language = own,
         .colour = theme->muted,
         .max_px = scale->body_min * 9 / 10,
         .min_px = scale->small,
         .before = 0.4,
         .max_lines = 4},
    };
    struct stack_item age = {.text = part_as_of(scene, as_of, sizeof as_of),
                             .colour = theme->muted,
                             .max_px = scale->small * 8 / 10,
                             .min_px = scale->small * 6 / 10};
    int pill = scale->small, labels = event_pills_width(scene, event, pill) ? pill * 5 / 2 : 0;
    int age_h = age.text ? stack_fit(scene, &age, 1, box.w, pill * 2) + scale->gap : 0;
    int used = stack_fit(scene, items, LENGTH(items), box.w, box.h - labels - age_h);
    int y = box.y + (box.h - used - labels - age_h) / 2;
    stack_draw(scene, items, LENGTH(items), (struct box){box.x, y, box.w, used}, VALIGN_TOP);
    y += used;
    if (labels)
        event_pills(scene, event, box.x, y + labels * 3 / 5, pill);
    if (age_h)
        stack_draw(scene, &age, 1, (struct box){box.x, y + labels, box.w, age_h}, VALIGN_BOTTOM);
}

/* As high as its code has to be where that leaves most of the room to the event, else as its words. */
static int link_row(struct scene *scene, const char *url, struct box text) {
    struct report *report = scene->report;
    scene->report = NULL; /* what strangers wrote is no finding about the slide */
    int side = part_qr_side(scene, url, (struct box){0, 0, text.w / 2, text.h * 45 / 100});
    scene->report = report;
    return side ? side : 3 * scene->scale.body_min;
}

/* The slide's own, unless its kind is known, and has one. */
static const struct picture *picture_of(struct scene *scene, const struct event *event) {
    const struct event_picture *kind = event_picture(scene->request->site, event);
    return kind && kind->word_count && part_can_show(scene, &kind->picture) ? &kind->picture
                                                                            : &scene->request->slide->picture;
}

void scene_event_poster(struct scene *scene, const struct event *event) {
    const struct scale *scale = &scene->scale;
    const struct picture *shown = picture_of(scene, event);
    int w = scale->width, h = scale->height, m = scale->margin;
    bool picture = part_has_picture(scene), narrow = scale->narrow;
    const char *url = event_link(scene->request->site, event);
    struct box side = narrow ? (struct box){0, 0, w, h * 36 / 100} : (struct box){0, 0, w * 30 / 100, h};
    struct box date = side, text;
    if (picture && narrow) {
        date.w = w * 42 / 100;
        part_show(scene, shown, (struct box){date.w, 0, w - date.w, side.h});
    } else if (picture) {
        date.h = h * 55 / 100;
        part_show(scene, shown, (struct box){0, date.h, side.w, h - date.h});
    }
    put_date(scene, event, date);
    text = narrow ? (struct box){m, side.h + m * 3 / 4, w - 2 * m, h - side.h - m * 7 / 4}
                  : (struct box){side.w + m, m, w - side.w - 2 * m, h - 2 * m};
    int row = url ? link_row(scene, url, text) : 0;
    if (url && part_link_row(scene, url, (struct box){text.x, text.y + text.h - row, text.w, row},
                             scene->theme->ink))
        text.h -= row + scale->gap;
    put_words(scene, event, text);
}
