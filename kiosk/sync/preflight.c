#include "sync/preflight.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/site/site.h"
#include "core/text/plain_text.h"
#include "guide/written/guide.h"

enum { NAME_SHOWN = 100 };

static bool has_a_slide(const struct site *site) {
    for (size_t s = 0; s < site->screen_count; s++)
        for (size_t z = 0; z < site->screens[s].content_count; z++)
            for (size_t p = 0; p < site->screens[s].content[z].playlist_count; p++)
                if (site->screens[s].content[z].playlists[p]->slide_count > 0)
                    return true;
    return false;
}

/* A page that cannot be read as it was signed says nothing about who wrote it. */
static bool pages_right(struct store *store, const struct manifest *manifest, struct fail *fail) {
    struct fail why, removal;
    for (size_t i = 0; i < manifest->file_count; i++) {
        const struct manifest_file *file = &manifest->files[i];
        if (strcmp(file->type, "application/json") != 0)
            continue;
        enum object_state state = store_object_check(store, file->hash, file->size, &why);
        if (state == OBJECT_WRONG && !store_object_drop(store, file->hash, &removal))
            why = removal;
        if (state != OBJECT_RIGHT)
            return fail_set(fail, "%.*s: %.270s", (int)text_cut(file->name, NAME_SHOWN), file->name,
                            why.text);
    }
    return true;
}

/* What its screens could not show, in words; NULL: it is fit. */
static const char *lacking(const struct site *site, const struct site_files *files, struct report *report) {
    if (!site || (site->loaded.unread == 0 && !has_a_slide(site)))
        return "no screen of the site has a slide that can be shown";
    if (site->loaded.unread > 0)
        return "a playlist cannot be read";
    struct guide *guide = guide_load(site, files, report);
    bool there = guide || !guide_written(files);
    guide_destroy(guide);
    return there ? NULL : "the touch guide cannot be read";
}

static void first_error(const struct report *report, char *out, size_t size) {
    snprintf(out, size, "it has no screen");
    for (size_t i = 0; i < report->count; i++)
        if (report->items[i].severity == SEVERITY_ERROR) {
            fail_format(&report->items[i], out, size);
            return;
        }
}

enum preflight preflight(struct store *store, const struct manifest *manifest, struct fail *fail) {
    struct manifest borrowed = *manifest;
    struct generation candidate = {
        .id = {manifest->epoch, manifest->seq}, .manifest = &borrowed, .store = store};
    struct site_files files = generation_files(&candidate);
    struct report report = {0};
    char first[sizeof(fail->text) - 60];
    errno = 0;
    struct site *site = site_load(&files, &report);
    bool out_of_memory = !site && errno == ENOMEM;
    const char *what = lacking(site, &files, &report);
    out_of_memory |= site && arena_wanted(site->arena);
    first_error(&report, first, sizeof first);
    site_destroy(site);
    report_finish(&report);
    if (!pages_right(store, manifest, fail)) /* first: a page that is cut short was passed over by the site */
        return PREFLIGHT_TROUBLE;
    if (!what && !out_of_memory)
        return PREFLIGHT_FIT;
    if (out_of_memory) {
        fail_set(fail, "out of memory while the site was read (%s)", first);
        return PREFLIGHT_TROUBLE;
    }
    fail_set(fail, "%s (%s)", what, first);
    return PREFLIGHT_BAD;
}
