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
    char *times = day->lines[at].times, one[50];
    size_t used = strlen(times);
    snprintf(one, sizeof one, "%s–%s", from, to);
    if (!strstr(times, one)) /* two branches in one building keep the same hours */
        snprintf(times + used, sizeof day->lines[at].times - used, "%s%s", used ? ", " : "", one);
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

/* The coming days as a table: a row for each day, a column for each kind of service. */
struct table {
    const char *kinds[CATEGORIES];
    size_t count; /* of kinds */
    int px, name_w, kind_w[CATEGORIES], gap;
    int line_h;
};

static const char *times_of(const struct day *day, const char *kind) {
    for (size_t i = 0; i < day->count; i++)
        if (strcmp(day->lines[i].category, kind) == 0)
            return day->lines[i].times;
    return NULL;
}

static void find_kinds(const struct day *days, int first, struct table *table) {
    for (int i = first; i < DAYS && days[i].known; i++)
        for (size_t k = 0; k < days[i].count; k++) {
            size_t at = 0;
            while (at < table->count && strcmp(table->kinds[at], days[i].lines[k].category) != 0)
                at++;
            if (at == table->count && at < CATEGORIES)
                table->kinds[table->count++] = days[i].lines[k].category;
        }
}

static void day_name(const struct scene *scene, int64_t day, int64_t today, char name[WORDS_MAX]) {
    if (day <= today + 1)
        words_day(day, today, scene->language, name, WORDS_MAX);
    else
        words_date(day, "EEEEd", scene->language, name, WORDS_MAX);
}

static void widen(struct scene *scene, int *width, const char *text, int px, enum weight weight) {
    int own = part_measure(scene, text, px, weight, NULL).width;
    *width = own > *width ? own : *width;
}

/* Measures the columns at `px`; returns what all of them take. */
static int measure_table(struct scene *scene, const struct day *days, int first, int px,
                         struct table *table) {
    int64_t today = days[0].day;
    table->px = px;
    table->gap = px;
    table->name_w = 0;
    table->line_h = part_measure(scene, "0", px, WEIGHT_REGULAR, NULL).height;
    for (size_t k = 0; k < table->count; k++) {
        table->kind_w[k] = 0;
        widen(scene, &table->kind_w[k], category_name(table->kinds[k], scene->language), px * 8 / 10,
              WEIGHT_MEDIUM);
    }
    for (int i = first; i < DAYS && days[i].known; i++) {
        char name[WORDS_MAX];
        day_name(scene, days[i].day, today, name);
        widen(scene, &table->name_w, name, px, WEIGHT_MEDIUM);
        for (size_t k = 0; k < table->count; k++) {
            const char *times = times_of(&days[i], table->kinds[k]);
            widen(scene, &table->kind_w[k], times ? times : "–", px, WEIGHT_REGULAR);
        }
    }
    int width = table->name_w;
    for (size_t k = 0; k < table->count; k++)
        width += table->gap + table->kind_w[k];
    return width;
}

static void put_cell(struct scene *scene, const char *text, struct box box, int px, enum weight weight,
                     struct colour colour) {
    struct paragraph_style style = {
        .px = px, .weight = weight, .colour = colour, .language = scene->language, .max_lines = 1};
    (void)part_paragraph(scene, text, (struct box){box.x, box.y, box.w + 1, 2 * px}, &style);
}

static void put_row(struct scene *scene, const struct table *table, const struct day *day, int64_t today,
                    struct box box) {
    const struct theme *theme = scene->theme;
    char name[WORDS_MAX];
    day_name(scene, day->day, today, name);
    enum weight weight = day->day == today ? WEIGHT_BOLD : WEIGHT_MEDIUM;
    put_cell(scene, name, (struct box){box.x, box.y, table->name_w + table->gap, 0}, table->px, weight,
             theme->ink);
    int x = box.x + table->name_w + table->gap;
    if (day->count == 0) {
        put_cell(scene, state(day, scene->language), (struct box){x, box.y, box.x + box.w - x, 0}, table->px,
                 WEIGHT_REGULAR, theme->muted);
        return;
    }
    weight = day->day == today ? WEIGHT_BOLD : WEIGHT_REGULAR;
    for (size_t k = 0; k < table->count; k++) {
        const char *times = times_of(day, table->kinds[k]);
        int room = k + 1 < table->count ? table->kind_w[k] + table->gap : box.x + box.w - x;
        put_cell(scene, times ? times : "–", (struct box){x, box.y, room, 0}, table->px, weight,
                 times ? theme->ink : theme->muted);
        x += table->kind_w[k] + table->gap;
    }
}

/* The names of the kinds; nothing when there is only one and it has none. Returns the height. */
static int put_kinds(struct scene *scene, const struct table *table, struct box box) {
    if (table->count == 0 || (table->count == 1 && !*table->kinds[0]))
        return 0;
    int x = box.x + table->name_w + table->gap, px = table->px * 8 / 10;
    for (size_t k = 0; k < table->count; k++) {
        put_cell(scene, category_name(table->kinds[k], scene->language),
                 (struct box){x, box.y,
                              k + 1 < table->count ? table->kind_w[k] + table->gap : box.x + box.w - x, 0},
                 px, WEIGHT_MEDIUM, part_legible(scene, scene->theme->primary, scene->theme->paper));
        x += table->kind_w[k] + table->gap;
    }
    return table->line_h;
}

static void put_table(struct scene *scene, const struct day *days, int first, struct box box) {
    const struct scale *scale = &scene->scale;
    struct table table = {0};
    find_kinds(days, first, &table);
    int px = scale->body_min * 9 / 10, width = measure_table(scene, days, first, px, &table);
    while (width > box.w && px > scale->tiny)
        width = measure_table(scene, days, first, --px, &table);
    if (table.count) /* the columns share what is left */
        for (size_t k = 0, spare = (size_t)(box.w - width); box.w > width && k < table.count; k++)
            table.kind_w[k] += (int)(spare / (table.count + 1) / 2);
    int space = px * 6 / 10, y = put_kinds(scene, &table, box);
    for (int i = first; i < DAYS && (days[i].known || i == 0); i++) {
        if (y + space + table.line_h > box.h)
            return;
        part_rule(scene, (struct box){box.x, box.y + y + space / 4, box.w, 0});
        y += space;
        put_row(scene, &table, &days[i], days[0].day, (struct box){box.x, box.y + y, box.w, table.line_h});
        y += table.line_h;
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
    const struct scale *scale = &scene->scale;
    struct box box = scene_frame(scene, word(WORD_HOURS, scene->language));
    if (scale->columns && scale->height < 14 * scale->body_min) { /* no room for today in large numerals */
        put_table(scene, days, 0, box);
        return;
    }
    struct box rest = box;
    if (!scale->columns) {
        int used = put_today(scene, &days[0], (struct box){box.x, box.y, box.w, box.h / 2});
        rest.y += used + scale->gap;
        rest.h -= used + scale->gap;
    } else {
        put_today(scene, &days[0], (struct box){box.x, box.y, box.w * 36 / 100, box.h});
        rest.x += box.w * 36 / 100 + 2 * scale->gap;
        rest.w -= box.w * 36 / 100 + 2 * scale->gap;
    }
    put_table(scene, days, 1, rest);
}
