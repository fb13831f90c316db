#include "publish/set.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/site/site_file.h"
#include "core/site/site_findings.h"
#include "guide/written/guide.h"
#include "publish/films.h"
#include "publish/publish_findings.h"
#include "system/disk_stream.h"
#include "system/hash.h"

enum { PUBLISH_FILE_MAX = 64 << 20 /* bytes of all but films */ };

/* A file that was read: all of them stay until it is known which belong to the site. */
struct kept_file {
    char *name, *bytes; /* bytes NULL: it can be opened again */
    uint64_t size;
    struct hash hash;
    bool taken;
};
struct collector {
    const struct publish_source *source;
    struct kept_file *files;
    size_t count;
    size_t taken;
    struct report *report;
    bool failed;
};

static struct kept_file *kept(const struct collector *collector, const char *name) {
    for (size_t i = 0; i < collector->count; i++)
        if (strcmp(collector->files[i].name, name) == 0)
            return &collector->files[i];
    return NULL;
}

/* Takes over `bytes`, also when it fails. */
static struct kept_file *keep(struct collector *collector, const char *name, char *bytes, struct hash hash,
                              uint64_t size) {
    if ((collector->count & (collector->count - 1)) == 0) { /* grow at powers of two */
        size_t room = collector->count ? 2 * collector->count : 1;
        struct kept_file *grown = realloc(collector->files, room * sizeof *grown);
        if (!grown) {
            free(bytes);
            return NULL;
        }
        collector->files = grown;
    }
    struct kept_file file = {.name = strdup(name), .bytes = bytes, .size = size, .hash = hash};
    if (!file.name) {
        free(bytes);
        return NULL;
    }
    collector->files[collector->count] = file;
    return &collector->files[collector->count++];
}

static struct kept_file *fetch(struct collector *collector, const char *name, size_t max, struct fail *why) {
    struct kept_file *file = kept(collector, name);
    char *bytes = NULL;
    size_t size = 0;
    if (file && file->size > max) {
        fail_set(why, "%s: %" PRIu64 " bytes, more than the %zu allowed", name, file->size, max);
        return NULL;
    }
    if (file)
        return file;
    if (!collector->source->files.read(collector->source->files.context, name, max, &bytes, &size, why))
        return NULL;
    if (!(file = keep(collector, name, bytes, hash_bytes(bytes, size), size)))
        fail_set(why, "%s: out of memory", name);
    return file;
}

static uint64_t bytes_max(const char *name) {
    return strncmp(site_file_type(name), "video/", 6) == 0 ? MANIFEST_FILE_BYTES_MAX : PUBLISH_FILE_MAX;
}

/* What nobody reads here needs no memory. */
static struct kept_file *look_at(struct collector *collector, const char *name, struct fail *why) {
    struct kept_file *file = kept(collector, name);
    struct hash hash;
    uint64_t size = 0;
    if (file || !collector->source->open)
        return fetch(collector, name, (size_t)bytes_max(name), why);
    int fd = collector->source->open(collector->source->files.context, name, why);
    bool read = fd >= 0 && stream_hash(fd, name, bytes_max(name), &hash, &size, why);
    if (fd >= 0)
        close(fd);
    if (read && !(file = keep(collector, name, NULL, hash, size)))
        fail_set(why, "%s: out of memory", name);
    return file;
}

/* What site and guide read goes through here: struct site_files. */
static bool read_kept(void *context, const char *name, size_t max, char **bytes, size_t *size,
                      struct fail *why) {
    const struct kept_file *file = fetch(context, name, max, why);
    char *copy = file ? malloc((size_t)file->size + 1) : NULL;
    if (!copy)
        return file ? fail_set(why, "%s: out of memory", name) : false;
    if (file->size > 0)
        memcpy(copy, file->bytes, file->size);
    copy[file->size] = '\0';
    *bytes = copy;
    *size = file->size;
    return true;
}

static bool exists(void *context, const char *name) {
    const struct collector *collector = context;
    return kept(collector, name) || collector->source->files.exists(collector->source->files.context, name);
}

/* `file` and `line`: who names it; line 0: nobody but the site as a whole. */
static void take(struct collector *collector, const char *name, const char *file, int line) {
    struct fail why = {0};
    struct kept_file *found = kept(collector, name);
    struct finding_place at = {SEVERITY_ERROR, file, line, 0};
    if (found && found->taken)
        return;
    if (!site_file_type(name)) {
        report_said(collector->report, &at, FOUND_FILE_KIND, name);
    } else if (collector->taken == MANIFEST_FILES_MAX) {
        report_said(collector->report, &at, FOUND_FILES_MANY, name, MANIFEST_FILES_MAX);
    } else if (!(found = look_at(collector, name, &why))) {
        report_said(collector->report, &at, FOUND_FILE_UNREADABLE, why.text);
    } else {
        found->taken = true;
        collector->taken++;
        return;
    }
    collector->failed = true;
}

static void take_asset(void *context, const char *name, const char *file, int line) {
    struct collector *collector = context;
    if (!collector->failed)
        take(collector, name, file, line);
}

static void take_all(struct collector *collector, const struct site *site, const struct guide *guide) {
    take(collector, SITE_FILE, SITE_FILE, 0);
    for (size_t i = 0; i < site->playlist_count && !collector->failed; i++)
        take(collector, site->playlists[i].file, site->playlists[i].file, 0);
    for (size_t i = 0; guide && i < guide->file_count && !collector->failed; i++)
        take(collector, guide->files[i], guide->files[i], 0);
    for (size_t i = 0; i < site->words.count && !collector->failed; i++) { /* its words, guide or not */
        char name[LANGUAGE_FILE_MAX];
        language_file(site->words.languages[i].language, name);
        if (exists(collector, name))
            take(collector, name, name, 0);
    }
    if (!collector->failed)
        site_assets(site, take_asset, collector);
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct publish_file *)a)->entry.name, ((const struct publish_file *)b)->entry.name);
}

/* The files that were taken leave the collector. */
static bool fill(struct publish_set *set, struct collector *collector) {
    struct publish_set made = {.files = calloc(collector->taken, sizeof *made.files),
                               .source = *collector->source};
    for (size_t i = 0; made.files && i < collector->count; i++) {
        struct kept_file *file = &collector->files[i];
        if (!file->taken)
            continue;
        char *hash = strdup(file->hash.hex);
        if (!hash) {
            publish_set_finish(&made);
            break;
        }
        made.files[made.count++] = (struct publish_file){
            {file->name, hash, site_file_type(file->name), file->size}, file->bytes, false};
        *file = (struct kept_file){0};
    }
    if (!made.files) {
        report_said(collector->report, &(struct finding_place){SEVERITY_ERROR, "", 0, 0}, FOUND_NO_MEMORY);
        return false;
    }
    qsort(made.files, made.count, sizeof *made.files, by_name);
    memcpy(made.site, set->site, sizeof made.site);
    *set = made;
    return true;
}

static void collector_finish(struct collector *collector) {
    for (size_t i = 0; i < collector->count; i++) {
        free(collector->files[i].name);
        free(collector->files[i].bytes);
    }
    free(collector->files);
}

bool publish_set_build(struct publish_set *set, const struct publish_source *source, struct report *report) {
    struct collector collector = {.source = source, .report = report};
    struct site_files files = {.context = &collector, .read = read_kept, .exists = exists};
    size_t before = report->errors;
    *set = (struct publish_set){0};
    struct site *site = site_load(&files, report);
    struct guide *guide = site ? guide_load(site, &files, report) : NULL;
    if (!site && report->errors == before)
        report_said(report, &(struct finding_place){SEVERITY_ERROR, SITE_FILE, 0, 0}, FOUND_NOTHING_TO_SHOW);
    bool done = site && report->errors == before;
    if (done) {
        films_check(site, guide, source, report);
        done = report->errors == before;
    }
    if (done) {
        snprintf(set->site, sizeof set->site, "%s", site->id);
        take_all(&collector, site, guide);
        done = !collector.failed && fill(set, &collector);
    }
    guide_destroy(guide);
    site_destroy(site);
    collector_finish(&collector);
    return done;
}

void publish_set_finish(struct publish_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        free((char *)set->files[i].entry.name);
        free((char *)set->files[i].entry.hash);
        free(set->files[i].bytes);
    }
    free(set->files);
    *set = (struct publish_set){0};
}
