#include "core/text/emoji.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

enum { ZWJ = 0x200D, AS_PICTURE = 0xFE0F, AS_TEXT = 0xFE0E, KEYCAP = 0x20E3, SEQUENCE_MAX = 50 };

/* Characters from the beginning of a text, one ahead of which the reader stands. */
struct characters {
    UChar32 items[SEQUENCE_MAX + 1]; /* 0 behind the last */
    size_t at;
};

static bool takes(struct characters *text, UChar32 wanted) {
    bool there = text->items[text->at] == wanted;
    text->at += there;
    return there;
}

static bool takes_property(struct characters *text, UProperty property) {
    UChar32 c = text->items[text->at];
    bool there = c && u_hasBinaryProperty(c, property);
    text->at += there;
    return there;
}

static void skip_tags(struct characters *text) {
    while (text->items[text->at] >= 0xE0020 && text->items[text->at] <= 0xE007F)
        text->at++;
}

/* One element of a joined sequence (UTS #51 ED-13 … ED-15a). */
static bool element(struct characters *text) {
    size_t begin = text->at;
    UChar32 c = text->items[begin];
    if (!c)
        return false;
    bool picture = u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION);
    text->at++;
    if (u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR)) {
        if (takes_property(text, UCHAR_REGIONAL_INDICATOR))
            return true;
    } else if (u_hasBinaryProperty(c, UCHAR_EMOJI)) {
        if (takes(text, AS_PICTURE)) {
            takes(text, KEYCAP);
            return true;
        }
        if (takes(text, KEYCAP))
            return true;
        picture = !takes(text, AS_TEXT) && (takes_property(text, UCHAR_EMOJI_MODIFIER) || picture);
        if (picture)
            skip_tags(text);
    }
    text->at = picture ? text->at : begin;
    return picture;
}

static size_t sequence(struct characters *text) {
    if (!element(text))
        return 0;
    for (size_t end = text->at;; end = text->at)
        if (!takes(text, ZWJ) || !element(text))
            return end;
}

/* Most characters of most texts: no look-up in tables of properties. */
static bool never(UChar32 c) {
    return c < 0x203C && c != 0xA9 && c != 0xAE && c != '#' && c != '*' && !(c >= '0' && c <= '9');
}

size_t emoji_length(const char *utf8) {
    struct characters text = {0};
    const uint8_t *bytes = (const uint8_t *)utf8;
    int32_t end = (int32_t)strnlen(utf8, SEQUENCE_MAX * U8_MAX_LENGTH), at = 0;
    for (size_t i = 0; i < SEQUENCE_MAX && at < end; i++) {
        U8_NEXT(bytes, at, end, text.items[i]);
        if (text.items[i] <= 0 || (i == 0 && never(text.items[i])))
            break;
    }
    size_t count = text.items[0] > 0 && !never(text.items[0]) ? sequence(&text) : 0;
    at = 0;
    U8_FWD_N(bytes, at, end, (int32_t)count);
    return (size_t)at;
}

uint32_t emoji_first(const char *utf8) {
    UChar32 c = 0;
    for (int32_t at = 0, begin = 0; utf8[at] != '\0'; begin = at) {
        U8_NEXT((const uint8_t *)utf8, at, -1, c);
        if (emoji_length(utf8 + begin) > 0)
            return (uint32_t)c;
    }
    return 0;
}

int emoji_units(const UChar *units, int length) {
    struct characters text = {0};
    int at = 0;
    for (size_t i = 0; i < SEQUENCE_MAX && at < length; i++) {
        U16_NEXT(units, at, length, text.items[i]);
        if (i == 0 && never(text.items[i]))
            return 0;
    }
    size_t count = sequence(&text);
    at = 0;
    U16_FWD_N(units, at, length, (int)count);
    return at;
}
