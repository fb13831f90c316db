#include "sync/preflight.h"

#include <errno.h>
#include <string.h>

#include "core/site/site.h"
#include "core/text/plain_text.h"

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

enum preflight preflight(struct store *store, const struct manifest *manifest, struct fail *fail) {
    struct manifest borrowed = *manifest;
    struct generation candidate = {
        .id = {manifest->epoch, manifest->seq}, .manifest = &borrowed, .store = store};
    struct site_files files = generation_files(&candidate);
    struct report report = {0};
    char first[sizeof(fail->text) - 60] = "it has no screen";
    errno = 0;
    struct site *site = site_load(&files, &report);
    bool out_of_memory = errno == ENOMEM, fit = site && has_a_slide(site);
    if (report.count > 0)
        fail_format(&report.items[0], first, sizeof first);
    site_destroy(site);
    report_finish(&report);
    if (fit)
        return PREFLIGHT_FIT;
    if (!pages_right(store, manifest, fail))
        return PREFLIGHT_TROUBLE;
    if (out_of_memory) {
        fail_set(fail, "out of memory while the site was read (%s)", first);
        return PREFLIGHT_TROUBLE;
    }
    fail_set(fail, "no screen of the site has a slide that can be shown (%s)", first);
    return PREFLIGHT_BAD;
}
