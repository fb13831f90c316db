#include "guide/view/page_parts.h"
#include "guide/view/spoken_parts.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/utf8.h>

#include "core/base/fnv.h"
#include "core/scene/scene_findings.h"
#include "core/text/plain_text.h"
#include "guide/view/view_findings.h"
#include "guide/written/icon.h"

enum { UNLIMITED = 100000, MEASURED_MAX = 2048, COLUMNS = 12, LINE_PART = 14 };
#define LEADING 1.3
#define SCRIPT_COMMON ('Z' << 24 | 'y' << 16 | 'y' << 8 | 'y')

bool page_whole(const struct page *page) {
    return guide_language_whole(&page->guide->languages[page->language], page->request->drafts);
}

const char *page_say(const struct page *page, enum guide_word word) {
    return guide_say(page->guide, page->language, word);
}

const char *page_word(const struct page *page, enum word id) {
    return word(&page->guide->words, id, page->tag);
}

void page_fill(const struct page *page, enum guide_word word, const char *value, char *out, size_t size) {
    word_fill(page_say(page, word), value, NULL, out, size);
}

void page_fill_numbers(const struct page *page, enum guide_word word, int first, int second, char *out,
                       size_t size) {
    char digits[16];
    snprintf(digits, sizeof digits, "%d", second);
    word_fill_number(page_say(page, word), first, digits, out, size);
}

void page_report(struct page *page, const char *code, const char *english, const char *danish, ...) {
    struct finding_place at = {SEVERITY_WARNING, page->file ? page->file : GUIDE_FILE, page->line, 0};
    char behind[60];
    va_list values;
    va_start(values, danish);
    struct fail *found = report_vsaid(&page->view->problems, &at, code, english, danish, values);
    va_end(values);
    snprintf(behind, sizeof behind, " [%s]", page->tag);
    fail_wrap(found, "", behind);
}

const char *page_pick_aside(const struct page *page, const struct localized *text, const char **language) {
    const struct site *site = page->request->site;
    const struct localized_entry *entry =
        localized_pick(text, page->tag, site->languages, site->language_count);
    if (entry && language)
        *language = entry->language;
    return entry ? entry->text : NULL;
}

const char *page_pick(struct page *page, const struct localized *text, const char **language) {
    const char *in = NULL, *words = page_pick_aside(page, text, &in);
    if (words && strcmp(in, page->tag) != 0)
        page->fallback_language = in;
    if (words && language)
        *language = in;
    return words;
}

static struct box mirror(const struct page *page, struct box box) {
    if (page->rtl)
        box.x = page->m.width - box.x - box.w;
    return box;
}

struct box page_share(struct box box, int gap, int at, int count) {
    int x = (box.w + gap) * at / count, end = (box.w + gap) * (at + 1) / count - gap;
    return (struct box){box.x + x, box.y, end - x, box.h};
}

struct box page_columns(const struct page *page, int first, int count) {
    const struct box *content = &page->content;
    int gutter = 2 * page->m.gap, all = content->w + gutter;
    int x = all * first / COLUMNS, end = all * (first + count) / COLUMNS - gutter;
    return (struct box){content->x + x, content->y, end - x, content->h};
}

void page_rect(struct page *page, struct box box, struct colour colour, int radius) {
    draw_rect(&page->view->list, mirror(page, box), colour, radius);
}

void page_card(struct page *page, struct box box, struct colour fill, struct colour edge, int width) {
    page_rect(page, box, edge, page->m.radius);
    page_rect(page, (struct box){box.x + width, box.y + width, box.w - 2 * width, box.h - 2 * width}, fill,
              page->m.radius > width ? page->m.radius - width : 0);
}

static struct paragraph_style style_of(const struct page *page, const struct words_style *style) {
    const char *language = style->language ? style->language : page->tag;
    struct paragraph_style result = {.px = style->px,
                                     .weight = style->weight,
                                     .align = style->align,
                                     .colour = style->colour,
                                     .language = language,
                                     .leading = style->leading > 0 ? style->leading : LEADING,
                                     .max_lines = style->max_lines,
                                     .balanced = style->balanced};
    bool own = strcmp(language, page->tag) == 0;
    if (!own && language_rtl(language) != page->rtl &&
        result.align != ALIGN_CENTRE) /* sides are the page's */
        result.align = result.align == ALIGN_START ? ALIGN_END : ALIGN_START;
    return result;
}

/* The same words are measured for each number of columns and each leaf; laying them out is what costs. */
struct measured {
    struct {
        uint64_t key;
        struct paragraph_size size;
    } slots[MEASURED_MAX];
};

struct measured *measured_create(void) {
    return calloc(1, sizeof(struct measured));
}

void measured_destroy(struct measured *measured) {
    if (measured)
        explicit_bzero(measured, sizeof *measured);
    free(measured);
}

static struct paragraph_size measure(const struct page *page, const char *text, int width,
                                     const struct words_style *style) {
    struct paragraph_style set = style_of(page, style);
    int numbers[] = {width, set.px, (int)set.weight, set.max_lines, (int)(set.leading * 1000), set.balanced};
    uint64_t key = fnv64(FNV64, numbers, sizeof numbers);
    key = fnv64(key, set.language, strlen(set.language) + 1);
    key = fnv64(key, text, strlen(text));
    key += key == 0;
    size_t at = key % MEASURED_MAX;
    if (page->measured && page->measured->slots[at].key == key)
        return page->measured->slots[at].size;
    struct paragraph_size size =
        paragraph(NULL, page->request->measure, text, (struct box){0, 0, width, UNLIMITED}, &set);
    if (page->measured) {
        page->measured->slots[at].key = key;
        page->measured->slots[at].size = size;
    }
    return size;
}

int page_height(const struct page *page, const char *text, int width, const struct words_style *style,
                bool *torn) {
    if (!text || !*text)
        return 0;
    struct paragraph_size size = measure(page, text, width, style);
    if (torn)
        *torn |= size.torn;
    return size.height;
}

int page_width(const struct page *page, const char *text, const struct words_style *style) {
    return text && *text ? measure(page, text, UNLIMITED, style).width : 0;
}

/* Every character must have a font: an empty box instead of a letter is a defect of the content. */
static void check_faces(struct page *page, const char *text, const struct paragraph_style *style) {
    const char *package = NULL;
    uint32_t missing = paragraph_missing(page->request->measure, text, style, &package);
    if (missing)
        page_report(page, FOUND_NO_GLYPH, (unsigned)missing, text, package ? ": apt install " : "",
                    package ? package : "");
}

int page_words(struct page *page, const char *text, struct box box, const struct words_style *style) {
    if (!text || !*text)
        return 0;
    struct paragraph_style set = style_of(page, style);
    check_faces(page, text, &set);
    struct paragraph_size size =
        paragraph(&page->view->list, page->request->measure, text, mirror(page, box), &set);
    if (size.cut && style->max_lines == 0)
        page_report(page, FOUND_TEXT_CUT, style->px, box.w, box.h, text);
    else if (size.torn && style->max_lines == 0)
        page_report(page, FOUND_WORD_BROKEN, style->px, box.w, text);
    else if (size.height > box.h)
        page_report(page, FOUND_TEXT_HIGH, size.height, box.h, text);
    page->said.words += text_words(text);
    if (!style->silent)
        page_speak(page, style->language, text);
    return size.height;
}

void page_words_middle(struct page *page, const char *text, struct box box, const struct words_style *style) {
    int height = page_height(page, text, box.w, style, NULL);
    int spare = box.h > height ? (box.h - height) / 2 : 0;
    (void)page_words(page, text, (struct box){box.x, box.y + spare, box.w, box.h - spare}, style);
}

void page_one_line(const struct page *page, const char *text, int width, struct words_style *style) {
    while (style->px > page->m.least && page_width(page, text, style) > width)
        style->px = type_below(&page->m.type, style->px);
}

void page_whole_words(const struct page *page, const char *text, int width, struct words_style *style) {
    for (bool torn = true;; style->px = type_below(&page->m.type, style->px)) {
        torn = false;
        (void)page_height(page, text, width, style, &torn);
        if (!torn || style->px == page->m.least)
            return;
    }
}

void page_raise_reach(struct page *page, int need) {
    int top = page->content.y + page->content.h - need;
    top = top > page->m.reach_must ? top : page->m.reach_must;
    if (top < page->m.reach_top)
        page->m.reach_top = top;
}

static int at_least(int px, double least) {
    return px > least ? px : (int)ceil(least);
}

void page_grow(struct page *page, int steps) {
    struct metrics base = metrics_make(page->request->screen, page->m.width, page->m.height, page->state);
    const struct type_scale *type = &base.type;
    double mm = page->m.px_per_mm;
    steps -= page->smaller;
    page->m.body = type_px(type, type->read + steps);
    page->m.small = type_px(type, type->read + TYPE_SMALL + steps);
    page->m.head = type_px(type, type_step_for(type, -TYPE_MOST, base.head) + steps);
    page->m.answer = type_px(type, type_step_for(type, -TYPE_MOST, base.answer) + steps);
    page->m.pad = base.pad * page->m.body / base.body;
    page->m.button = base.button * page->m.body / base.body;
    page->m.button = at_least(page->m.button, METRICS_PRIMARY_MM * mm);
    page->m.touch = base.touch;
    if (page->m.body < base.body)
        page->m.touch = at_least(base.touch * page->m.body / base.body, METRICS_TOUCH_MM * mm);
}

const char *page_sign(const char *name) {
    const char *sign = name ? icon_find(name) : NULL;
    return sign ? sign : "";
}

/* Signs with a direction have a partner that points the other way. */
static const char *turned(const char *icon) {
    static const char *const pairs[][2] = {
        {"arrow_back", "arrow_forward"}, {"chevron_left", "chevron_right"}, {"skip_previous", "skip_next"}};
    for (size_t i = 0; i < LENGTH(pairs); i++)
        for (int k = 0; k < 2; k++)
            if (strcmp(page_sign(pairs[i][k]), icon) == 0)
                return page_sign(pairs[i][1 - k]);
    return icon;
}

void page_icon(struct page *page, const char *icon, struct box box, int px, struct colour colour) {
    if (!icon || !*icon)
        return;
    const struct measure *measure = page->request->measure;
    const char *sign = page->rtl ? turned(icon) : icon;
    int32_t at = 0, length = (int32_t)strlen(sign);
    UChar32 c;
    U8_NEXT((const uint8_t *)sign, at, length, c);
    int face = measure->face(measure->context, (uint32_t)c, WEIGHT_REGULAR, "en"), ascent, descent;
    if (face == FACE_NONE) {
        page_report(page, FOUND_NO_SIGNS);
        return;
    }
    measure->metrics(measure->context, face, px, &ascent, &descent);
    int width = measure->width(measure->context, face, px, SCRIPT_COMMON, false, sign, (size_t)length);
    box = mirror(page, box);
    draw_run(&page->view->list,
             &(struct draw_text){.x = box.x + (box.w - width) / 2,
                                 .baseline = box.y + (box.h + ascent - descent) / 2,
                                 .advance = width,
                                 .face = face,
                                 .px = px,
                                 .script = SCRIPT_COMMON,
                                 .rtl = false,
                                 .colour = colour},
             sign, (size_t)length);
}

struct target *page_target(struct page *page, struct box box, const struct action *action, enum role role,
                           bool primary, bool on, const char *label) {
    struct view *view = page->view;
    if (view->target_count == VIEW_TARGETS_MAX) {
        page_report(page, FOUND_TARGETS_MANY, VIEW_TARGETS_MAX, label);
        page->failed = true;
        return NULL;
    }
    struct target *target = &view->targets[view->target_count];
    *target = (struct target){.box = mirror(page, box),
                              .action = *action,
                              .role = role,
                              .primary = primary,
                              .on = on,
                              .radius = page->m.radius,
                              .line = page->m.touch / LINE_PART + 2,
                              .mark = page->colour.ink};
    target->hit = target->box;
    target->hit.h += target->box.h / 5; /* fingers land low (touch-and-access G3) */
    label = label ? label : "";
    snprintf(target->label, sizeof target->label, "%.*s", (int)text_cut(label, sizeof target->label - 1),
             label);
    snprintf(target->language, sizeof target->language, "%s", page->tag);
    view->target_count++;
    return target;
}

void page_speak(struct page *page, const char *language, const char *text) {
    char spoken[UTTERANCE_MAX];
    if (!page->said.parts || page->said.part == PART_COUNT)
        return;
    spoken_write(&page->guide->people, text, spoken, sizeof spoken);
    spoken_add(page->guide, language && spoken_has_letters(spoken) ? language : page->tag, spoken,
               &page->said.parts[page->said.part]);
    explicit_bzero(spoken, strlen(spoken));
}

void page_unspeak(struct page *page) {
    if (page->said.parts)
        explicit_bzero(page->said.parts, PART_COUNT * sizeof *page->said.parts);
}

void page_untouch(struct page *page) {
    page->view->target_count = 0;
    if (page->view->stops)
        explicit_bzero(page->view->stops, sizeof *page->view->stops);
}
