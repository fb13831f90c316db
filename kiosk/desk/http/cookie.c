#include "desk/http/cookie.h"

#include <stdio.h>
#include <string.h>

/* cookie-octet: visible ASCII without '"', ',', ';' and '\'. */
static size_t octets(const char *text) {
    size_t n = 0;
    while (text[n] > ' ' && text[n] < 0x7F && !strchr("\",;\\", text[n]))
        n++;
    return n;
}

static size_t name_length(const char *text) {
    size_t n = 0;
    while (text[n] > ' ' && text[n] < 0x7F && !strchr("()<>@,;:\\\"/[]?={}", text[n]))
        n++;
    return n;
}

enum cookie_found cookie_find(const char *header, const char *name, bool secure,
                              char value[COOKIE_VALUE_MAX + 1]) {
    char full[COOKIE_VALUE_MAX];
    enum cookie_found found = COOKIE_NONE;
    size_t wanted = (size_t)snprintf(full, sizeof full, "%s%s", secure ? "__Host-" : "", name);
    for (const char *at = header; at && *at;) {
        size_t length = name_length(at);
        if (length == 0 || at[length] != '=')
            return COOKIE_BAD;
        const char *content = at + length + 1;
        bool quoted = *content == '"'; /* of others on this host: ours never is */
        size_t size = octets(content + quoted);
        const char *end = content + size + quoted;
        if (quoted && *end++ != '"')
            return COOKIE_BAD;
        if (*end && !(end[0] == ';' && end[1] == ' ' && end[2]))
            return COOKIE_BAD;
        if (length == wanted && memcmp(at, full, length) == 0) {
            if (found == COOKIE_FOUND || size > COOKIE_VALUE_MAX || quoted)
                return COOKIE_BAD;
            memcpy(value, content, size);
            value[size] = '\0';
            found = COOKIE_FOUND;
        }
        at = *end ? end + 2 : NULL;
    }
    return found;
}

bool cookie_write(const char *name, const char *value, bool secure, uint32_t seconds,
                  char out[COOKIE_HEADER_MAX]) {
    size_t size = strlen(value);
    if (octets(value) != size || size > COOKIE_VALUE_MAX || name_length(name) != strlen(name))
        return false;
    int written = snprintf(out, COOKIE_HEADER_MAX, "%s%s=%s; Path=/; Max-Age=%u;%s HttpOnly; SameSite=Strict",
                           secure ? "__Host-" : "", name, value, seconds, secure ? " Secure;" : "");
    return written > 0 && written < COOKIE_HEADER_MAX;
}
