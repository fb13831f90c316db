/* The address of a staff desk, as a person types it: "https://desk.example", with a port if need be. Pure. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"

enum { DESK_ADDRESS_MAX = 281, DESK_HOST_MAX = 254 }; /* with their NULs */

/* Takes it apart: `address` without a last "/", `host` in lower case, an IPv6 address without brackets.
 * False: it is not https, or there is more than a host and a port. */
bool desk_address_read(const char *typed, char address[DESK_ADDRESS_MAX],
                       char host[DESK_HOST_MAX]) MUST_CHECK;
