#include <stdbool.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "core/base/compiler.h"
#include "guide/search/search.h"

enum { DECOMPOSED_MAX = 32, NUKTA = 7, VIRAMA_LAST = 9 };

struct folded {
    char *out;
    int32_t size, length; /* without the final NUL */
    bool gap, full;
    UChar32 last; /* of the word so far; 0: none */
};

/* Letters that no decomposition takes apart; `to` has one or two. Sorted. */
static const struct {
    UChar32 from, to[2];
} letters[] = {
    {0x00DF, {'s', 's'}}, {0x00E6, {'a'}},    {0x00F0, {'d'}},    {0x00F8, {'o'}},    {0x00FE, {'t', 'h'}},
    {0x0111, {'d'}},      {0x0127, {'h'}},    {0x0131, {'i'}},    {0x0142, {'l'}},    {0x014B, {'n'}},
    {0x0153, {'o'}},      {0x0167, {'t'}},    {0x0491, {0x0433}}, /* Ukrainian ghe with upturn */
    {0x05DA, {0x05DB}},   {0x05DD, {0x05DE}}, {0x05DF, {0x05E0}}, {0x05E3, {0x05E4}}, {0x05E5, {0x05E6}},
    {0x0629, {0x0647}},   {0x0649, {0x064A}}, {0x0671, {0x0627}}, {0x06A9, {0x0643}}, {0x06AA, {0x0643}},
    {0x06BE, {0x0647}},   {0x06C1, {0x0647}}, {0x06C3, {0x0647}}, {0x06CC, {0x064A}}, {0x06D0, {0x064A}},
    {0x06D5, {0x0647}},
};

static void append(struct folded *folded, UChar32 c) {
    /* "aa" is written for "å", "ae", "oe" and "ue" for "ä", "ø" and "ü", on keyboards that have none */
    if ((c == 'a' && folded->last == 'a') ||
        (c == 'e' && (folded->last == 'a' || folded->last == 'o' || folded->last == 'u')))
        return;
    bool space = folded->gap && folded->length > 0;
    if (folded->length + space + U8_LENGTH(c) >= folded->size) {
        folded->full = true;
        return;
    }
    if (space)
        folded->out[folded->length++] = ' ';
    U8_APPEND_UNSAFE(folded->out, folded->length, c);
    folded->gap = false;
    folded->last = c;
}

static void end_word(struct folded *folded) {
    folded->gap = true;
    folded->last = 0;
}

static void append_letter(struct folded *folded, UChar32 c) {
    size_t low = 0, high = LENGTH(letters);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (letters[middle].from < c)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == LENGTH(letters) || letters[low].from != c) {
        append(folded, c);
        return;
    }
    append(folded, letters[low].to[0]);
    if (letters[low].to[1] != 0)
        append(folded, letters[low].to[1]);
}

/* Accents, vowel marks and points go; a virama and the vowel signs of Indic scripts make other words. */
static bool is_dropped(UChar32 c) {
    uint8_t class = u_getCombiningClass(c);
    bool apostrophe = c == '\'' || c == 0x2019 || c == 0x02BC || c == 0x02BB;
    bool tatweel = c == 0x0640;
    return class == NUKTA || class > VIRAMA_LAST || apostrophe || tatweel ||
           u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static void fold_decomposed(struct folded *folded, UChar32 c) {
    if (is_dropped(c))
        return;
    int32_t digit = u_charDigitValue(c);
    if (digit >= 0)
        append(folded, '0' + digit);
    else if (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK))
        append_letter(folded, u_foldCase(c, U_FOLD_CASE_DEFAULT));
    else
        end_word(folded);
}

static void fold(struct folded *folded, const UNormalizer2 *nfkd, UChar32 c) {
    UChar units[DECOMPOSED_MAX];
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = unorm2_getDecomposition(nfkd, c, units, DECOMPOSED_MAX, &error), at = 0;
    if (U_FAILURE(error) || count < 0) {
        fold_decomposed(folded, c);
        return;
    }
    while (at < count) {
        U16_NEXT(units, at, count, c);
        fold_decomposed(folded, c);
    }
}

size_t search_fold(const char *text, char *out, size_t size) {
    if (size == 0)
        return 0;
    struct folded folded = {.out = out, .size = size < INT32_MAX ? (int32_t)size : INT32_MAX};
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&error);
    for (int32_t at = 0; U_SUCCESS(error) && text[at] != 0 && !folded.full;) {
        UChar32 c;
        U8_NEXT((const uint8_t *)text, at, -1, c);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            append(&folded, c);
        else if (c >= 'A' && c <= 'Z')
            append(&folded, c + ('a' - 'A'));
        else if (c == ' ' || c < 0)
            end_word(&folded);
        else
            fold(&folded, nfkd, c);
    }
    out[folded.length] = 0;
    return (size_t)folded.length;
}
