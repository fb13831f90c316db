#include <stdlib.h>
#include <unicode/ubrk.h>

#include "core/paragraph_parts.h"

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

bool prepared_find_breaks(struct prepared *text) {
    text->boundaries = calloc((size_t)text->length + 1, 1);
    return text->boundaries != NULL && mark(text, UBRK_CHARACTER, BOUNDARY_GRAPHEME) &&
           mark(text, UBRK_LINE, BOUNDARY_LINE);
}
