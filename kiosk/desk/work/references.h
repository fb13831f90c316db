/* What refers to a slide follows it: policy.json and pages of guide.json name slides as "raadhus/first-days".
 */
#pragma once

#include "desk/work/site_tree.h"

#define POLICY_FILE "playlists/guide/policy.json"

/* `after` is `before`, changed. Where it refers to a slide that was there and is gone, it refers to the one
 * that it has become (another id in the same playlist, the same id in another one), or no longer to any; a
 * page keeps what it refers to. What is wrong already stays. */
enum outcome references_mend(const struct site_tree *before, struct site_tree *after,
                             struct fail *fail) MUST_CHECK;
