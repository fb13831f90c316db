#include "core/site/site.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/site/site_film.h"
#include "core/site/site_findings.h"
#include "core/site/site_parts.h"
#include "core/text/plain_text.h"

enum { ARENA_LIMIT = 64 << 20, NAME_BYTES_MAX = 200 };

bool site_name_valid(const char *name) {
    size_t length = strlen(name);
    if (length == 0 || length > NAME_BYTES_MAX || name[0] == '/' || name[length - 1] == '/' ||
        strchr(name, '\\'))
        return false;
    for (const char *part = name; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL) {
        size_t size = strcspn(part, "/");
        if (size == 0 || part[0] == '.') /* "", ".", ".." and hidden files */
            return false;
    }
    for (const char *c = name; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            return false;
    return true;
}

static void read_site_languages(const struct json_place *root, struct site *site) {
    struct json_place list = place_member(root, "languages");
    size_t count = place_array(&list, SITE_LANGUAGES_MAX);
    if (count == 0)
        place_missing(root, "languages", "the site's languages, such as [\"en\", \"da\"]",
                      "de sprog, der er slået til, f.eks. [\"en\", \"da\"]");
    for (size_t i = 0; i < count; i++) {
        struct json_place item = place_item(&list, i);
        const char *tag = place_text(&item, 40, false);
        bool twice = false;
        for (size_t k = 0; tag && k < site->language_count; k++)
            twice = twice || strcmp(site->languages[k], tag) == 0;
        if (tag && twice)
            place_error(&item, FOUND_TWICE, tag);
        else if (tag && !language_valid(tag))
            place_error(&item, FOUND_NO_LANGUAGE_TAG, tag);
        else if (tag)
            site->languages[site->language_count++] = tag;
    }
}

static void read_zone(const struct json_place *root, struct site *site) {
    struct json_place place = place_member(root, "time_zone");
    site->time_zone = read_text(root, "time_zone", 60);
    if (!site->time_zone)
        site->time_zone = "Europe/Copenhagen";
    errno = 0;
    site->zone = zone_create(site->time_zone);
    if (!site->zone && errno == ENOMEM)
        arena_want(site->arena);
    if (!site->zone) {
        place_error(&place, FOUND_NO_TIME_ZONE, site->time_zone);
        site->time_zone = "Europe/Copenhagen";
        site->zone = zone_create(site->time_zone);
    }
}

static void read_site(struct reader *reader, struct site_loading *loading) {
    static const char *const keys[] = {"id",    "name",    "languages",    "time_zone",
                                       "theme", "feeds",   "services",     "layouts",
                                       "offer", "screens", "counted_hosts"};
    struct site *site = loading->site;
    struct json_place root = place_root(reader), id = place_member(&root, "id");
    if (!place_object(&root, keys, LENGTH(keys)))
        return;
    site->id = place_id(&id);
    if (!id.value)
        place_missing(&root, "id", "a name of 1–40 of a–z, 0–9 and -", "et navn på 1–40 af a–z, 0–9 og -");
    read_site_languages(&root, site);
    read_zone(&root, site);
    if (site->language_count == 0 || !site->id || !site->zone)
        return;
    site_words_load(loading);
    read_localized(&root, "name", site, false, &site->name);
    read_theme(&root, loading);
    read_feeds(&root, site);
    read_event_pictures(&root, loading);
    read_services(&root, site);
    read_offer(&root, site);
    read_counted_hosts(&root, site);
    read_layouts(&root, site);
    read_screens(&root, loading);
}

struct site *site_load(const struct site_files *files, struct report *report) {
    struct site *site = calloc(1, sizeof(*site));
    struct site_loading loading = {.site = site, .files = files, .report = report};
    struct reader reader;
    struct fail why = {0};
    char *text = NULL;
    size_t size = 0;
    if (site)
        site->arena = arena_create(ARENA_LIMIT);
    if (site && site->arena)
        site->playlists = arena_alloc(site->arena, SITE_PLAYLISTS_MAX * sizeof(*site->playlists));
    if (!site || !site->playlists) {
        report_said(report, &(struct finding_place){SEVERITY_ERROR, SITE_FILE, 0, 0}, FOUND_NO_MEMORY);
    } else if (!files->read(files->context, SITE_FILE, SITE_FILE_MAX, &text, &size, &why)) {
        report_said(report, &(struct finding_place){SEVERITY_ERROR, SITE_FILE, 0, 0}, FOUND_UNREADABLE,
                    why.text);
    } else if (reader_init(&reader, SITE_FILE, text, size, report, site->arena)) {
        read_site(&reader, &loading);
        reader_finish(&reader);
    }
    free(text);
    if (site && site->arena && arena_refused(site->arena))
        report_said(report, &(struct finding_place){SEVERITY_ERROR, SITE_FILE, 0, 0}, FOUND_SITE_TOO_LARGE);
    if (site && site->screen_count > 0)
        return site;
    site_destroy(site);
    return NULL;
}

void site_destroy(struct site *site) {
    if (!site)
        return;
    zone_destroy(site->zone);
    arena_destroy(site->arena);
    free(site);
}

const struct screen *site_screen(const struct site *site, const char *id) {
    for (size_t i = 0; i < site->screen_count; i++)
        if (!id || strcmp(site->screens[i].id, id) == 0)
            return &site->screens[i];
    return NULL;
}

const struct feed *site_feed(const struct site *site, const char *id) {
    for (size_t i = 0; i < site->feed_count; i++)
        if (strcmp(site->feeds[i].id, id) == 0)
            return &site->feeds[i];
    return NULL;
}

const struct playlist *site_playlist(const struct site *site, const char *file) {
    for (size_t i = 0; i < site->playlist_count; i++)
        if (strcmp(site->playlists[i].file, file) == 0)
            return &site->playlists[i];
    return NULL;
}

const struct slide *site_slide(const struct site *site, const char *name) {
    const char *slash = strrchr(name, '/');
    char file[NAME_BYTES_MAX + 24];
    if (!slash || slash - name > NAME_BYTES_MAX)
        return NULL;
    snprintf(file, sizeof file, "playlists/%.*s.json", (int)(slash - name), name);
    const struct playlist *playlist = site_playlist(site, file);
    for (size_t i = 0; playlist && i < playlist->slide_count; i++)
        if (strcmp(playlist->slides[i].id, slash + 1) == 0)
            return &playlist->slides[i];
    return NULL;
}

const struct screen_zone *layout_zones(const struct layout *layout, int w, int h, size_t *count) {
    bool portrait = h > w && layout->portrait_count > 0;
    *count = portrait ? layout->portrait_count : layout->zone_count;
    return portrait ? layout->portrait : layout->zones;
}

const struct screen_content *screen_content(const struct screen *screen, const char *zone) {
    for (size_t i = 0; i < screen->content_count; i++)
        if (strcmp(screen->content[i].zone, zone) == 0)
            return &screen->content[i];
    return NULL;
}

/* Each name once; a site has few hundred, so looking back is cheap enough. */
struct seen {
    void (*see)(void *context, const char *name, const char *file, int line);
    void *context;
    const char **names;
    size_t count, capacity;
};

static void see_once(struct seen *seen, const char *name, const char *file, int line) {
    for (size_t i = 0; name && i < seen->count; i++)
        if (strcmp(seen->names[i], name) == 0)
            return;
    if (!name)
        return;
    if (seen->count < seen->capacity)
        seen->names[seen->count++] = name;
    seen->see(seen->context, name, file, line);
}

void site_assets(const struct site *site,
                 void (*see)(void *context, const char *name, const char *file, int line), void *context) {
    size_t capacity = 2 + site->theme.font_count + site->theme.event_picture_count;
    for (size_t p = 0; p < site->playlist_count; p++)
        capacity += site->playlists[p].slide_count;
    for (const struct site_film *at = site->loaded.films; at; at = at->next)
        capacity += 3 + at->film.caption_count;
    struct seen seen = {
        .see = see, .context = context, .names = calloc(capacity, sizeof(char *)), .capacity = capacity};
    if (!seen.names)
        seen.capacity = 0; /* then names may come twice, which is allowed to cost */
    see_once(&seen, site->theme.logo, SITE_FILE, 1);
    see_once(&seen, site->theme.logo_on_dark, SITE_FILE, 1);
    for (size_t i = 0; i < site->theme.font_count; i++)
        if (strncmp(site->theme.fonts[i], "fonts/", 6) == 0)
            see_once(&seen, site->theme.fonts[i], SITE_FILE, 1);
    for (size_t i = 0; i < site->theme.event_picture_count; i++)
        see_once(&seen, site->theme.event_pictures[i].picture.asset, SITE_FILE, 1);
    for (size_t p = 0; p < site->playlist_count; p++)
        for (size_t s = 0; s < site->playlists[p].slide_count; s++) {
            const struct slide *slide = &site->playlists[p].slides[s];
            see_once(&seen, slide->picture.asset, slide->file, slide->line);
        }
    for (const struct site_film *at = site->loaded.films; at; at = at->next) {
        const char *names[] = {at->film.name, at->film.file, at->film.poster};
        for (size_t i = 0; i < LENGTH(names); i++)
            see_once(&seen, names[i], at->film.name, 1);
        for (size_t i = 0; i < at->film.caption_count; i++)
            see_once(&seen, at->film.captions[i].file, at->film.name, 1);
    }
    free(seen.names);
}

const char *screen_zone_of(const struct screen *screen, const struct playlist *playlist) {
    for (size_t z = 0; z < screen->content_count; z++)
        for (size_t p = 0; p < screen->content[z].playlist_count; p++)
            if (screen->content[z].playlists[p] == playlist)
                return screen->content[z].zone;
    return NULL;
}
