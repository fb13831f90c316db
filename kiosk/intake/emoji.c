#include "intake/emoji.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { ZWJ = 0x200D, AS_PICTURE = 0xFE0F, AS_TEXT = 0xFE0E, KEYCAP = 0x20E3, SEQUENCE_BYTES_MAX = 200 };

/* The character at `*at`, which is moved behind it; 0 at the end. */
static UChar32 next(const char *text, int32_t *at, int32_t end) {
    UChar32 c = 0;
    if (*at < end)
        U8_NEXT((const uint8_t *)text, *at, end, c);
    return c > 0 ? c : 0;
}

static bool takes(const char *text, int32_t *at, int32_t end, UChar32 wanted) {
    int32_t behind = *at;
    bool there = next(text, &behind, end) == wanted;
    *at = there ? behind : *at;
    return there;
}

static bool takes_property(const char *text, int32_t *at, int32_t end, UProperty property) {
    int32_t behind = *at;
    UChar32 c = next(text, &behind, end);
    bool there = c && u_hasBinaryProperty(c, property);
    *at = there ? behind : *at;
    return there;
}

static void skip_tags(const char *text, int32_t *at, int32_t end) {
    for (int32_t behind = *at; behind < end; *at = behind) {
        UChar32 c = next(text, &behind, end);
        if (c < 0xE0020 || c > 0xE007F)
            return;
    }
}

/* One element of a joined sequence (UTS #51 ED-13 … ED-15a). */
static bool element(const char *text, int32_t *at, int32_t end) {
    int32_t begin = *at;
    UChar32 c = next(text, at, end);
    bool picture = c && u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION);
    if (c && u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR)) {
        if (takes_property(text, at, end, UCHAR_REGIONAL_INDICATOR))
            return true;
    } else if (c && u_hasBinaryProperty(c, UCHAR_EMOJI)) {
        if (takes(text, at, end, AS_PICTURE)) {
            takes(text, at, end, KEYCAP);
            return true;
        }
        if (takes(text, at, end, KEYCAP))
            return true;
        picture = !takes(text, at, end, AS_TEXT) &&
                  (takes_property(text, at, end, UCHAR_EMOJI_MODIFIER) || picture);
        skip_tags(text, at, picture ? end : 0);
    }
    *at = picture ? *at : begin;
    return picture;
}

size_t emoji_length(const char *utf8) {
    int32_t end = (int32_t)strnlen(utf8, SEQUENCE_BYTES_MAX), at = 0;
    if (!element(utf8, &at, end))
        return 0;
    for (int32_t joined = at; takes(utf8, &joined, end, ZWJ) && element(utf8, &joined, end);)
        at = joined;
    return (size_t)at;
}
