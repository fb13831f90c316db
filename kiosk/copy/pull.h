/* What was changed in a desk comes into a folder. */
#pragma once

#include "copy/copy.h"
#include "copy/talk.h"
#include "copy/telling.h"

/* Brings `copy` to the desk's newest revision: files that only the desk changed are taken, files that only
 * the folder changed stay. Where both did, the desk merges them; where it cannot, the folder's stays, the
 * desk's stands beside it (COPY_THEIRS), and *both counts it. False: `fail` says why; what came is there, and
 * the next pull goes on. */
bool copy_pull(struct copy *copy, struct talk *talk, const struct copy_telling *telling, size_t *both,
               struct fail *fail) MUST_CHECK;
