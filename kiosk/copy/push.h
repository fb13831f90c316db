/* What was changed in a folder goes into its desk. */
#pragma once

#include "copy/copy.h"
#include "copy/talk.h"
#include "copy/telling.h"

/* How many files were changed since the last pull. */
size_t copy_changed(const struct copy *copy);
/* Can they be sent? False: `fail` says what is to be put right first. */
bool copy_push_ready(const struct copy *copy, struct fail *fail) MUST_CHECK;
/* Sends them: pictures one by one, then all others as one revision, which the desk merges. CONFLICT: it
 * cannot, and `telling` says where; what was sent before stays sent. */
enum talk_end copy_push(struct copy *copy, struct talk *talk, const struct copy_telling *telling,
                        const char *note, struct fail *fail) MUST_CHECK;
