/* Opening hours: today large, then the coming days the feeds know about. Of today it says when there is no
 * information, other days without any are not shown. */
#include <stdio.h>
#include <string.h>

#include "core/scene/scene_hours_parts.h"
#include "core/site/scene_words.h"

static void add(struct day *day, const struct day_opening *opening, const char *language) {
    size_t at = 0;
    while (at < day->count && !same_service(day->lines[at].service, opening))
        at++;
    if (at == SERVICES)
        return;
    if (at == day->count)
        day->lines[day->count++].service = opening;
    char from[20], to[20], *times = day->lines[at].times;
    words_time(opening->from_min, language, from, sizeof from);
    words_time(opening->to_min, language, to, sizeof to);
    size_t used = strlen(times);
    snprintf(times + used, TIMES_MAX - used, "%s%s–%s", used ? ", " : "", from, to);
}

/* Of a day of which nothing is known only today is shown. */
bool hours_is_shown(const struct scene *scene, const struct day *days, int i) {
    return days[i].known || days[i].day == scene_today(scene);
}

static void name_day(const struct scene *scene, int64_t day, char name[WORDS_MAX]) {
    int32_t today = scene_today(scene);
    if (day <= today + 1 || today == DAY_UNKNOWN)
        words_day(&scene->request->site->words, day, today, scene->language, name, WORDS_MAX);
    else
        words_date(day, "EEEE", scene->language, name, WORDS_MAX);
}

static void lines_of(const struct scene *scene, const struct opening_week *week,
                     struct day days[OPENING_DAYS]) {
    for (int i = 0; i < OPENING_DAYS; i++) {
        const struct opening_day *day = &week->days[i];
        days[i] = (struct day){.day = day->day, .known = day->known};
        for (size_t k = 0; k < day->count; k++)
            add(&days[i], &day->openings[k], scene->language);
        if (i == 0 || hours_is_shown(scene, days, i))
            name_day(scene, day->day, days[i].name);
    }
}

/* Usual services in the shown language; others as the staff wrote them. */
const char *hours_service_name(const struct scene *scene, const struct day_opening *opening) {
    return opening->service == SERVICE_SELF      ? part_word(scene, WORD_SELF_SERVICE)
           : opening->service == SERVICE_STAFFED ? part_word(scene, WORD_STAFFED)
                                                 : opening->name;
}

const char *hours_state(const struct scene *scene, const struct day *day) {
    return part_word(scene, day->known ? WORD_CLOSED : WORD_NO_INFORMATION);
}

/* Today: a panel of the theme's colour with the times in large numerals. */
static int put_today(struct scene *scene, const struct day *day, struct box box) {
    const struct scale *scale = &scene->scale;
    const struct theme *theme = scene->theme;
    struct stack_item items[2 * SERVICES + 1] = {{.text = part_word(scene, WORD_TODAY),
                                                  .weight = WEIGHT_MEDIUM,
                                                  .colour = theme->on_primary,
                                                  .max_px = scale->body_max,
                                                  .min_px = scale->small}};
    size_t n = 1;
    for (size_t i = 0; i < day->count || i == 0; i++) {
        items[n++] = (struct stack_item){.text = day->count ? day->lines[i].times : hours_state(scene, day),
                                         .weight = WEIGHT_BOLD,
                                         .colour = theme->on_primary,
                                         .max_px = scale->head_max,
                                         .min_px = scale->body_min,
                                         .before = 0.35,
                                         .leading = 1.1};
        if (day->count)
            items[n++] = (struct stack_item){.text = hours_service_name(scene, day->lines[i].service),
                                             .colour = theme->on_primary,
                                             .max_px = scale->body_min,
                                             .min_px = scale->small,
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

/* The coming days as a table: a row for each day, a column for each service. */
struct table {
    const struct day_opening *services[SERVICES];
    size_t count;   /* of services */
    bool names_cut; /* the names of the services may lack their ends, never the times */
    int px, name_w, service_w[SERVICES], gap;
    int width; /* of all columns */
    int line_h;
};

enum { PX_LEAST = 8 };

static const char *times_of(const struct day *day, const struct day_opening *service) {
    for (size_t i = 0; i < day->count; i++)
        if (same_service(day->lines[i].service, service))
            return day->lines[i].times;
    return NULL;
}

static void find_services(const struct day *days, int first, struct table *table) {
    for (int i = first; i < OPENING_DAYS; i++)
        for (size_t k = 0; k < days[i].count; k++) {
            size_t at = 0;
            while (at < table->count && !same_service(table->services[at], days[i].lines[k].service))
                at++;
            if (at == table->count && at < SERVICES)
                table->services[table->count++] = days[i].lines[k].service;
        }
}

/* Does the table hold anything, from day `first` on? */
static bool any_shown(const struct scene *scene, const struct day *days, int first) {
    for (int i = first; i < OPENING_DAYS; i++)
        if (hours_is_shown(scene, days, i))
            return true;
    return false;
}

void hours_widen(struct scene *scene, int *width, const char *text, int px, enum weight weight) {
    int own = part_measure(scene, text, px, weight, NULL).width;
    *width = own > *width ? own : *width;
}

/* Measures the columns at `px`. */
static void measure_table(struct scene *scene, const struct day *days, int first, int px,
                          struct table *table) {
    table->px = px;
    table->gap = px;
    table->name_w = 0;
    table->line_h = part_measure(scene, "0", px, WEIGHT_REGULAR, NULL).height;
    for (size_t k = 0; k < table->count; k++) {
        table->service_w[k] = 0;
        if (table->names_cut)
            continue;
        hours_widen(scene, &table->service_w[k], hours_service_name(scene, table->services[k]), px * 8 / 10,
                    WEIGHT_MEDIUM);
    }
    for (int i = first; i < OPENING_DAYS; i++) {
        if (!hours_is_shown(scene, days, i))
            continue;
        hours_widen(scene, &table->name_w, days[i].name, px, WEIGHT_MEDIUM);
        int height = part_measure(scene, days[i].name, px, WEIGHT_MEDIUM, NULL).height;
        table->line_h = height > table->line_h ? height : table->line_h;
        for (size_t k = 0; k < table->count; k++) {
            const char *times = times_of(&days[i], table->services[k]);
            hours_widen(scene, &table->service_w[k], times ? times : "–", px, WEIGHT_REGULAR);
        }
    }
    table->width = table->name_w;
    for (size_t k = 0; k < table->count; k++)
        table->width += table->gap + table->service_w[k];
}

/* The largest size at which all stands whole. Half an hour is no time at all: where nothing else helps the
 * names of the services lose their ends, then letters become smaller than they should be. False: they had to.
 */
static bool fit_table(struct scene *scene, const struct day *days, int first, int width,
                      struct table *table) {
    int most = scene->scale.body_min, tiny = scene->scale.tiny, px = most;
    *table = (struct table){0};
    find_services(days, first, table);
    for (measure_table(scene, days, first, px, table); table->width > width && px > tiny;)
        measure_table(scene, days, first, --px, table);
    bool fits = table->width <= width;
    table->names_cut = !fits;
    for (px = fits ? px : most; table->names_cut && (px == most || table->width > width) && px >= PX_LEAST;
         px--)
        measure_table(scene, days, first, px, table);
    return fits;
}

void hours_put_cell(struct scene *scene, const char *text, struct box box, int px, enum weight weight,
                    struct colour colour) {
    struct paragraph_style style = {
        .px = px, .weight = weight, .colour = colour, .language = scene->language, .max_lines = 1};
    (void)part_paragraph(scene, text, (struct box){box.x, box.y, box.w + 1, 2 * px}, &style);
}

static void put_cells(struct scene *scene, const struct table *table, const struct day *day, struct box box) {
    const struct theme *theme = scene->theme;
    bool today = day->day == scene_today(scene);
    enum weight weight = today ? WEIGHT_BOLD : WEIGHT_MEDIUM;
    hours_put_cell(scene, day->name, (struct box){box.x, box.y, table->name_w + table->gap, 0}, table->px,
                   weight, theme->ink);
    int x = box.x + table->name_w + table->gap;
    if (day->count == 0) {
        hours_put_cell(scene, hours_state(scene, day), (struct box){x, box.y, box.x + box.w - x, 0},
                       table->px, WEIGHT_REGULAR, theme->muted);
        return;
    }
    weight = today ? WEIGHT_BOLD : WEIGHT_REGULAR;
    for (size_t k = 0; k < table->count; k++) {
        const char *times = times_of(day, table->services[k]);
        int room = k + 1 < table->count ? table->service_w[k] + table->gap : box.x + box.w - x;
        hours_put_cell(scene, times ? times : "–", (struct box){x, box.y, room, 0}, table->px, weight,
                       times ? theme->ink : theme->muted);
        x += table->service_w[k] + table->gap;
    }
}

/* Its cells stand on one line, whatever their scripts. */
static void put_row(struct scene *scene, const struct table *table, const struct day *day, struct box box) {
    size_t first = scene->list->count;
    put_cells(scene, table, day, box);
    for (size_t i = first; i < scene->list->count; i++)
        part_stand_on(scene, i, i + 1, scene->list->items[first].box.y);
}

/* The names of the services; nothing when there is only one and it has none. Returns the height. */
static int put_services(struct scene *scene, const struct table *table, struct box box) {
    if (table->count == 0 || (table->count == 1 && !*hours_service_name(scene, table->services[0])))
        return 0;
    int x = box.x + table->name_w + table->gap, px = table->px * 8 / 10;
    for (size_t k = 0; k < table->count; k++) {
        hours_put_cell(
            scene, hours_service_name(scene, table->services[k]),
            (struct box){x, box.y,
                         k + 1 < table->count ? table->service_w[k] + table->gap : box.x + box.w - x, 0},
            px, WEIGHT_MEDIUM, part_legible(scene, scene->theme->primary, scene->theme->paper));
        x += table->service_w[k] + table->gap;
    }
    return table->line_h;
}

static int rows_of(const struct scene *scene, const struct day *days, int first) {
    int rows = 0;
    for (int i = first; i < OPENING_DAYS; i++)
        rows += hours_is_shown(scene, days, i);
    return rows;
}

/* Room that is left becomes larger letters first, then air between the rows. */
static void grow_table(struct scene *scene, const struct day *days, int first, struct box box,
                       struct table *table) {
    int rows = rows_of(scene, days, first) + 1; /* and the names of the services */
    for (int px = scene->scale.body_max; px > table->px; px--) {
        struct table larger = *table;
        measure_table(scene, days, first, px, &larger);
        if (larger.width <= box.w && rows * (larger.line_h + px * 6 / 10) <= box.h) {
            *table = larger;
            return;
        }
    }
}

/* Between rows: less, before a day is left out. */
static int row_space(const struct scene *scene, const struct table *table, const struct day *days, int first,
                     int height) {
    int rows = rows_of(scene, days, first), most = table->px, least = table->px / 6;
    int space = rows ? (height - rows * table->line_h) / rows : most;
    return space > most ? most : space < least ? least : space;
}

static void put_table(struct scene *scene, const struct day *days, int first, struct box box) {
    struct table table;
    if (!fit_table(scene, days, first, box.w, &table) || table.px < scene->scale.body_min * 9 / 10) {
        hours_put_runs(scene, days, first, box);
        return;
    }
    grow_table(scene, days, first, box, &table);
    if (table.count) /* the columns share what is left */
        for (size_t k = 0, spare = (size_t)(box.w - table.width); box.w > table.width && k < table.count; k++)
            table.service_w[k] += (int)(spare / (table.count + 1) / 2);
    int y = put_services(scene, &table, box), space = row_space(scene, &table, days, first, box.h - y);
    for (int i = first; i < OPENING_DAYS; i++) {
        if (!hours_is_shown(scene, days, i))
            continue;
        if (y + space + table.line_h > box.h)
            return;
        part_rule(scene, (struct box){box.x, box.y + y + space / 4, box.w, 0});
        y += space;
        put_row(scene, &table, &days[i], (struct box){box.x, box.y + y, box.w, table.line_h});
        y += table.line_h;
    }
}

static void put_strip(struct scene *scene, const struct day *day) {
    char text[400] = "";
    for (size_t i = 0; i < day->count; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%s%s %.60s", used ? "   " : "", day->lines[i].times,
                 hours_service_name(scene, day->lines[i].service));
    }
    scene_line(scene, day->name, NULL, day->count ? text : hours_state(scene, day), NULL);
}

/* Of `height` px above the coming days, the next of which is to have room, too. */
static int today_room(struct scene *scene, const struct day *days, int height) {
    int lines = 1, line_h = part_measure(scene, "0", scene->scale.body_min, WEIGHT_REGULAR, NULL).height;
    for (int i = 1; i < OPENING_DAYS && lines == 1; i++)
        if (hours_is_shown(scene, days, i))
            lines += days[i].count ? (int)days[i].count : 1;
    int room = height - scene->scale.gap - lines * line_h - 1;
    return room > height / 2 ? room : height / 2;
}

/* As the house says, which the guide's page asks, too. False: nobody knows it. */
static bool week_of_house(const struct house_weeks *houses, const struct scene_moment *moment,
                          struct opening_week *week, bool *sample) {
    const char *house = moment->slide->hours.house;
    return house && houses->week &&
           houses->week(houses->context, house, moment->site, moment->feeds, moment->now_ms, week, sample);
}

/* As its house, else as the feeds. */
static void find_week(struct scene *scene, struct opening_week *week) {
    const struct scene_request *request = scene->request;
    const struct slide_hours *hours = &request->slide->hours;
    int64_t today = zone_day(request->site->zone, request->now_ms);
    const struct scene_moment moment = {
        .site = request->site, .slide = request->slide, .feeds = request->feeds, .now_ms = request->now_ms};
    if (!week_of_house(&request->houses, &moment, week, &scene->sample))
        opening_week(&hours->query, &request->site->services, request->feeds, today, week);
}

static void build(struct scene *scene) {
    struct opening_week week;
    struct day days[OPENING_DAYS];
    find_week(scene, &week);
    lines_of(scene, &week, days);
    if (scene->scale.low) {
        put_strip(scene, &days[0]);
        return;
    }
    const struct scale *scale = &scene->scale;
    struct box box = scene_frame(scene, part_word(scene, WORD_HOURS));
    struct table table;
    int beside = box.w - box.w * 36 / 100 - 2 * scale->gap;
    bool room = scale->height >= 14 * scale->body_min && fit_table(scene, days, 1, beside, &table);
    if (scene->request->clock_wrong && !any_shown(scene, days, 0)) {
        scene_sentence(scene, part_word(scene, WORD_NO_INFORMATION), box);
        return;
    }
    if (scene->request->clock_wrong ||
        (scale->columns && !room)) { /* no today, or no room for it in large numerals */
        put_table(scene, days, 0, box);
        return;
    }
    struct box rest = box;
    if (!scale->columns) {
        int used =
            put_today(scene, &days[0], (struct box){box.x, box.y, box.w, today_room(scene, days, box.h)});
        rest.y += used + scale->gap;
        rest.h -= used + scale->gap;
    } else {
        put_today(scene, &days[0], (struct box){box.x, box.y, box.w * 36 / 100, box.h});
        rest.x += box.w * 36 / 100 + 2 * scale->gap;
        rest.w -= box.w * 36 / 100 + 2 * scale->gap;
    }
    put_table(scene, days, 1, rest);
}

/* Not on to say that there is no information: hours past their date, of a house without feeds. Which day it
 * is decides what is written, and what feeds know: nothing else can change within one. */
static bool runs_today(const struct scene_moment *moment) {
    const struct slide_hours *hours = &moment->slide->hours;
    struct opening_week week;
    bool sample, known = false;
    if (!hours->house)
        return opening_known(&hours->query, moment->feeds, zone_day(moment->site->zone, moment->now_ms));
    if (!week_of_house(&moment->houses, moment, &week, &sample))
        return true;
    for (int i = 0; i < OPENING_DAYS; i++)
        known |= week.days[i].known;
    return known;
}

const struct scene_kind scene_kind_hours = {
    .build = build, .next_edge = scene_query_edge, .runs_today = runs_today};
