/* Take it along: a QR code, and the same address to be typed. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/draw/qr.h"
#include "guide/view/page_parts.h"
#include "guide/view/view_findings.h"

enum { ADDRESS_MAX = 2400 };
#define SIDE_MM 34.0 /* a phone reads 37 modules of 0.9 mm at arm's length */

static int side_px(const struct page *page) {
    int side = (int)(SIDE_MM * page->m.px_per_mm), least = page->m.body * 6;
    return side > least ? side : least;
}

/* As it is typed, with places where a line may end after "/", "-", "." and "?". */
static const char *address(const char *url, char *out, size_t size) {
    char plain[ADDRESS_MAX];
    const char *from = qr_readable(url, plain, sizeof plain);
    size_t used = 0;
    for (; *from && used + 5 < size; from++) {
        out[used++] = *from;
        if (strchr("/-.?&=_", *from) && from[1])
            used += (size_t)snprintf(out + used, size - used, "\u200b");
    }
    out[used] = '\0';
    return out;
}

static struct words_style address_style(const struct page *page, const char *text, int width) {
    struct words_style style = {.px = page->m.small,
                                .weight = WEIGHT_BOLD,
                                .colour = page->colour.ink,
                                .language = "en",
                                .silent = true};
    page_whole_words(page, text, width, &style);
    return style;
}

static struct words_style hint_style(const struct page *page) {
    return (struct words_style){.px = page->m.small, .colour = page->colour.muted};
}

struct arrangement {
    int side, x, y, w; /* of the words */
    bool below;
};

static struct arrangement arrange(const struct page *page, int width) {
    int side = side_px(page), gap = page->m.pad;
    if (side + gap + page->m.small * 9 > width)
        return (struct arrangement){side < width ? side : width, 0, side + gap / 2, width, true};
    return (struct arrangement){side, side + gap, 0, width - side - gap, false};
}

static int words_height(const struct page *page, const char *url, int width) {
    char text[ADDRESS_MAX];
    (void)address(url, text, sizeof text);
    struct words_style a = address_style(page, text, width), h = hint_style(page);
    return page_height(page, page_say(page, WORDS_TAKE_ALONG), width, &h, NULL) + page->m.small / 3 +
           page_height(page, text, width, &a, NULL);
}

int code_height(const struct page *page, const char *url, int width) {
    struct arrangement a = arrange(page, width);
    int words = words_height(page, url, a.w);
    return a.below ? a.y + words : words > a.side ? words : a.side;
}

void code_put(struct page *page, const char *url, struct box box) {
    struct arrangement a = arrange(page, box.w);
    struct qr qr;
    struct colour white = {255, 255, 255, 255}, black = {0, 0, 0, 255};
    struct box card = {box.x, box.y, a.side, a.side};
    if (!qr_init(&qr, url)) {
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
    char text[ADDRESS_MAX];
    (void)address(url, text, sizeof text);
    struct words_style hint = hint_style(page), bold = address_style(page, text, a.w);
    struct box at = {box.x + a.x, box.y + a.y, a.w, box.h - a.y};
    if (!a.below) {
        int spare = a.side - words_height(page, url, a.w);
        at.y += spare > 0 ? spare / 2 : 0;
        at.h -= spare > 0 ? spare / 2 : 0;
    }
    int h = page_words(page, page_say(page, WORDS_TAKE_ALONG), at, &hint) + page->m.small / 3;
    (void)page_words(page, text, (struct box){at.x, at.y + h, at.w, at.h - h}, &bold);
}
