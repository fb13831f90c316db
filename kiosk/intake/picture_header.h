/* What a picture says about itself before anything is decoded: kind, size, orientation. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/compiler.h"
#include "core/fail.h"

enum picture_kind { PICTURE_PNG, PICTURE_JPEG, PICTURE_WEBP, PICTURE_SVG };

struct picture_header {
    enum picture_kind kind;
    double width, height; /* px as stored; of an SVG its user units, only their ratio matters */
    int orientation;      /* EXIF 1–8 (JPEG only); 1: as stored */
};

/* By content alone, whatever the name was. False for any other kind, for sizes over 8192 px a side or 33 MPx,
 * and for an SVG with a DOCTYPE, entities or references to anything outside itself. */
bool picture_header_read(const char *bytes, size_t size, struct picture_header *header,
                         struct fail *fail) MUST_CHECK;
