#include "intake/xml_decode.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include "intake/html_reference.h"

enum { LABEL_MAX = 40, DECLARATION_BYTES_MAX = 400 };
#define BOM "\xEF\xBB\xBF"

/* What web pages and feeds mean by the names they write (Encoding standard §4.2). */
static const char *const labels[][2] = {
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"iso-latin-1", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"ansi", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"shift_jis", "ibm-943"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"utf8", "utf-8"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"utf-16", "utf-8"},
    {"utf-16le", "utf-8"},
    {"utf-16be", "utf-8"},
    {"ucs-2", "utf-8"},
    {"unicode", "utf-8"},
};

static void label_copy(const char *from, size_t length, char name[LABEL_MAX]) {
    name[0] = '\0';
    for (size_t i = 0; i < length && length < LABEL_MAX; i++) {
        name[i] = (char)tolower((unsigned char)from[i]);
        name[i + 1] = '\0';
    }
    for (size_t i = 0; i < LENGTH(labels); i++)
        if (strcmp(name, labels[i][0]) == 0)
            strcpy(name, labels[i][1]);
}

/* What stands in <?xml … encoding="…"?>; false when nothing does. */
static bool declared(const char *bytes, char name[LABEL_MAX]) {
    char head[DECLARATION_BYTES_MAX + 1] = "";
    if (strncmp(bytes, "<?xml", 5) != 0)
        return false;
    strncat(head, bytes, DECLARATION_BYTES_MAX);
    char *end = strchr(head, '>');
    if (end)
        *end = '\0';
    const char *at = strstr(head, "encoding");
    if (!end || !at)
        return false;
    at += 8 + strspn(at + 8, " \t\r\n=");
    if (*at != '"' && *at != '\'')
        return false;
    at++;
    at += strspn(at, " ");
    label_copy(at, strcspn(at, "\"' "), name);
    return name[0] != '\0';
}

static bool utf8_valid(const char *bytes, size_t size) {
    int32_t at = 0, end = (int32_t)size;
    while (at < end) {
        UChar32 c;
        U8_NEXT((const uint8_t *)bytes, at, end, c);
        if (c < 0)
            return false;
    }
    return true;
}

/* UTF-8 stays; single bytes that are not are windows-1252, as pasted into a page by somebody's editor. */
static char *mixed(const char *bytes, size_t size, bool all, size_t *utf8_size) {
    int32_t at = 0, end = (int32_t)size;
    size_t used = 0;
    char *out = malloc(size * 3 + 1);
    while (out && at < end) {
        int32_t begin = at;
        UChar32 c = -1;
        if (!all)
            U8_NEXT((const uint8_t *)bytes, at, end, c);
        if (c >= 0) {
            memcpy(out + used, bytes + begin, (size_t)(at - begin));
            used += (size_t)(at - begin);
            continue;
        }
        at = begin + 1;
        c = (UChar32)windows_1252((unsigned char)bytes[begin]);
        U8_APPEND_UNSAFE(out, used, c);
    }
    if (out)
        out[used] = '\0';
    *utf8_size = used;
    return out;
}

/* ICU converts, because the C library would load its converters from files. What cannot be read becomes
 * U+FFFD. */
static char *convert(const char *bytes, size_t size, const char *name, bool *known, size_t *utf8_size) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *from = ucnv_open(name, &status), *to = ucnv_open("UTF-8", &status);
    *known = U_SUCCESS(status);
    char *out = *known ? malloc(size * 3 + 16) : NULL;
    if (out) {
        const char *source = bytes;
        char *target = out;
        ucnv_convertEx(to, from, &target, out + size * 3 + 15, &source, bytes + size, NULL, NULL, NULL, NULL,
                       true, true, &status);
        *target = '\0';
        *utf8_size = (size_t)(target - out);
    }
    ucnv_close(from);
    ucnv_close(to);
    return out;
}

/* UTF-16 without a mark: "<" beside a NUL. */
static const char *wide(const char *bytes, size_t size, int32_t *signature) {
    UErrorCode status = U_ZERO_ERROR;
    const char *name = ucnv_detectUnicodeSignature(bytes, (int32_t)size, signature, &status);
    if (name && strcmp(name, "UTF-8") != 0)
        return name;
    *signature = 0;
    if (size >= 4 && memcmp(bytes, "<\0", 2) == 0 && bytes[3] == '\0' && bytes[2] != '\0')
        return "UTF-16LE";
    return size >= 4 && memcmp(bytes, "\0<\0", 3) == 0 && bytes[3] != '\0' ? "UTF-16BE" : NULL;
}

static char *decode(const char *bytes, size_t size, const char *charset, size_t *utf8_size) {
    int32_t signature = 0;
    const char *unicode = wide(bytes, size, &signature);
    char name[LABEL_MAX] = "utf-8";
    bool known = true, marked = strncmp(bytes, BOM, 3) == 0;
    if (unicode)
        return convert(bytes + signature, size - (size_t)signature, unicode, &known, utf8_size);
    while (size > 0 && (strncmp(bytes, BOM, 3) == 0 || strchr(" \t\r\n", *bytes))) {
        size_t blank = strncmp(bytes, BOM, 3) == 0 ? 3 : 1;
        bytes += blank;
        size -= blank;
        if (*bytes == '\0')
            break;
    }
    if (!marked && !declared(bytes, name) && charset)
        label_copy(charset, strlen(charset), name);
    bool western = strcmp(name, "windows-1252") == 0;
    /* a label of one town's default is less than thousands of bytes that are UTF-8 */
    if (marked || western || strcmp(name, "utf-8") == 0)
        return mixed(bytes, size, western && !marked && !utf8_valid(bytes, size), utf8_size);
    char *out = convert(bytes, size, name, &known, utf8_size);
    return known ? out : mixed(bytes, size, false, utf8_size);
}

char *xml_decode(const char *bytes, size_t size, const char *charset, size_t *utf8_size) {
    char *out = decode(bytes, size, charset, utf8_size);
    for (size_t i = 0; out && i < *utf8_size; i++)
        if (out[i] == '\0')
            out[i] = ' ';
    return out;
}
