/* Opening hours: today large, then the coming days the feed knows about.
 *
 * A day without a row is "Closed" only between the first and the last day the feed has rows for; outside, the
 * feed says nothing: today then says "No information", other days are not shown. */
#include <stdio.h>
#include <string.h>

#include "core/scene_parts.h"
#include "core/scene_words.h"

enum { DAYS = 7, CATEGORIES = 4 };

struct day {
    int64_t day;
    bool known;
    size_t count;
    struct {
        const char *category;
        char times[80]; /* "10:00–12:00, 14:00–18:00" */
    } lines[CATEGORIES];
};

static bool ours(const struct slide *slide, const struct opening *opening) {
    if (!slide->branch)
        return true;
    return (opening->branch && strcmp(opening->branch, slide->branch) == 0) ||
           (opening->branch_isil && strcmp(opening->branch_isil, slide->branch) == 0);
}

static void add(struct day *day, const struct opening *opening, const char *language) {
    const char *category = opening->category ? opening->category : "";
    size_t at = 0;
    while (at < day->count && strcmp(day->lines[at].category, category) != 0)
        at++;
    if (at == CATEGORIES)
        return;
    if (at == day->count) {
        day->lines[day->count++].category = category;
        day->lines[at].times[0] = '\0';
    }
    char from[20], to[20];
    words_time(opening->from_min, language, from, sizeof from);
    words_time(opening->to_min, language, to, sizeof to);
    char *times = day->lines[at].times;
    size_t used = strlen(times);
    snprintf(times + used, sizeof day->lines[at].times - used, "%s%s–%s", used ? ", " : "", from, to);
}

static void collect(struct scene *scene, int64_t today, struct day days[DAYS]) {
    const struct slide *slide = scene->request->slide;
    int64_t first = INT64_MAX, last = INT64_MIN;
    for (int i = 0; i < DAYS; i++)
        days[i] = (struct day){.day = today + i};
    for (size_t f = 0; f < slide->feed_count; f++) {
        const struct feed_data *data = feeds_find(scene->request->feeds, slide->feeds[f]);
        for (size_t i = 0; data && data->kind == FEED_KIND_HOURS && i < data->count; i++) {
            const struct opening *opening = &data->openings[i];
            if (!ours(slide, opening))
                continue;
            first = opening->day < first ? opening->day : first;
            last = opening->day > last ? opening->day : last;
            if (opening->day >= today && opening->day < today + DAYS)
                add(&days[opening->day - today], opening, scene->language);
        }
    }
    for (int i = 0; i < DAYS; i++)
        days[i].known = days[i].day >= first && days[i].day <= last;
}

/* The library system's usual categories in the shown language; others as the staff wrote them. */
static const char *category_name(const char *category, const char *language) {
    if (strstr(category, "elvbetjen"))
        return word(WORD_SELF_SERVICE, language);
    if (strstr(category, "etjent") || strstr(category, "etjening") || strstr(category, "Staffed"))
        return word(WORD_STAFFED, language);
    return category;
}

static const char *state(const struct day *day, const char *language) {
    return word(day->known ? WORD_CLOSED : WORD_NO_INFORMATION, language);
}

/* Today: a panel of the theme's colour with the times in large numerals. */
static int put_today(struct scene *scene, const struct day *day, struct box box) {
    const struct scale *scale = &scene->scale;
    const struct theme *theme = scene->theme;
    struct stack_item items[2 * CATEGORIES + 1] = {{.text = word(WORD_TODAY, scene->language),
                                                    .weight = WEIGHT_MEDIUM,
                                                    .colour = theme->on_primary,
                                                    .max_px = scale->body_max,
                                                    .min_px = scale->small}};
    size_t n = 1;
    for (size_t i = 0; i < day->count || i == 0; i++) {
        items[n++] =
            (struct stack_item){.text = day->count ? day->lines[i].times : state(day, scene->language),
                                .weight = WEIGHT_BOLD,
                                .colour = theme->on_primary,
                                .max_px = scale->head_max,
                                .min_px = scale->body_min,
                                .before = 0.35,
                                .leading = 1.1};
        if (day->count && *day->lines[i].category)
            items[n++] = (struct stack_item){.text = category_name(day->lines[i].category, scene->language),
                                             .colour = theme->on_primary,
                                             .max_px = scale->small,
                                             .min_px = scale->small * 8 / 10,
                                             .leading = 1.15};
    }
    int pad = scale->gap, height = stack_fit(scene, items, n, box.w - 2 * pad, box.h - 2 * pad);
    struct box panel = {box.x, box.y, box.w, height + 2 * pad};
    if (scale->columns)
        panel.h = box.h;
    part_rect(scene, panel, theme->primary, scale->gap / 4);
    stack_draw(scene, items, n,
               (struct box){panel.x + pad, panel.y + pad, panel.w - 2 * pad, panel.h - 2 * pad},
               VALIGN_MIDDLE);
    return panel.h;
}

/* One coming day: its name, then a line for each category. Returns its height. */
static int put_day(struct scene *scene, const struct day *day, int64_t today, int px, struct box box,
                   bool draw) {
    char name[WORDS_MAX];
    if (day->day == today + 1)
        words_day(day->day, today, scene->language, name, sizeof name);
    else
        words_date(day->day, "EEEEd", scene->language, name, sizeof name);
    int name_w = box.w * 38 / 100, line_h = 0, y = 0;
    struct paragraph_style style = {.px = px,
                                    .weight = WEIGHT_MEDIUM,
                                    .colour = scene->theme->ink,
                                    .language = scene->language,
                                    .max_lines = 1};
    struct paragraph_style shrunk = style;
    shrunk.px =
        paragraph_fit(scene->request->measure, name, (struct box){0, 0, name_w, 2 * px}, &style, px * 6 / 10);
    if (draw)
        part_paragraph(scene, name, (struct box){box.x, box.y, name_w, 2 * px}, &shrunk);
    style.weight = WEIGHT_REGULAR;
    for (size_t i = 0; i < day->count || i == 0; i++) {
        char text[200];
        if (day->count)
            snprintf(text, sizeof text, "%s%s%.90s", day->lines[i].times, *day->lines[i].category ? "  " : "",
                     category_name(day->lines[i].category, scene->language));
        else
            snprintf(text, sizeof text, "%s", state(day, scene->language));
        struct paragraph_style one = style;
        int room = box.w - name_w - scene->scale.gap;
        one.px = paragraph_fit(scene->request->measure, text, (struct box){0, 0, room, 2 * px}, &style,
                               px * 5 / 10);
        one.colour = day->count ? scene->theme->ink : scene->theme->muted;
        line_h = part_measure(scene, text, px, style.weight, NULL).height;
        if (draw)
            part_paragraph(scene, text, (struct box){box.x + box.w - room, box.y + y, room, 2 * px}, &one);
        y += line_h;
    }
    return y;
}

static void put_days(struct scene *scene, const struct day *days, int64_t today, struct box box) {
    const struct scale *scale = &scene->scale;
    for (int i = 1, y = 0; i < DAYS && days[i].known; i++) {
        int px = !scale->columns ? scale->small : scale->body_min * 9 / 10;
        int height = put_day(scene, &days[i], today, px, box, false);
        if (y + height > box.h)
            return;
        put_day(scene, &days[i], today, px, (struct box){box.x, box.y + y, box.w, height}, true);
        y += height + scale->gap / 2;
        if (i + 1 < DAYS && days[i + 1].known && y + height <= box.h)
            part_rect(scene, (struct box){box.x, box.y + y - scale->gap / 4, box.w, scale->height / 600 + 1},
                      part_mix(scene->theme->paper, scene->theme->ink, 0.15), 0);
    }
}

static void put_strip(struct scene *scene, const struct day *day) {
    char text[400] = "";
    for (size_t i = 0; i < day->count; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%s %.60s", used ? "   " : "", day->lines[i].times,
                 category_name(day->lines[i].category, scene->language));
    }
    scene_line(scene, word(WORD_TODAY, scene->language), scene->language,
               day->count ? text : state(day, scene->language), scene->language);
}

void scene_hours(struct scene *scene) {
    struct civil now = zone_local(scene->request->site->zone, scene->request->now_ms);
    int64_t today = civil_days(now.year, now.month, now.day);
    struct day days[DAYS];
    collect(scene, today, days);
    if (scene->scale.low) {
        put_strip(scene, &days[0]);
        return;
    }
    struct box box = scene_frame(scene, word(WORD_HOURS, scene->language)), rest = box;
    if (!scene->scale.columns) {
        int used = put_today(scene, &days[0], (struct box){box.x, box.y, box.w, box.h / 2});
        rest.y += used + scene->scale.gap;
        rest.h -= used + scene->scale.gap;
    } else {
        put_today(scene, &days[0], (struct box){box.x, box.y, box.w * 36 / 100, box.h});
        rest.x += box.w * 36 / 100 + 2 * scene->scale.gap;
        rest.w -= box.w * 36 / 100 + 2 * scene->scale.gap;
    }
    put_days(scene, days, today, rest);
}
