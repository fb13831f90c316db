/* A prepared picture, decoded row by row. */
#include <stdlib.h>
#include <zstd.h>

#include "core/draw/pixels_parts.h"

struct pixels_rows {
    int width, height, read; /* rows */
    bool opaque;
    ZSTD_DCtx *context;
    ZSTD_inBuffer from;
};

struct pixels_rows *pixels_rows_open(const void *bytes, size_t size, struct fail *fail) {
    struct pixels_rows made = {0};
    if (!pixels_peek(bytes, size, &made.width, &made.height, &made.opaque, fail) ||
        !pixels_check_body(bytes, size, (uint64_t)made.width * (uint64_t)made.height * 4, fail))
        return NULL;
    struct pixels_rows *rows = malloc(sizeof *rows);
    made.context = rows ? ZSTD_createDCtx() : NULL;
    if (!made.context) {
        free(rows);
        fail_set(fail, "out of memory for a picture of %d × %d", made.width, made.height);
        return NULL;
    }
    made.from = (ZSTD_inBuffer){(const uint8_t *)bytes + PIXELS_HEADER, size - PIXELS_HEADER, 0};
    *rows = made;
    return rows;
}

/* The frame's end, with its checksum, comes after the last byte of pixels. */
static bool decode(struct pixels_rows *rows, ZSTD_outBuffer *to, bool to_end, struct fail *fail) {
    size_t hint = 1;
    while (to->pos < to->size || (to_end && hint != 0)) {
        size_t in = rows->from.pos, out = to->pos;
        hint = ZSTD_decompressStream(rows->context, to, &rows->from);
        if (ZSTD_isError(hint))
            return fail_set(fail, "picture data is damaged: %s", ZSTD_getErrorName(hint));
        if (hint != 0 && rows->from.pos == in && to->pos == out)
            return fail_set(fail, "picture data is damaged: too short");
        if (hint == 0 && to->pos < to->size)
            return fail_set(fail, "picture data is damaged: too short");
    }
    return true;
}

bool pixels_rows_read(struct pixels_rows *rows, uint32_t *out, int count, struct fail *fail) {
    struct pixels part = {.width = rows->width, .height = count, .opaque = rows->opaque, .data = out};
    ZSTD_outBuffer to = {out, (size_t)rows->width * (size_t)count * sizeof *out, 0};
    if (count > rows->height - rows->read)
        return fail_set(fail, "picture has only %d rows", rows->height);
    rows->read += count;
    if (!decode(rows, &to, rows->read == rows->height, fail))
        return false;
    pixels_fix_byte_order(&part);
    if (part.opaque)
        pixels_force_opaque(&part); /* the painter copies opaque pictures without looking at alpha */
    return true;
}

void pixels_rows_close(struct pixels_rows *rows) {
    if (rows)
        ZSTD_freeDCtx(rows->context);
    free(rows);
}
