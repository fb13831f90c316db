#include "intake/text_clean.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "intake/html_reference.h"

enum {
    ZWNJ = 0x200C,
    ZWJ = 0x200D,
    SOFT_HYPHEN = 0xAD,
    ELLIPSIS = 0x2026,
    BLACK_FLAG = 0x1F3F4,
    DIRECTIONS_MAX = 8
};
enum { LRE = 0x202A, RLE, PDF, LRO, RLO, LRI = 0x2066, RLI, FSI, PDI };

struct cleaner {
    UChar *out;
    int32_t length;
    size_t characters, marks;
    int32_t word_end; /* length before the last space; 0: none */
    UChar32 last, control;
    bool space, seen;             /* seen: something is there to be seen */
    UChar32 open[DIRECTIONS_MAX]; /* LRI, RLI, FSI; 0: one that was dropped, whose end goes with it */
    size_t open_count, isolates, too_deep;
};

static bool is_tag(UChar32 c) {
    return c >= 0xE0020 && c <= 0xE007F;
}

static bool joins(UChar32 before) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(before, &status);
    return u_hasBinaryProperty(before, UCHAR_EXTENDED_PICTOGRAPHIC) ||
           u_hasBinaryProperty(before, UCHAR_EMOJI_MODIFIER) ||
           (before > 0x2FF && script != USCRIPT_LATIN && script != USCRIPT_COMMON) || before == 0xFE0F;
}

static bool invisible(const struct cleaner *cleaner, UChar32 c) {
    if (c == ZWNJ || c == ZWJ)
        return !joins(cleaner->last);
    if (is_tag(c)) /* of the flags of Scotland, Wales … (UTS #51) */
        return cleaner->last != BLACK_FLAG && !is_tag(cleaner->last);
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

/* Room for the ends of the isolates that are open is always kept. */
static bool room(const struct cleaner *cleaner, size_t wanted, size_t max) {
    return cleaner->characters + cleaner->isolates + wanted <= max;
}

static void put_space(struct cleaner *cleaner) {
    if (cleaner->space && cleaner->length > 0) {
        cleaner->word_end = cleaner->length;
        append(cleaner, ' ');
    }
    cleaner->space = false;
}

/* U+200E, U+200F, U+061C: telephone numbers in Arabic hang on them. Several in a row say no more than one. */
static void take_mark(struct cleaner *cleaner, UChar32 c, size_t max) {
    if (cleaner->last != c && room(cleaner, 2, max)) {
        put_space(cleaner);
        append(cleaner, c);
    }
}

/* Isolates stay, in pairs; embeddings become isolates, which are what their authors meant; overrides go. */
static void take_opening(struct cleaner *cleaner, UChar32 c, size_t max) {
    UChar32 isolate = c == LRE ? LRI : c == RLE ? RLI : c == LRO || c == RLO ? 0 : c;
    if (cleaner->open_count == DIRECTIONS_MAX || cleaner->too_deep > 0) {
        cleaner->too_deep++;
        return;
    }
    if (isolate && !room(cleaner, 4, max)) /* a space, itself, a letter and its end */
        isolate = 0;
    cleaner->open[cleaner->open_count++] = isolate;
    if (isolate) {
        put_space(cleaner);
        append(cleaner, isolate);
        cleaner->isolates++;
    }
}

static void take_closing(struct cleaner *cleaner) {
    if (cleaner->too_deep > 0)
        cleaner->too_deep--;
    else if (cleaner->open_count > 0 && cleaner->open[--cleaner->open_count]) {
        cleaner->isolates--;
        append(cleaner, PDI);
    }
}

static bool take_direction(struct cleaner *cleaner, UChar32 c, size_t max) {
    if (c == 0x200E || c == 0x200F || c == 0x061C)
        take_mark(cleaner, c, max);
    else if (c == PDF || c == PDI)
        take_closing(cleaner);
    else if ((c >= LRE && c <= RLO) || (c >= LRI && c <= FSI))
        take_opening(cleaner, c, max);
    else
        return false;
    return true;
}

/* False when `max` is reached. */
static bool take(struct cleaner *cleaner, UChar32 c, size_t max) {
    c = c >= 0x80 && c < 0xA0 ? (UChar32)windows_1252((unsigned char)c)
                              : c; /* what they were before somebody mistook them */
    if (u_isUWhiteSpace(c)) {
        cleaner->space = true;
        return true;
    }
    if (take_direction(cleaner, c, max))
        return true;
    if (invisible(cleaner, c)) {
        cleaner->control = u_charType(c) == U_CONTROL_CHAR ? cleaner->last : cleaner->control;
        return true;
    }
    if (u_isdigit(c) && cleaner->control && u_isdigit(cleaner->control))
        cleaner->space = true; /* numbers never grow together */
    cleaner->control = 0;
    int8_t type = u_charType(c);
    bool mark = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
    cleaner->marks = mark ? cleaner->marks + 1 : 0;
    if (cleaner->marks > TEXT_MARKS_MAX)
        return true;
    if (!room(cleaner, cleaner->space && cleaner->length > 0 ? 2 : 1, max))
        return false;
    put_space(cleaner);
    append(cleaner, c);
    cleaner->seen = true;
    return true;
}

/* How many isolates are open at the end of what stands there. */
static size_t open_at_end(const struct cleaner *cleaner) {
    size_t open = 0;
    for (int32_t i = 0; i < cleaner->length; i++)
        open = cleaner->out[i] == PDI ? open - 1 : open + (cleaner->out[i] >= LRI && cleaner->out[i] <= FSI);
    return open;
}

/* The last character that is seen, and the directions behind it. */
static void back_one(struct cleaner *cleaner) {
    UChar32 c = PDI;
    while (cleaner->length > 0 && (c == PDI || c == 0x200E || c == 0x200F || c == 0x061C))
        U16_PREV(cleaner->out, 0, cleaner->length, c);
}

/* Back to the end of the last whole word that leaves room for the "…"; one long word is cut inside. */
static void cut(struct cleaner *cleaner, size_t max) {
    bool whole_word = cleaner->space && room(cleaner, 1, max);
    if (!whole_word && cleaner->word_end > 0)
        cleaner->length = cleaner->word_end;
    else if (!whole_word)
        back_one(cleaner);
    cleaner->out[cleaner->length++] = ELLIPSIS;
}

static void finish(struct cleaner *cleaner) {
    if (!cleaner->seen)
        cleaner->length = 0;
    for (size_t open = open_at_end(cleaner); open > 0; open--)
        cleaner->out[cleaner->length++] = PDI;
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
    struct cleaner cleaner = {.out = malloc(((size_t)capacity * 3 + 2 + DIRECTIONS_MAX) * sizeof(UChar))};
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
    finish(&cleaner);
    result = to_utf8(cleaner.out, cleaner.length);
done:
    free(raw);
    free(normal);
    free(cleaner.out);
    return result;
}
