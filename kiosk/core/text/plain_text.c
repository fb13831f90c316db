#include "core/text/plain_text.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "core/base/utf8.h"
#include "core/text/text_findings.h"

/* The code point at `utf8`, which is known to be valid UTF-8, and its length in bytes. */
static UChar32 code_point(const char *utf8, int *bytes) {
    unsigned char lead = (unsigned char)utf8[0];
    *bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    UChar32 c = *bytes == 1 ? lead : lead & (0x7F >> *bytes);
    for (int i = 1; i < *bytes; i++)
        c = c << 6 | (utf8[i] & 0x3F);
    return c;
}

/* `ascii`: all of it is. */
static const struct said EMPTY = {FOUND_EMPTY_TEXT}, SEVERAL_LINES = {FOUND_SEVERAL_LINES},
                         CONTROL_CHARACTER = {FOUND_CONTROL_CHARACTER}, TOO_MUCH = {FOUND_TOO_MUCH_TEXT};

static const struct said *find_fault(const char *utf8, bool lines, bool *ascii) {
    bool visible = false;
    int bytes;
    *ascii = true;
    for (; *utf8; utf8 += bytes) {
        if (*utf8 >= ' ' && *utf8 < 0x7F) {
            visible = visible || *utf8 != ' ';
            bytes = 1;
            continue;
        }
        UChar32 c = code_point(utf8, &bytes);
        *ascii = *ascii && c < 0x80;
        if (c == '\n' && !lines)
            return &SEVERAL_LINES;
        if (c != '\n' && u_charType(c) == U_CONTROL_CHAR)
            return &CONTROL_CHARACTER;
        visible = visible || !u_isUWhiteSpace(c);
    }
    return visible ? NULL : &EMPTY;
}

static char *normalise(struct arena *arena, const char *utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    int32_t bytes = (int32_t)strlen(utf8), wide = 0, composed = 0, out = 0;
    int32_t room = 3 * bytes + 1; /* NFC grows UTF-16 text at most threefold (UAX #15 §9) */
    UChar *from = malloc((size_t)(bytes + 1) * sizeof *from);
    UChar *to = malloc((size_t)room * sizeof *to);
    char *copy = arena_alloc(arena, 3 * (size_t)bytes + 1);
    if (from && to && copy) {
        u_strFromUTF8(from, bytes + 1, &wide, utf8, bytes, &status);
        composed = unorm2_normalize(nfc, from, wide, to, room, &status);
        u_strToUTF8(copy, 3 * bytes + 1, &out, to, composed, &status);
    }
    bool done = from && to && copy && U_SUCCESS(status);
    if (!from || !to)
        arena_want(arena);
    free(from);
    free(to);
    return done ? copy : NULL;
}

const char *plain_text(struct arena *arena, const char *utf8, bool lines, const struct said **why) {
    bool ascii;
    *why = find_fault(utf8, lines, &ascii);
    if (*why)
        return NULL;
    const char *text = ascii ? arena_copy(arena, utf8, strlen(utf8)) : normalise(arena, utf8);
    if (!text)
        *why = &TOO_MUCH;
    return text;
}

size_t text_cut(const char *utf8, size_t max) {
    size_t length = strnlen(utf8, max);
    while (length > 0 && ((unsigned char)utf8[length] & 0xc0) == 0x80)
        length--;
    return length;
}

const char *text_put(char *out, size_t size, const char *text) {
    size_t length = strlen(text), used = 0, at = 0;
    while (at < length) {
        size_t there = utf8_character(text + at, length - at), bytes = there;
        const char *put = text + at;
        int unused;
        if (there == 0) {
            put = "\xEF\xBF\xBD"; /* U+FFFD */
            bytes = 3;
        } else if (u_charType(code_point(put, &unused)) == U_CONTROL_CHAR) {
            put = " ";
            bytes = 1;
        }
        if (used + bytes >= size)
            break;
        memcpy(out + used, put, bytes);
        used += bytes;
        at += there ? there : 1;
    }
    out[used] = '\0';
    return out;
}

int text_words(const char *text) {
    int count = 0;
    bool inside = false;
    for (; *text; text++) {
        bool space = *text == ' ' || *text == '\n';
        count += !space && !inside;
        inside = !space;
    }
    return count;
}

bool language_valid(const char *tag) {
    if (strlen(tag) < 2 || strlen(tag) > 35)
        return false;
    char locale[ULOC_FULLNAME_CAPACITY];
    int32_t parsed = 0;
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
    return U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING && parsed == (int32_t)strlen(tag) &&
           uloc_getISO3Language(locale)[0] != '\0';
}

bool https_url_valid(const char *url) {
    static const char SCHEME[] = "https://";
    size_t length = strlen(url);
    if (length > 2000 || strncmp(url, SCHEME, sizeof SCHEME - 1) != 0)
        return false;
    for (size_t i = 0; i < length; i++)
        if (url[i] <= ' ' || url[i] > '~' || strchr("\"<>\\^`{|}", url[i]))
            return false;
    const char *host = url + sizeof SCHEME - 1;
    size_t authority = strcspn(host, "/?#");
    return authority > 0 && host[0] != ':' && !memchr(host, '@', authority);
}
