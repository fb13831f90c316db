#include "core/site/link_host.h"

#include <string.h>

enum { HOST_MAX = 253, LABEL_MAX = 63 };

static const char SCHEME[] = "https://", WWW[] = "www.";

static bool small_letter(char c) {
    return c >= 'a' && c <= 'z';
}

static bool label_valid(const char *label, size_t length) {
    if (length == 0 || length > LABEL_MAX || label[0] == '-' || label[length - 1] == '-' ||
        (length >= 4 && memcmp(label, "xn--", 4) == 0))
        return false;
    for (size_t i = 0; i < length; i++)
        if (!small_letter(label[i]) && !(label[i] >= '0' && label[i] <= '9') && label[i] != '-')
            return false;
    return true;
}

bool link_host_valid(const char *host) {
    const char *last = host;
    size_t labels = 0;
    if (strlen(host) > HOST_MAX)
        return false;
    for (const char *at = host;; labels++) {
        size_t length = strcspn(at, ".");
        if (!label_valid(at, length))
            return false;
        last = at;
        if (at[length] == '\0')
            break;
        at += length + 1;
    }
    return labels > 0 && small_letter(last[0]);
}

/* The host of an https address into `out`; false for any other, and where one of these stands before or
 * behind it: a user name, a port (`port`: it is passed over). */
static bool host_of(const char *url, bool port, char out[HOST_MAX + 1]) {
    if (strncmp(url, SCHEME, sizeof SCHEME - 1) != 0)
        return false;
    const char *host = url + sizeof SCHEME - 1;
    size_t length = strcspn(host, port ? ":/?#" : "/?#");
    if (length == 0 || length > HOST_MAX)
        return false;
    for (size_t i = 0; i < length; i++) /* a feed's own address may have capitals */
        out[i] = port && host[i] >= 'A' && host[i] <= 'Z' ? (char)(host[i] - 'A' + 'a') : host[i];
    out[length] = '\0';
    if (out[length - 1] == '.') /* the root: the same name */
        out[length - 1] = '\0';
    return link_host_valid(out);
}

/* Is `host` that name, or one below it? */
static bool below(const char *host, const char *name) {
    size_t length = strlen(host), end = strlen(name);
    if (length < end || strcmp(host + length - end, name) != 0)
        return false;
    return length == end || host[length - end - 1] == '.';
}

bool link_allowed(const struct feed *feed, const char *url) {
    char host[HOST_MAX + 1], own[HOST_MAX + 1];
    if (!feed || !url || !host_of(url, false, host))
        return false;
    for (size_t i = 0; i < feed->link_host_count; i++)
        if (below(host, feed->link_hosts[i]))
            return true;
    if (feed->link_hosts || !feed->url || !host_of(feed->url, true, own))
        return false;
    const char *name = strncmp(own, WWW, sizeof WWW - 1) == 0 ? own + sizeof WWW - 1 : own;
    return below(host, link_host_valid(name) ? name : own);
}
