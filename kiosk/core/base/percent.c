#include "core/base/percent.h"

#include "core/base/utf8.h"

static int digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int percent_byte(const char *text) {
    int high = *text == '%' ? digit(text[1]) : -1, low = high < 0 ? -1 : digit(text[2]);
    return low < 0 ? -1 : high << 4 | low;
}

static bool allowed(const char *text, size_t bytes, bool form) {
    unsigned char first = (unsigned char)text[0];
    bool breaks = first == '\n' || first == '\r' || first == '\t';
    bool c0 = bytes == 1 && (first < ' ' || first == 0x7F);
    bool c1 = bytes == 2 && first == 0xC2 && (unsigned char)text[1] < 0xA0;
    return bytes > 0 && !c1 && (!c0 || (form && breaks));
}

bool percent_decode(char *text, size_t *size, bool plus) {
    size_t to = 0;
    for (size_t from = 0; from < *size; from++) {
        char c = text[from];
        if (c == '%') {
            int byte = *size - from > 2 ? percent_byte(text + from) : -1;
            if (byte < 0)
                return false;
            c = (char)byte;
            from += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        text[to++] = c;
    }
    for (size_t at = 0, bytes = 0; at < to; at += bytes) {
        bytes = utf8_character(text + at, to - at);
        if (!allowed(text + at, bytes, plus))
            return false;
    }
    *size = to;
    return true;
}
