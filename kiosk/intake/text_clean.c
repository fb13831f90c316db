#include "intake/text_clean.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

enum { ZWNJ = 0x200C, ZWJ = 0x200D, SOFT_HYPHEN = 0xAD, ELLIPSIS = 0x2026 };

struct cleaner {
    UChar *out;
    int32_t length;
    size_t characters, marks;
    int32_t word_end; /* length before the last space; 0: none */
    UChar32 last;
    bool space;
};

static bool joins(UChar32 before) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(before, &status);
    return u_hasBinaryProperty(before, UCHAR_EXTENDED_PICTOGRAPHIC) ||
           (before > 0x2FF && script != USCRIPT_LATIN && script != USCRIPT_COMMON) || before == 0xFE0F;
}

static bool invisible(const struct cleaner *cleaner, UChar32 c) {
    if (c == ZWNJ || c == ZWJ)
        return !joins(cleaner->last);
    switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
        return c != SOFT_HYPHEN && !u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK);
    case U_SURROGATE:
    case U_PRIVATE_USE_CHAR:
    case U_UNASSIGNED:
        return true;
    default:
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0; /* Hangul fillers */
    }
}

static void append(struct cleaner *cleaner, UChar32 c) {
    U16_APPEND_UNSAFE(cleaner->out, cleaner->length, c);
    cleaner->characters++;
    cleaner->last = c;
}

/* False when `max` is reached. */
static bool take(struct cleaner *cleaner, UChar32 c, size_t max) {
    if (u_isUWhiteSpace(c)) {
        cleaner->space = true;
        return true;
    }
    if (invisible(cleaner, c))
        return true;
    int8_t type = u_charType(c);
    bool mark = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
    cleaner->marks = mark ? cleaner->marks + 1 : 0;
    if (cleaner->marks > TEXT_MARKS_MAX)
        return true;
    bool space = cleaner->space && cleaner->length > 0;
    if (cleaner->characters + (space ? 2 : 1) > max)
        return false;
    if (space) {
        cleaner->word_end = cleaner->length;
        append(cleaner, ' ');
    }
    cleaner->space = false;
    append(cleaner, c);
    return true;
}

/* Back to the end of the last whole word that leaves room for the "…"; one long word is cut inside. */
static void cut(struct cleaner *cleaner, size_t max) {
    bool whole_word = cleaner->space && cleaner->characters < max;
    if (!whole_word && cleaner->word_end > 0)
        cleaner->length = cleaner->word_end;
    else if (!whole_word && cleaner->length > 0)
        U16_BACK_1(cleaner->out, 0, cleaner->length);
    cleaner->out[cleaner->length++] = ELLIPSIS;
}

static char *to_utf8(const UChar *text, int32_t length) {
    UErrorCode status = U_ZERO_ERROR;
    char *bytes = malloc((size_t)length * 3 + 1);
    if (bytes)
        u_strToUTF8(bytes, length * 3 + 1, NULL, text, length, &status);
    return bytes;
}

char *text_clean(const char *text, size_t length, size_t max) {
    length = length < TEXT_BYTES_MAX ? length : TEXT_BYTES_MAX;
    int32_t capacity = (int32_t)length + 1, wide = 0;
    UChar *raw = malloc((size_t)capacity * sizeof(UChar));
    UChar *normal = malloc((size_t)capacity * 3 * sizeof(UChar));
    struct cleaner cleaner = {.out = malloc(((size_t)capacity * 3 + 2) * sizeof(UChar))};
    char *result = NULL;
    UErrorCode status = U_ZERO_ERROR;
    if (!raw || !normal || !cleaner.out)
        goto done;
    u_strFromUTF8WithSub(raw, capacity, &wide, text, (int32_t)length, 0xFFFD, NULL, &status);
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    int32_t count = unorm2_normalize(nfc, raw, wide, normal, capacity * 3, &status);
    if (U_FAILURE(status))
        goto done;
    for (int32_t i = 0; i < count;) {
        UChar32 c;
        U16_NEXT(normal, i, count, c);
        if (!take(&cleaner, c, max)) {
            cut(&cleaner, max);
            break;
        }
    }
    result = to_utf8(cleaner.out, cleaner.length);
done:
    free(raw);
    free(normal);
    free(cleaner.out);
    return result;
}
