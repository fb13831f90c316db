#include "core/text/paragraph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/paragraph_parts.h"

enum { RUN_BYTES = 4096 };

struct line_metrics {
    int ascent, descent, height;
};

static uint32_t tag(const char *name) {
    return (uint32_t)name[0] << 24 | (uint32_t)name[1] << 16 | (uint32_t)name[2] << 8 | (uint32_t)name[3];
}

/* Scripts that live inside the line height a designer chose for Latin. */
static bool ordinary_height(uint32_t script) {
    static const char *const names[] = {"Latn", "Cyrl", "Grek", "Hebr", "Hani", "Hira", "Kana", "Hang"};
    for (size_t i = 0; i < LENGTH(names); i++)
        if (script == tag(names[i]))
            return true;
    return false;
}

/* Noto's Arabic faces claim two ems a line, for stacked Quranic marks; plain text, vowelled or not, stays
 * within these. Nastaliq, which Urdu and Kashmiri are set in, slopes and needs all it claims. */
static void limit_arabic(const struct prepared *text, uint32_t script, int px, int *ascent, int *descent) {
    bool nastaliq = strncmp(text->language, "ur", 2) == 0 || strncmp(text->language, "ks", 2) == 0;
    if (script != tag("Arab") || nastaliq)
        return;
    *ascent = *ascent < px * 11 / 10 ? *ascent : px * 11 / 10;
    *descent = *descent < px / 2 ? *descent : px / 2;
}

static struct line_metrics line_metrics(const struct prepared *text, const struct paragraph_style *style,
                                        int px) {
    const struct measure *measure = text->measure;
    struct line_metrics result = {.ascent = px, .descent = px / 4};
    int base = measure->face(measure->context, 'x', text->weight, text->language), last = FACE_NONE;
    if (base != FACE_NONE)
        measure->metrics(measure->context, base, px, &result.ascent, &result.descent);
    double leading = style->leading > 0 ? style->leading : 1.25;
    result.height = (int)lround(leading * px);
    for (int i = 0; i < text->length; i++) {
        int ascent, descent, face = text->cells[i].face;
        if (face == last || face == FACE_NONE || face == base || ordinary_height(text->cells[i].script))
            continue;
        measure->metrics(measure->context, face, px, &ascent, &descent);
        limit_arabic(text, text->cells[i].script, px, &ascent, &descent);
        result.ascent = ascent > result.ascent ? ascent : result.ascent;
        result.descent = descent > result.descent ? descent : result.descent;
        if (result.height < result.ascent + result.descent)
            result.height = result.ascent + result.descent;
        last = face;
    }
    return result;
}

struct pen {
    struct draw_list *list;
    const struct prepared *text;
    int px, x, baseline;
    bool begins; /* the next run is the first of a line that the text itself began */
    struct colour colour;
};

static void put(struct pen *pen, int face, uint32_t script, bool rtl, const char *utf8, int length) {
    if (length == 0 || face == FACE_NONE)
        return;
    const struct measure *measure = pen->text->measure;
    int width = measure->width(measure->context, face, pen->px, script, rtl, utf8, (size_t)length);
    draw_run(pen->list,
             &(struct draw_text){.x = pen->x,
                                 .baseline = pen->baseline,
                                 .advance = width,
                                 .face = face,
                                 .px = pen->px,
                                 .script = script,
                                 .rtl = rtl,
                                 .begins = pen->begins,
                                 .colour = pen->colour},
             utf8, (size_t)length);
    pen->begins = false;
    pen->x += width;
}

/* "-" and "…" end the line in its base direction. */
static void put_suffix(struct pen *pen, const struct line *line) {
    const struct prepared *text = pen->text;
    const struct measure *measure = text->measure;
    if (*line->suffix == '\0')
        return;
    enum weight weight = line->end > 0 ? cell_weight(text, &text->cells[line->end - 1]) : text->weight;
    int face = measure->face(measure->context, *line->suffix == '-' ? '-' : 0x2026, weight, text->language);
    put(pen, face, tag("Latn"), false, line->suffix, (int)strlen(line->suffix));
}

static void put_part(struct pen *pen, int from, int to) {
    char utf8[RUN_BYTES];
    int length = run_utf8(pen->text, from, to, "", utf8, sizeof(utf8));
    put(pen, pen->text->cells[from].face, run_script(pen->text, from), run_rtl(pen->text, from), utf8,
        length);
}

static void put_backwards(struct pen *pen, int from, int to) {
    while (to > from) {
        int part = from;
        while (run_end(pen->text, part, to) < to)
            part = run_end(pen->text, part, to);
        put_part(pen, part, to);
        to = part;
    }
}

static void put_visual_runs(struct pen *pen, const struct line *line) {
    UErrorCode error = U_ZERO_ERROR;
    UBiDi *visual = ubidi_open();
    if (visual == NULL) {
        pen->list->overflow = true;
        return;
    }
    ubidi_setLine(pen->text->bidi, line->start, line->end, visual, &error);
    int count = ubidi_countRuns(visual, &error);
    for (int i = 0; i < count && U_SUCCESS(error); i++) {
        int start, length;
        bool rtl = ubidi_getVisualRun(visual, i, &start, &length) == UBIDI_RTL;
        int from = line->start + start, to = from + length;
        if (rtl) {
            put_backwards(pen, from, to);
            continue;
        }
        while (from < to) {
            int end = run_end(pen->text, from, to);
            put_part(pen, from, end);
            from = end;
        }
    }
    pen->list->overflow |= U_FAILURE(error);
    ubidi_close(visual);
}

static int line_x(const struct line *line, struct box box, enum align align, bool rtl) {
    if (align == ALIGN_CENTRE)
        return box.x + (box.w - line->width) / 2;
    return (align == ALIGN_START) == rtl ? box.x + box.w - line->width : box.x;
}

static void draw_lines(struct pen *pen, const struct lines *lines, struct box box, enum align align,
                       struct line_metrics metrics) {
    bool rtl = pen->text->rtl;
    int above = (metrics.height - metrics.ascent - metrics.descent) / 2 + metrics.ascent;
    for (int i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        pen->x = line_x(line, box, align, rtl);
        pen->baseline = box.y + i * metrics.height + above;
        pen->begins = line->start > 0 && pen->text->units[line->start - 1] == '\n';
        if (rtl)
            put_suffix(pen, line);
        if (line->end > line->start)
            put_visual_runs(pen, line);
        if (!rtl)
            put_suffix(pen, line);
    }
}

static int most_lines(const struct paragraph_style *style, struct box box, int height) {
    int room = height > 0 ? box.h / height : 1;
    if (room < 1)
        room = 1;
    return style->max_lines > 0 && style->max_lines < room ? style->max_lines : room;
}

static struct paragraph_size size_of(const struct lines *lines, int height) {
    struct paragraph_size size = {
        .height = lines->count * height, .lines = lines->count, .cut = lines->cut, .torn = lines->forced};
    for (int i = 0; i < lines->count; i++)
        if (lines->items[i].width > size.width)
            size.width = lines->items[i].width;
    return size;
}

struct paragraph_size paragraph(struct draw_list *list, const struct measure *measure, const char *text,
                                struct box box, const struct paragraph_style *style) {
    struct prepared prepared;
    struct lines lines;
    if (!prepared_init(&prepared, measure, text, style)) {
        if (list != NULL)
            list->overflow = true; /* out of memory: a list without its text is not to be shown */
        return (struct paragraph_size){.cut = true};
    }
    struct line_metrics metrics = line_metrics(&prepared, style, style->px);
    lines_fill(
        &lines, &prepared,
        &(struct line_room){style->px, box.w, most_lines(style, box, metrics.height), style->balanced});
    struct paragraph_size size = size_of(&lines, metrics.height);
    if (list != NULL) {
        struct pen pen = {.list = list, .text = &prepared, .px = style->px, .colour = style->colour};
        draw_lines(&pen, &lines, box, style->align, metrics);
    }
    prepared_finish(&prepared);
    return size;
}

int paragraph_fit(const struct measure *measure, const char *text, struct box box,
                  const struct paragraph_style *style, int min_px) {
    struct prepared prepared;
    struct lines lines;
    if (!prepared_init(&prepared, measure, text, style))
        return min_px;
    int low = min_px, high = style->px < min_px ? min_px : style->px, try = high;
    while (low < high) {
        struct line_metrics metrics = line_metrics(&prepared, style, try);
        lines_fill(&lines, &prepared,
                   &(struct line_room){try, box.w, most_lines(style, box, metrics.height), style->balanced});
        struct paragraph_size size = size_of(&lines, metrics.height);
        if (!size.cut && !lines.forced && size.width <= box.w && size.height <= box.h)
            low = try;
        else
            high = try - 1;
        try = (low + high + 1) / 2;
    }
    prepared_finish(&prepared);
    return low;
}
