/* What stands where nobody reaches: a picture or a calm field, and a few words. */
#include "guide/view/page_parts.h"

enum { STRIP_PERCENT = 60 /* of its height for the letters */ };

bool page_has_picture(const struct page *page, const struct picture *picture) {
    int w = 0, h = 0;
    const struct view_request *request = page->request;
    return picture && picture->asset && !page->state->aids.high_contrast && request->picture_size &&
           request->picture_size(request->picture_context, picture->asset, &w, &h) && h > 0;
}

bool page_picture(struct page *page, const struct picture *picture, struct box box) {
    struct box at = box;
    if (!page_has_picture(page, picture))
        return false;
    if (page->rtl)
        at.x = page->m.width - at.x - at.w;
    draw_picture(&page->view->list, at, picture->asset, picture->fit, picture->focus_x, picture->focus_y,
                 page->m.radius);
    return true;
}

bool page_scene_put(struct page *page, const struct picture *picture, struct box box) {
    if (!page_picture(page, picture, box))
        return false;
    page->said.pictured = picture;
    return true;
}

/* The words stand on a plain ground at the picture's foot. */
static void put_caption(struct page *page, const char *words, struct box box,
                        const struct words_style *style) {
    int inner = box.w - 2 * page->m.pad, h = page_height(page, words, inner, style, NULL) + page->m.pad;
    struct box strip = {box.x, box.y + box.h - h, box.w, h};
    page_rect(page, strip, page->colour.door, page->m.radius);
    page_rect(page, (struct box){strip.x, strip.y, strip.w, page->m.radius}, page->colour.door, 0);
    page_words_middle(page, words, (struct box){strip.x + page->m.pad, strip.y, inner, h}, style);
}

static void put_field(struct page *page, const char *icon, const char *words, struct box box,
                      const struct words_style *style) {
    int sign = page->m.title * 4, inner = box.w - 2 * page->m.margin;
    int h = page_height(page, words, inner, style, NULL);
    bool room = box.h > h + sign + 3 * page->m.pad;
    int y = box.y + (box.h - h - (room ? sign + page->m.pad : 0)) / 2;
    page_rect(page, box, page->colour.door, page->m.radius);
    if (room)
        page_icon(page, icon, (struct box){box.x, y, box.w, sign}, sign, page->colour.on_door);
    (void)page_words(page, words,
                     (struct box){box.x + page->m.margin, y + (room ? sign + page->m.pad : 0), inner, h},
                     style);
}

static struct words_style hero_style(const struct page *page, const char *language) {
    return (struct words_style){.px = page->m.title,
                                .weight = WEIGHT_BOLD,
                                .align = ALIGN_CENTRE,
                                .colour = page->colour.on_door,
                                .language = language};
}

bool hero_fits(const struct page *page, const char *words, const char *language) {
    struct words_style style = hero_style(page, language);
    int w = page->content.w - 2 * page->m.margin,
        h = page->m.reach_top - page->content.y - page->m.gap - page->headroom;
    bool torn = false;
    int least = page_height(page, words ? words : "", w, &style, &torn) + 2 * page->m.pad;
    return h >= least && h >= page->m.title * 3 && !torn;
}

/* Words alone in a strip above what is reached. */
static bool put_strip(struct page *page, const char *words, const char *language) {
    const struct metrics *m = &page->m;
    int room = m->reach_top - m->gap - page->content.y;
    struct words_style style = {.px = type_at_most(&m->type, room * STRIP_PERCENT / 100),
                                .weight = WEIGHT_BOLD,
                                .colour = page->colour.mark,
                                .language = language,
                                .leading = 1.2};
    if (style.px > m->title)
        style.px = m->title;
    if (!*words || page_height(page, words, page->content.w, &style, NULL) > room)
        return false;
    page_words_middle(page, words, (struct box){page->content.x, page->content.y, page->content.w, room},
                      &style);
    page->content.y += room + m->gap; /* what else is read begins below */
    page->content.h -= room + m->gap;
    return true;
}

bool hero_put(struct page *page, const struct picture *picture, const char *icon, const char *words,
              const char *language) {
    struct box box = page->content;
    box.h = page->m.reach_top - box.y - page->m.gap - page->headroom;
    struct words_style style = hero_style(page, language);
    if (!words)
        words = "";
    if (!hero_fits(page, words, language))
        return put_strip(page, words, language);
    page->hero = true;
    if (!picture || !picture->asset)
        picture = page_scene(page);
    if (!page_scene_put(page, picture, box)) {
        put_field(page, icon, words, box, &style);
        return true;
    }
    style.align = ALIGN_START;
    if (*words)
        put_caption(page, words, box, &style);
    return true;
}
