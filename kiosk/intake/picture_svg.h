/* SVG drawings made safe and plain for SDL_image's reader (nanosvg): what it would draw wrongly or leave out
 * without a word is either written so that it draws it, or refused with its line and what to do about it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { SVG_BYTES_MAX = 4 << 20 };

struct picture_svg {
    char *
        text; /* the drawing again: shapes and groups, each with all it needs to be drawn; owned, free() it */
    size_t size;
    double width,
        height; /* user units; only their ratio matters. From width and height, else from the viewBox */
};

/* Self-contained and still: no scripts, style sheets, texts, references to anything outside. */
bool picture_svg_read(const char *bytes, size_t size, struct picture_svg *svg, struct fail *fail) MUST_CHECK;
