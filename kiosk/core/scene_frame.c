/* What lists share: the headline, the age of the data, the strip, the sample mark. */
#include <stdio.h>
#include <string.h>

#include "core/scene_parts.h"
#include "core/scene_words.h"

void part_sample(struct scene *scene) {
    const struct scale *scale = &scene->scale;
    if (!scene->request->slide->sample)
        return;
    const char *text = word(WORD_SAMPLE, scene->language);
    int px = scale->low ? scale->height / 5 : scale->small * 3 / 4;
    int edge = px / 2;
    int w = part_pill(scene, text, 0, 0, px, scene->theme->accent, scene->theme->on_accent, false);
    part_pill(scene, text, scale->width - edge - w, edge + px * 3 / 4, px, scene->theme->accent,
              scene->theme->on_accent, true);
}

const char *part_as_of(struct scene *scene, char *out, size_t size) {
    const struct scene_request *request = scene->request;
    int64_t oldest = INT64_MAX;
    for (size_t i = 0; i < request->slide->feed_count; i++) {
        const struct feed *feed = site_feed(request->site, request->slide->feeds[i]);
        const struct feed_data *data = feeds_find(request->feeds, request->slide->feeds[i]);
        if (feed && data && request->now_ms - data->fetched_ms > feed->stale_ms && data->fetched_ms < oldest)
            oldest = data->fetched_ms;
    }
    if (oldest == INT64_MAX)
        return NULL;
    struct civil when = zone_local(request->site->zone, oldest);
    words_updated(&when, scene->language, out, (int)size);
    return out;
}

struct box scene_frame(struct scene *scene, const char *default_headline) {
    const struct scale *scale = &scene->scale;
    int m = scale->margin;
    struct box box = {m, m, scale->width - 2 * m, scale->height - 2 * m};
    char as_of[WORDS_MAX + 40];
    if (part_as_of(scene, as_of, sizeof as_of)) {
        struct paragraph_style style = {.px = scale->small,
                                        .weight = WEIGHT_MEDIUM,
                                        .colour = scene->theme->muted,
                                        .language = scene->language};
        style.px = paragraph_fit(scene->request->measure, as_of, (struct box){0, 0, box.w, scale->small * 2},
                                 &style, scale->tiny);
        int h = part_measure(scene, as_of, style.px, style.weight, NULL).height;
        part_paragraph(scene, as_of, (struct box){box.x, box.y + box.h - h, box.w, h}, &style);
        box.h -= h + scale->gap / 2;
    }
    const char *language = scene->language;
    const char *headline =
        part_text(scene, &scene->request->slide->headline, "headline", scene->language, &language);
    int px = scale->body_max * 5 / 4;
    struct stack_item items[] = {{.text = headline ? headline : default_headline,
                                  .language = headline ? language : scene->language,
                                  .weight = WEIGHT_BOLD,
                                  .colour = scene->theme->ink,
                                  .max_px = px,
                                  .min_px = scale->body_min,
                                  .leading = 1.12,
                                  .bar = true},
                                 {.text = part_second(scene, &scene->request->slide->headline, "headline"),
                                  .language = scene->second,
                                  .colour = scene->theme->muted,
                                  .max_px = px * 2 / 3,
                                  .min_px = scale->small,
                                  .before = 0.1,
                                  .leading = 1.12}};
    int used = stack_fit(scene, items, LENGTH(items), box.w, box.h / 3);
    stack_draw(scene, items, LENGTH(items), (struct box){box.x, box.y, box.w, used}, VALIGN_TOP);
    used += scale->gap;
    box.y += used;
    box.h -= used;
    return box;
}

void scene_sentence(struct scene *scene, const char *text, struct box box) {
    struct stack_item item = {.text = text,
                              .colour = scene->theme->muted,
                              .max_px = scene->scale.body_max,
                              .min_px = scene->scale.small};
    stack_put(scene, &item, 1, box, VALIGN_TOP);
}

void scene_line(struct scene *scene, const char *label, const char *label_language, const char *text,
                const char *text_language) {
    const struct scale *scale = &scene->scale;
    const struct theme *theme = scene->theme;
    int m = scale->margin, x = m, h = scale->height, w = scale->width;
    part_rect(scene, (struct box){0, 0, w, h}, theme->primary, 0);
    struct paragraph_style style = {
        .px = scale->body_max, .colour = theme->on_primary, .language = text_language, .max_lines = 1};
    if (label && *label) {
        struct paragraph_style bold = style;
        bold.px = scale->body_max * 7 / 10;
        bold.weight = WEIGHT_BOLD;
        bold.language = label_language;
        struct box most = {0, 0, w * 3 / 10, h};
        bold.px = paragraph_fit(scene->request->measure, label, most, &bold, bold.px * 7 / 10);
        struct paragraph_size size = paragraph(NULL, scene->request->measure, label, most, &bold);
        int back = size.width + 2 * m;
        part_rect(scene, (struct box){0, 0, back, h}, theme->accent, 0);
        bold.colour = theme->on_accent;
        part_paragraph(scene, label, (struct box){x, (h - size.height) / 2, size.width + 1, h}, &bold);
        x = back + m;
    }
    if (!text || !*text)
        return;
    int room = w - x - m;
    style.px = paragraph_fit(scene->request->measure, text, (struct box){0, 0, room, h}, &style,
                             scale->body_max * 4 / 5); /* one size, more or less: what is longer is cut */
    struct paragraph_size size =
        paragraph(NULL, scene->request->measure, text, (struct box){0, 0, room, h}, &style);
    part_paragraph(scene, text, (struct box){x, (h - size.height) / 2, room, h}, &style);
}
