#include "core/site/link_host.h"

#include <string.h>

enum { HOST_MAX = LINK_HOST_SIZE - 1, LABEL_MAX = 63 };

static const char SCHEME[] = "https://";

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

bool link_host_of(const char *url, bool port, char out[LINK_HOST_SIZE]) {
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

bool link_host_below(const char *host, const char *name) {
    size_t length = strlen(host), end = strlen(name);
    if (length < end || strcmp(host + length - end, name) != 0)
        return false;
    return length == end || host[length - end - 1] == '.';
}
