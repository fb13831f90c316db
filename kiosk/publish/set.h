/* All files that belong to a site, as they were when the site was checked. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/manifest/manifest.h"
#include "core/site/site.h"

struct publish_file {
    struct manifest_file entry; /* name, hash, type, size; what it points to belongs to the set */
    char *bytes;                /* NULL: it stays where it is until publish() copies it */
    bool is_new;                /* publish() has written it: it was not in the tree */
};
/* Where a site's files are. */
struct publish_source {
    struct site_files files;
    /* A descriptor to read a file from that is too large for memory; the caller closes it. -1: absent or
     * unreadable; `why` says which. NULL: all are read whole. `context` is that of `files`. */
    int (*open)(void *context, const char *name, struct fail *why);
};
struct publish_set {
    char site[41];              /* the site's id */
    struct publish_file *files; /* by name */
    size_t count;
    struct publish_source source;
};

/* Reads the site in `source` with its guide, checks what they say, and keeps the bytes of every file that
 * screens need: SITE_FILE, playlists, the guide, words, assets, fonts. Each file is read once, so what was
 * checked is what is published; of what `source` can open (pictures, films, fonts), only the hash is kept,
 * and whoever changes it before it is published is found out. `report` gets every finding; false when one of
 * them is an error, and the set is empty. What `source` points to has to stay until publish() is done. */
bool publish_set_build(struct publish_set *set, const struct publish_source *source,
                       struct report *report) MUST_CHECK;
void publish_set_finish(struct publish_set *set); /* zeroed is fine */
