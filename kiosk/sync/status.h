/* kiosk-sync's report of how things stand, as JSON. */
#pragma once

#include <stdint.h>

#include "core/compiler.h"
#include "sync/feeds.h"
#include "sync/update.h"

/* {"version", "now", "generation", "previous", "checked", "issued", "fresh_until", "fresh", "failures",
 * "error", "feeds": [{"id", "fetched", "failures", "error"}]}; times are UTC seconds, null when never.
 * malloc'd. */
char *sync_status_write(const struct update *update, const struct feed_jobs *feeds, int64_t now_s) MUST_CHECK;
