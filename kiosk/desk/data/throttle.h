/* How often signing in may be tried (K1): token buckets in memory, for an address, for an account, and for
 * the two together. Nobody is locked out: who has signed in to an account from an address before has a bucket
 * of their own there, which strangers who try the account from elsewhere cannot empty. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

enum {
    THROTTLE_BUCKETS =
        4096, /* at most; when there are more, those that are nearly full are forgotten first */
    THROTTLE_ADDRESS_TRIES = 30, /* a whole house may stand behind one address */
    THROTTLE_ADDRESS_MS = 4000,  /* until the next one */
    THROTTLE_ACCOUNT_TRIES = 10,
    THROTTLE_ACCOUNT_MS = 15000,
    THROTTLE_KNOWN_TRIES = 10,
    THROTTLE_KNOWN_MS = 10000,
};

/* Any thread may call. NULL: no memory. */
struct throttle;
struct throttle *throttle_create(void) MUST_CHECK;
void throttle_destroy(struct throttle *throttle);

/* A try is about to be made; `now_ms` monotonic. 0: it may, otherwise so many ms later. */
int64_t throttle_try(struct throttle *throttle, const char *address, const char *account,
                     int64_t now_ms) MUST_CHECK;
/* The try was right: it costs nothing, and this address is known to the account from now on. */
void throttle_right(struct throttle *throttle, const char *address, const char *account, int64_t now_ms);
