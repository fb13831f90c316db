/* What the player keeps on the disk (its word on generations, its report, the counters), written by a thread
 * that may wait for the disk. What cannot be written is said in the log. */
#pragma once

#include "store/counters.h"
#include "store/store.h"
#include "system/writer.h"

enum { KEEP_END_MS = 3000 }; /* so long the program's end waits for the disk */

/* Takes `note`. Of two that wait under one key (static) the newer is written. */
void keep_note(struct writer *writer, const char *key, struct store_note *note);
/* What a player that was killed left half-written in `folder` goes. */
void keep_sweep(struct writer *writer, const char *folder);
/* What is counted and not yet written; see counters_take. `counters` must outlive the writer; what cannot be
 * written goes back there. `day` of counters_day, `mono_ms` monotonic. */
void keep_counters(struct writer *writer, struct counters *counters, int32_t day, int64_t mono_ms, bool end);
