#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "core/text/paragraph_parts.h"

static UChar *normalise(const char *utf8, int *length, bool *truncated) {
    size_t bytes = strnlen(utf8, PARAGRAPH_UNITS_MAX * 4);
    int32_t room = (int32_t)bytes + 1, read = 0;
    UErrorCode error = U_ZERO_ERROR;
    UChar *raw = malloc((size_t)room * sizeof(*raw));
    UChar *units =
        malloc((size_t)(room * 3 + 1) * sizeof(*units)); /* NFC grows at most threefold in UTF-16 */
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    if (raw != NULL && units != NULL) {
        u_strFromUTF8WithSub(raw, room, &read, utf8, (int32_t)bytes, 0xfffd, NULL, &error);
        *length = unorm2_normalize(nfc, raw, read, units, room * 3 + 1, &error);
    }
    if (raw == NULL || units == NULL || U_FAILURE(error)) {
        free(raw);
        free(units);
        return NULL;
    }
    free(raw);
    if (*length > PARAGRAPH_UNITS_MAX || utf8[bytes] != '\0') {
        *truncated = true;
        if (*length > PARAGRAPH_UNITS_MAX) {
            *length = PARAGRAPH_UNITS_MAX;
            U16_SET_CP_START(units, 0, *length);
        }
    }
    return units;
}

static bool bold_mark(const UChar *units, int at, int length) {
    return at + 1 < length && units[at] == '*' && units[at + 1] == '*';
}

static bool mark_follows(const UChar *units, int from, int length) {
    for (int i = from; i + 1 < length && units[i] != '\n'; i++)
        if (bold_mark(units, i, length))
            return true;
    return false;
}

/* Takes pairs of "**" out; one alone on its line stays as it is written. */
static void take_bold(struct prepared *text) {
    int to = 0;
    bool bold = false;
    for (int from = 0; from < text->length; from++) {
        if (bold_mark(text->units, from, text->length) &&
            (bold || mark_follows(text->units, from + 2, text->length))) {
            bold = !bold;
            from++;
            continue;
        }
        if (text->units[from] == '\n')
            bold = false;
        text->units[to] = text->units[from] == '\t' || text->units[from] == '\r' ? ' ' : text->units[from];
        text->cells[to].bold = bold;
        to++;
    }
    text->length = to;
}

bool prepared_read(struct prepared *text, const char *utf8) {
    text->units = normalise(utf8, &text->length, &text->truncated);
    if (text->units == NULL)
        return false;
    text->cells = calloc((size_t)text->length + 1, sizeof(*text->cells));
    if (text->cells == NULL)
        return false;
    take_bold(text);
    return true;
}

/* Controls that have done their work by the time a run is drawn. */
static bool invisible(UChar32 c) {
    return c == 0xad || c == 0x200b || c == 0x200e || c == 0x200f || c == 0xfeff || c < 0x20 ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f);
}

int run_utf8(const struct prepared *text, int from, int to, const char *suffix, char *out, int size) {
    int written = 0;
    while (from < to) {
        UChar32 c;
        U16_NEXT(text->units, from, to, c);
        if (invisible(c) || written + U8_MAX_LENGTH >= size)
            continue;
        if (U_IS_SURROGATE(c))
            c = 0xfffd;
        U8_APPEND_UNSAFE(out, written, c);
    }
    for (; *suffix != '\0' && written + 1 < size; suffix++)
        out[written++] = *suffix;
    out[written] = '\0';
    return written;
}
