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
    char *bytes;
    bool is_new; /* publish() has written it: it was not in the tree */
};
struct publish_set {
    char site[41];              /* the site's id */
    struct publish_file *files; /* by name */
    size_t count;
};

/* Reads the site in `source` with its guide, checks what they say, and keeps the bytes of every file that
 * screens need: SITE_FILE, playlists, the guide, words, assets, fonts. Each file is read once, so what was
 * checked is what is published. `report` gets every finding; false when one of them is an error, and the set
 * is empty. */
bool publish_set_build(struct publish_set *set, const struct site_files *source,
                       struct report *report) MUST_CHECK;
void publish_set_finish(struct publish_set *set); /* zeroed is fine */
