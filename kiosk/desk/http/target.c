#include "desk/http/target.h"

#include <stdio.h>
#include <string.h>

#include "core/base/percent.h"

/* RFC 3986: unreserved, sub-delims, and what a path or a query may have besides. */
static bool all_allowed(const char *text, const char *besides) {
    for (; *text; text++) {
        bool letter = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z');
        bool digit = *text >= '0' && *text <= '9';
        if (!letter && !digit && !strchr("-._~!$&'()*+,;=:@%", *text) && !strchr(besides, *text))
            return false;
    }
    return true;
}

static bool segment_parse(char *text, bool last) {
    size_t size = strlen(text);
    if (!percent_decode(text, &size, false) || size > TARGET_SEGMENT_MAX)
        return false;
    text[size] = '\0';
    bool dots = strcmp(text, ".") == 0 || strcmp(text, "..") == 0;
    return (size > 0 || last) && !dots && !strpbrk(text, "/\\");
}

bool target_parse(const char *raw, struct target *out) {
    size_t size = strlen(raw);
    if (raw[0] != '/' || size >= sizeof out->text)
        return false;
    memcpy(out->text, raw, size + 1);
    char *query = strchr(out->text, '?');
    out->query = query ? query + 1 : out->text + size;
    if (query)
        *query = '\0';
    if (!all_allowed(out->text, "/") || !all_allowed(out->query, "/?"))
        return false;
    out->count = 0;
    for (char *at = out->text + 1; at;) {
        char *next = strchr(at, '/');
        if (next)
            *next++ = '\0';
        if (out->count == TARGET_SEGMENTS_MAX || !segment_parse(at, !next))
            return false;
        out->segments[out->count++] = at;
        at = next;
    }
    return true;
}

void target_path(const struct target *target, char *out, size_t size) {
    size_t at = 0;
    out[0] = '\0';
    for (size_t i = 0; i < target->count && at < size; i++)
        at += (size_t)snprintf(out + at, size - at, "/%s", target->segments[i]);
}
