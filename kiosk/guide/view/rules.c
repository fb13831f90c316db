#include "guide/view/rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/draw/colour.h"
#include "core/site/scale.h"
#include "guide/view/rules_parts.h"

enum { SHARE_COVERED = 60 /* percent of a text that a rectangle must lie under to be its ground */ };

void rules_complain(struct judge *judge, const char *format, ...) {
    char text[300];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    report_add(judge->report, SEVERITY_ERROR, "", 0, 0, "%s: %s", judge->where, text);
    judge->count++;
}

static void check_size(struct judge *judge, const struct target *target) {
    int least = target->primary ? (int)(METRICS_PRIMARY_MM * judge->m.px_per_mm)
                                : (int)(METRICS_TOUCH_MM * judge->m.px_per_mm);
    const struct box *box = &target->box;
    if (box->w < least || box->h < least)
        rules_complain(judge, "\"%s\" is %.1f × %.1f mm; at least %.0f mm are needed", target->label,
                       box->w / judge->m.px_per_mm, box->h / judge->m.px_per_mm,
                       target->primary ? METRICS_PRIMARY_MM : METRICS_TOUCH_MM);
    if (!rules_inside(*box, (struct box){0, 0, judge->m.width, judge->m.height}))
        rules_complain(judge, "\"%s\" lies outside the picture", target->label);
    if (target->hit.y + target->hit.h < box->y + box->h + box->h / 6)
        rules_complain(judge, "the hit area of \"%s\" does not reach below it", target->label);
    if (target->label[0] == '\0')
        rules_complain(judge, "something to touch at %d, %d has no name", box->x, box->y);
    if (target->action.verb == VERB_NONE)
        rules_complain(judge, "\"%s\" does nothing", target->label);
}

static void check_reach(struct judge *judge, const struct target *target) {
    enum place place = judge->request->state->spot.place;
    if (place == PLACE_TOUCH_TEST) /* staff touch the corners of the panel, wherever they are */
        return;
    if (target->box.y < judge->m.reach_must)
        rules_complain(
            judge, "\"%s\" begins at %.0f mm above the floor; %.0f mm can be reached", target->label,
            judge->request->screen->touch.bottom_mm + (judge->m.height - target->box.y) / judge->m.px_per_mm,
            judge->request->state->aids.easy_reach ? METRICS_EASY_REACH_MM : METRICS_REACH_MM);
    else if (target->box.y < judge->view->reach_top)
        rules_complain(judge, "\"%s\" stands %.1f mm above what the page calls its reach", target->label,
                       (judge->view->reach_top - target->box.y) / judge->m.px_per_mm);
}

static int gap_between(const struct box *a, const struct box *b) {
    int x = a->x > b->x ? a->x - b->x - b->w : b->x - a->x - a->w;
    int y = a->y > b->y ? a->y - b->y - b->h : b->y - a->y - a->h;
    return x > y ? x : y;
}

static void check_gaps(struct judge *judge) {
    int least = (int)(METRICS_GAP_MM * judge->m.px_per_mm);
    for (int i = 0; i < judge->view->target_count; i++)
        for (int k = i + 1; k < judge->view->target_count; k++) {
            const struct target *a = &judge->view->targets[i], *b = &judge->view->targets[k];
            int gap = gap_between(&a->box, &b->box);
            if (gap < least)
                rules_complain(judge, "\"%s\" and \"%s\" are %.1f mm apart; at least %.0f mm are needed",
                               a->label, b->label, gap / judge->m.px_per_mm, METRICS_GAP_MM);
        }
}

/* The topmost opaque thing below a text that carries most of it; false when that is a picture. */
static bool ground(const struct draw_list *list, size_t text, struct colour *out) {
    struct box box = rules_ink(&list->items[text]);
    int64_t area = (int64_t)box.w * box.h;
    for (size_t i = text; i-- > 0;) {
        const struct draw_item *item = &list->items[i];
        if (item->kind != DRAW_RECT && item->kind != DRAW_PICTURE && item->kind != DRAW_FILM &&
            item->kind != DRAW_MODULES)
            continue;
        if (rules_common(box, item->box) * 100 < area * SHARE_COVERED || item->colour.a < 255)
            continue;
        *out = item->colour;
        return item->kind == DRAW_RECT && !item->gradient;
    }
    return false;
}

static void check_text(struct judge *judge, size_t at, int smallest) {
    const struct draw_item *item = &judge->view->list.items[at];
    struct colour back;
    double least = judge->request->state->aids.high_contrast ? CONTRAST_ENHANCED : CONTRAST_TEXT;
    struct box box = rules_ink(item);
    if (item->text == NULL || item->box.w == 0)
        return;
    if (!rules_inside(box,
                      (struct box){-1, -item->px / 4, judge->m.width + 2, judge->m.height + item->px / 4}))
        rules_complain(judge, "text runs out of the picture: \"%.60s\"", item->text);
    if (item->px < smallest)
        rules_complain(judge, "text of %d px; at least %d px can be read: \"%.60s\"", item->px, smallest,
                       item->text);
    if (!rules_sign(item) && !type_has(&judge->m.type, item->px))
        rules_complain(judge, "text of %d px is not of the scale: \"%.60s\"", item->px, item->text);
    if (!ground(&judge->view->list, at, &back)) {
        rules_complain(judge, "text stands on no plain ground: \"%.60s\"", item->text);
        return;
    }
    double contrast = colour_contrast(item->colour, back);
    if (contrast < least)
        rules_complain(judge, "contrast %.2f:1, at least %.1f:1 is needed: \"%.60s\"", contrast, least,
                       item->text);
}

/* The slide in PLACE_SLIDES is signage: read from afar, judged by kioskctl check. What lies below the warning
 * does not count while it is shown. */
static size_t first_of_guide(const struct judge *judge) {
    const struct draw_list *list = &judge->view->list;
    bool slides = judge->request->state->spot.place == PLACE_SLIDES,
         warned = judge->request->state->idle.warned;
    size_t first = 0;
    for (size_t i = 1; i < list->count; i++) {
        const struct draw_item *item = &list->items[i];
        bool whole = item->box.w == judge->m.width && item->box.h == judge->m.height;
        if (whole && ((slides && item->kind == DRAW_CLIP) ||
                      (warned && item->kind == DRAW_RECT && item->colour.a < 255)))
            first = i;
    }
    return first;
}

/* The smallest text of any size: what V4's x-height rule asks at this distance (metrics' `small` at normal).
 */
static int smallest_px(const struct judge *judge) {
    return (int)scale_floor_px(judge->m.px_per_mm, judge->request->screen->touch.distance_mm);
}

size_t rules_check(const struct view_request *request, const struct view *view, const char *where,
                   struct report *report) {
    struct judge judge = {.request = request,
                          .view = view,
                          .where = where,
                          .m = metrics_make(request->screen, request->width, request->height, request->state),
                          .report = report};
    for (int i = 0; i < view->target_count; i++) {
        check_size(&judge, &view->targets[i]);
        check_reach(&judge, &view->targets[i]);
    }
    check_gaps(&judge);
    judge.first = first_of_guide(&judge);
    rules_check_layout(&judge);
    rules_check_room(&judge);
    rules_check_focus(&judge);
    rules_check_lines(&judge);
    for (size_t i = judge.first; i < view->list.count; i++)
        if (view->list.items[i].kind == DRAW_TEXT)
            check_text(&judge, i, smallest_px(&judge));
    char place[220];
    for (size_t i = 0; i < view->problems.count; i++)
        rules_complain(&judge, "%s%s", fail_place(&view->problems.items[i], place, sizeof place),
                       view->problems.items[i].text);
    if (view->target_count == 0 && request->state->spot.place != PLACE_CLEANING)
        rules_complain(&judge, "nothing can be touched");
    if (!view->speech || view->speech->length == 0)
        if (request->state->spot.place != PLACE_CLEANING && request->state->spot.place != PLACE_PIN)
            rules_complain(&judge, "nothing is read aloud");
    return judge.count;
}
