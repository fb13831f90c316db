/* What refers to a slide follows it: playlists/guide/policy.json names slides as "raadhus/first-days". */
#pragma once

#include "desk/work/site_tree.h"

#define POLICY_FILE "playlists/guide/policy.json"
#define GUIDE_FILE "playlists/guide/guide.json"

/* `after` is `before`, changed. Where it refers to a slide that was there and is gone, it refers to the one
 * that it has become (another id in the same playlist, the same id in another one), or no longer to any. What
 * it refers to wrongly already stays. */
enum outcome references_mend(const struct site_tree *before, struct site_tree *after,
                             struct fail *fail) MUST_CHECK;
