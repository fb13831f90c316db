/* Names of hosts in web addresses, as narrow as a town hall needs them. */
#pragma once

#include <stdbool.h>

enum { LINK_HOST_SIZE = 254 };

/* A name of ASCII labels with a dot (RFC 1123 §2.1), in small letters; no address of numbers, and no
 * Punycode, whose letters may look like others. */
bool link_host_valid(const char *host);
/* The host of an https address into `out`; false for any other, and where one of these stands before or
 * behind it: a user name, a port. `port`: that one is passed over, and capitals are made small. */
bool link_host_of(const char *url, bool port, char out[LINK_HOST_SIZE]);
/* Is `host` that name, or one below it? "dk.example" has "www.dk.example" below: who owns a name owns those.
 */
bool link_host_below(const char *host, const char *name);
