/* Publishing: a set of files becomes a signed tree that any web server can serve.
 *
 * Objects are written first, then manifest.sig, then manifest, each whole or not at all: who gets the new
 * manifest finds its signature and its objects. Who took the old manifest just before sees a pair that does
 * not fit and asks again. Stopped anywhere, by a kill or a full disk, the screens keep what they have, and
 * publishing once more is all it takes. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "publish/set.h"
#include "publish/signer.h"
#include "store/store.h"

enum { PUBLISH_VALID_DAYS_MAX = 3650 };

struct publish_order {
    const char *tree;           /* the folder; made when it is absent */
    const char *channel;        /* which screens it is for */
    int64_t now_s;              /* UTC */
    int64_t valid_s;            /* after how long screens refuse it as new; PUBLISH_VALID_DAYS_MAX at most */
    uint32_t epoch;             /* begin (or be in) this epoch; 0: stay in the tree's */
    struct generation_id known; /* the newest that the caller knows was published, should the tree be older or
                                   lost; 0.0: none */
    bool force;                 /* anew although nothing changed; over another key's or site's manifest */
};
struct publish_result {
    bool unchanged;          /* the tree has it already: nothing was signed */
    struct generation_id id; /* what the tree holds now */
    size_t written;          /* objects that were not there; each is marked in the set */
};

/* False: `report` says why, and what is published is as it was. */
bool publish(const struct publish_order *order, struct publish_set *set, const struct signer *signer,
             struct publish_result *result, struct report *report) MUST_CHECK;
