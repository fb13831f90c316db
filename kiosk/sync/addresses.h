/* Do the addresses that a site sends its visitors to answer? */
#pragma once

#include "sync/fetch.h"

enum { ADDRESSES_AT_ONCE = 4, ADDRESS_SECONDS = 20 };
struct asked_address {
    const char *url;
    bool answered; /* 2xx in the end, also behind redirects */
    long status;   /* HTTP; 0: nothing came */
    char why[200]; /* not answered: in words */
};
/* Asks each, ADDRESSES_AT_ONCE at a time: HEAD, and GET where a server does not like that; ADDRESS_SECONDS
 * for both at most, only https and only servers of the public network. `progress` (may be NULL) hears how
 * many are done. */
void addresses_ask(struct fetcher *fetcher, struct asked_address *list, size_t count,
                   void (*progress)(void *context, size_t done), void *context);
