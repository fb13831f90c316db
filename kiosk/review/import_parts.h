/* Answers that fit, and the files they change. For this room alone. */
#pragma once

#include "review/import.h"

/* A text of the book and what becomes of it. */
struct verdict {
    const struct review_text *text;
    const char *correction; /* NULL: it stays */
    bool approved;
};
struct verdicts {
    struct verdict *items; /* in the order of their files and places */
    size_t count;
};

/* The file `name` with the corrections in `verdicts`, and where it is the language's own, with its reviewer
 * (NULL: not now). False: `fail` says why. *out has after NULL when nothing changes. */
bool review_rewrite(const char *name, const struct verdicts *verdicts, const struct site_files *files,
                    const struct review_answers *reviewer, struct review_change *out,
                    struct fail *fail) MUST_CHECK;
/* The file of approvals: those given, without those withdrawn. */
bool review_approvals(const char *name, const struct verdicts *verdicts, const struct site_files *files,
                      const struct review_answers *answers, struct review_change *out,
                      struct fail *fail) MUST_CHECK;
/* Whether the site with the changes has errors that it has not without them; these are in `report`. */
bool review_harms(const struct review_import *import, const struct site_files *files, int64_t now_ms,
                  struct report *report) MUST_CHECK;
