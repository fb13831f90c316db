/* Display-ready pictures (".pic"): what kiosk-intake writes and the player reads without decoding anything a
 * stranger wrote. Also scaling, shared by intake and stage so that both give the same pixels.
 *
 * Little-endian: "KPIC" u32 version=1, u32 width, u32 height, u32 opaque (0|1), u64 size of what follows,
 * then one zstd frame, with checksum, of width × height × 4 bytes B,G,R,A (straight alpha; A = 255 when
 * opaque), top row first. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { PIXELS_SIDE_MAX = 8192, PIXELS_HEADER = 28 };
#define PIXELS_COUNT_MAX 33177600 /* 8K */

struct pixels {
    int width, height;
    bool opaque;
    uint32_t *data; /* width × height, 0xAARRGGBB; owned, free with pixels_finish */
    void (*release)(void *data, size_t bytes); /* how `data` is given back; NULL: free */
};

bool pixels_init(struct pixels *pixels, int width, int height) MUST_CHECK; /* zeroed (transparent) */
/* Not zeroed: for whoever writes every pixel. */
bool pixels_alloc(struct pixels *pixels, int width, int height) MUST_CHECK;
/* Memory from elsewhere, for width × height pixels of 4 bytes; false (and nothing taken) when the size is not
 * allowed. */
bool pixels_adopt(struct pixels *pixels, int width, int height, void *data,
                  void (*release)(void *data, size_t bytes)) MUST_CHECK;
void pixels_finish(struct pixels *pixels);

/* Header only: size without decoding. */
bool pixels_peek(const void *bytes, size_t size, int *width, int *height, bool *opaque,
                 struct fail *fail) MUST_CHECK;
bool pixels_decode(const void *bytes, size_t size, struct pixels *out, struct fail *fail) MUST_CHECK;
/* Into a picture of the size that pixels_peek says; its content is undefined on failure. */
bool pixels_decode_into(const void *bytes, size_t size, struct pixels *target, struct fail *fail) MUST_CHECK;
/* `bytes` is malloc'd, caller frees. */
bool pixels_encode(const struct pixels *pixels, void **bytes, size_t *size) MUST_CHECK;

/* A part of a picture, in fractional px of it. */
struct pixels_part {
    double x, y, w, h;
};
/* The part of a picture of width × height that is seen where it covers a box: as much as fits, with the focus
 * (0–1 of the picture) as near its middle as the edges allow. A band, more than PIXELS_BAND times as wide as
 * high, begins where one of that shape would: what it lacks is cut off below, since heads are above. */
#define PIXELS_BAND 2.5
struct pixels_part pixels_cover(double width, double height, double box_width, double box_height,
                                double focus_x, double focus_y);
/* The part of `source` scaled to to_width × to_height: area average when
 * smaller, bilinear when larger. */
bool pixels_scale(const struct pixels *source, const struct pixels_part *part, int to_width, int to_height,
                  struct pixels *out) MUST_CHECK;
/* pixels_decode and pixels_scale in one, with the same pixels, but a strip at a time: the picture is never
 * whole in memory, and all of it is checked. The result's size is that of `target`, whose content is
 * undefined on failure. */
bool pixels_decode_scaled(const void *bytes, size_t size, const struct pixels_part *part,
                          struct pixels *target, struct fail *fail) MUST_CHECK;
