#include <stdlib.h>
#include <string.h>

#include "guide/written/inspect.h"
#include "review/import_parts.h"

/* A site as it would be. */
struct overlay {
    const struct review_import *import;
    const struct site_files *files;
};

static const struct review_change *change_of(const struct overlay *overlay, const char *name) {
    for (size_t i = 0; i < overlay->import->count; i++)
        if (strcmp(overlay->import->changes[i].file, name) == 0)
            return &overlay->import->changes[i];
    return NULL;
}

static bool overlay_read(void *context, const char *name, size_t max, char **bytes, size_t *size,
                         struct fail *why) {
    const struct overlay *overlay = context;
    const struct review_change *change = change_of(overlay, name);
    if (!change)
        return overlay->files->read(overlay->files->context, name, max, bytes, size, why);
    if (change->after_size > max)
        return fail_set(why, "%s: is larger than %zu bytes", name, max);
    char *copy = malloc(change->after_size + 1);
    if (!copy)
        return fail_set(why, "out of memory");
    memcpy(copy, change->after, change->after_size + 1);
    *bytes = copy;
    *size = change->after_size;
    return true;
}

static bool overlay_exists(void *context, const char *name) {
    const struct overlay *overlay = context;
    return change_of(overlay, name) || overlay->files->exists(overlay->files->context, name);
}

/* No change of an import moves a line: what is worded alike elsewhere in the file is another error. */
static bool same(const struct fail *a, const struct fail *b) {
    return a->severity == b->severity && a->line == b->line && strcmp(a->file, b->file) == 0 &&
           strcmp(a->text, b->text) == 0;
}

/* How often an item stands in a report up to `end`. */
static size_t times(const struct report *report, size_t end, const struct fail *item) {
    size_t found = 0;
    for (size_t i = 0; i < end; i++)
        found += same(&report->items[i], item);
    return found;
}

bool review_harms(const struct review_import *import, const struct site_files *files, int64_t now_ms,
                  struct report *report) {
    struct overlay overlay = {import, files};
    struct site_files then = {&overlay, overlay_read, overlay_exists};
    struct report before = {0}, after = {0};
    struct inspection inspection;
    bool harms = false;
    inspect(files, now_ms, &inspection, &before);
    inspection_finish(&inspection);
    inspect(&then, now_ms, &inspection, &after);
    inspection_finish(&inspection);
    for (size_t i = 0; i < after.count; i++) {
        const struct fail *item = &after.items[i];
        if (item->severity != SEVERITY_ERROR ||
            times(&after, i + 1, item) <= times(&before, before.count, item))
            continue;
        report_add(report, SEVERITY_ERROR, item->file, item->line, item->column, "%s", item->text);
        harms = true;
    }
    harms = harms || after.errors > before.errors;
    report_finish(&before);
    report_finish(&after);
    return harms;
}
