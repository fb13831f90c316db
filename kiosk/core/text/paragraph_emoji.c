#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "core/text/emoji.h"
#include "core/text/paragraph_parts.h"

enum { ZWJ = 0x200D, REGIONAL_INDICATOR_A = 0x1F1E6 };
static const char emoji_language[] = "und-Zsye"; /* the fonts' own language for pictures (ISO 15924) */

static bool has_shape(UChar32 c) {
    return c != ZWJ && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* Several characters become one picture only in a font of emoji, which is known by its letters of flags: in a
 * font of signs a keycap stands beside its digit. */
static bool covers_all(const struct measure *measure, int face, const UChar *units, int length) {
    int shapes = 0;
    for (int i = 0; i < length;) {
        UChar32 c;
        U16_NEXT(units, i, length, c);
        if (has_shape(c) && !measure->covers(measure->context, face, (uint32_t)c))
            return false;
        shapes += has_shape(c);
    }
    return shapes < 2 || measure->covers(measure->context, face, REGIONAL_INDICATOR_A);
}

/* The face that has all of a sequence: a keycap's digit alone is in many. */
static int face_of(const struct measure *measure, enum weight weight, const UChar *units, int length) {
    for (int i = 0; i < length;) {
        UChar32 c;
        U16_NEXT(units, i, length, c);
        int face =
            has_shape(c) ? measure->face(measure->context, (uint32_t)c, weight, emoji_language) : FACE_NONE;
        if (face != FACE_NONE && covers_all(measure, face, units, length))
            return face;
    }
    return FACE_NONE;
}

/* "🎄" as text, and pictures of tomorrow: no sequences, but nothing that a box could stand for. */
static int lone_picture(const struct prepared *text, int at) {
    UChar32 c;
    int end = at;
    U16_NEXT(text->units, end, text->length, c);
    if (c < 0x1F000 || !u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC))
        return 0;
    while (end < text->length && u_hasBinaryProperty(text->units[end], UCHAR_VARIATION_SELECTOR))
        end++;
    return end - at;
}

static bool closes(UChar c) {
    return c == '.' || c == ',' || c == '!' || c == '?' || c == ':' || c == ';' || c == ')';
}

/* What stands around a picture that was taken out keeps one space, and none at the ends of its line. Returns
 * how many units behind it go, too. */
static int close_gap(const struct prepared *text, int *to, int from) {
    bool start = *to == 0 || text->units[*to - 1] == '\n', space = !start && text->units[*to - 1] == ' ';
    UChar next = from < text->length ? text->units[from] : '\n';
    if (next == ' ')
        return start || space;
    if (space && (next == '\n' || closes(next)))
        --*to;
    return 0;
}

static int copy(struct prepared *text, int to, int from, int length) {
    memmove(text->units + to, text->units + from, (size_t)length * sizeof *text->units);
    memmove(text->cells + to, text->cells + from, (size_t)length * sizeof *text->cells);
    return to + length;
}

static void mark(struct prepared *text, int from, int length, int face) {
    for (int i = 0; i < length; i++) {
        struct cell *cell = &text->cells[from + i];
        cell->emoji = true;
        cell->first = i == 0;
        cell->face = face;
    }
}

void prepared_choose_emoji(struct prepared *text) {
    int to = 0;
    for (int from = 0; from < text->length;) {
        int emoji = emoji_units(text->units + from, text->length - from);
        int length = emoji ? emoji : lone_picture(text, from);
        if (!length) {
            int end = from;
            U16_FWD_1(text->units, end, text->length);
            to = copy(text, to, from, end - from);
            from = end;
            continue;
        }
        int face = face_of(text->measure, cell_weight(text, &text->cells[from]), text->units + from, length);
        if (face != FACE_NONE) {
            mark(text, from, length, face);
            to = copy(text, to, from, length);
        }
        from += length;
        if (face == FACE_NONE)
            from += close_gap(text, &to, from);
    }
    text->length = to;
}

bool emoji_drawable(const struct measure *measure, enum weight weight, const char *utf8, size_t length) {
    UChar units[256];
    int32_t count = 0, at = 0, end = (int32_t)length;
    while (at < end && count + 2 < (int32_t)LENGTH(units)) {
        UChar32 c;
        U8_NEXT((const uint8_t *)utf8, at, end, c);
        U16_APPEND_UNSAFE(units, count, c < 0 ? 0xFFFD : c);
    }
    return face_of(measure, weight, units, count) != FACE_NONE;
}
