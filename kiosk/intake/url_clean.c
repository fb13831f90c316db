#include "intake/url_clean.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { HOST_BYTES_MAX = 253, LABEL_BYTES_MAX = 63 };

/* Labels of letters, digits and hyphens (RFC 1123 §2.1); the last begins with a letter, so that it is no
 * number. */
static bool host_fine(const char *host, size_t length) {
    size_t labels = 0;
    if (length > 0 && host[length - 1] == '.')
        length--;
    const char *end = host + length, *last = host;
    if (length == 0 || length > HOST_BYTES_MAX)
        return false;
    for (const char *at = host; at < end; labels++) {
        size_t size = strcspn(at, "./?#");
        size = at + size > end ? (size_t)(end - at) : size;
        if (size == 0 || size > LABEL_BYTES_MAX || *at == '-' || at[size - 1] == '-' ||
            (size >= 4 && strncasecmp(at, "xn--", 4) == 0))
            return false;
        last = at;
        at += size + 1;
    }
    for (const char *at = host; at < end; at++)
        if (!isalnum((unsigned char)*at) && *at != '-' && *at != '.')
            return false;
    return labels > 1 && isalpha((unsigned char)*last);
}

static bool put(char *out, size_t size, size_t *used, const char *text, size_t length) {
    if (*used + length >= size)
        return false;
    memcpy(out + *used, text, length);
    *used += length;
    out[*used] = '\0';
    return true;
}

static bool put_rest(char *out, size_t size, size_t *used, const char *at, const char *end) {
    for (; at < end; at++) {
        char code[4];
        unsigned char c = (unsigned char)*at;
        if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == 0x7F || c == '\\')
            return false;
        bool ascii = c < 0x80;
        snprintf(code, sizeof(code), ascii ? "%c" : "%%%02X", c);
        if (!put(out, size, used, code, ascii ? 1 : 3))
            return false;
    }
    return true;
}

bool url_clean(const char *url, char *out, size_t size) {
    static const char blank[] = " \t\r\n";
    url += strspn(url, blank);
    const char *end = url + strlen(url);
    while (end > url && strchr(blank, end[-1]))
        end--;
    bool secure = strncasecmp(url, "https://", 8) == 0;
    if (!secure && strncasecmp(url, "http://", 7) != 0)
        return false;
    const char *host = url + (secure ? 8 : 7);
    size_t length = strcspn(host, "/?#"), used = 0;
    length = host + length > end ? (size_t)(end - host) : length;
    if (!host_fine(host, length) || !put(out, size, &used, secure ? "https://" : "http://", secure ? 8 : 7))
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = (char)tolower((unsigned char)host[i]);
        if (!put(out, size, &used, &c, 1))
            return false;
    }
    return put_rest(out, size, &used, host + length, end);
}
