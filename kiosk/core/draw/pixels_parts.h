/* Shared by the parts of pixels. Not for others. */
#pragma once

#include "core/draw/pixels.h"

/* What follows the header is as long as it says, for `expected` bytes of pixels. */
bool pixels_check_body(const uint8_t *bytes, size_t size, uint64_t expected, struct fail *fail) MUST_CHECK;
void pixels_fix_byte_order(struct pixels *pixels); /* from the file's to the machine's, or back */
void pixels_force_opaque(struct pixels *pixels);   /* A = 255 everywhere */

/* The rows of an encoded picture from the top, one after another. */
struct pixels_rows;
/* `bytes` must outlive it. NULL: not a prepared picture, or out of memory. */
struct pixels_rows *pixels_rows_open(const void *bytes, size_t size, struct fail *fail) MUST_CHECK;
/* The next `count` rows, of the picture's whole width, into `out`; with the last one the checksum is
 * compared. False: damaged, or there are not so many. */
bool pixels_rows_read(struct pixels_rows *rows, uint32_t *out, int count, struct fail *fail) MUST_CHECK;
void pixels_rows_close(struct pixels_rows *rows);

/* `target` is filled with rows `first_row` and following of what `source`, scaled, would be; premultiplied
 * where it is not opaque. */
bool pixels_resample(const struct pixels *source, double x, double y, double ratio_x, double ratio_y,
                     int first_row, const struct pixels *target) MUST_CHECK;
/* The same for pictures that get smaller, or stay, both ways: both ratios ≥ 1. */
bool pixels_average(const struct pixels *source, double x, double y, double ratio_x, double ratio_y,
                    int first_row, const struct pixels *target) MUST_CHECK;
void pixels_premultiply(struct pixels *pixels);
void pixels_unpremultiply(struct pixels *pixels);
/* The target of a part: as large as it, and whole px only. */
bool pixels_only_cut(double x, double y, double ratio_x, double ratio_y);
