/* Which revision was published when, by whom, as which manifest. */
#pragma once

#include "desk/data/audit.h"
#include "system/hash.h"

struct publication {
    int64_t n, epoch, seq, revision, at_ms;
    int64_t by;        /* 0: the console */
    int64_t undoes;    /* `n` of the one it takes back; 0: none */
    int64_t undone_by; /* `n` of the one that took it back; 0: nobody did. Not needed to add one */
    struct hash manifest;
};
/* CONFLICT: its number is not above all others, or what it undoes is undone already. `n`, `by` and `at_ms`
 * are filled in. */
enum outcome publication_add(struct database *database, const struct act *act,
                             struct publication *publication, struct fail *fail) MUST_CHECK;
/* ABSENT: nothing was published yet. */
enum outcome publication_newest(struct database *database, struct publication *publication,
                                struct fail *fail) MUST_CHECK;
/* The newest `most` with an `n` below `before` (0: all), newest first. */
enum outcome publication_list(struct database *database, int64_t before, int most,
                              void (*see)(void *context, const struct publication *publication),
                              void *context, struct fail *fail) MUST_CHECK;
