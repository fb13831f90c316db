/* A picture edge to edge; its caption on a solid panel. */
#include "core/scene/scene_kind.h"

static void build(struct scene *scene) {
    const struct scale *scale = &scene->scale;
    const struct slide *slide = scene->request->slide;
    int w = scale->width, h = scale->height, m = scale->margin;
    if (!part_has_picture(scene)) {
        scene_empty(scene);
        return;
    }
    part_picture(scene, (struct box){0, 0, w, h});
    const char *language = scene->language;
    const char *caption = part_text(scene, &slide->image.caption, "caption", scene->language, &language);
    if (!caption || scale->low)
        return;
    int pad = scale->gap, most = (scale->narrow ? w : w * 2 / 3) - 2 * m;
    struct stack_item items[] = {{.text = caption,
                                  .language = language,
                                  .weight = WEIGHT_MEDIUM,
                                  .colour = scene->theme->on_primary,
                                  .max_px = scale->body_max,
                                  .min_px = scale->body_min},
                                 {.text = part_second(scene, &slide->image.caption, "caption"),
                                  .language = scene->second,
                                  .colour = scene->theme->on_primary,
                                  .max_px = scale->body_max * 3 / 4,
                                  .min_px = scale->body_min * 3 / 4,
                                  .before = 0.3}};
    int height = stack_fit(scene, items, LENGTH(items), most, h / 2), width = 0;
    for (size_t i = 0; i < LENGTH(items); i++)
        if (items[i].text) {
            int one =
                part_measure(scene, items[i].text, items[i].px, items[i].weight, items[i].language).width;
            width = one > width ? one : width;
        }
    width = width < most ? width + 1 : most;
    struct box panel = {0, h - height - 2 * pad, m + width + m, height + 2 * pad};
    part_rect(scene, panel, scene->theme->primary, 0);
    stack_draw(scene, items, LENGTH(items), (struct box){m, panel.y + pad, width, height}, VALIGN_TOP);
}

const struct scene_kind scene_kind_image = {.build = build};
