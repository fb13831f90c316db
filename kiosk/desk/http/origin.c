#include "desk/http/origin.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <arpa/inet.h>
#include <sodium.h>

static bool port_valid(const char *text) {
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits <= 5 && !text[digits];
}

static bool address_valid(const char *host, const char *end) {
    char text[INET6_ADDRSTRLEN];
    struct in6_addr address;
    snprintf(text, sizeof text, "%.*s", (int)(end - host - 1), host + 1);
    return end - host <= INET6_ADDRSTRLEN && inet_pton(AF_INET6, text, &address) == 1;
}

bool host_valid(const char *host) {
    size_t size = strlen(host);
    if (size == 0 || size > HOST_MAX)
        return false;
    const char *end = host[0] == '[' ? strchr(host, ']') : NULL;
    if (host[0] == '[') {
        if (!end || !address_valid(host, end))
            return false;
        end++;
    } else {
        end = host + strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");
        if (end == host || host[0] == '.' || host[0] == '-')
            return false;
    }
    return !*end || (*end == ':' && port_valid(end + 1));
}

static bool same_origin(const struct origin *origin) {
    char ours[HOST_MAX + 16];
    snprintf(ours, sizeof ours, "%s://%s", origin->secure ? "https" : "http", origin->host);
    return strcasecmp(ours, origin->origin) == 0;
}

bool origin_is_ours(const struct origin *origin) {
    bool navigates = !origin->changes && origin->mode && strcmp(origin->mode, "navigate") == 0;
    if (origin->site) {
        if (strcmp(origin->site, "same-origin") == 0)
            return true; /* whatever Origin says: with our Referrer-Policy a form's is "null" */
        return navigates || (!origin->changes && strcmp(origin->site, "none") == 0);
    }
    if (!origin->changes)
        return true;
    return origin->origin ? same_origin(origin) : !origin->cookies || origin->token;
}

bool token_equal(const char *given, const char *expected) {
    size_t size = expected ? strlen(expected) : 0;
    return given && size > 0 && strlen(given) == size && sodium_memcmp(given, expected, size) == 0;
}
