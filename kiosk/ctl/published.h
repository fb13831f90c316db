/* A published tree: where its files stand and what belongs to a site. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/fail.h"
#include "core/manifest/manifest.h"
#include "core/site/site.h"
#include "guide/written/guide.h"

/* One channel's two changing files; both malloc'd. */
struct published_names {
    char *manifest, *signature;
};
/* False when `channel` is not [a-z0-9-]{1,40}. */
bool published_names_init(struct published_names *names, const char *tree, const char *channel,
                          struct fail *fail) MUST_CHECK;
void published_names_finish(struct published_names *names);
char *published_object(const char *tree, const char *hash) MUST_CHECK; /* malloc'd */

/* The bytes of everything a site needs, in the order of their names. */
struct published_file {
    char *name, *bytes;
    size_t size;
    struct manifest_file entry;
    char hash[65];
};
struct published_set {
    struct published_file *files;
    size_t count;
    bool failed;
    const struct site_files *source;
    struct fail *fail;
};
/* Reads site.json, the playlists, assets and fonts of `site`, and the files of its guide (NULL: none). False
 * names the file that cannot be published.
 */
bool published_collect(struct published_set *set, const struct site *site, const struct guide *guide,
                       const struct site_files *source, struct fail *fail) MUST_CHECK;
void published_set_finish(struct published_set *set);
