#include "core/feed/link.h"

#include <string.h>

#include "core/site/link_host.h"

static const char WWW[] = "www.";

bool link_allowed(const struct feed *feed, const char *url) {
    char host[LINK_HOST_SIZE], own[LINK_HOST_SIZE];
    if (!feed || !url || !link_host_of(url, false, host))
        return false;
    for (size_t i = 0; i < feed->link_host_count; i++)
        if (link_host_below(host, feed->link_hosts[i]))
            return true;
    if (feed->link_hosts || !feed->url || !link_host_of(feed->url, true, own))
        return false;
    const char *name = strncmp(own, WWW, sizeof WWW - 1) == 0 ? own + sizeof WWW - 1 : own;
    return link_host_below(host, link_host_valid(name) ? name : own);
}
