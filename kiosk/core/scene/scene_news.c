/* Headlines with their source and time; one at a time in a strip. */
#include <stdio.h>
#include <string.h>

#include "core/feed/feed_select.h"
#include "core/scene/scene_kind.h"
#include "core/site/scene_words.h"

/* "The paper · Today 14:05"; a headline without a time shows none. */
static void source_of(struct scene *scene, const struct headline *headline, const struct feed_data *data,
                      const char *language, char *out, size_t size) {
    const struct scene_request *request = scene->request;
    const struct feed *feed = site_feed(request->site, data->feed_id);
    const char *name = data->title;
    if (feed && !name)
        name = part_text(scene, &feed->name, "name", language, NULL);
    char when[WORDS_MAX + 20] = "";
    int64_t time_ms = feed_headline_time_ms(headline, request->now_ms);
    if (time_ms) {
        const struct zone *zone = request->site->zone;
        struct civil at = zone_local(zone, time_ms);
        int32_t day = zone_day(zone, time_ms), today = scene_today(scene);
        char time[20];
        words_time(at.hour * 60 + at.minute, language, time, sizeof time);
        if (day == today) {
            snprintf(when, sizeof when, "%s", time);
        } else {
            char date[WORDS_MAX];
            words_date(day, "dMMMM", language, date, sizeof date);
            snprintf(when, sizeof when, "%s %s", date, time);
        }
    }
    char isolated[200] = "";
    if (name)
        text_isolate(name, isolated, sizeof isolated);
    snprintf(out, size, "%s%s%s", isolated, name && *when ? " · " : "", when);
}

/* What stands before a headline in a line of its own speaks its language: the loop beside it speaks two. */
static void strip(struct scene *scene, const struct headline *headline, const struct feed_data *data) {
    char source[400];
    const char *language = text_language(headline->title, headline->language, scene->language);
    source_of(scene, headline, data, language, source, sizeof source);
    scene_line(scene, source, NULL, headline->title, language);
}

struct row {
    struct stack_item title, source;
    char text[400];
};

static int row_fit(struct scene *scene, struct row *row, int px, int width, int lines) {
    row->title.max_px = row->title.min_px = px;
    row->title.max_lines = lines;
    struct stack_item both[] = {row->title, row->source};
    int height = stack_fit(scene, both, 2, width, 100000);
    row->title = both[0];
    row->source = both[1];
    return height;
}

/* How many whole rows fit; *used is their height. */
static size_t rows_fit(struct scene *scene, struct row *rows, size_t count, int px, struct box box,
                       int *used) {
    int space = scene->scale.gap * 3 / 2, y = 0;
    for (size_t i = 0; i < count; i++) {
        int height = row_fit(scene, &rows[i], px, box.w, scene->scale.narrow ? 4 : 2);
        if (y + (i ? space : 0) + height > box.h && i)
            return i;
        y += (i ? space : 0) + height;
        *used = y;
    }
    return count;
}

static void rows_put(struct scene *scene, const struct headline *const *items,
                     const struct feed_data *const *from, size_t count, struct box box) {
    static const int rows_max = 8;
    struct row rows[8];
    const struct scale *scale = &scene->scale;
    count = count > (size_t)rows_max ? (size_t)rows_max : count;
    for (size_t i = 0; i < count; i++) {
        source_of(scene, items[i], from[i], scene->language, rows[i].text, sizeof rows[i].text);
        rows[i].title = (struct stack_item){
            .text = items[i]->title,
            .language = text_language(items[i]->title, items[i]->language, scene->language),
            .weight = WEIGHT_MEDIUM,
            .colour = scene->theme->ink,
            .leading = 1.2};
        rows[i].source = (struct stack_item){.text = rows[i].text,
                                             .colour = scene->theme->muted,
                                             .max_px = scale->small * 9 / 10,
                                             .min_px = scale->small * 7 / 10,
                                             .before = 0.2,
                                             .max_lines = 1};
    }
    int used = 0, px = scale->body_max;
    size_t fit = rows_fit(scene, rows, count, px, box, &used);
    for (; fit < count && px > scale->body_min; fit = rows_fit(scene, rows, count, px, box, &used))
        px = px - 4 > scale->body_min ? px - 4 : scale->body_min;
    for (int large = scale->body_max; fit && fit < count && px < large; large -= 2)
        if (rows_fit(scene, rows, fit, large, box, &used) == fit && used <= box.h)
            px = large; /* of those that stand, as large as they can be */
    for (size_t i = 0; i < fit; i++) {
        struct stack_item both[] = {rows[i].title, rows[i].source};
        int height = row_fit(scene, &rows[i], px, box.w, scale->narrow ? 4 : 2);
        if (i) {
            part_rule(scene, (struct box){box.x, box.y + scale->gap * 3 / 4, box.w, 0});
            box.y += scale->gap * 3 / 2;
            box.h -= scale->gap * 3 / 2;
        }
        stack_draw(scene, both, 2, (struct box){box.x, box.y, box.w, height < box.h ? height : box.h},
                   VALIGN_TOP);
        box.y += height;
        box.h -= height;
    }
}

static void build(struct scene *scene) {
    const struct scene_request *request = scene->request;
    const struct headline *items[QUERY_LIMIT_MAX];
    const struct feed_data *from[QUERY_LIMIT_MAX];
    size_t count = feed_select_headlines(&request->slide->news.query, request->feeds, request->now_ms, items,
                                         from, QUERY_LIMIT_MAX);
    if (scene->scale.low) {
        size_t at = count ? (size_t)request->item % count : 0;
        if (count)
            strip(scene, items[at], from[at]);
        else
            scene_line(scene, NULL, NULL, part_word(scene, WORD_NO_NEWS), NULL);
        return;
    }
    struct box box = scene_frame(scene, part_word(scene, WORD_NEWS));
    if (count)
        rows_put(scene, items, from, count, box);
    else
        scene_sentence(scene, part_word(scene, WORD_NO_NEWS), box);
}

/* One by one in a strip. */
static size_t items_at(const struct scene_moment *moment, const void **items, size_t max) {
    const struct headline *headlines[QUERY_LIMIT_MAX];
    const struct feed_data *from[QUERY_LIMIT_MAX];
    max = !moment->strip ? 1 : max < QUERY_LIMIT_MAX ? max : QUERY_LIMIT_MAX;
    size_t count = feed_select_headlines(&moment->slide->news.query, moment->feeds, moment->now_ms, headlines,
                                         from, max);
    for (size_t i = 0; i < count; i++)
        items[i] = moment->strip ? (const void *)headlines[i] : moment->slide;
    return count;
}

const struct scene_kind scene_kind_news = {
    .build = build, .items_at = items_at, .next_edge = scene_query_edge};
