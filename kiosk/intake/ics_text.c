#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

#include "intake/html_reference.h"
#include "intake/html_text.h"
#include "intake/ics_value.h"

/* Valid UTF-8, or UTF-8 with something broken in it: then it has whole sequences, which other encodings
 * hardly ever make by chance. */
static bool is_utf8(const char *text, size_t length) {
    const uint8_t *bytes = (const uint8_t *)text;
    bool whole = false, broken = false;
    for (size_t i = 0; i < length;) {
        UChar32 c;
        size_t begin = i;
        U8_NEXT(bytes, i, length, c);
        whole |= c > 0x7F && i > begin + 1;
        broken |= c < 0;
    }
    return whole || !broken;
}

static char *unescaped(const char *value, size_t length, bool markup) {
    bool utf8 = is_utf8(value, length);
    char *out = malloc(length * 4 + 1), *to = out;
    for (size_t i = 0; out && i < length; i++) {
        unsigned char c = (unsigned char)value[i];
        if (c == '\\' && i + 1 < length && strchr("\\;,:\"nN", value[i + 1])) {
            char next = value[++i];
            *to++ = next == 'n' || next == 'N' ? '\n' : next;
        } else if (c == '<' && !markup) { /* it is a sign here, so it must outlive html_text */
            memcpy(to, "&lt;", 4);
            to += 4;
        } else if (c >= 0x80 && !utf8) {
            size_t used = 0;
            U8_APPEND_UNSAFE(to, used, windows_1252(c));
            to += used;
        } else {
            *to++ = (char)c;
        }
    }
    if (out)
        *to = '\0';
    return out;
}

char *ics_text(const char *value, size_t length, bool markup) {
    char *plain = unescaped(value, length, markup);
    if (!plain || (!markup && !strchr(plain, '&')))
        return plain;
    char *words = html_text(plain);
    free(plain);
    return words;
}
