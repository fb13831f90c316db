#include "core/site/counted.h"

#include <stdio.h>
#include <string.h>

#include "core/site/link_host.h"

static bool wished(const struct site *site, const char *url) {
    char host[LINK_HOST_SIZE];
    if (!link_host_of(url, false, host))
        return false;
    for (size_t i = 0; i < site->visitors.counted.count; i++)
        if (link_host_below(host, site->visitors.counted.names[i]))
            return true;
    return false;
}

/* The query without any "src", from its "?" on. */
static size_t copy_query(const char *query, const char *end, char *out, size_t size) {
    size_t used = 0;
    while (query < end) { /* at a "?" or "&" */
        size_t length = 1 + strcspn(query + 1, "&#");
        if (strncmp(query + 1, "src=", 4) != 0 && used + length < size) {
            memcpy(out + used, query, length);
            out[used] = used ? '&' : '?';
            used += length;
        }
        query += length;
    }
    return used;
}

const char *counted_address(const struct site *site, const struct screen *screen, enum counted_in in,
                            const char *shown, const char *url, char out[COUNTED_BYTES]) {
    size_t path = strcspn(url, "?#"), whole = strcspn(url, "#");
    if (!wished(site, url) || strlen(url) + strlen(screen->id) + strlen(shown) + 8 > COUNTED_BYTES)
        return url;
    memcpy(out, url, path);
    size_t query = copy_query(url + path, url + whole, out + path, COUNTED_BYTES - path);
    size_t used = path + query;
    snprintf(out + used, COUNTED_BYTES - used, "%csrc=%s%c%s%s", query ? '&' : '?', screen->id,
             in == COUNTED_IN_SLIDE ? '~' : '.', shown, url + whole);
    return out;
}
