#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>

#include "core/text/paragraph_parts.h"

enum { KEPT = 8 /* of four languages */, LANGUAGE_SIZE = 32 };

struct kept {
    UBreakIterator *iterator;
    UBreakIteratorType type;
    char language[LANGUAGE_SIZE];
};

struct breaks {
    struct kept kept[KEPT]; /* the one used last is first */
};

struct breaks *breaks_create(void) {
    return calloc(1, sizeof(struct breaks));
}

void breaks_destroy(struct breaks *breaks) {
    for (int i = 0; breaks && i < KEPT; i++)
        if (breaks->kept[i].iterator)
            ubrk_close(breaks->kept[i].iterator);
    free(breaks);
}

/* Where it is, or the last place, of whatever was not used for longest. */
static int find(const struct breaks *breaks, UBreakIteratorType type, const char *language) {
    int at = 0;
    while (at < KEPT - 1 && breaks->kept[at].iterator &&
           (breaks->kept[at].type != type || strcmp(breaks->kept[at].language, language) != 0))
        at++;
    return at;
}

static UBreakIterator *iterator_of(struct breaks *breaks, UBreakIteratorType type, const char *language,
                                   UErrorCode *error) {
    int at = find(breaks, type, language);
    struct kept kept = breaks->kept[at];
    if (kept.iterator && (kept.type != type || strcmp(kept.language, language) != 0)) {
        ubrk_close(kept.iterator);
        kept.iterator = NULL;
    }
    if (!kept.iterator) {
        kept = (struct kept){.iterator = ubrk_open(type, language, NULL, 0, error), .type = type};
        snprintf(kept.language, sizeof kept.language, "%s", language);
    }
    memmove(&breaks->kept[1], &breaks->kept[0], (size_t)at * sizeof kept);
    breaks->kept[0] = kept;
    return kept.iterator;
}

static bool mark(struct prepared *text, UBreakIteratorType type, enum boundary boundary) {
    static const UChar nothing[1] = {0};
    struct breaks *breaks = strlen(text->language) < LANGUAGE_SIZE ? text->measure->breaks : NULL;
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *iterator = breaks ? iterator_of(breaks, type, text->language, &error)
                                      : ubrk_open(type, text->language, NULL, 0, &error);
    if (iterator)
        ubrk_setText(iterator, text->units, text->length, &error);
    if (U_SUCCESS(error))
        for (int at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator))
            text->boundaries[at] |= (uint8_t)boundary;
    bool fine = U_SUCCESS(error);
    if (!breaks)
        ubrk_close(iterator);
    else if (iterator)
        ubrk_setText(iterator, nothing, 0, &error);
    return fine;
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
