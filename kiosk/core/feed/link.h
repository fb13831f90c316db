/* Whose addresses a feed may put on the screen as a code. A feed is not signed: what stands in it was written
 * by strangers, and people trust what a town hall shows. */
#pragma once

#include <stdbool.h>

#include "core/site/site.h"

/* May `url` be shown, found in `feed`? Only https, without user name or port, to one of feed->link_hosts or a
 * name below it. The site says none: to the feed's own host without its "www.", and below. NULL feed: no. */
bool link_allowed(const struct feed *feed, const char *url);
