#include "core/base/utf8.h"

#include <stdbool.h>
#include <string.h>

size_t utf8_character(const char *text, size_t left) {
    const unsigned char *b = (const unsigned char *)text;
    size_t bytes = b[0] < 0x80   ? 1
                   : b[0] < 0xC2 ? 0
                   : b[0] < 0xE0 ? 2
                   : b[0] < 0xF0 ? 3
                   : b[0] < 0xF5 ? 4
                                 : 0;
    if (bytes > left)
        return 0;
    for (size_t i = 1; i < bytes; i++)
        if ((b[i] & 0xC0) != 0x80)
            return 0;
    bool overlong = (b[0] == 0xE0 && b[1] < 0xA0) || (b[0] == 0xF0 && b[1] < 0x90);
    bool outside = (b[0] == 0xED && b[1] > 0x9F) || (b[0] == 0xF4 && b[1] > 0x8F);
    return overlong || outside ? 0 : bytes;
}

/* C0, DEL and, in two bytes, C1. */
static bool control(const char *text, size_t bytes) {
    const unsigned char *b = (const unsigned char *)text;
    return (bytes == 1 && (b[0] < ' ' || b[0] == 0x7F)) || (bytes == 2 && b[0] == 0xC2 && b[1] < 0xA0);
}

void utf8_clean(char *text) {
    size_t length = strlen(text), to = 0;
    for (size_t from = 0; from < length;) {
        size_t bytes = utf8_character(text + from, length - from);
        if (control(text + from, bytes))
            text[to++] = ' ';
        else {
            memmove(text + to, text + from, bytes);
            to += bytes;
        }
        from += bytes ? bytes : 1;
    }
    text[to] = '\0';
}

size_t utf8_count(const char *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

size_t utf8_mark(const char *text, size_t size) {
    return size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}
