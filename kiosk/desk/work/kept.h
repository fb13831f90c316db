/* What was read of the site stays in memory: an unchanged version is not read again, and of one that somebody
 * changes the guide is read anew only when something changed on which it depends. What is kept goes by the
 * hashes of the files it was read from, so it is never older than they are. Threads share it. */
#pragma once

#include "desk/work/site_tree.h"

struct kept;
enum {
    KEPT_SITES = 3,          /* versions: the newest, the published one, what somebody works on */
    KEPT_GUIDES = 1,         /* what is edited: the published one differs, and is asked for seldom */
    KEPT_BYTES_MAX = 8 << 20 /* of one of them; a larger one is read each time */
};
struct kept *kept_create(void) MUST_CHECK; /* NULL: no memory */
void kept_destroy(struct kept *kept);      /* NULL is fine; nothing of it is held any more */

/* Will this site be asked for again? One that somebody is typing will not; its guide mostly is another's. */
enum kept_for { KEPT_FOR_NOW, KEPT_FOR_LATER };

struct kept_site;
/* The site of a version, as site_load has it, with what is kept in tree->kept; NULL: no screen has anything
 * to show. `*held` goes back with kept_release, in any case, and with it the site. `report` gets what
 * site_load says, and may be NULL. */
const struct site *kept_site(struct site_tree *tree, enum kept_for how, struct kept_site **held,
                             struct report *report) MUST_CHECK;
void kept_release(struct kept_site *held); /* NULL is fine */

/* The findings of inspect (guide/written/inspect.h): the same, in the same order. */
void kept_inspect(struct site_tree *tree, enum kept_for how, int64_t now_ms, struct report *report);

/* How often a site and a guide were really read; tests ask. */
struct kept_counts {
    uint64_t sites, guides;
};
struct kept_counts kept_counts(struct kept *kept);
