#include "core/scene/scene_findings.h"
#include "core/scene/scene_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { STEPS = 16, UNLIMITED = 100000, BELOW_HEADING = 85 /* % of its size */ };
#define LAST_RESORT 0.6 /* of the min size, before anything is cut */
#define LIFT_MOST 0.34  /* of a picture's height; with less of it nobody knows what it shows */

static struct paragraph_style style_of(const struct scene *scene, const struct stack_item *item, int px) {
    return (struct paragraph_style){.px = px,
                                    .weight = item->weight,
                                    .align = item->align,
                                    .colour = item->colour,
                                    .language = part_language(scene, item->text, item->language),
                                    .leading = item->leading,
                                    .max_lines = item->max_lines,
                                    .balanced = item->heading,
                                    .loose = item->loose};
}

static bool shown(const struct stack_item *item) {
    return item->text && *item->text;
}

/* Languages written without spaces break anywhere; elsewhere a word that does not fit would be torn. */
static bool has_words(const char *language) {
    static const char *const without[] = {"zh", "ja", "th", "lo", "km", "my"};
    for (size_t i = 0; i < LENGTH(without); i++)
        if (strncmp(language, without[i], 2) == 0)
            return false;
    return true;
}

static size_t word_end(const char *text) {
    static const char soft_hyphen[] = "\xc2\xad";
    size_t n = strcspn(text, " \n-/");
    const char *soft = strstr(text, soft_hyphen);
    return soft && soft < text + n ? (size_t)(soft - text) : n;
}

static int longest_word(const struct scene *scene, const struct stack_item *item, int px) {
    struct paragraph_style style = style_of(scene, item, px);
    style.max_lines = 0;
    int longest = 0;
    for (const char *at = item->text; *at;) {
        size_t length = word_end(at);
        char word[200];
        if (length > 3 && length < sizeof word - 4) {
            snprintf(word, sizeof word, "%.*s-", (int)length, at);
            struct paragraph_size size = paragraph(NULL, scene->request->measure, word,
                                                   (struct box){0, 0, UNLIMITED, UNLIMITED}, &style);
            longest = size.width > longest ? size.width : longest;
        }
        at += length ? length : 1;
    }
    return longest;
}

int stack_width(const struct scene *scene, const struct stack_item *item, int most) {
    struct paragraph_style style = style_of(scene, item, item->px);
    return paragraph(NULL, scene->request->measure, item->text, (struct box){0, 0, most, UNLIMITED}, &style)
        .width;
}

static int bar_height(const struct scene *scene) {
    return scene->scale.body_min / 9 > 2 ? scene->scale.body_min / 9 : 2;
}

/* The space below counts from the top of the capitals, which stand about a sixth of an em under the line's.
 */
static int bar_room(const struct scene *scene, const struct stack_item *item, int px) {
    int em = scene->scale.body_min, space = em * 6 / 10 - px / 6;
    return item->bar ? bar_height(scene) + (space > em / 8 ? space : em / 8) : 0;
}

static int item_px(const struct stack_item *item, double share) {
    int px = share >= 0 ? (int)lround(item->min_px + (item->max_px - item->min_px) * share)
                        : (int)lround(item->min_px * (1 + share));
    return px > item->line_max ? item->line_max : px;
}

/* Height at `share` (1: max … 0: min … -0.4: last resort); *fits is false when some text was cut. */
static int height_at(const struct scene *scene, struct stack_item *items, size_t count, int width,
                     double share, bool *fits) {
    int height = 0;
    for (size_t i = 0; i < count; i++) {
        if (!shown(&items[i]))
            continue;
        int px = items[i].px = item_px(&items[i], share);
        struct paragraph_style style = style_of(scene, &items[i], px);
        struct paragraph_size size = paragraph(NULL, scene->request->measure, items[i].text,
                                               (struct box){0, 0, width, UNLIMITED}, &style);
        if (size.cut && items[i].max_lines == 0)
            *fits = false;
        height +=
            (height ? (int)lround(items[i].before * px) : 0) + bar_room(scene, &items[i], px) + size.height;
    }
    return height;
}

static bool fits_at(const struct scene *scene, struct stack_item *items, size_t count, int width, int height,
                    double share, int *used) {
    bool fits = true;
    *used = height_at(scene, items, count, width, share, &fits);
    return fits && *used <= height;
}

static void report_wide(struct scene *scene, const struct stack_item *item) {
    if (item->address)
        part_report(scene, FOUND_WIDE_ADDRESS, item->text);
    else
        part_report(scene, FOUND_WIDE_WORD, item->text);
}

/* A heading that its longest word makes small stays larger than what stands below it. */
static void limit_by_headings(struct stack_item *items, size_t count) {
    const struct stack_item *heading = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!shown(&items[i]))
            continue;
        int most = heading ? heading->line_max * BELOW_HEADING / 100 : 0;
        if (items[i].heading)
            heading = &items[i];
        else if (heading && items[i].line_max > most)
            items[i].line_max = most > items[i].min_px ? most : items[i].min_px;
    }
}

static void limit_by_words(struct scene *scene, struct stack_item *items, size_t count, int width) {
    for (size_t i = 0; i < count; i++) {
        items[i].line_max = items[i].max_px;
        if (!shown(&items[i]) || !has_words(items[i].language ? items[i].language : scene->language))
            continue;
        int longest = longest_word(scene, &items[i], items[i].max_px);
        if (longest <= width)
            continue;
        int limit = (int)((double)items[i].max_px * width / longest);
        if (limit < items[i].min_px && items[i].max_lines == 0)
            report_wide(scene, &items[i]);
        int last = (int)(items[i].min_px * LAST_RESORT);
        items[i].line_max = limit > last ? limit : last;
    }
    limit_by_headings(items, count);
}

/* What is best made shorter when not everything fits. */
static const char *longest_text(const struct stack_item *items, size_t count) {
    const char *longest = NULL;
    for (size_t i = 0; i < count; i++)
        if (shown(&items[i]) && items[i].max_lines == 0 &&
            (!longest || strlen(items[i].text) > strlen(longest)))
            longest = items[i].text;
    return longest;
}

/* Smaller than what is readable, and said so. Returns the height. */
static int last_resort(struct scene *scene, struct stack_item *items, size_t count, int width, int height) {
    const char *text = longest_text(items, count);
    int used = 0;
    if (text)
        part_report(scene, FOUND_TOO_LONG, (int)scene->request->screen->viewing_distance_mm, text);
    for (double share = -0.1; share > LAST_RESORT - 1.01; share -= 0.1)
        if (fits_at(scene, items, count, width, height, share, &used))
            return used;
    return used < height ? used : height;
}

static void loosen(struct stack_item *items, size_t count, bool loose) {
    for (size_t i = 0; i < count; i++)
        items[i].loose = loose;
}

bool stack_fits(struct scene *scene, struct stack_item *items, size_t count, int width, int height) {
    struct report *report = scene->report;
    int used = 0;
    scene->report = NULL;
    limit_by_words(scene, items, count, width);
    scene->report = report;
    loosen(items, count, false);
    return fits_at(scene, items, count, width, height, 0, &used);
}

int stack_lift(struct scene *scene, struct stack_item *items, size_t count, struct box text, int photo_h) {
    int step = photo_h / 12 > 1 ? photo_h / 12 : 1, lift = 0;
    while (lift + step <= photo_h * LIFT_MOST && !stack_fits(scene, items, count, text.w, text.h + lift))
        lift += step;
    return lift;
}

int stack_fit(struct scene *scene, struct stack_item *items, size_t count, int width, int height) {
    int used = 0;
    limit_by_words(scene, items, count, width);
    loosen(items, count, false);
    if (fits_at(scene, items, count, width, height, 1, &used))
        return used;
    if (!fits_at(scene, items, count, width, height, 0, &used)) {
        loosen(items, count, true); /* to be read matters more than where lines end */
        if (!fits_at(scene, items, count, width, height, 0, &used)) {
            loosen(items, count, false);
            return last_resort(scene, items, count, width, height);
        }
    }
    int low = 0, high = STEPS;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (fits_at(scene, items, count, width, height, (double)middle / STEPS, &used))
            low = middle;
        else
            high = middle;
    }
    (void)fits_at(scene, items, count, width, height, (double)low / STEPS, &used);
    return used;
}

static void draw_bar(struct scene *scene, const struct stack_item *item, int *y, const struct box *box) {
    int w = scene->scale.body_min * 5 / 4;
    int x = item->align == ALIGN_CENTRE ? box->x + (box->w - w) / 2 : box->x;
    part_rect(scene, (struct box){x, *y, w, bar_height(scene)}, scene->theme->accent, 0);
    *y += bar_room(scene, item, item->px);
}

void stack_draw(struct scene *scene, const struct stack_item *items, size_t count, struct box box,
                enum valign valign) {
    int total = 0;
    for (size_t i = 0; i < count; i++) {
        if (!shown(&items[i]))
            continue;
        struct paragraph_style style = style_of(scene, &items[i], items[i].px);
        total += (total ? (int)lround(items[i].before * items[i].px) : 0) +
                 bar_room(scene, &items[i], items[i].px) +
                 paragraph(NULL, scene->request->measure, items[i].text, (struct box){0, 0, box.w, UNLIMITED},
                           &style)
                     .height;
    }
    int spare = box.h > total ? box.h - total : 0;
    int start = box.y + (valign == VALIGN_TOP ? 0 : valign == VALIGN_MIDDLE ? spare / 2 : spare);
    int y = start;
    for (size_t i = 0; i < count; i++) {
        if (!shown(&items[i]))
            continue;
        if (y > start)
            y += (int)lround(items[i].before * items[i].px);
        if (items[i].bar)
            draw_bar(scene, &items[i], &y, &box);
        struct paragraph_style style = style_of(scene, &items[i], items[i].px);
        size_t first = scene->list->count;
        y += part_paragraph(scene, items[i].text, (struct box){box.x, y, box.w, box.y + box.h - y}, &style)
                 .height;
        if (items[i].strike)
            part_strike(scene, first);
    }
}

void stack_put(struct scene *scene, struct stack_item *items, size_t count, struct box box,
               enum valign valign) {
    (void)stack_fit(scene, items, count, box.w, box.h);
    stack_draw(scene, items, count, box, valign);
}
