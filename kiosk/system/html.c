#include "system/html.h"

#include <string.h>

#include "core/base/utf8.h"

void html_escape(FILE *out, const char *text) {
    for (size_t left = strlen(text), bytes = 0; left > 0; text += bytes, left -= bytes) {
        size_t whole = utf8_character(text, left);
        unsigned char c = (unsigned char)*text;
        bytes = whole ? whole : 1;
        if (!whole || (c < ' ' && c != '\n' && c != '\t') || c == 0x7F ||
            (c == 0xC2 && (unsigned char)text[1] < 0xA0))
            continue;
        switch (c) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        case '\'':
            fputs("&#39;", out);
            break;
        default:
            fwrite(text, 1, bytes, out);
        }
    }
}
