#include "sync/reporter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "system/disk.h"
#include "system/disk_fd.h"

enum { EVERY_MS = 60000, MOVING_MS = 1000 };

static bool moved(const struct reporter *last, const struct update_view *now) {
    return last->progress.files != now->progress.files || last->progress.bytes != now->progress.bytes ||
           last->pictures != now->pictures;
}

static bool is_time(const struct reporter *reporter, const struct update_view *now, int64_t now_ms,
                    bool changed) {
    if (!reporter->begun || changed || now_ms >= reporter->next_ms || reporter->phase != now->phase)
        return true;
    return moved(reporter, now) && now_ms - reporter->written_ms >= MOVING_MS;
}

static bool write_report(const char *path, const struct sync_report *report, struct fail *fail) {
    char *text = sync_status_write(report);
    bool done = text ? disk_write(path, text, strlen(text), fail) : fail_set(fail, "out of memory");
    free(text);
    return done;
}

/* What was left when the program was killed while it wrote. */
static void sweep(const char *path) {
    char *folder = disk_parent(path);
    const char *slash = strrchr(path, '/');
    bool swept = folder && disk_sweep(folder, slash ? slash + 1 : path, DISK_SWEEP_DEAD, NULL);
    (void)swept; /* nothing depends on it */
    free(folder);
}

bool reporter_step(struct reporter *reporter, const struct sync_report *report, int64_t now_ms, bool changed,
                   char *line, size_t size) {
    struct fail fail;
    if (!reporter->path || !is_time(reporter, &report->update, now_ms, changed))
        return false;
    if (!reporter->begun)
        sweep(reporter->path);
    reporter->begun = true;
    reporter->phase = report->update.phase;
    reporter->progress = report->update.progress;
    reporter->pictures = report->update.pictures;
    reporter->written_ms = now_ms;
    reporter->next_ms = now_ms + EVERY_MS;
    if (!write_report(reporter->path, report, &fail)) {
        snprintf(line, size, "the report %s cannot be written: %s; everything else goes on", reporter->path,
                 fail.text);
        return reporter->unwritten++ == 0;
    }
    unsigned long missed = reporter->unwritten;
    reporter->unwritten = 0;
    snprintf(line, size, "the report %s is written again; %lu were not", reporter->path, missed);
    return missed > 0;
}
