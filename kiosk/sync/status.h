/* kiosk-sync's report of how things stand, as JSON. */
#pragma once

#include <stdint.h>

#include "core/base/compiler.h"
#include "sync/desk.h"
#include "sync/feeds.h"
#include "sync/update.h"

struct sync_report {
    const char *url; /* NULL: not known, for the configuration cannot be read */
    struct update_view update;
    const struct feed_jobs *feeds; /* may be NULL */
    const struct desk_view *desk;  /* NULL: there is no desk */
    /* What keeps this program itself from working, "" or NULL: nothing. Said where the update has nothing to
     * say. */
    const char *trouble;
    int64_t now_s;
};

/* {"version", "now", "url", "state": "starting" | "asking" | "fetching" | "preparing" | "waiting",
 *  "generation": "1.2" | null, "previous", "offered", "checked", "issued", "fresh_until", "fresh", "next",
 *  "progress": null | {"files", "of", "bytes", "of_bytes", "pictures", "of_pictures"},
 *  "failures", "error", "cause": "" | "network" | "server" | "content" | "machine" | "configuration",
 *  "rejected": [{"generation", "why", "by": "content" | "player" | "unknown", "at"}],
 *  "desk": null | {"state": "enrolling" | "connecting" | "online" | "away" | "revoked", "name", "error"},
 *  "enrol": null | {"code": "K7MF-3QPX", "url": "https://DESK/t#K7MF3QPX", "expires"},
 *  "asked": null | {"identify", "picture", "restart"}: the number of the last command of each kind, for the
 * player "feeds": [{"id", "fetched", "failures", "error", "left_out", "unusable", "note"}]} Times are UTC
 * seconds, null when never or not known. Valid UTF-8 whatever went in. malloc'd; NULL when out of memory. */
char *sync_status_write(const struct sync_report *report) MUST_CHECK;
