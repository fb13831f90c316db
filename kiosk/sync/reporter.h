/* Keeps the report file up to date: at once when something changed, at most once a second while it only moves
 * on, and once a minute in any case. Not being able to write never holds up the work. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sync/status.h"

struct reporter {     /* zeroed at first, but for the path */
    const char *path; /* NULL: no report is wanted */
    int64_t written_ms, next_ms;
    enum update_phase phase; /* as last written, with the numbers below */
    struct objects_progress progress;
    size_t pictures;
    bool begun;
    unsigned long unwritten; /* reports in a row that could not be written */
};

/* Writes the report if it is time; `changed`: something happened. True when `line` holds something for the
 * log: the first report that cannot be written, and when it can be again. `now_ms` monotonic. */
bool reporter_step(struct reporter *reporter, const struct sync_report *report, int64_t now_ms, bool changed,
                   char *line, size_t size);
