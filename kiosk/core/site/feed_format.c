#include "core/site/feed_format.h"

#include <stdio.h>
#include <string.h>

#define ROW(id, function, name, kind, poll) {name, kind, poll},
const struct feed_format_row feed_formats[FEED_FORMAT_COUNT] = {FEED_FORMATS(ROW)};
#undef ROW

const struct feed_kind_row feed_kinds[FEED_KIND_COUNT] = {
    [FEED_KIND_EVENTS] = {.name = "events"},
    [FEED_KIND_HOURS] = {.name = "hours"},
    [FEED_KIND_NEWS] = {.name = "news"},
    [FEED_KIND_DEPARTURES] = {.name = "departures", .live_minutes = 10, .least_minutes = 2}};

bool feed_format_find(const char *name, enum feed_format *out) {
    for (int i = 0; i < FEED_FORMAT_COUNT; i++)
        if (strcmp(feed_formats[i].name, name) == 0) {
            *out = (enum feed_format)i;
            return true;
        }
    return false;
}

const char *feed_format_names(char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (int i = 0; i < FEED_FORMAT_COUNT && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "", feed_formats[i].name);
    return out;
}

const char *feed_kind_name(enum feed_kind kind) {
    return feed_kinds[kind].name;
}
