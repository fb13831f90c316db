/* Which addresses belong to the public network (IANA special-purpose registries, RFC 6890). Pure. */
#pragma once

#include <stdbool.h>

struct sockaddr;
/* False for this machine, a local or private network, multicast, what is reserved, and for what stands for
 * one of these in IPv6 (mapped, NAT64, 6to4). */
bool address_public(const struct sockaddr *address);
