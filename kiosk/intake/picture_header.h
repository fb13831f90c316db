/* What a picture says about itself before anything is decoded: kind, size, orientation. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum picture_kind { PICTURE_PNG, PICTURE_JPEG, PICTURE_WEBP, PICTURE_SVG };

struct picture_header {
    enum picture_kind kind;
    double width, height; /* px as stored; of an SVG 0 */
    int orientation;      /* EXIF 1–8; 1: as stored */
};

/* What is taken; the result is at most as large as core/draw/pixels.h allows. */
enum { PICTURE_SIDE_MAX = 32767, PICTURE_COUNT_MAX = 1 << 26 };

/* By content alone, whatever the name was. False for any other kind, and for sizes over 32767 px a side or 64
 * MPx. */
bool picture_header_read(const char *bytes, size_t size, struct picture_header *header,
                         struct fail *fail) MUST_CHECK;
