/* Whose addresses a feed may put on the screen as a code. A feed is not signed: what stands in it was written
 * by strangers, and people trust what a town hall shows. */
#pragma once

#include <stdbool.h>

#include "core/site/site.h"

enum { LINK_HOSTS_MAX = 20 };

/* A name of ASCII labels with a dot (RFC 1123 §2.1), in small letters; no address of numbers, and no
 * Punycode, whose letters may look like others. */
bool link_host_valid(const char *host);

/* May `url` be shown, found in `feed`? Only https, without user name or port, to one of feed->link_hosts or a
 * name below it ("dk.example" allows "www.dk.example": who owns a name owns what is below). The site says
 * none: to the feed's own host without its "www.", and below. NULL feed: no. */
bool link_allowed(const struct feed *feed, const char *url);
