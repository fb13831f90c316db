/* The instances that a feed keeps: the soonest, when there are more than it may have. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "intake/feed_write.h"
#include "intake/ics_entry.h"

struct ics_instance {
    struct event_times times;
    const struct ics_entry *entry;
    const struct ics_entry *series; /* says what `entry` does not; may be the same */
    int64_t named_ms;               /* the start it has in its series, wherever it moved */
    bool repeated;                  /* its UID has other instances */
};

struct ics_keep {
    struct ics_instance *items; /* owned; a heap, the latest on top */
    size_t count;
    size_t left_out; /* beyond the limit */
};

bool ics_keep_init(struct ics_keep *keep) MUST_CHECK;
void ics_keep_finish(struct ics_keep *keep);
void ics_keep_add(struct ics_keep *keep, const struct ics_instance *instance);
/* Writes what is kept. False when out of memory. */
bool ics_keep_write(struct ics_keep *keep, const struct ics_file *file, struct feed_list *list) MUST_CHECK;
