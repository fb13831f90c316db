#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "core/text/paragraph_parts.h"
#include "core/text/plain_text.h"

static bool find_levels(struct prepared *text) {
    UErrorCode error = U_ZERO_ERROR;
    text->bidi = ubidi_open();
    if (text->bidi == NULL)
        return false;
    ubidi_setPara(text->bidi, text->units, text->length, text->rtl ? 1 : 0, NULL, &error);
    if (text->length > 0)
        text->levels = ubidi_getLevels(text->bidi, &error);
    return U_SUCCESS(error);
}

bool prepared_init(struct prepared *text, const struct measure *measure, const char *utf8,
                   const struct paragraph_style *style) {
    *text = (struct prepared){.measure = measure, .weight = style->weight, .loose = style->loose};
    text->language = style->language == NULL ? "en" : style->language;
    text->rtl = language_rtl(text->language);
    bool read = prepared_read(text, utf8);
    if (read)
        prepared_choose_emoji(text);
    if (!read || !prepared_isolate(text) || !find_levels(text) || !prepared_find_breaks(text)) {
        prepared_finish(text);
        if (measure->lost)
            *measure->lost = true;
        return false;
    }
    prepared_choose_faces(text);
    return true;
}

void prepared_finish(struct prepared *text) {
    if (text->bidi != NULL)
        ubidi_close(text->bidi);
    free(text->units);
    free(text->cells);
    free(text->boundaries);
    *text = (struct prepared){0};
}

bool language_rtl(const char *language) {
    return language != NULL && uloc_isRightToLeft(language);
}

/* UAX #9, P2: of the first letter, values that are isolated left aside, as ubidi_getBaseDirection does not.
 */
static UBiDiDirection base_direction(const UChar *units, int32_t length) {
    int depth = 0;
    for (int32_t i = 0; i < length;) {
        UChar32 c;
        U16_NEXT(units, i, length, c);
        UCharDirection direction = u_charDirection(c);
        if (direction == U_LEFT_TO_RIGHT_ISOLATE || direction == U_RIGHT_TO_LEFT_ISOLATE ||
            direction == U_FIRST_STRONG_ISOLATE)
            depth++;
        else if (direction == U_POP_DIRECTIONAL_ISOLATE && depth > 0)
            depth--;
        else if (depth == 0 && direction == U_LEFT_TO_RIGHT)
            return UBIDI_LTR;
        else if (depth == 0 && (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC))
            return UBIDI_RTL;
    }
    return UBIDI_NEUTRAL;
}

/* Few say: then letters tell at least the direction, or a full stop would stand before its sentence. */
const char *text_language(const char *text, const char *said, const char *reader) {
    UChar units[200];
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    if (said)
        return said;
    u_strFromUTF8WithSub(units, (int32_t)LENGTH(units), &length, text, -1, 0xfffd, NULL, &status);
    length = length < (int32_t)LENGTH(units) ? length : (int32_t)LENGTH(units);
    UBiDiDirection direction = base_direction(units, length);
    if (direction == UBIDI_NEUTRAL || (direction == UBIDI_RTL) == language_rtl(reader))
        return reader;
    return direction == UBIDI_RTL ? "ar" : "en";
}

void text_isolate(const char *value, char *out, size_t size) {
    static const char first[] = "\u2068", last[] = "\u2069";
    size_t marks = sizeof(first) + sizeof(last) - 2;
    if (size == 0)
        return;
    if (size <= marks) {
        out[0] = '\0';
        return;
    }
    snprintf(out, size, "%s%.*s%s", first, (int)text_cut(value, size - 1 - marks), value, last);
}
