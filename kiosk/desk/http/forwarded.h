/* What a proxy in front says about whom it speaks for; believed only of one's own proxy (--trust-proxy).
 * Pure. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"

enum { ADDRESS_TEXT_BYTES = 46 }; /* INET6_ADDRSTRLEN */

/* The last address of X-Forwarded-For, which our proxy has put there; those before it are anybody's. False:
 * none, or it is no address. */
bool forwarded_for(const char *header, char out[ADDRESS_TEXT_BYTES]) MUST_CHECK;
/* Does the last value of X-Forwarded-Proto say https? */
bool forwarded_https(const char *header);
