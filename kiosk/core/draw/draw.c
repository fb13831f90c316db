#include "core/draw/draw.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/fnv.h"

enum { ARENA_LIMIT = 4 << 20 };

void draw_init(struct draw_list *list) {
    *list = (struct draw_list){0};
}

void draw_finish(struct draw_list *list) {
    free(list->items);
    arena_destroy(list->arena);
    *list = (struct draw_list){0};
}

/* Room for one more item, or NULL once the list has overflowed. The capacity is the next power of two. */
static struct draw_item *append(struct draw_list *list) {
    if (list->overflow)
        return NULL;
    if (list->count >= DRAW_MAX) {
        list->overflow = true;
        return NULL;
    }
    if ((list->count & (list->count - 1)) == 0) {
        size_t capacity = list->count == 0 ? 1 : list->count * 2;
        struct draw_item *items = realloc(list->items, capacity * sizeof(*items));
        if (items == NULL) {
            list->overflow = true;
            return NULL;
        }
        list->items = items;
    }
    struct draw_item *item = &list->items[list->count];
    *item = (struct draw_item){0};
    list->count++;
    return item;
}

static void *keep(struct draw_list *list, const void *bytes, size_t size) {
    if (list->arena == NULL)
        list->arena = arena_create(ARENA_LIMIT);
    char *copy = list->arena == NULL ? NULL : arena_alloc(list->arena, size + 1);
    if (copy == NULL) {
        list->overflow = true;
        list->count--;
        return NULL;
    }
    memcpy(copy, bytes, size);
    return copy;
}

void draw_rect(struct draw_list *list, struct box box, struct colour colour, int radius) {
    struct draw_item *item = append(list);
    if (item == NULL)
        return;
    item->kind = DRAW_RECT;
    item->box = box;
    item->colour = colour;
    item->radius = radius;
}

void draw_gradient(struct draw_list *list, struct box box, struct colour top, struct colour bottom) {
    struct draw_item *item = append(list);
    if (item == NULL)
        return;
    item->kind = DRAW_RECT;
    item->box = box;
    item->colour = top;
    item->colour_to = bottom;
    item->gradient = true;
}

void draw_picture(struct draw_list *list, struct box box, const char *asset, enum picture_fit fit,
                  double focus_x, double focus_y, int radius) {
    struct draw_item *item = append(list);
    if (item == NULL)
        return;
    item->kind = DRAW_PICTURE;
    item->box = box;
    item->radius = radius;
    item->fit = fit;
    item->focus_x = focus_x;
    item->focus_y = focus_y;
    item->text = keep(list, asset, strlen(asset));
}

void draw_film(struct draw_list *list, struct box box, const char *film, const char *asset,
               enum picture_fit fit, double focus_x, double focus_y) {
    size_t before = list->count;
    draw_picture(list, box, asset, fit, focus_x, focus_y, 0);
    if (list->overflow || list->count == before)
        return;
    list->items[before].kind = DRAW_FILM;
    list->items[before].film = keep(list, film, strlen(film));
}

void draw_modules(struct draw_list *list, struct box box, int modules, const uint8_t *bits,
                  struct colour colour) {
    struct draw_item *item = append(list);
    if (item == NULL)
        return;
    item->kind = DRAW_MODULES;
    item->box = box;
    item->colour = colour;
    item->modules = modules;
    item->bits = keep(list, bits, (size_t)modules * (size_t)modules);
}

void draw_clip(struct draw_list *list, struct box box) {
    struct draw_item *item = append(list);
    if (item == NULL)
        return;
    item->kind = DRAW_CLIP;
    item->box = box;
}

void draw_clip_end(struct draw_list *list) {
    draw_clip(list, (struct box){0});
}

void draw_run(struct draw_list *list, const struct draw_text *run, const char *text, size_t length) {
    struct draw_item *item = append(list);
    if (item == NULL)
        return;
    item->kind = DRAW_TEXT;
    item->box = (struct box){.x = run->x, .y = run->baseline, .w = run->advance};
    item->colour = run->colour;
    item->face = run->face;
    item->px = run->px;
    item->script = run->script;
    item->rtl = run->rtl;
    item->begins = run->begins;
    item->text = keep(list, text, length);
}

static bool same_box(struct box a, struct box b) {
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static bool same_colour(struct colour a, struct colour b) {
    return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

static bool same_text(const char *a, const char *b) {
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool same_bits(const struct draw_item *a, const struct draw_item *b) {
    return a->modules == b->modules &&
           (a->modules == 0 || memcmp(a->bits, b->bits, (size_t)a->modules * (size_t)a->modules) == 0);
}

static bool same_item(const struct draw_item *a, const struct draw_item *b) {
    return a->kind == b->kind && same_box(a->box, b->box) && same_colour(a->colour, b->colour) &&
           same_colour(a->colour_to, b->colour_to) && a->gradient == b->gradient && a->radius == b->radius &&
           a->face == b->face && a->px == b->px && a->script == b->script && a->rtl == b->rtl &&
           a->fit == b->fit && !(a->focus_x < b->focus_x) && !(a->focus_x > b->focus_x) &&
           !(a->focus_y < b->focus_y) && !(a->focus_y > b->focus_y) && same_text(a->text, b->text) &&
           same_text(a->film, b->film) && same_bits(a, b);
}

bool draw_equal(const struct draw_list *a, const struct draw_list *b) {
    if (a->count != b->count || a->overflow != b->overflow)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!same_item(&a->items[i], &b->items[i]))
            return false;
    return true;
}

static uint64_t mix_int(uint64_t hash, int64_t value) {
    return fnv64(hash, &value, sizeof(value));
}

static uint64_t mix_colour(uint64_t hash, struct colour colour) {
    const uint8_t bytes[4] = {colour.r, colour.g, colour.b, colour.a};
    return fnv64(hash, bytes, sizeof(bytes));
}

static uint64_t mix_item(uint64_t hash, const struct draw_item *item) {
    const int64_t fields[] = {item->kind,     item->box.x,  item->box.y,  item->box.w, item->box.h,
                              item->gradient, item->radius, item->face,   item->px,    item->script,
                              item->rtl,      item->fit,    item->modules};
    for (size_t i = 0; i < LENGTH(fields); i++)
        hash = mix_int(hash, fields[i]);
    hash = mix_colour(mix_colour(hash, item->colour), item->colour_to);
    /* + 0.0 turns -0.0, which compares equal to 0.0, into it. */
    const double focus[2] = {item->focus_x + 0.0, item->focus_y + 0.0};
    hash = fnv64(hash, focus, sizeof(focus));
    if (item->text != NULL)
        hash = fnv64(hash, item->text, strlen(item->text) + 1);
    if (item->film != NULL)
        hash = fnv64(hash, item->film, strlen(item->film) + 1);
    return fnv64(hash, item->bits, (size_t)item->modules * (size_t)item->modules);
}

uint64_t draw_hash(const struct draw_list *list) {
    uint64_t hash = mix_int(FNV64, list->overflow);
    for (size_t i = 0; i < list->count; i++)
        hash = mix_item(hash, &list->items[i]);
    return hash;
}

static void dump_colour(FILE *out, const char *name, struct colour colour) {
    fprintf(out, " %s=#%02x%02x%02x%02x", name, colour.r, colour.g, colour.b, colour.a);
}

static void dump_item(FILE *out, const struct draw_item *item) {
    static const char *const names[] = {"rect", "text", "picture", "film", "modules", "clip"};
    fprintf(out, "%s %d,%d %dx%d", names[item->kind], item->box.x, item->box.y, item->box.w, item->box.h);
    if (item->kind == DRAW_RECT || item->kind == DRAW_TEXT || item->kind == DRAW_MODULES)
        dump_colour(out, "colour", item->colour);
    if (item->gradient)
        dump_colour(out, "to", item->colour_to);
    if (item->radius > 0)
        fprintf(out, " radius=%d", item->radius);
    if (item->kind == DRAW_TEXT)
        fprintf(out, " face=%d px=%d %c%c%c%c %s \"%s\"", item->face, item->px, (char)(item->script >> 24),
                (char)(item->script >> 16), (char)(item->script >> 8), (char)item->script,
                item->rtl ? "rtl" : "ltr", item->text);
    if (item->film != NULL)
        fprintf(out, " %s", item->film);
    if (item->kind == DRAW_PICTURE || item->kind == DRAW_FILM)
        fprintf(out, " %s %.3f,%.3f %s", item->fit == FIT_COVER ? "cover" : "contain", item->focus_x,
                item->focus_y, item->text);
    if (item->kind == DRAW_MODULES)
        fprintf(out, " modules=%d bits=%016" PRIx64, item->modules,
                fnv64(0, item->bits, (size_t)item->modules * (size_t)item->modules));
    fputc('\n', out);
}

char *draw_dump(const struct draw_list *list) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        return NULL;
    for (size_t i = 0; i < list->count; i++)
        dump_item(out, &list->items[i]);
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

struct box box_contain(struct box box, int width, int height) {
    double scale_x = (double)box.w / width, scale_y = (double)box.h / height;
    double scale = scale_x < scale_y ? scale_x : scale_y;
    struct box inner = {0, 0, (int)lround(width * scale), (int)lround(height * scale)};
    inner.x = box.x + (box.w - inner.w) / 2;
    inner.y = box.y + (box.h - inner.h) / 2;
    return inner;
}
