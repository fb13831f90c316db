/* A revision goes out to the screens: signed, as a tree of plain files in DIR/site, DIR the desk's folder.
 *
 * The tree is what counts: its manifest is written before the row of publications.h. Killed in between, a row
 * is missing; publishing_reconcile finds that and adds it. Killed before, the screens keep what they have.
 * Never is there a row without its tree, but where the tree was lost or restored from elsewhere: then it is
 * to be published once more, under a newer number than any that is known. */
#pragma once

#include "desk/data/publications.h"
#include "publish/signer.h"
#include "store/store.h"

#define PUBLISHING_TREE "site"

struct publishing {
    struct database *database;
    const struct act *act;
    const struct signer *signer;
    const char *channel; /* which screens it is for: "main" */
    int64_t valid_s;     /* after how long screens refuse it as new */
    uint32_t epoch;      /* begin this one, above the last: after an older backup was restored; 0: go on */
    struct generation_id known; /* the newest that the signer has signed; 0.0: it does not say */
};
struct published {
    int64_t revision;
    struct generation_id id;
    bool unchanged;        /* the screens have this already: nothing was signed */
    size_t files, written; /* in all; of them, objects that were not there */
};
/* REFUSED: the site has errors, `findings` has them; or the signer or the tree does not let it, `fail` says
 * why. CONFLICT: a newer revision is published already. BUSY: somebody else is publishing. FULL: there is no
 * room for it. What is published stays as it was in all of these. */
enum outcome publishing_run(const struct publishing *publishing, int64_t revision, struct report *findings,
                            struct published *published, struct fail *fail) MUST_CHECK;
/* Publishes what was published before the newest, under a newer number. Done twice, it is as it was. REFUSED:
 * nothing was. */
enum outcome publishing_undo(const struct publishing *publishing, struct report *findings,
                             struct published *published, struct fail *fail) MUST_CHECK;

enum reconciled {
    RECONCILED_SAME,   /* the database says what is in the tree, or both are empty */
    RECONCILED_ADDED,  /* the row was missing */
    RECONCILED_BEHIND, /* the tree is older than the database says, unfinished or lost: publish the newest
                          publication's revision once more */
};
/* Compares the tree with the database: at the desk's start. REFUSED: the tree holds what no revision is, or
 * what this signer did not sign. */
enum outcome publishing_reconcile(const struct publishing *publishing, enum reconciled *reconciled,
                                  struct fail *fail) MUST_CHECK;
