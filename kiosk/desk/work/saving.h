/* A changed site becomes a revision: merged with what others have saved meanwhile, its changes told, its
 * findings listed. */
#pragma once

#include "desk/work/conflict.h"
#include "desk/work/site_tree.h"

/* Zeroed before; saved_finish in any case. */
struct saved {
    int64_t revision;           /* the newest now; as before when nothing was to be changed */
    struct report findings;     /* of the site as it is now; they refuse nothing here */
    struct conflicts conflicts; /* CONFLICT: where; without any: somebody else saved without an end */
};
void saved_finish(struct saved *saved);

struct saving {
    enum revision_kind kind;             /* an EDIT that is merged with others' becomes a MERGE */
    const char *note;                    /* or "" */
    const struct site_tree *base, *mine; /* as its author found it, as they want it */
};
enum outcome saving_run(struct database *database, const struct act *act, const struct saving *saving,
                        struct saved *saved, struct fail *fail) MUST_CHECK;
