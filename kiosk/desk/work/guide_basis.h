/* What a guide is made of, so that it is made anew when that changes, and only then. */
#pragma once

#include "core/site/site.h"
#include "desk/work/playlist_text.h"
#include "desk/work/site_tree.h"

/* What a guide hangs on: every file but the playlists, which playlists there are, which of them are faulty,
 * and of what people wrote on them nothing but whether the slides are there that policy.json names, and those
 * whole that pages of the guide show. The playlist of a visit is one of the files. */
struct guide_basis {
    struct site_tree *tree;
    const struct site *site;
    struct playlist_text policy, guide;
    const struct slide **named; /* in the order of the policy; NULL: that one is not there */
    size_t named_count;
    const struct slide **shown; /* in the order of the pages; NULL likewise */
    size_t shown_count;
};

/* False: no memory. finish in any case. */
bool guide_basis_init(struct guide_basis *basis, struct site_tree *tree, const struct site *site) MUST_CHECK;
void guide_basis_finish(struct guide_basis *basis);
/* Another one whenever a guide of it would be another. False: no memory. */
bool guide_basis_name(const struct guide_basis *basis, struct hash *out) MUST_CHECK;
/* The site with no more on its playlists than the name tells, so that nothing else can get into the guide; it
 * points into that of the basis. `arena` is marked by guide_load when it lacks memory. False: no memory. */
bool guide_basis_outline(const struct guide_basis *basis, struct arena *arena, struct site *out) MUST_CHECK;
