/* Logo and the screen's name at the start, date and clock at the end. */
#include "core/scene_parts.h"
#include "core/scene_words.h"

static int logo(struct scene *scene, int x, int height) {
    const struct scene_request *request = scene->request;
    int w = 0, h = 0;
    const char *asset = scene->theme->logo;
    if (!asset)
        return 0;
    if (!request->picture_size || !request->picture_size(request->picture_context, asset, &w, &h) || h <= 0) {
        part_report(scene, "the logo \"%s\" cannot be shown", asset);
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

void scene_header(struct scene *scene) {
    const struct scene_request *request = scene->request;
    const struct theme *theme = scene->theme;
    int w = scene->scale.width, h = scene->scale.height, margin = w / 40 > h / 3 ? w / 40 : h / 3;
    if (margin > w / 20)
        margin = w / 20;
    struct civil now = zone_local(request->site->zone, request->now_ms);
    char clock[WORDS_MAX], date[WORDS_MAX];
    words_time(now.hour * 60 + now.minute, scene->language, clock, sizeof clock);
    words_date(civil_days(now.year, now.month, now.day), w > 12 * h ? "EEEEdMMMM" : "EEEdMMM",
               scene->language, date, sizeof date);
    struct paragraph_style big = {.px = h * 52 / 100,
                                  .weight = WEIGHT_BOLD,
                                  .align = ALIGN_END,
                                  .colour = part_legible(scene, theme->primary, theme->paper),
                                  .language = scene->language};
    struct paragraph_style plain = {.px = h * 30 / 100,
                                    .weight = WEIGHT_REGULAR,
                                    .align = ALIGN_END,
                                    .colour = theme->muted,
                                    .language = scene->language};
    int right = w - margin;
    right -= line(scene, clock, (struct box){w / 2, 0, right - w / 2, h}, big, 12) + h / 3;
    int date_start = w * 2 / 5;
    right -= line(scene, date, (struct box){date_start, 0, right - date_start, h}, plain, 10);
    int x = margin + logo(scene, margin, h * 54 / 100);
    const char *language = scene->language;
    const char *name = part_text(scene, &request->screen->name, "name", scene->language, &language);
    if (name && right - x > 4 * h) {
        bool beside_logo = x > margin;
        x += beside_logo ? h / 3 : -h / 3;
        if (beside_logo)
            part_rect(scene, (struct box){x, h * 3 / 10, h / 40 + 1, h * 4 / 10}, theme->accent, 0);
        plain.align = ALIGN_START;
        plain.weight = WEIGHT_MEDIUM;
        plain.colour = theme->ink;
        plain.language = language;
        line(scene, name, (struct box){x + h / 3, 0, right - x - 2 * h / 3, h}, plain, 10);
    }
    part_rect(scene, (struct box){0, h - h / 60 - 1, w, h / 60 + 1}, part_mix(theme->paper, theme->ink, 0.12),
              0);
}
