/* Addresses in strangers' feeds, which the screen turns into QR codes: a person must be able to see whose
 * they are. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"

/* `url` without white space around it, its scheme and host in small letters, what is not ASCII behind the
 * host as
 * "%C3%A6", into `out` (`size` bytes with its NUL). False for all but http and https, for hosts that are no
 * name of ASCII letters with a dot ("localhost", "10.0.0.1", "[::1]", "2130706433"), for names in Punycode
 * ("xn--"), whose letters may look like others, for ports, for somebody's name before the host
 * ("town.dk@elsewhere"), for white space and controls inside, and for what is too long. */
bool url_clean(const char *url, char *out, size_t size) MUST_CHECK;
