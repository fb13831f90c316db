#include "player/first_sight_draw.h"

#include <stdio.h>
#include <string.h>

#include "core/draw/qr.h"
#include "player/builtin.h"

static const struct colour ground = {10, 25, 38, 255}, ink = {250, 246, 238, 255},
                           muted = {176, 190, 202, 255}, light = {255, 223, 158, 255},
                           panel = {20, 42, 62, 255}, warning = {233, 132, 84, 255};

/* Sizes in hundredths of the shorter side. */
struct page {
    const struct first_sight *sight;
    const struct measure *measure;
    struct draw_list *list;
    int width, height, unit_px, margin;
    bool upright;
};

static int units(const struct page *page, double n) {
    return (int)(n * page->unit_px / 100.0);
}

static struct paragraph_style style(const struct page *page, double size, enum weight weight,
                                    struct colour colour, const char *language) {
    return (struct paragraph_style){
        .px = units(page, size), .weight = weight, .colour = colour, .language = language, .leading = 1.3};
}

/* Returns where the next may begin. */
static int put(const struct page *page, const char *text, struct box box,
               const struct paragraph_style *wanted) {
    if (!text[0] || box.h <= 0)
        return box.y;
    return box.y + paragraph(page->list, page->measure, text, box, wanted).height;
}

/* One size for both languages: neither is the other's subtitle. */
static int title_px(const struct page *page, int width) {
    struct paragraph_style title = style(page, 5.8, WEIGHT_BOLD, ink, "da");
    for (int i = 0; i < FIRST_LANGUAGES; i++)
        title.px = paragraph_fit(page->measure, page->sight->said[i].title,
                                 (struct box){0, 0, width, units(page, 8)}, &title, units(page, 4.4));
    return title.px;
}

/* One language's words; where they end. */
static int put_words(const struct page *page, int which, struct box box) {
    static const char *const languages[] = {"da", "en"};
    struct paragraph_style title =
        style(page, 5.8, WEIGHT_BOLD, which == FIRST_DANISH ? ink : light, languages[which]);
    struct paragraph_style body = style(page, 3.5, WEIGHT_REGULAR, ink, languages[which]);
    title.leading = 1.12;
    title.max_lines = 2;
    title.px = title_px(page, box.w);
    int y = put(page, page->sight->said[which].title, box, &title) + units(page, 1.4);
    struct box rest = {box.x, y, box.w, box.y + box.h - y};
    if (rest.h > 0)
        body.px = paragraph_fit(page->measure, page->sight->said[which].body, rest, &body, units(page, 2.4));
    return put(page, page->sight->said[which].body, rest, &body);
}

/* The reason, as the program says it. */
static void put_detail(const struct page *page, int y, int bottom) {
    int pad = units(page, 2), bar = units(page, 0.7);
    struct paragraph_style plain = style(page, 2.9, WEIGHT_REGULAR, ink, "en");
    struct box inside = {page->margin + bar + pad, y + pad, page->width - 2 * page->margin - bar - 2 * pad,
                         bottom - y - 2 * pad};
    if (!page->sight->detail[0] || inside.h < plain.px)
        return;
    plain.px = paragraph_fit(page->measure, page->sight->detail, inside, &plain, units(page, 2.3));
    int h = paragraph(NULL, page->measure, page->sight->detail, inside, &plain).height;
    draw_rect(page->list, (struct box){page->margin, y, page->width - 2 * page->margin, h + 2 * pad}, panel,
              0);
    draw_rect(page->list, (struct box){page->margin, y, bar, h + 2 * pad},
              page->sight->trouble ? warning : light, 0);
    put(page, page->sight->detail, inside, &plain);
}

static int put_progress(const struct page *page, int y) {
    const struct first_sight *sight = page->sight;
    int room = page->width - 2 * page->margin, h = units(page, 1) + 1;
    int done = sight->done < sight->of ? sight->done : sight->of;
    if (sight->of <= 0)
        return y;
    int filled = (int)((int64_t)room * done / sight->of);
    draw_rect(page->list, (struct box){page->margin, y, room, h}, panel, h / 2);
    if (filled > h)
        draw_rect(page->list, (struct box){page->margin, y, filled, h}, light, h / 2);
    return y + h;
}

static void put_fact(const struct page *page, const char *label, const char *value, struct box box) {
    struct paragraph_style small = style(page, 2.4, WEIGHT_REGULAR, muted, "en");
    struct paragraph_style plain = style(page, 3.0, WEIGHT_MEDIUM, ink, "en");
    small.max_lines = 1;
    plain.max_lines = 2; /* whoever puts the screen up must be able to read all of a long address */
    int y = put(page, label, box, &small);
    struct box rest = {box.x, y, box.w, box.y + box.h - y};
    plain.px = paragraph_fit(page->measure, value[0] ? value : "–", rest, &plain, units(page, 2.3));
    put(page, value[0] ? value : "–", rest, &plain);
}

/* Machine, address, version: in a row, or one below the other where there is no room. Returns their top. */
static int put_facts(const struct page *page) {
    const struct first_sight *sight = page->sight;
    const struct {
        const char *label, *value;
        int hundredths;
    } facts[] = {{"Maskine · Machine", sight->host, 24},
                 {"Adresse · Address", sight->address, 58},
                 {"Version", sight->version, 18}};
    int row = units(page, page->upright ? 11 : 10), rows = page->upright ? 3 : 1,
        room = page->width - 2 * page->margin;
    int top = page->height - units(page, 5) - rows * row, x = page->margin;
    draw_rect(page->list, (struct box){page->margin, top - units(page, 2), room, units(page, 0.2) + 1}, panel,
              0);
    for (int i = 0; i < 3; i++) {
        int w = page->upright ? room : room * facts[i].hundredths / 100;
        int y = page->upright ? top + i * row : top;
        put_fact(page, facts[i].label, facts[i].value, (struct box){x, y, w - units(page, 2), row});
        x += page->upright ? 0 : w;
    }
    return top - units(page, 2);
}

/* As large as fits: each line of `text` on one line. */
static void put_large(const struct page *page, const char *text, int lines, struct box box) {
    struct paragraph_style large = style(page, 0, WEIGHT_BOLD, ink, "en");
    struct paragraph_size size;
    large.leading = 0.95; /* capitals and digits have nothing below */
    large.align = ALIGN_CENTRE;
    large.max_lines = lines;
    large.px = (int)(box.h / (lines * large.leading));
    do {
        size = paragraph(NULL, page->measure, text, box, &large);
    } while ((size.cut || size.torn || size.lines > lines) && (large.px = large.px * 24 / 25) > 8);
    box.y += (box.h - size.height) / 2;
    paragraph(page->list, page->measure, text, box, &large);
}

/* Dark on white, in whole pixels a module. */
static bool put_link(const struct page *page, struct box box) {
    struct qr qr;
    if (!qr_init(&qr, page->sight->enrol.url))
        return false;
    int side = box.w < box.h ? box.w : box.h, module = side / qr.side > 1 ? side / qr.side : 1;
    side = module * qr.side;
    struct box at = {box.x + (box.w - side) / 2, box.y, side, side};
    draw_rect(page->list, at, ink, 0);
    draw_modules(page->list, at, qr.side, qr.bits, (struct colour){0, 0, 0, 255});
    qr_finish(&qr);
    return true;
}

/* The code in two halves, which is how people read it out, beside or above what to do with it. */
static bool draw_enrolling(const struct page *page) {
    char code[sizeof page->sight->enrol.code];
    int room = page->width - 2 * page->margin, gap = units(page, 4), facts = put_facts(page) - units(page, 2);
    struct box large = {page->margin, page->margin, room * 66 / 100, facts - page->margin};
    struct box link = {large.x + large.w + gap, page->margin, room - large.w - gap, units(page, 29)};
    struct box words = {link.x, link.y + link.h + units(page, 2), link.w, 0};
    if (page->upright) {
        large = (struct box){page->margin, page->margin, room, units(page, 74)};
        link = (struct box){page->margin, large.y + large.h + gap, room * 36 / 100, room * 36 / 100};
        words = (struct box){link.x + link.w + gap, link.y, room - link.w - gap, 0};
    }
    snprintf(code, sizeof code, "%s", page->sight->enrol.code);
    code[strcspn(code, "-")] = '\n';
    put_large(page, code, 2, large);
    words.h = (facts - words.y) / 2; /* a long address leaves room for the other language */
    int end = put_words(page, FIRST_DANISH, words) + units(page, 2);
    put_words(page, FIRST_ENGLISH, (struct box){words.x, end, words.w, facts - end});
    return put_link(page, link);
}

static void draw_name(const struct page *page) {
    put_large(page, page->sight->name, page->upright ? 3 : 2,
              (struct box){page->margin, page->margin, page->width - 2 * page->margin,
                           page->height - 2 * page->margin});
}

bool first_sight_draw(const void *sight, const struct measure *measure, int width, int height,
                      struct draw_list *list) {
    struct page page = {sight, measure,       list, width, height, width < height ? width : height,
                        0,     height > width};
    page.margin = units(&page, 6.5);
    int sky = height * (page.upright ? 38 : 46) / 100;
    draw_rect(list, (struct box){0, 0, width, height}, ground, 0);
    if (page.sight->name[0]) {
        draw_name(&page);
        return !list->overflow;
    }
    if (page.sight->enrol.code[0])
        return draw_enrolling(&page) && !list->overflow;
    builtin_draw(list, (struct box){0, 0, width, sky});
    int top = sky * 78 / 100 + units(&page, 7), room = width - 2 * page.margin, gap = units(&page, 6);
    int facts = put_facts(&page), end;
    if (page.upright) {
        end = put_words(&page, FIRST_DANISH, (struct box){page.margin, top, room, facts - top});
        end += gap;
        end = put_words(&page, FIRST_ENGLISH, (struct box){page.margin, end, room, facts - end});
    } else {
        int half = (room - gap) / 2;
        end = put_words(&page, FIRST_DANISH, (struct box){page.margin, top, half, facts - top});
        int other =
            put_words(&page, FIRST_ENGLISH, (struct box){page.margin + half + gap, top, half, facts - top});
        end = other > end ? other : end;
    }
    end = put_progress(&page, end + units(&page, 3.5));
    put_detail(&page, end, facts - units(&page, 2.5));
    return !list->overflow;
}
