#include "desk/http/conditional.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

bool etag_named(const char *if_none_match, const char *etag) {
    size_t size = strlen(etag);
    for (const char *at = if_none_match; at && *at;) {
        at += strspn(at, " \t,");
        if (*at == '*')
            return true;
        if (strncmp(at, "W/", 2) == 0) /* the weak comparison (§8.8.3.2) */
            at += 2;
        const char *end = *at == '"' ? strchr(at + 1, '"') : NULL;
        if (!end)
            return false;
        if ((size_t)(end + 1 - at) == size && memcmp(at, etag, size) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

enum { DIGITS_MAX = 18 };

/* False: no digits, or so many that it is nobody's file. */
static bool number(const char **at, uint64_t *out) {
    size_t digits = strspn(*at, "0123456789");
    *out = 0;
    for (size_t i = 0; i < digits && digits <= DIGITS_MAX; i++)
        *out = *out * 10 + (uint64_t)((*at)[i] - '0');
    *at += digits;
    return digits > 0 && digits <= DIGITS_MAX;
}

struct range range_wanted(const char *range, const char *if_range, const char *etag, uint64_t size) {
    const struct range all = {.kind = RANGE_ALL}, none = {.kind = RANGE_NONE};
    uint64_t first = 0, last = size ? size - 1 : 0;
    if (!range || strncmp(range, "bytes=", 6) != 0 || (if_range && strcmp(if_range, etag) != 0))
        return all;
    const char *at = range + 6;
    bool suffix = *at == '-';
    if (suffix) {
        uint64_t count = 0;
        at++;
        if (!number(&at, &count) || *at)
            return all;
        if (count == 0 || size == 0)
            return none;
        first = count < size ? size - count : 0;
    } else {
        uint64_t until = 0;
        if (!number(&at, &first) || *at++ != '-' || (*at && !number(&at, &until)) || *at)
            return all;
        if (at[-1] != '-') {
            if (until < first)
                return all;
            last = until < last ? until : last;
        }
        if (first >= size)
            return none;
    }
    return (struct range){RANGE_PART, first, last};
}

bool gzip_taken(const char *accept_encoding) {
    for (const char *at = accept_encoding; at; at = strchr(at, ',')) {
        at += strspn(at, " \t,");
        size_t size = strcspn(at, ",; \t");
        if (size != 4 || strncasecmp(at, "gzip", size) != 0)
            continue;
        const char *weight = at + size + strspn(at + size, "; \t");
        bool none =
            strncasecmp(weight, "q=0", 3) == 0 && strspn(weight + 2, "0.") == strcspn(weight + 2, ", \t");
        return !none;
    }
    return false;
}
