/* Bit rot: looks through the files of the current generation, one at a time, and removes what is damaged so
 * that the next update fetches it again. All of them once at the start, then one a minute. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "store/store.h"

struct scrub;

/* Borrows `store`; pictures are those made ready for a panel of so many px. NULL when out of memory. */
struct scrub *scrub_create(struct store *store, int panel_width, int panel_height) MUST_CHECK;
void scrub_destroy(struct scrub *scrub);
/* Another generation is current, or what was damaged has been repaired: begin again with this one, quickly.
 */
void scrub_follow(struct scrub *scrub, struct generation_id id);

enum scrub_found {
    SCRUB_FINE,
    SCRUB_DAMAGED, /* `fail` says what; it is removed from the disk */
};
/* Looks at one file when one is due. `now_ms` monotonic. */
enum scrub_found scrub_step(struct scrub *scrub, int64_t now_ms, struct fail *fail) MUST_CHECK;
bool scrub_hurries(const struct scrub *scrub); /* still in its first round */
int64_t scrub_next_ms(const struct scrub *scrub);
