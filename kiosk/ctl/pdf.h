/* A PDF file of pictures, one a sheet: what is printed is what is painted. The same pictures give the same
 * bytes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/draw/pixels.h"

struct pdf;
struct pdf *pdf_create(void) MUST_CHECK; /* NULL: out of memory. Caller owns */
void pdf_destroy(struct pdf *pdf);
/* A sheet of width × height mm, all of it covered by the picture, which is copied. False: out of memory. */
bool pdf_add(struct pdf *pdf, const struct pixels *picture, double width_mm, double height_mm,
             struct fail *fail) MUST_CHECK;
/* The whole file; *bytes is malloc'd. */
bool pdf_bytes(struct pdf *pdf, char **bytes, size_t *size, struct fail *fail) MUST_CHECK;
