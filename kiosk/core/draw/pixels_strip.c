/* Decoding and scaling strip by strip. */
#include <math.h>
#include <string.h>

#include "core/draw/pixels_parts.h"

enum { STRIP_ROWS = 64 };

/* Some rows of a picture, moving down. */
struct strip {
    struct pixels_rows *from;
    struct pixels rows; /* `height` is how many there is room for */
    int height;         /* of the picture */
    int top, count;     /* which rows are held */
    bool premultiply;
};

static int between(double value, int least, int most) {
    return value < least ? least : value > most ? most : (int)value;
}

static uint32_t *row_at(const struct pixels *pixels, int row) {
    return pixels->data + (size_t)row * (size_t)pixels->width;
}

/* Holds rows from `top` on, as many as there is room for; `top` never goes up. */
static bool move_down(struct strip *strip, int top, struct fail *fail) {
    int kept = strip->top + strip->count - top;
    if (kept > 0)
        memmove(strip->rows.data, row_at(&strip->rows, strip->count - kept),
                (size_t)kept * (size_t)strip->rows.width * sizeof *strip->rows.data);
    for (int skip = -kept; skip > 0; skip -= STRIP_ROWS)
        if (!pixels_rows_read(strip->from, strip->rows.data, skip < STRIP_ROWS ? skip : STRIP_ROWS, fail))
            return false;
    strip->top = top;
    strip->count = kept > 0 ? kept : 0;
    int room = strip->rows.height - strip->count, left = strip->height - top - strip->count;
    struct pixels fresh = {.width = strip->rows.width,
                           .height = room < left ? room : left,
                           .data = row_at(&strip->rows, strip->count)};
    if (!pixels_rows_read(strip->from, fresh.data, fresh.height, fail))
        return false;
    if (strip->premultiply)
        pixels_premultiply(&fresh);
    strip->count += fresh.height;
    return true;
}

/* Which rows of the source row `row` of the target is made of, and one more or two. */
static int first_row(const struct strip *strip, double y, double ratio, int row) {
    return between(floor(y + row * ratio - ceil(ratio) - 2), 0, strip->height - 1);
}

static int end_row(const struct strip *strip, double y, double ratio, int row) {
    return between(ceil(y + (row + 1) * ratio + ceil(ratio) + 2), 1, strip->height);
}

static bool scale(struct strip *strip, double x, double y, double ratio_x, double ratio_y,
                  struct pixels *target, struct fail *fail) {
    for (int row = 0, end; row < target->height; row = end) {
        if (!move_down(strip, first_row(strip, y, ratio_y, row), fail))
            return false;
        for (end = row + 1; end < target->height;)
            if (end_row(strip, y, ratio_y, end) > strip->top + strip->count)
                break;
            else
                end++;
        struct pixels held = strip->rows, part = *target;
        held.height = strip->count;
        part.height = end - row;
        part.data = row_at(target, row);
        if (!pixels_resample(&held, x, y - strip->top, ratio_x, ratio_y, row, &part))
            return fail_set(fail, "out of memory for a picture of %d × %d", target->width, target->height);
        if (target->opaque)
            pixels_force_opaque(&part);
        else
            pixels_unpremultiply(&part);
    }
    return true;
}

static bool cut(struct strip *strip, int x, int y, struct pixels *target, struct fail *fail) {
    bool fine = true;
    for (int row = 0; fine && row < target->height; row++) {
        if (y + row >= strip->top + strip->count)
            fine = move_down(strip, y + row, fail);
        if (fine)
            memcpy(row_at(target, row), row_at(&strip->rows, y + row - strip->top) + x,
                   (size_t)target->width * sizeof *target->data);
    }
    return fine;
}

static bool read_to_the_end(struct strip *strip, struct fail *fail) {
    while (strip->top + strip->count < strip->height)
        if (!move_down(strip, strip->top + strip->count, fail))
            return false;
    return true;
}

bool pixels_decode_scaled(const void *bytes, size_t size, const struct pixels_part *part,
                          struct pixels *target, struct fail *fail) {
    double x = part->x, y = part->y, w = part->w, h = part->h;
    struct strip strip = {0};
    int width;
    double ratio_x = w / target->width, ratio_y = h / target->height;
    if (!(w > 0 && h > 0 && isfinite(w + h + x + y)))
        return fail_set(fail, "an impossible part of a picture");
    strip.from = pixels_rows_open(bytes, size, fail);
    if (!strip.from || !pixels_peek(bytes, size, &width, &strip.height, &target->opaque, fail))
        return false;
    int room = (int)fmin(STRIP_ROWS + 3 * ceil(fmin(ratio_y, strip.height)), strip.height);
    bool inside = x >= 0 && y >= 0 && x + target->width <= width && y + target->height <= strip.height;
    bool fine = pixels_alloc(&strip.rows, width, room) ||
                fail_set(fail, "out of memory for a picture of %d × %d", width, strip.height);
    strip.rows.opaque = target->opaque;
    bool only_cut = inside && pixels_only_cut(x, y, ratio_x, ratio_y);
    strip.premultiply = !target->opaque && !only_cut;
    if (fine && only_cut)
        fine = cut(&strip, (int)nearbyint(x), (int)nearbyint(y), target, fail);
    else if (fine)
        fine = scale(&strip, x, y, ratio_x, ratio_y, target, fail);
    fine = fine && read_to_the_end(&strip, fail);
    pixels_finish(&strip.rows);
    pixels_rows_close(strip.from);
    return fine;
}
