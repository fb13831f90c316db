#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/fnv.h"
#include "core/site/guests.h"
#include "core/site/site_findings.h"
#include "core/site/site_parts.h"

enum { DWELL_DEFAULT_MS = 12000 };

static const char *const keys[] = {"name",       "when",      "priority", "dwell_seconds",
                                   "transition", "bilingual", "slides"};

/* Identical ids would make reports and counters ambiguous: the later slide is left out. `hashes` of the ids
 * of those before, and room for one more. */
static bool id_is_new(const struct playlist *playlist, const struct slide *slide, uint32_t *hashes,
                      const struct json_place *place) {
    uint32_t hash = fnv32(FNV32, slide->id, strlen(slide->id));
    hashes[playlist->slide_count] = hash;
    for (size_t i = 0; i < playlist->slide_count; i++)
        if (hashes[i] == hash && strcmp(playlist->slides[i].id, slide->id) == 0) {
            struct json_place id = place_member(place, "id");
            place_error(&id, FOUND_SLIDE_TWICE, slide->id);
            return false;
        }
    return true;
}

static void read_slides(const struct json_place *root, struct site_loading *loading,
                        const struct slide_defaults *defaults, struct playlist *playlist) {
    struct json_place list = place_member(root, "slides");
    size_t count = place_array(&list, SITE_SLIDES_MAX);
    if (!list.value)
        place_missing(root, "slides", "a list of slides", "en liste af slides");
    playlist->slides = count ? arena_alloc(root->reader->arena, count * sizeof(*playlist->slides)) : NULL;
    uint32_t *hashes = count ? arena_alloc(root->reader->values, count * sizeof *hashes) : NULL;
    if (count && !hashes)
        arena_want(root->reader->arena);
    for (size_t i = 0; playlist->slides && hashes && i < count; i++) {
        struct json_place place = place_item(&list, i);
        struct slide slide = {0};
        if (slide_read(&place, loading, defaults, &slide) && id_is_new(playlist, &slide, hashes, &place))
            playlist->slides[playlist->slide_count++] = slide;
    }
}

static bool read_playlist(struct reader *reader, struct site_loading *loading, struct playlist *playlist) {
    struct json_place root = place_root(reader);
    if (!place_object(&root, keys, LENGTH(keys)))
        return false;
    read_localized(&root, "name", loading->site, false, &playlist->name);
    read_schedule(&root, loading->site->zone, NULL, &playlist->schedule);
    playlist->priority = read_int(&root, "priority", 0, 9, 0);
    struct slide_defaults defaults = {
        .dwell_ms = read_dwell(&root, DWELL_DEFAULT_MS),
        .transition = (enum transition)read_choice(&root, "transition", transition_names, 3, TRANSITION_FADE),
        .bilingual =
            (enum bilingual)read_choice(&root, "bilingual", bilingual_names, 2, BILINGUAL_ALTERNATE)};
    read_slides(&root, loading, &defaults, playlist);
    return true;
}

const struct playlist *playlist_load(struct site_loading *loading, const char *file) {
    struct site *site = loading->site;
    const struct playlist *known = site_playlist(site, file);
    if (known)
        return known;
    if (site->playlist_count >= SITE_PLAYLISTS_MAX) {
        report_said(loading->report, &(struct finding_place){SEVERITY_ERROR, file, 0, 0},
                    FOUND_PLAYLISTS_MANY, SITE_PLAYLISTS_MAX);
        return NULL;
    }
    struct playlist *playlist = &site->playlists[site->playlist_count];
    *playlist = (struct playlist){.file = file};
    char *text = NULL;
    size_t size = 0;
    struct fail why = {0};
    struct reader reader;
    errno = 0;
    if (!loading->files->read(loading->files->context, file, SITE_FILE_MAX, &text, &size, &why)) {
        report_said(loading->report, &(struct finding_place){SEVERITY_ERROR, file, 0, 0}, FOUND_UNREADABLE,
                    why.text);
        if (errno == ENOMEM)
            arena_want(site->arena);
        site->loaded.unread++;
        return NULL;
    }
    bool ok = reader_init(&reader, file, text, size, loading->report, site->arena);
    if (ok) {
        struct json_place root = place_root(&reader);
        ok = guests_file(file) ? guests_read(&root, loading, playlist)
                               : read_playlist(&reader, loading, playlist);
        playlist->faulty = reader.errors > 0;
        reader_finish(&reader);
    }
    free(text);
    if (!ok) {
        site->loaded.unread++;
        return NULL;
    }
    site->playlist_count++;
    return playlist;
}
