/* Take it along: a QR code, and the same address to be typed, beneath it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/draw/qr.h"
#include "core/site/counted.h"
#include "guide/view/stop_parts.h"
#include "guide/view/view_findings.h"

enum { ADDRESS_MAX = 2400 };
#define ZERO_SPACE "\u200b"
#define WORD_JOINER "\u2060"

/* mm: from what is read a step away to the 37 modules of 0.9 mm that a phone reads at arm's length. */
static const double sides_mm[CODE_SMALLEST + 1] = {60, 51, 42, 34};

/* Whose code it is: a page, the list an entry is of, or a place that there is once. */
static const char *shown_id(const struct page *page) {
    const struct spot *spot = &page->state->spot;
    size_t number = spot->place == PLACE_PAGE    ? spot->of
                    : spot->place == PLACE_ENTRY ? spot->of >> 16
                                                 : GUIDE_PAGES_MAX;
    return number < page->guide->page_count ? page->guide->pages[number].id : place_name(spot->place);
}

static const char *counted_url(const struct page *page, const char *url, char out[COUNTED_BYTES]) {
    return counted_address(page->request->site, page->request->screen, COUNTED_IN_GUIDE, shown_id(page), url,
                           out);
}

/* The nearest at which every module has as many whole px: what is over would be an empty margin. */
static int whole_modules(int side, int modules, int width) {
    int less = modules > 0 ? side / modules * modules : side, more = less + modules;
    bool up = less == 0 || more - side < side - less;
    return up && more <= width ? more : less > 0 ? less : side;
}

static int side_px(const struct page *page, const char *url, int width) {
    int side = (int)(sides_mm[page->code_step] * page->m.px_per_mm);
    int least = page->m.body * (18 - 2 * page->code_step) / 3;
    char counted[COUNTED_BYTES];
    side = side > least ? side : least;
    return whole_modules(side < width ? side : width, qr_side(counted_url(page, url, counted)), width);
}

/* As it is typed. A line may end after "/"; where that is not enough (`anywhere`) also before "-", ".", "?",
 * "&", "=", "_" and "%", but never after a hyphen ("a--b", too): nobody would know whether it is typed. */
static const char *address(const char *url, bool anywhere, char *out, size_t size) {
    char plain[ADDRESS_MAX];
    const char *from = qr_readable(url, plain, sizeof plain);
    size_t used = 0;
    for (char last = '\0'; *from && used + 10 < size; last = *from++) {
        bool before = anywhere && used && last != '-' && strchr("-.?&=_%", *from),
             slash = *from == '/' && from[1];
        used += (size_t)snprintf(out + used, size - used, "%s%c%s", before ? ZERO_SPACE : "", *from,
                                 slash                    ? ZERO_SPACE
                                 : strchr("-?!", from[0]) ? WORD_JOINER
                                                          : "");
    }
    out[used] = '\0';
    return out;
}

/* Whole between slashes if letters two steps smaller allow it; else in more pieces. */
static struct words_style address_words(const struct page *page, const char *url, int width, char *out) {
    struct words_style style = {.px = page->m.small,
                                .weight = WEIGHT_BOLD,
                                .colour = page->colour.ink,
                                .language = "en",
                                .leading = 1.2,
                                .silent = true};
    int smallest = type_below(&page->m.type, type_below(&page->m.type, style.px));
    bool torn = false;
    page_whole_words(page, address(url, false, out, ADDRESS_MAX), width, &style);
    (void)page_height(page, out, width, &style, &torn);
    if (style.px >= smallest && !torn)
        return style;
    style.px = page->m.small;
    page_whole_words(page, address(url, true, out, ADDRESS_MAX), width, &style);
    return style;
}

static struct words_style hint_style(const struct page *page) {
    return (struct words_style){.px = page->m.small, .colour = page->colour.muted, .leading = 1.2};
}

/* The hint stands beside the code where it has room, else below a large one; the address always beneath both.
 */
struct arrangement {
    int side, hint_h, address_h;
    struct box hint; /* beside the code or below it */
    int height;
};

static struct arrangement arrange(const struct page *page, const char *url, int width) {
    struct arrangement a = {.side = side_px(page, url, width)};
    int gap = page->m.pad, unit = page->m.unit, beside = width - a.side - gap;
    struct words_style hint = hint_style(page);
    char text[ADDRESS_MAX];
    bool torn = false;
    struct words_style bold = address_words(page, url, width, text);
    a.address_h = page_height(page, text, width, &bold, NULL);
    a.hint_h = page_height(page, page_say(page, WORDS_TAKE_ALONG), beside, &hint, &torn);
    if (beside >= page->m.small * 6 && !torn && a.hint_h <= a.side) {
        a.hint = (struct box){a.side + gap, (a.side - a.hint_h) / 2, beside, a.hint_h};
        a.height = a.side + unit + a.address_h;
    } else {
        a.hint_h = page->code_step == CODE_SMALLEST
                       ? 0
                       : page_height(page, page_say(page, WORDS_TAKE_ALONG), width, &hint, NULL);
        a.hint = (struct box){0, a.side + unit, width, a.hint_h};
        a.height = a.side + unit + a.hint_h + unit + a.address_h;
    }
    return a;
}

int code_height(const struct page *page, const char *url, int width) {
    return arrange(page, url, width).height;
}

bool code_fit(struct page *page, bool (*fits)(struct page *page, void *context), void *context) {
    int before = page->code_step;
    for (; page->code_step <= CODE_SMALLEST; page->code_step++)
        if (fits(page, context))
            return true;
    page->code_step = before;
    return false;
}

int code_address_height(const struct page *page, const char *url, int width) {
    char text[ADDRESS_MAX];
    struct words_style style = address_words(page, url, width, text);
    return page_height(page, text, width, &style, NULL);
}

void code_put_address(struct page *page, const char *url, struct box box) {
    char text[ADDRESS_MAX];
    struct words_style style = address_words(page, url, box.w, text);
    page_stop(page, box, (struct stop){.kind = STOP_TEXT}, NULL, text);
    (void)page_words(page, text, box, &style);
    page_speak(page, NULL, text);
}

void code_put(struct page *page, const char *url, struct box box) {
    struct arrangement a = arrange(page, url, box.w);
    struct qr qr;
    struct colour white = {255, 255, 255, 255}, black = {0, 0, 0, 255};
    struct box card = {box.x, box.y, a.side, a.side};
    char counted[COUNTED_BYTES];
    if (!qr_init(&qr, counted_url(page, url, counted))) {
        page->failed |= errno == ENOMEM;
        page_report(page, FOUND_CODE_TOO_LONG, url);
        return;
    }
    page_rect(page, card, white, page->m.radius);
    if (page->rtl)
        card.x = page->m.width - card.x - card.w;
    draw_modules(&page->view->list, card, qr.side, qr.bits, black);
    qr_finish(&qr);
    page->view->qr = true;
    struct words_style hint = hint_style(page);
    enum page_part part = page->said.part;
    page->said.part = PART_ASIDE;
    if (a.hint_h > 0)
        (void)page_words(page, page_say(page, WORDS_TAKE_ALONG),
                         (struct box){box.x + a.hint.x, box.y + a.hint.y, a.hint.w, a.hint.h}, &hint);
    code_put_address(page, url, (struct box){box.x, box.y + a.height - a.address_h, box.w, a.address_h});
    page->said.part = part;
}
