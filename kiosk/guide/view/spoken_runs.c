/* Which words of a line are of another language than the line. */
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "guide/view/spoken_parts.h"

enum { SCRIPTS_MAX = 4 };

/* The letter, digit or mark before byte `at`, or at it; 0: there is none. */
static UChar32 before(const char *text, size_t at) {
    int32_t i = (int32_t)at;
    UChar32 c = 0;
    if (i > 0)
        U8_PREV((const uint8_t *)text, 0, i, c);
    return c;
}

static UChar32 letter_at(const char *text, size_t at) {
    int32_t i = (int32_t)at;
    UChar32 c;
    U8_NEXT((const uint8_t *)text, i, -1, c);
    return c;
}

static bool in_word(UChar32 c) {
    return c > 0 && u_isalnum(c);
}

/* Bytes of the longest of the terms that stands at `at` as whole words; 0: none does. */
static size_t term_at(const struct guide_terms *terms, const char *text, size_t at) {
    size_t longest = 0;
    if (in_word(before(text, at)))
        return 0;
    for (size_t i = 0; i < terms->count; i++) {
        size_t length = strlen(terms->items[i]);
        if (length > longest && strncmp(text + at, terms->items[i], length) == 0 &&
            !in_word(letter_at(text, at + length)))
            longest = length;
    }
    return longest;
}

static bool latin(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return c > 0 && u_isalpha(c) && uscript_getScript(c, &status) == USCRIPT_LATIN;
}

static bool writes_latin(const char *language) {
    UScriptCode scripts[SCRIPTS_MAX];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = uscript_getCode(language, scripts, SCRIPTS_MAX, &status);
    bool found = U_FAILURE(status) || count == 0;
    for (int32_t i = 0; i < count && !found; i++)
        found = scripts[i] == USCRIPT_LATIN;
    return found;
}

/* Bytes of the Latin words at `at`, with what stands between them; 0: there are none. */
static size_t latin_at(const char *text, size_t at) {
    int32_t i = (int32_t)at, end = 0;
    for (UChar32 c = 1; c > 0;) {
        U8_NEXT((const uint8_t *)text, i, -1, c);
        if (latin(c))
            end = i;
        else if (end == 0 || (c > 0 && u_isalpha(c)))
            break;
    }
    return end ? (size_t)end - at : 0;
}

/* Bytes that are of another language, *other, at `at`; 0: none. */
static size_t foreign_at(const struct guide *guide, const char *language, bool latin_too, const char *text,
                         size_t at, const char **other) {
    size_t length = 0;
    for (size_t i = 0; i < guide->term_count && length == 0; i++) {
        if (strcmp(guide->terms[i].language, language) == 0)
            continue;
        length = term_at(&guide->terms[i], text, at);
        *other = guide->terms[i].language;
    }
    if (length == 0 && latin_too) {
        length = latin_at(text, at);
        *other = guide->terms[0].language;
    }
    return length;
}

void spoken_add(const struct guide *guide, const char *language, const char *line, struct utterance *out) {
    bool latin_too = guide->term_count > 0 && !writes_latin(language);
    size_t from = 0, at = 0;
    while (line[at]) {
        const char *other = NULL;
        size_t length = foreign_at(guide, language, latin_too, line, at, &other);
        if (length) {
            utterance_part(out, language, line + from, at - from);
            utterance_part(out, other, line + at, length);
            from = at + length;
        }
        at += length ? length : 1;
        while ((line[at] & 0xc0) == 0x80)
            at++;
    }
    utterance_part(out, language, line + from, at - from);
    utterance_end_line(out);
}
