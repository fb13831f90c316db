#include "desk/http/forwarded.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <arpa/inet.h>

_Static_assert(ADDRESS_TEXT_BYTES == INET6_ADDRSTRLEN, "as inet_ntop needs it");

/* The last element, without spaces around it; false: it is empty or longer than any address. */
static bool last(const char *header, char out[ADDRESS_TEXT_BYTES]) {
    const char *comma = header ? strrchr(header, ',') : NULL, *begin = comma ? comma + 1 : header;
    if (!begin)
        return false;
    begin += strspn(begin, " \t");
    size_t size = strcspn(begin, " \t");
    if (size == 0 || size >= ADDRESS_TEXT_BYTES || begin[size + strspn(begin + size, " \t")])
        return false;
    memcpy(out, begin, size);
    out[size] = '\0';
    return true;
}

bool forwarded_for(const char *header, char out[ADDRESS_TEXT_BYTES]) {
    char text[ADDRESS_TEXT_BYTES];
    struct in6_addr address;
    if (!last(header, text))
        return false;
    int family = strchr(text, ':') ? AF_INET6 : AF_INET;
    /* written anew, so that an address has one spelling */
    return inet_pton(family, text, &address) == 1 && inet_ntop(family, &address, out, ADDRESS_TEXT_BYTES);
}

bool forwarded_https(const char *header) {
    char text[ADDRESS_TEXT_BYTES];
    return last(header, text) && strcasecmp(text, "https") == 0;
}
