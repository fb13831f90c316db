/* Logo and the screen's name at the start, date and clock at the end. */
#include "core/scene/scene_findings.h"
#include "core/scene/scene_parts.h"
#include "core/site/scene_words.h"

static int logo(struct scene *scene, int x, int height) {
    const struct scene_request *request = scene->request;
    int w = 0, h = 0;
    const char *asset = scene->theme->logo;
    if (!asset)
        return 0;
    if (!request->picture_size || !request->picture_size(request->picture_context, asset, &w, &h) || h <= 0) {
        part_report(scene, FOUND_NO_LOGO, asset);
        return 0;
    }
    int room = scene->scale.width * 3 / 10;
    struct box box = {x, (scene->scale.height - height) / 2, (int)((int64_t)height * w / h), height};
    if (box.w > room)
        box.w = room;
    if (scene->rtl)
        box.x = scene->scale.width - box.x - box.w;
    draw_picture(scene->list, box, asset, FIT_CONTAIN, 0.5, 0.5, 0);
    return box.w;
}

/* One line from x to x + w, centred in the zone; returns its width. */
static int line(struct scene *scene, const char *text, struct box box, struct paragraph_style style,
                int min_px) {
    style.max_lines = 1;
    style.px = paragraph_fit(scene->request->measure, text, (struct box){0, 0, box.w, scene->scale.height},
                             &style, min_px);
    int h = paragraph(NULL, scene->request->measure, text, (struct box){0, 0, box.w, scene->scale.height * 2},
                      &style)
                .height;
    return part_paragraph(scene, text,
                          (struct box){box.x, (scene->scale.height - h) / 2, box.w, scene->scale.height},
                          &style)
        .width;
}

/* Where there is room for one line only: the name. The date then stands under it. */
static void put_name(struct scene *scene, const char *date, struct box box, bool two_rows) {
    const struct theme *theme = scene->theme;
    const char *language = scene->language;
    const char *name = part_text(scene, &scene->request->screen->name, "name", scene->language, &language);
    int h = scene->scale.height;
    struct stack_item items[] = {{.text = name,
                                  .language = language,
                                  .weight = two_rows ? WEIGHT_BOLD : WEIGHT_MEDIUM,
                                  .colour = theme->ink,
                                  .max_px = h * (two_rows ? 28 : 32) / 100,
                                  .min_px = h * 18 / 100,
                                  .leading = 1.15,
                                  .max_lines = 1},
                                 {.text = two_rows && date[0] ? date : NULL,
                                  .colour = theme->muted,
                                  .max_px = h * 24 / 100,
                                  .min_px = h * 16 / 100,
                                  .leading = 1.15,
                                  .max_lines = 1}};
    stack_put(scene, items, LENGTH(items), box, VALIGN_MIDDLE);
}

void scene_header(struct scene *scene) {
    const struct scene_request *request = scene->request;
    const struct theme *theme = scene->theme;
    int w = scene->scale.width, h = scene->scale.height, margin = scene->scale.margin;
    bool two_rows = w < 12 * h;
    struct civil now = zone_local(request->site->zone, request->now_ms);
    char clock[WORDS_MAX], date[WORDS_MAX];
    words_time(now.hour * 60 + now.minute, scene->language, clock, sizeof clock);
    words_date(civil_days(now.year, now.month, now.day), "EEEEdMMMM", scene->language, date, sizeof date);
    struct paragraph_style big = {.px = h * 52 / 100,
                                  .weight = WEIGHT_BOLD,
                                  .align = ALIGN_END,
                                  .colour = part_legible(scene, theme->primary, theme->paper),
                                  .language = scene->language};
    struct paragraph_style plain = {.px = h * 32 / 100,
                                    .weight = WEIGHT_REGULAR,
                                    .align = ALIGN_END,
                                    .colour = theme->muted,
                                    .language = scene->language};
    int right = w - margin;
    if (request->clock_wrong)
        clock[0] = date[0] = '\0';
    if (clock[0])
        right -= line(scene, clock, (struct box){w / 2, 0, right - w / 2, h}, big, 12) + h / 3;
    if (!two_rows && date[0])
        right -= line(scene, date, (struct box){w * 2 / 5, 0, right - w * 2 / 5, h}, plain, 10) + h / 3;
    int x = margin + logo(scene, margin, h * 58 / 100);
    if (x > margin) {
        x += h / 4;
        part_rect(scene, (struct box){x, h * 26 / 100, h / 40 + 1, h * 48 / 100}, theme->accent, 0);
        x += h / 4;
    }
    if (right - x > 2 * h)
        put_name(scene, date, (struct box){x, 0, right - x, h}, two_rows);
    part_rect(scene, (struct box){0, h - h / 60 - 1, w, h / 60 + 1}, part_mix(theme->paper, theme->ink, 0.12),
              0);
}
