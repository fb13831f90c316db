/* What somebody is writing and has not saved as a revision: kept every two seconds, offered again whenever
 * they come back. Theirs alone, and in no log. */
#pragma once

#include "desk/data/database.h"

enum { DRAFT_OPS_MAX = 256 << 10 /* bytes */, DRAFTS_OF_USER_MAX = 100 };

struct draft {
    const char *path, *slide; /* `slide` "" : of the whole file */
    int64_t base;             /* the revision they began with */
    const char *ops;          /* JSON text; what is in it is the page's business */
    int64_t step;             /* counts the times it was kept */
    int64_t at_ms;
};
/* CONFLICT: a later step is kept already (another window; a request that was overtaken). */
enum outcome draft_put(struct database *database, int64_t user, const struct draft *draft,
                       struct fail *fail) MUST_CHECK;
/* One that is not there is fine. */
enum outcome draft_remove(struct database *database, int64_t user, const char *path, const char *slide,
                          struct fail *fail) MUST_CHECK;
/* The last kept first. */
enum outcome draft_list(struct database *database, int64_t user,
                        void (*see)(void *context, const struct draft *draft), void *context,
                        struct fail *fail) MUST_CHECK;
/* How many drafts, of whomever, have `text` in what they are to do. */
enum outcome draft_count_with(struct database *database, const char *text, int64_t *count,
                              struct fail *fail) MUST_CHECK;
