#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "core/text/emoji.h"
#include "core/text/paragraph_parts.h"

enum { GRINNING_FACE = 0x1F600 };
static const uint32_t latin = 'L' << 24 | 'a' << 16 | 't' << 8 | 'n';

static bool weak(UScriptCode script) {
    return script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN;
}

static uint32_t tag(UScriptCode script) {
    const char *name = uscript_getShortName(script);
    return name == NULL ? latin
                        : (uint32_t)name[0] << 24 | (uint32_t)name[1] << 16 | (uint32_t)name[2] << 8 |
                              (uint32_t)name[3];
}

static UScriptCode script_of(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &error);
    return U_FAILURE(error) ? USCRIPT_COMMON : script;
}

static UScriptCode first_script(const struct prepared *text) {
    for (int i = 0; i < text->length;) {
        UChar32 c;
        U16_NEXT(text->units, i, text->length, c);
        if (!weak(script_of(c)))
            return script_of(c);
    }
    return USCRIPT_LATIN;
}

/* Weak characters and marks stay with the face before them, so that a run is not torn; a digit has that of
 * the letters before it, whatever brackets stand between: the years of a text look alike. */
static int choose(const struct prepared *text, UChar32 c, bool is_weak, const struct cell *before,
                  const struct cell *letters, const struct cell *cell) {
    const struct measure *measure = text->measure;
    if (u_isdigit(c) && letters != NULL && letters->bold == cell->bold && letters->face != FACE_NONE &&
        measure->covers(measure->context, letters->face, (uint32_t)c))
        return letters->face;
    bool same = before != NULL && before->face != FACE_NONE && before->bold == cell->bold;
    if (same && (u_iscntrl(c) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
                 (is_weak && measure->covers(measure->context, before->face, (uint32_t)c))))
        return before->face;
    enum weight weight = cell_weight(text, cell);
    int face = measure->face(measure->context, u_iscntrl(c) ? ' ' : (uint32_t)c, weight, text->language);
    if (face == FACE_NONE && same)
        return before->face;
    return face == FACE_NONE ? measure->face(measure->context, ' ', weight, text->language) : face;
}

void prepared_choose_faces(struct prepared *text) {
    UScriptCode script = first_script(text);
    const struct cell *before = NULL, *letters = NULL;
    for (int i = 0; i < text->length;) {
        UChar32 c;
        int at = i;
        U16_NEXT(text->units, i, text->length, c);
        bool is_weak = weak(script_of(c)) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
        if (!weak(script_of(c)))
            script = script_of(c);
        text->cells[at].script = tag(script);
        if (text->cells[at].emoji) { /* has its face; a digit in a keycap is of no run of digits */
            for (; i < text->length && text->cells[i].emoji && !text->cells[i].first; i++)
                text->cells[i].script = tag(script);
            before = NULL;
            continue;
        }
        text->cells[at].face = choose(text, c, is_weak, before, letters, &text->cells[at]);
        for (int trail = at + 1; trail < i; trail++)
            text->cells[trail] = text->cells[at];
        before = &text->cells[at];
        if (!weak(script_of(c)))
            letters = before;
    }
}

int run_end(const struct prepared *text, int from, int to) {
    const struct cell *first = &text->cells[from];
    int at = from + 1;
    if (first->emoji) {
        while (at < to && text->cells[at].emoji && !text->cells[at].first)
            at++;
        return at;
    }
    while (at < to && !text->cells[at].emoji && text->cells[at].face == first->face &&
           text->cells[at].script == first->script && text->cells[at].bold == first->bold &&
           text->levels[at] == text->levels[from])
        at++;
    return at;
}

bool run_rtl(const struct prepared *text, int at) {
    return text->levels[at] % 2 == 1 && !text->cells[at].emoji;
}

uint32_t run_script(const struct prepared *text, int at) {
    uint32_t script = text->cells[at].emoji ? latin : text->cells[at].script;
    bool rtl_script = script == ('A' << 24 | 'r' << 16 | 'a' << 8 | 'b') ||
                      script == ('H' << 24 | 'e' << 16 | 'b' << 8 | 'r');
    return rtl_script && text->levels[at] % 2 == 0 ? latin : script;
}

/* What is seen at `*at`, which is moved behind it, and no font has; 0: nothing. Whatever brings one emoji
 * brings all. */
static UChar32 missing_at(const struct measure *measure, const char *text, int32_t *at,
                          const struct paragraph_style *style) {
    UChar32 c;
    int32_t begin = *at;
    size_t emoji = emoji_length(text + begin);
    if (emoji) {
        *at += (int32_t)emoji;
        return emoji_drawable(measure, style->weight, text + begin, emoji) ? 0 : GRINNING_FACE;
    }
    U8_NEXT((const uint8_t *)text, *at, -1, c); /* as ICU's macros want it: char may be signed */
    bool invisible = c < 0x20 || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
    return invisible ||
                   measure->face(measure->context, (uint32_t)c, style->weight, style->language) != FACE_NONE
               ? 0
               : c;
}

uint32_t paragraph_missing(const struct measure *measure, const char *text,
                           const struct paragraph_style *style, const char **package) {
    for (int32_t at = 0, begin = 0; text[at] != '\0'; begin = at) {
        UChar32 c = missing_at(measure, text, &at, style);
        if (c == 0)
            continue;
        *package = measure->package ? measure->package((uint32_t)c) : NULL;
        if (c == GRINNING_FACE) { /* its own first character is what the author knows */
            U8_NEXT((const uint8_t *)text, begin, -1, c);
        }
        return (uint32_t)c;
    }
    return 0;
}
