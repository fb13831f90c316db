/* A greeting for guests: in their language first when the slide has one, then in the screen's. */
#include <string.h>

#include "core/scene/scene_kind.h"
#include "core/site/scene_words.h"

enum { GREETINGS_MAX = 4, GUEST_ITEMS = 4 };

struct greeting {
    const char *text, *language;
};

/* The shown language first, then every other language of the greeting, in the order written. */
static size_t greetings(struct scene *scene, struct greeting out[GREETINGS_MAX]) {
    const struct localized *greeting = &scene->request->slide->welcome.greeting;
    const char *language = scene->language;
    const char *first = part_text(scene, greeting, "greeting", scene->language, &language);
    size_t count = 0;
    out[count++] = (struct greeting){
        first ? first : word(&scene->request->site->words, WORD_WELCOME, language), language};
    for (size_t i = 0; i < greeting->count && count < GREETINGS_MAX; i++)
        if (greeting->entries[i].text != first && strcmp(greeting->entries[i].text, out[0].text) != 0)
            out[count++] = (struct greeting){greeting->entries[i].text, greeting->entries[i].language};
    return count;
}

/* The guest's name in the shown language; in a language beyond the screen's also as the guests write it. */
static const char *own_name(struct scene *scene, const char *name, const char **language) {
    const struct localized *guest = &scene->request->slide->welcome.guest;
    const struct screen *screen = scene->request->screen;
    for (size_t i = 0; i < guest->count; i++) {
        bool known = false;
        for (size_t k = 0; k < screen->language_count; k++)
            known |= strcmp(guest->entries[i].language, screen->languages[k]) == 0;
        if (!known && strcmp(guest->entries[i].text, name) != 0) {
            *language = guest->entries[i].language;
            return guest->entries[i].text;
        }
    }
    return NULL;
}

/* The ground and the picture, which leaves the words the room they need; returns where these go. */
static struct box put_ground(struct scene *scene, struct stack_item *items, size_t count) {
    const struct scale *scale = &scene->scale;
    bool picture = part_has_picture(scene);
    int w = scale->width, h = scale->height, m = scale->margin;
    struct box photo = {0}, text = {m, m, w - 2 * m, h - 2 * m};
    if (picture && scale->narrow) {
        photo = (struct box){0, 0, w, h * 40 / 100};
        text = (struct box){m, photo.h + m, w - 2 * m, h - photo.h - 2 * m};
        int lift = stack_lift(scene, items, count, text, photo.h);
        photo.h -= lift;
        text.y -= lift;
        text.h += lift;
    } else if (picture) {
        photo = (struct box){w - w * 44 / 100, 0, w * 44 / 100, h};
        text.w = w - photo.w - 2 * m;
    }
    part_rect(scene, (struct box){0, 0, w, h}, scene->theme->primary, 0);
    if (picture)
        part_picture(scene, photo);
    return text;
}

/* The guest in the shown language and in their own, then the headline and what there is to say. Returns how
 * many. */
static size_t guest_items(struct scene *scene, const char *guest, const char *language,
                          struct stack_item out[GUEST_ITEMS]) {
    const struct scale *scale = &scene->scale;
    const char *own_language = NULL, *headline_language = scene->language, *body_language = scene->language;
    const char *own = guest ? own_name(scene, guest, &own_language) : NULL;
    out[0] = (struct stack_item){.text = guest,
                                 .language = language,
                                 .weight = WEIGHT_MEDIUM,
                                 .colour = scene->theme->on_primary,
                                 .max_px = scale->head_max * 8 / 10,
                                 .min_px = scale->body_min,
                                 .before = 0.9,
                                 .leading = 1.2};
    out[1] = out[0];
    out[1].text = own;
    out[1].language = own_language;
    out[1].weight = WEIGHT_REGULAR;
    out[1].max_px = scale->body_max;
    out[1].before = 0.3;
    out[2] = out[1];
    out[2].text =
        part_text(scene, &scene->request->slide->headline, "headline", scene->language, &headline_language);
    out[2].language = headline_language;
    out[2].before = 0.8;
    out[3] = out[2];
    out[3].text =
        part_text(scene, &scene->request->slide->welcome.body, "body", scene->language, &body_language);
    out[3].language = body_language;
    out[3].before = 0.3;
    return GUEST_ITEMS;
}

static void build(struct scene *scene) {
    const struct scale *scale = &scene->scale;
    struct greeting hello[GREETINGS_MAX];
    struct stack_item items[GREETINGS_MAX + GUEST_ITEMS];
    size_t count = greetings(scene, hello), n = 0;
    const char *language = scene->language;
    const char *guest =
        part_text(scene, &scene->request->slide->welcome.guest, "guest", scene->language, &language);
    if (scale->low) {
        scene_line(scene, hello[0].text, hello[0].language, guest, language);
        return;
    }
    for (size_t i = 0; i < count; i++)
        items[n++] = (struct stack_item){.text = hello[i].text,
                                         .language = hello[i].language,
                                         .weight = i ? WEIGHT_REGULAR : WEIGHT_BOLD,
                                         .colour = scene->theme->on_primary,
                                         .max_px = i ? scale->body_max : scale->display_max,
                                         .min_px = i ? scale->body_min * 9 / 10 : scale->head_min,
                                         .before = i > 1 ? 0.15 : 0.3,
                                         .leading = i ? 1.2 : 1.1,
                                         .bar = i == 0,
                                         .heading = i == 0};
    n += guest_items(scene, guest, language, items + n);
    struct box text = put_ground(scene, items, n);
    stack_put(scene, items, n, text, VALIGN_MIDDLE);
}

const struct scene_kind scene_kind_welcome = {.build = build};
