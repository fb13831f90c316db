#include <stdlib.h>
#include <unicode/ubrk.h>

#include "core/text/paragraph_parts.h"

static bool mark(struct prepared *text, UBreakIteratorType type, enum boundary boundary) {
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(type, text->language, text->units, text->length, &error);
    if (U_FAILURE(error))
        return false;
    for (int at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
        text->boundaries[at] |= (uint8_t)boundary;
    ubrk_close(iterator);
    return true;
}

static bool digit(UChar c) {
    return c >= '0' && c <= '9';
}

/* A number written in groups (+45 44 77 20 00) stays on one line: torn in right-to-left text it reads wrong.
 */
static void join_numbers(struct prepared *text) {
    for (int at = 2; at < text->length; at++)
        if (digit(text->units[at]) && text->units[at - 1] == ' ' && digit(text->units[at - 2]))
            text->boundaries[at] &= (uint8_t)~BOUNDARY_LINE;
}

bool prepared_find_breaks(struct prepared *text) {
    text->boundaries = calloc((size_t)text->length + 1, 1);
    if (text->boundaries == NULL || !mark(text, UBRK_CHARACTER, BOUNDARY_GRAPHEME) ||
        !mark(text, UBRK_LINE, BOUNDARY_LINE))
        return false;
    join_numbers(text);
    prepared_tie(text);
    return true;
}
