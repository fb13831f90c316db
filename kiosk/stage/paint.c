#include "stage/paint.h"

#include <SDL2/SDL.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stage/large.h"

enum { SQUARE = 32 };

struct canvas {
    struct pixels *target;
    struct box clip;
    const struct draw_item *ground; /* covers everything and is painted as soon as something else is */
    bool bare;                      /* nothing is painted yet, not even the ground */
};

static struct box intersect(struct box a, struct box b) {
    int left = a.x > b.x ? a.x : b.x, top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct box){left, top, right > left ? right - left : 0, bottom > top ? bottom - top : 0};
}

/* (x + 128) / 255 rounded, exact for products of two bytes. */
static uint32_t divide_255(uint32_t value) {
    value += 128;
    return (value + (value >> 8)) >> 8;
}

static uint32_t blend(uint32_t below, uint32_t above, uint32_t alpha) {
    uint32_t keep = 255 - alpha;
    uint32_t red = divide_255((above >> 16 & 255) * alpha + (below >> 16 & 255) * keep);
    uint32_t green = divide_255((above >> 8 & 255) * alpha + (below >> 8 & 255) * keep);
    uint32_t blue = divide_255((above & 255) * alpha + (below & 255) * keep);
    return 0xFF000000u | red << 16 | green << 8 | blue;
}

static uint32_t pack(struct colour colour) {
    return (uint32_t)colour.a << 24 | (uint32_t)colour.r << 16 | (uint32_t)colour.g << 8 | colour.b;
}

/* How much of pixel (x, y) of a w × h box with rounded corners is inside, 0–255. */
static uint32_t coverage(int x, int y, int w, int h, int radius) {
    if (radius <= 0 || (x >= radius && x < w - radius) || (y >= radius && y < h - radius))
        return 255;
    double centre_x = x < radius ? radius : w - radius, centre_y = y < radius ? radius : h - radius;
    double distance = hypot(x + 0.5 - centre_x, y + 0.5 - centre_y);
    double inside = radius + 0.5 - distance;
    return inside >= 1 ? 255 : inside <= 0 ? 0 : (uint32_t)(inside * 255 + 0.5);
}

static struct colour mix(struct colour from, struct colour to, double share) {
    return (struct colour){
        (uint8_t)lround(from.r + (to.r - from.r) * share), (uint8_t)lround(from.g + (to.g - from.g) * share),
        (uint8_t)lround(from.b + (to.b - from.b) * share), (uint8_t)lround(from.a + (to.a - from.a) * share)};
}

static int at_most(int value, int limit) {
    return value < limit ? value : limit;
}

/* One row of a rectangle with round corners, from x on. */
static void blend_row(uint32_t *row, int x, int end, int y, const struct box *box, int radius,
                      uint32_t colour) {
    for (; x < end; x++) {
        uint32_t alpha =
            divide_255((colour >> 24) * coverage(x - box->x, y - box->y, box->w, box->h, radius));
        row[x] = alpha == 255 ? colour : blend(row[x], colour, alpha);
    }
}

static void fill_row(uint32_t *row, int x, int end, uint32_t colour) {
    uint32_t alpha = colour >> 24;
    if (alpha == 255)
        for (; x < end; x++)
            row[x] = colour;
    else
        for (; x < end; x++)
            row[x] = blend(row[x], colour, alpha);
}

static void paint_rect(struct canvas *canvas, const struct draw_item *item) {
    struct box box = item->box, area = intersect(box, canvas->clip);
    int radius = at_most(item->radius, at_most(box.w / 2, box.h / 2)), end = area.x + area.w;
    for (int y = area.y; y < area.y + area.h; y++) {
        uint32_t *row = canvas->target->data + (size_t)y * (size_t)canvas->target->width;
        double share = box.h > 1 ? (double)(y - box.y) / (box.h - 1) : 0;
        uint32_t colour = pack(item->gradient ? mix(item->colour, item->colour_to, share) : item->colour);
        bool corner = radius > 0 && (y - box.y < radius || y - box.y >= box.h - radius);
        int left = corner ? at_most(box.x + radius, end) : area.x;
        int right = corner ? at_most(box.x + box.w - radius, end) : end;
        left = left > area.x ? left : area.x;
        right = right > left ? right : left;
        blend_row(row, area.x, left, y, &box, radius, colour);
        fill_row(row, left, right, colour);
        blend_row(row, right, end, y, &box, radius, colour);
    }
}

/* Blends straight-alpha pixels with their upper left corner at (left, top), shaped by `shape` and its radius.
 */
struct bitmap {
    const uint32_t *data;
    size_t stride; /* pixels */
    bool opaque;
};

/* The bitmap fills `at`; what is seen of it is its part in `shape`, whose corners are round. */
static void paint_pixels(struct canvas *canvas, const struct bitmap *bitmap, struct box at, struct box shape,
                         int radius) {
    struct box area = intersect(intersect(at, shape), canvas->clip);
    for (int y = area.y; y < area.y + area.h; y++) {
        const uint32_t *from = bitmap->data + (size_t)(y - at.y) * bitmap->stride - at.x;
        uint32_t *row = canvas->target->data + (size_t)y * (size_t)canvas->target->width;
        bool corner = radius > 0 && (y - shape.y < radius || y - shape.y >= shape.h - radius);
        if (bitmap->opaque && !corner) {
            memcpy(row + area.x, from + area.x, (size_t)area.w * sizeof(*row));
            continue;
        }
        for (int x = area.x; x < area.x + area.w; x++) {
            uint32_t alpha = from[x] >> 24;
            if (corner)
                alpha = divide_255(alpha * coverage(x - shape.x, y - shape.y, shape.w, shape.h, radius));
            if (alpha == 255)
                row[x] = from[x];
            else if (alpha > 0)
                row[x] = blend(row[x], from[x], alpha);
        }
    }
}

static bool covers(const struct canvas *canvas, struct box box) {
    struct box seen = intersect(box, canvas->clip);
    return seen.x == 0 && seen.y == 0 && seen.w == canvas->target->width && seen.h == canvas->target->height;
}

/* An opaque rectangle over everything hides what came before. */
static bool is_ground(const struct canvas *canvas, const struct draw_item *item) {
    return item->kind == DRAW_RECT && item->radius <= 0 && item->colour.a == 255 &&
           (!item->gradient || item->colour_to.a == 255) && covers(canvas, item->box);
}

static void paint_ground(struct canvas *canvas) {
    static const struct draw_item black = {.kind = DRAW_RECT, .colour = {0, 0, 0, 255}};
    if (!canvas->bare)
        return;
    canvas->bare = false;
    struct draw_item item = canvas->ground ? *canvas->ground : black;
    struct box everything = {0, 0, canvas->target->width, canvas->target->height};
    struct canvas whole = {.target = canvas->target, .clip = everything};
    if (!canvas->ground)
        item.box = everything;
    paint_rect(&whole, &item);
}

static void paint_text(struct canvas *canvas, struct fonts *fonts, const struct draw_item *item) {
    int ascent;
    SDL_Surface *run = fonts_render(fonts, item, &ascent);
    if (!run)
        return;
    struct box everything = {0, 0, canvas->target->width, canvas->target->height};
    const struct bitmap bitmap = {.data = run->pixels, .stride = (size_t)run->pitch / 4};
    paint_pixels(canvas, &bitmap, (struct box){item->box.x, item->box.y - ascent, run->w, run->h}, everything,
                 0);
    SDL_FreeSurface(run);
}

/* Which part of a picture of width × height is seen, and where it goes. */
static struct box place(const struct draw_item *item, int width, int height, struct pixels_part *part) {
    struct box box = item->box;
    if (item->fit == FIT_CONTAIN) {
        *part = (struct pixels_part){.w = width, .h = height};
        return box_contain(box, width, height);
    }
    *part = pixels_cover(width, height, box.w, box.h, item->focus_x, item->focus_y);
    return box;
}

/* What is as good as large enough is cut, not scaled. */
static void round_part(struct pixels_part *part, int width, int height, struct box box) {
    if (lround(part->w) != box.w || lround(part->h) != box.h)
        return;
    part->w = box.w;
    part->h = box.h;
    part->x = fmin(round(part->x), width - box.w);
    part->y = fmin(round(part->y), height - box.h);
}

static void show_kept(struct canvas *canvas, const struct draw_item *item, const struct pixels *picture,
                      struct box box) {
    paint_ground(canvas);
    const struct bitmap bitmap = {
        .data = picture->data, .stride = (size_t)picture->width, .opaque = picture->opaque};
    paint_pixels(canvas, &bitmap, box, box, item->radius);
}

/* `picture` is moved when that saves a copy. */
static void show_picture(struct canvas *canvas, const struct draw_item *item, struct pixels *picture,
                         struct box box) {
    struct pixels *target = canvas->target;
    if (picture->opaque && item->radius <= 0 && covers(canvas, box) && picture->width == target->width &&
        picture->height == target->height) {
        struct pixels hidden = *target;
        *target = *picture;
        *picture = hidden;
        canvas->bare = false;
        return;
    }
    show_kept(canvas, item, picture, box);
}

/* Just as large as it is shown, in `box`; without pixels when it is not wanted. */
static bool load(const struct paint_tools *tools, const struct draw_item *item, struct pixels *picture,
                 struct box *box) {
    const struct paint_source *source = tools->pictures;
    char *bytes = NULL;
    size_t size = 0;
    struct pixels_part part;
    int width, height;
    bool opaque;
    if (!source->read(source->context, item->text, &bytes, &size))
        return false;
    bool ok = pixels_peek(bytes, size, &width, &height, &opaque, NULL);
    if (ok) {
        *box = place(item, width, height, &part);
        round_part(&part, width, height, *box);
        bool kept = scaled_room(tools->scaled, box->w, box->h);
        ok = (tools->ahead && !kept) || (large_pixels(picture, box->w, box->h) &&
                                         pixels_decode_scaled(bytes, size, &part, picture, NULL));
    }
    free(bytes);
    if (!ok)
        pixels_finish(picture);
    return ok;
}

static bool paint_picture(struct canvas *canvas, const struct paint_tools *tools,
                          const struct draw_item *item) {
    struct pixels picture = {0};
    struct box at;
    const struct pixels *kept = scaled_find(tools->scaled, item, &at);
    if (kept) {
        show_kept(canvas, item, kept, at);
        return true;
    }
    if (!tools->pictures || !load(tools, item, &picture, &at))
        return false;
    if (!picture.data)
        return true;
    if (scaled_keep(tools->scaled, item, at, &picture))
        show_kept(canvas, item, scaled_find(tools->scaled, item, &at), at);
    else
        show_picture(canvas, item, &picture, at);
    pixels_finish(&picture);
    return true;
}

/* Modules are whole px, so that every edge is sharp. */
static void paint_modules(struct canvas *canvas, const struct draw_item *item) {
    int side = item->box.w < item->box.h ? item->box.w : item->box.h;
    int module = item->modules > 0 ? side / item->modules : 0;
    int left = item->box.x + (item->box.w - module * item->modules) / 2;
    int top = item->box.y + (item->box.h - module * item->modules) / 2;
    for (int row = 0; row < item->modules; row++)
        for (int column = 0; column < item->modules; column++)
            if (item->bits[row * item->modules + column]) {
                struct draw_item dot = {.kind = DRAW_RECT,
                                        .box = {left + column * module, top + row * module, module, module},
                                        .colour = item->colour};
                paint_rect(canvas, &dot);
            }
}

void paint(const struct draw_list *list, const struct paint_tools *tools, struct pixels *target,
           int *missing) {
    struct box everything = {0, 0, target->width, target->height};
    struct canvas canvas = {.target = target, .clip = everything, .bare = true};
    int without = 0;
    target->opaque = true;
    for (size_t i = 0; i < list->count; i++) {
        const struct draw_item *item = &list->items[i];
        if (is_ground(&canvas, item)) {
            canvas.ground = item;
            canvas.bare = true;
            continue;
        }
        if (item->kind != DRAW_PICTURE && item->kind != DRAW_FILM && item->kind != DRAW_CLIP)
            paint_ground(&canvas);
        switch (item->kind) {
        case DRAW_RECT:
            paint_rect(&canvas, item);
            break;
        case DRAW_TEXT:
            paint_text(&canvas, tools->fonts, item);
            break;
        case DRAW_PICTURE:
        case DRAW_FILM:
            without += !paint_picture(&canvas, tools, item);
            break;
        case DRAW_MODULES:
            paint_modules(&canvas, item);
            break;
        case DRAW_CLIP:
            canvas.clip = item->box.w > 0 ? intersect(item->box, everything) : everything;
            break;
        }
    }
    paint_ground(&canvas);
    if (missing)
        *missing = without;
}

/* In squares whose rows and columns both stay in the cache. */
bool paint_rotate(const struct pixels *source, int degrees, struct pixels *out) {
    int w = source->width, h = source->height;
    bool swap = degrees == 90 || degrees == 270;
    if (!large_pixels(out, swap ? h : w, swap ? w : h))
        return false;
    out->opaque = source->opaque;
    /* walking along the source's rows, a step to the right moves this far in the result */
    ptrdiff_t across = degrees == 90 ? h : degrees == 180 ? -1 : degrees == 270 ? -h : 1;
    for (int square = 0; square < h; square += SQUARE)
        for (int left = 0; left < w; left += SQUARE)
            for (int y = square; y < at_most(square + SQUARE, h); y++) {
                ptrdiff_t start = degrees == 90    ? h - 1 - y
                                  : degrees == 180 ? (ptrdiff_t)(h - y) * w - 1
                                  : degrees == 270 ? (ptrdiff_t)(w - 1) * h + y
                                                   : (ptrdiff_t)y * w;
                const uint32_t *from = source->data + (size_t)y * (size_t)w;
                uint32_t *to = out->data + start;
                for (int x = left; x < at_most(left + SQUARE, w); x++)
                    to[across * x] = from[x];
            }
    return true;
}

/* All that takes time is done, but for one row only: a picture of the panel's size is not needed. */
static bool paint_ahead(const struct paint_job *job, const struct paint_tools *tools, int *missing) {
    struct pixels row = {0};
    if (!pixels_alloc(&row, job->width, 1))
        return false;
    struct paint_tools ahead = *tools;
    ahead.ahead = true;
    paint(job->list, &ahead, &row, missing);
    pixels_finish(&row);
    return true;
}

bool paint_turned(const struct paint_job *job, const struct paint_tools *tools, struct pixels *out,
                  int *missing) {
    struct pixels upright = {0};
    if (job->ahead)
        return paint_ahead(job, tools, missing);
    if (!large_pixels(&upright, job->width, job->height))
        return false;
    paint(job->list, tools, &upright, missing);
    if (job->degrees == 0) {
        *out = upright;
        return true;
    }
    bool turned = paint_rotate(&upright, job->degrees, out);
    pixels_finish(&upright);
    return turned;
}
