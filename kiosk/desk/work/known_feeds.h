/* The feeds that a kiosk-sync on this machine keeps, for whoever says what is on: read again when a file of
 * the folder is another one. Any thread. */
#pragma once

#include <stdint.h>

#include "core/feed/feed.h"

struct known_feeds;
/* `folder` has to stay and need not be there yet. NULL: no memory. */
struct known_feeds *known_feeds_create(const char *folder) MUST_CHECK;
/* NULL is fine; nothing of it is held any more. */
void known_feeds_destroy(struct known_feeds *known);
/* As they are now; what cannot be read is not among them. They stay until they go back with
 * known_feeds_release. NULL: there is no such folder (or `known` is NULL), or no memory. */
const struct feeds *known_feeds_hold(struct known_feeds *known);
void known_feeds_release(struct known_feeds *known, const struct feeds *feeds); /* NULL is fine */

/* Another number when a file in the folder is another one; false: it cannot be opened. */
bool known_feeds_version(const char *folder, uint64_t *version) MUST_CHECK;
