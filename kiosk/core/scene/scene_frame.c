/* What lists share: the headline, the age of the data, the strip, the sample mark. */
#include <stdio.h>
#include <string.h>

#include "core/scene/scene_parts.h"
#include "core/site/link_host.h"
#include "core/site/scene_words.h"
#include "core/site/slide_kind.h"

enum { LOW_EDGES = 12 /* so many of its edges are as high as a low zone: rows come first */ };

/* In a strip there is no room for a line: a pill says that it is not checked. */
static void put_pill(struct scene *scene) {
    const char *text = part_word(scene, WORD_SAMPLE);
    int px = scene->scale.height / 5, edge = px / 2, w = part_pill_width(scene, text, px);
    part_pill(scene, text, scene->scale.width - edge - w, edge + px * 3 / 4, px, scene->theme->accent,
              scene->theme->on_accent);
}

static void add(char *text, size_t size, const char *between, const char *more) {
    size_t used = strlen(text);
    snprintf(text + used, size - used, "%s%s", used ? between : "", more);
}

/* "SAMPLE – not checked · ballerup.dk, 23 Nov 2026"; empty when there is nothing to say. */
static void source_line(const struct scene *scene, bool dated, char *out, size_t size) {
    const struct slide *slide = scene->request->slide;
    const struct source *source = &slide->source;
    char host[LINK_HOST_SIZE], day[WORDS_MAX], isolated[LINK_HOST_SIZE + 8],
        whose[LINK_HOST_SIZE + WORDS_MAX] = "";
    int32_t when = source->checked_day ? source->checked_day : source->seen_day;
    if (source->url && link_host_of(source->url, false, host))
        text_isolate(host, isolated, sizeof isolated);
    else
        snprintf(isolated, sizeof isolated, "%s", source->owner ? source->owner : "");
    add(whose, sizeof whose, "", isolated);
    if (dated && when && *whose) {
        words_date(when, "yMMMd", scene->language, day, sizeof day);
        text_isolate(day, isolated, sizeof isolated);
        add(whose, sizeof whose, ", ", isolated);
    }
    *out = '\0';
    if (slide->sample || scene->sample)
        add(out, size, "", part_word(scene, WORD_SAMPLE));
    if (*whose)
        add(out, size, " · ", whose);
}

static int source_px(const struct scene *scene) {
    return scene->scale.small * 3 / 4;
}

int part_source_room(struct scene *scene) {
    char text[LINK_HOST_SIZE + 3 * WORDS_MAX];
    int px = source_px(scene);
    source_line(scene, false, text, sizeof text);
    return *text && !scene->scale.low
               ? part_measure(scene, text, px, WEIGHT_REGULAR, NULL).height + px / 2 + px / 4
               : 0;
}

void part_source(struct scene *scene) {
    const struct scale *scale = &scene->scale;
    const struct foot *foot = &scene->foot;
    char text[LINK_HOST_SIZE + 3 * WORDS_MAX];
    source_line(scene, true, text, sizeof text);
    if (*text == '\0')
        return;
    if (scale->low) {
        if (scene->request->slide->sample || scene->sample)
            put_pill(scene);
        return;
    }
    struct paragraph_style style = {
        .px = source_px(scene), .colour = foot->text, .language = scene->language, .max_lines = 1};
    int most = foot->w - style.px, pad = style.px / 2;
    struct paragraph_size size =
        paragraph(NULL, scene->request->measure, text, (struct box){0, 0, most, scale->height}, &style);
    if (size.cut) { /* whose it is matters more than when it was read */
        source_line(scene, false, text, sizeof text);
        style.max_lines = 2;
        size =
            paragraph(NULL, scene->request->measure, text, (struct box){0, 0, most, scale->height}, &style);
    }
    int y = scale->height - size.height - pad, x = foot->x + (foot->end ? foot->w - size.width : 0);
    part_rect(scene, (struct box){x - pad, y - pad / 2, size.width + 2 * pad, scale->height - y + pad / 2},
              foot->ground, 0);
    part_paragraph(scene, text, (struct box){x, y, most, size.height}, &style);
}

void scene_empty(struct scene *scene) {
    const struct scale *scale = &scene->scale;
    part_rect(scene, (struct box){0, 0, scale->width, scale->height}, scene->theme->primary, 0);
    if (scale->low)
        return;
    const char *language = scene->language;
    const char *name = part_text(scene, &scene->request->site->name, "name", scene->language, &language);
    struct stack_item item = {.text = name,
                              .language = language,
                              .weight = WEIGHT_BOLD,
                              .colour = scene->theme->on_primary,
                              .max_px = scale->head_max,
                              .min_px = scale->body_min,
                              .align = ALIGN_CENTRE,
                              .bar = true};
    int m = scale->margin;
    stack_put(scene, &item, 1, (struct box){m, m, scale->width - 2 * m, scale->height - 2 * m},
              VALIGN_MIDDLE);
}

const char *part_as_of(struct scene *scene, char *out, size_t size) {
    const struct scene_request *request = scene->request;
    int64_t oldest = INT64_MAX;
    const struct feed_query *query = slide_query(request->slide);
    for (size_t i = 0; query && i < query->feed_count; i++) {
        const struct feed *feed = site_feed(request->site, query->feeds[i]);
        const struct feed_data *data = feeds_find(request->feeds, query->feeds[i]);
        if (feed && data && request->now_ms - data->fetched_ms > feed->stale_ms && data->fetched_ms < oldest)
            oldest = data->fetched_ms;
    }
    if (oldest == INT64_MAX)
        return NULL;
    struct civil when = zone_local(request->site->zone, oldest);
    words_updated(&scene->request->site->words, &when, scene->language, out, (int)size);
    return out;
}

struct box scene_frame(struct scene *scene, const char *default_headline) {
    const struct scale *scale = &scene->scale;
    int m = scale->margin, low = scale->height / LOW_EDGES, edge = low < m ? low : m;
    struct box box = {m, edge, scale->width - 2 * m, scale->height - 2 * edge};
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
    int px = scale->body_max * (scale->height < scale->width * 6 / 10 ? 11 : 13) / 10;
    struct stack_item items[] = {{.text = headline ? headline : default_headline,
                                  .language = headline ? language : NULL,
                                  .weight = WEIGHT_BOLD,
                                  .colour = scene->theme->ink,
                                  .max_px = px,
                                  .min_px = scale->body_min,
                                  .leading = 1.12,
                                  .bar = true,
                                  .heading = true},
                                 {.text = part_second(scene, &scene->request->slide->headline, "headline"),
                                  .language = scene->second,
                                  .colour = scene->theme->muted,
                                  .max_px = px * 2 / 3,
                                  .min_px = scale->small,
                                  .before = 0.1,
                                  .leading = 1.12}};
    int used = stack_fit(scene, items, LENGTH(items), box.w, box.h / 3);
    stack_draw(scene, items, LENGTH(items), (struct box){box.x, box.y, box.w, used}, VALIGN_TOP);
    used += scale->gap * 5 / 4;
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

/* A short strip: the label small above the text, which may take two lines. */
static void put_rows(struct scene *scene, const char *label, const char *label_lang, const char *text,
                     const char *text_lang) {
    const struct scale *scale = &scene->scale;
    int m = scale->margin, h = scale->height, edge = h / 14;
    bool labelled = label && *label;
    part_rect(scene, (struct box){0, 0, edge, h}, scene->theme->accent, 0);
    struct stack_item items[] = {{.text = labelled ? label : NULL,
                                  .language = label_lang,
                                  .weight = WEIGHT_MEDIUM,
                                  .colour = scene->theme->on_primary,
                                  .max_px = h * 17 / 100,
                                  .min_px = h * 14 / 100,
                                  .leading = 1.2,
                                  .max_lines = 1},
                                 {.text = text,
                                  .language = text_lang,
                                  .weight = WEIGHT_MEDIUM,
                                  .colour = scene->theme->on_primary,
                                  .max_px = scale->body_max,
                                  .min_px = h * 22 / 100,
                                  .before = 0.15,
                                  .leading = 1.15,
                                  .max_lines = labelled ? 2 : 3}};
    stack_put(scene, items, LENGTH(items), (struct box){m, h / 14, scale->width - 2 * m, h - h / 7},
              VALIGN_MIDDLE);
}

void scene_line(struct scene *scene, const char *label, const char *label_lang, const char *text,
                const char *text_lang) {
    const struct scale *scale = &scene->scale;
    const struct theme *theme = scene->theme;
    int m = scale->margin, x = m, h = scale->height, w = scale->width;
    part_rect(scene, (struct box){0, 0, w, h}, theme->primary, 0);
    part_rect(scene, (struct box){0, 0, w, h / 60 + 1}, part_mix(theme->primary, theme->on_primary, 0.25), 0);
    if (h * 11 > w) {
        put_rows(scene, label, label_lang, text, text_lang);
        return;
    }
    struct paragraph_style style = {.px = scale->body_max,
                                    .colour = theme->on_primary,
                                    .language = part_language(scene, text, text_lang),
                                    .max_lines = 1};
    if (label && *label) {
        struct paragraph_style bold = style;
        bold.px = scale->body_max * 7 / 10;
        bold.weight = WEIGHT_BOLD;
        bold.language = part_language(scene, label, label_lang);
        struct box most = {0, 0, w * 3 / 10, h};
        bold.px = paragraph_fit(scene->request->measure, label, most, &bold, bold.px * 7 / 10);
        struct paragraph_size size = paragraph(NULL, scene->request->measure, label, most, &bold);
        int back = m + size.width + m / 2;
        part_rect(scene, (struct box){0, 0, back, h}, theme->accent, 0);
        bold.colour = theme->on_accent;
        part_paragraph(scene, label, (struct box){x, (h - size.height) / 2, size.width + 1, h}, &bold);
        x = back + m / 2;
    }
    if (!text || !*text)
        return;
    int room = w - x - m;
    style.px = paragraph_fit(scene->request->measure, text, (struct box){0, 0, room, h}, &style,
                             scale->body_max * 7 / 10); /* one size, more or less: what is longer is cut */
    struct paragraph_size size =
        paragraph(NULL, scene->request->measure, text, (struct box){0, 0, room, h}, &style);
    part_paragraph(scene, text, (struct box){x, (h - size.height) / 2, room, h}, &style);
}
