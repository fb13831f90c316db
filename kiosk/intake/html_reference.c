#include "intake/html_reference.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

#include "core/base/compiler.h"

enum { NAME_MAX_BYTES = 32, DIGITS_MAX = 8 };

static const struct named {
    const char *name, *text;
    bool bare;
} references[] = {
#include "intake/html_references.inc"
};

unsigned windows_1252(unsigned char c) {
    static const uint16_t others[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return c >= 0x80 && c < 0xA0 ? others[c - 0x80] : c;
}

static size_t number(const char *at, bool strict, char *text) {
    bool hex = at[2] == 'x' || at[2] == 'X';
    const char *digits = at + (hex ? 3 : 2);
    digits += strspn(digits, "0");
    size_t count = strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789");
    unsigned long code = count > 0 && count <= DIGITS_MAX ? strtoul(digits, NULL, hex ? 16 : 10) : 0;
    code = code >= 0x80 && code < 0xA0 ? windows_1252((unsigned char)code) : code;
    bool closed = digits[count] == ';';
    if (code == 0 || code > 0x10FFFF || U_IS_SURROGATE(code) || (strict && !closed))
        return 0;
    size_t used = 0;
    U8_APPEND_UNSAFE(text, used, (UChar32)code);
    text[used] = '\0';
    return (size_t)(digits - at) + count + closed;
}

static int by_name(const void *key, const void *row) {
    return strcmp(key, ((const struct named *)row)->name);
}

static const struct named *find(const char *name, size_t length) {
    char key[NAME_MAX_BYTES + 1];
    memcpy(key, name, length);
    key[length] = '\0';
    return bsearch(key, references, LENGTH(references), sizeof *references, by_name);
}

size_t html_reference(const char *at, bool strict, char text[HTML_REFERENCE_BYTES + 1]) {
    if (at[1] == '#')
        return number(at, strict, text);
    size_t length = 0;
    while (length < NAME_MAX_BYTES && isalnum((unsigned char)at[1 + length]))
        length++;
    bool closed = at[1 + length] == ';';
    const struct named *found = closed && length > 0 ? find(at + 1, length) : NULL;
    /* the longest name that may stand without its semicolon */
    for (; !strict && !found && length > 1; length--) {
        found = find(at + 1, length);
        found = found && found->bare ? found : NULL;
        if (found) {
            strcpy(text, found->text);
            return length + 1;
        }
    }
    if (!found)
        return 0;
    strcpy(text, found->text);
    return length + 2;
}
