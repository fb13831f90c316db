/* The contents that trees name: texts in the database, objects beside it; each only once. */
#pragma once

#include "desk/data/pack_parts.h"
#include "system/hash.h"

/* The number of this text, kept when it is new; it may be kept as what differs from text number `like` (0:
 * none).
 */
enum outcome file_keep_text(struct database *database, const void *text, size_t size, int64_t like,
                            int64_t *file, struct fail *fail) MUST_CHECK;
/* The same of an object, which has to be there. */
enum outcome file_keep_object(struct database *database, const char *hex, uint64_t size, int64_t *file,
                              struct fail *fail) MUST_CHECK;
/* Its bytes, at most `max`, and a NUL behind them; DAMAGED: they are not what its hash says. */
enum outcome file_bytes(struct database *database, int64_t file, size_t max, struct bytes *bytes,
                        struct fail *fail) MUST_CHECK;
/* Reads every text and every object. DAMAGED, ABSENT: one is not what it was, or is gone. */
enum outcome files_check(struct database *database, struct fail *fail) MUST_CHECK;
