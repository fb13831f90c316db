/* What no scene may do, whatever its kind. */
#include "core/scene/scene_findings.h"
#include "core/scene/scene_parts.h"

enum { LEAST = 8 /* texts touch when their letters share this part of an em each way */ };

/* From the height of the capitals to the depth of a "g". */
static struct box letters_of(const struct draw_item *item) {
    int high = item->px * 7 / 10;
    return (struct box){item->box.x, item->box.y - high, item->box.w, high + item->px / 5};
}

static bool share(struct box a, struct box b, int least) {
    int left = a.x > b.x ? a.x : b.x, right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int top = a.y > b.y ? a.y : b.y, bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return right - left >= least && bottom - top >= least;
}

/* Something opaque was drawn under `upper` after `lower`: it stands on a ground of its own. */
static bool own_ground(const struct draw_list *list, size_t lower, size_t upper) {
    struct box letters = letters_of(&list->items[upper]);
    for (size_t i = lower + 1; i < upper; i++) {
        const struct draw_item *item = &list->items[i];
        bool fills = item->kind == DRAW_PICTURE || item->kind == DRAW_FILM ||
                     (item->kind == DRAW_RECT && item->colour.a == 255);
        if (fills && item->box.h >= letters.h && share(item->box, letters, 1))
            return true;
    }
    return false;
}

void scene_judge(struct scene *scene) {
    const struct draw_list *list = scene->list;
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = i + 1; k < list->count && list->items[i].kind == DRAW_TEXT; k++) {
            const struct draw_item *a = &list->items[i], *b = &list->items[k];
            if (b->kind != DRAW_TEXT ||
                !share(letters_of(a), letters_of(b), (a->px < b->px ? a->px : b->px) / LEAST) ||
                own_ground(list, i, k))
                continue;
            part_report(scene, FOUND_TEXTS_OVERLAP, a->text, b->text);
            return; /* one is enough to look at */
        }
}
