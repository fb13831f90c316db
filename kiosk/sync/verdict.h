/* What is held against a generation, by whom, and when it is forgiven. Pure: works on the store's state and
 * the player's word as they were read. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "store/store.h"

/* A generation whose content was found bad once. One look is not enough: the bytes may have been read
 * wrongly, the decoder may have been hit by something of this machine. Zeroed: nobody. */
struct suspect {
    struct generation_id id;
    char why[sizeof(((struct fail *)0)->text)];
};
bool suspect_is(const struct suspect *suspect, struct generation_id id);
/* A look found `why`. True when the look before it, at the same generation, found the very same: then it is
 * the content's own. Otherwise remembers it. */
bool suspect_confirmed(struct suspect *suspect, struct generation_id id, const char *why) MUST_CHECK;

/* The newest rejection of `id`; NULL: not rejected. Points into `state`. */
const struct store_rejection *rejection_of(const struct store_state *state, struct generation_id id);
/* Puts a rejection in front, in the place of an earlier one of the same generation; of too many the oldest
 * goes. The ratchet follows. */
void rejection_add(struct store_state *state, const struct store_rejection *rejection);
/* The player tried the current generation and refuses it: back to the one before, with the player's reason;
 * behind that stands the one that proved itself last.
 * True when the state changed; *stepped_back is then what was current. */
bool rejection_heed_player(struct store_state *state, const struct store_refusals *refusals,
                           struct generation_id *stepped_back) MUST_CHECK;
/* Takes back what was rejected on the player's word only, where the player no longer says so, and what an
 * earlier version rejected without saying why: it could not tell the machine's trouble from the content's.
 * True when the state changed. */
bool rejection_forgive(struct store_state *state, const struct store_refusals *refusals) MUST_CHECK;
/* "player" or "content", or "unknown" for what an earlier version wrote. */
const char *rejection_judge(const struct store_rejection *rejection);
