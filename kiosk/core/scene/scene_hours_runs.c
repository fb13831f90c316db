/* Opening hours where a table has no room: days with the same hours in one. */
#include <stdio.h>
#include <string.h>

#include "core/scene/scene_hours_parts.h"

static bool same_hours(const struct day *a, const struct day *b) {
    bool same = a->known == b->known && a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = same_service(a->lines[i].service, b->lines[i].service) &&
               strcmp(a->lines[i].times, b->lines[i].times) == 0;
    return same;
}

/* The first day after `at` that has other hours, or is not shown. */
static int run_of_days(const struct scene *scene, const struct day *days, int at) {
    int end = at + 1;
    while (end < OPENING_DAYS && hours_is_shown(scene, days, end) && same_hours(&days[at], &days[end]) &&
           days[end].day != scene_today(scene))
        end++;
    return end;
}

/* Times at `px`, the services' names beside them as large as there is room. */
static void put_lines(struct scene *scene, const struct day *day, struct box box, int px, int line_h) {
    const struct scale *scale = &scene->scale;
    int times_w = 0, name_px = px, name_w = 0;
    for (size_t i = 0; i < day->count; i++) {
        hours_widen(scene, &times_w, day->lines[i].times, px, WEIGHT_BOLD);
        hours_widen(scene, &name_w, hours_service_name(scene, day->lines[i].service), px, WEIGHT_REGULAR);
    }
    int x = box.x + times_w + px / 2, room = box.x + box.w - x;
    if (name_w > room && room > 0)
        name_px = (int)((int64_t)px * room / name_w);
    name_px = name_px > scale->small ? name_px : scale->small;
    for (size_t i = 0; i < day->count; i++, box.y += line_h) {
        hours_put_cell(scene, day->lines[i].times, (struct box){box.x, box.y, times_w, 0}, px, WEIGHT_BOLD,
                       scene->theme->ink);
        hours_put_cell(scene, hours_service_name(scene, day->lines[i].service),
                       (struct box){x, box.y + (px - name_px) * 97 / 100, room, 0}, name_px, WEIGHT_REGULAR,
                       scene->theme->ink);
    }
}

/* Days with the same hours in one: their names, then a line for each service. Returns the height; 0, and
 * nothing drawn, when it does not fit. */
static int put_run(struct scene *scene, const struct day *days, int from, int to, struct box box) {
    const struct theme *theme = scene->theme;
    const struct day *day = &days[from];
    const char *last = to > from + 1 ? days[to - 1].name : "";
    char names[2 * WORDS_MAX + 8];
    int px = scene->scale.body_min, widest = 0;
    int line_h = part_measure(scene, "0", px, WEIGHT_REGULAR, NULL).height;
    int height = line_h * (1 + (day->count ? (int)day->count : 1));
    if (height > box.h)
        return 0;
    snprintf(names, sizeof names, "%s%s%s", day->name, *last ? " – " : "", last);
    hours_put_cell(scene, names, box, px, WEIGHT_MEDIUM, part_legible(scene, theme->primary, theme->paper));
    box.y += line_h;
    for (size_t i = 0; i < day->count; i++)
        hours_widen(scene, &widest, day->lines[i].times, px, WEIGHT_BOLD);
    if (widest > box.w && widest > 0) /* twice a day open */
        px = (int)((int64_t)px * box.w / widest);
    if (day->count)
        put_lines(scene, day, box, px, line_h);
    else
        hours_put_cell(scene, hours_state(scene, day), box, px, WEIGHT_REGULAR, theme->muted);
    return height;
}

/* Where a table would need letters that nobody reads from the declared distance. */
void hours_put_runs(struct scene *scene, const struct day *days, int first, struct box box) {
    int y = 0, space = scene->scale.gap;
    for (int i = first, end; i < OPENING_DAYS; i = end) {
        end = i + 1;
        if (!hours_is_shown(scene, days, i))
            continue;
        end = run_of_days(scene, days, i);
        int top = y ? y + space : 0;
        int height = put_run(scene, days, i, end, (struct box){box.x, box.y + top, box.w, box.h - top});
        if (!height)
            return;
        if (y)
            part_rule(scene, (struct box){box.x, box.y + y + space / 2, box.w, 0});
        y = top + height;
    }
}
