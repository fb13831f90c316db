/* A made-up font for laying out without files: every character is half an em wide; it has no snowman. */
#pragma once

#include "core/text/paragraph.h"

#define PLAIN_FONT_LACKS 0x2603

static inline int plain_font_face(void *context, uint32_t c, enum weight weight, const char *language) {
    (void)context, (void)weight, (void)language;
    return c == PLAIN_FONT_LACKS ? FACE_NONE : 0;
}

static inline bool plain_font_covers(void *context, int face, uint32_t c) {
    (void)context, (void)face;
    return c != PLAIN_FONT_LACKS;
}

static inline int plain_font_width(void *context, int face, int px, uint32_t script, bool rtl,
                                   const char *utf8, size_t length) {
    (void)context, (void)face, (void)script, (void)rtl;
    int count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)utf8[i] & 0xc0) != 0x80;
    return count * px / 2;
}

static inline void plain_font_metrics(void *context, int face, int px, int *ascent, int *descent) {
    (void)context, (void)face;
    *ascent = px * 9 / 10;
    *descent = px / 4;
}

static const struct measure plain_font = {.face = plain_font_face,
                                          .covers = plain_font_covers,
                                          .width = plain_font_width,
                                          .metrics = plain_font_metrics};
