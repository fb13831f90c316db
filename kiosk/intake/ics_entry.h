/* One VEVENT, read: when it is, who may see it, whether it takes place. Several share a UID: a series and its
 * changed instances, or simply several dates. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "intake/ics_zone.h"

struct ics_entry {
    const struct ics_component *component;
    uint32_t calendar; /* index of its VCALENDAR */
    const char *uid;   /* NULL: none */
    const char *title; /* as written; NULL: none */
    int sequence;
    int64_t modified_ms; /* INT64_MIN: unknown */
    size_t position;     /* in the file */
    bool changes;        /* has a RECURRENCE-ID: it replaces `instance` of the series … */
    bool and_later;      /* … and all that follow (RANGE=THISANDFUTURE) */
    struct ics_time instance;
    bool has_start; /* a cancelled instance may have none: it is where the series has it */
    /* Of an all-day event: a date, whatever the calendar wrote. */
    struct ics_time start;
    bool all_day;
    int64_t days;               /* of an all-day event, ≥ 1 */
    struct ics_duration length; /* of a timed event */
    int64_t written_shift;      /* days from the date as written to the one meant */
    bool hidden, cancelled;
};

/* False when its time cannot be read. Strings point into the file. */
bool ics_entry_read(struct ics_zones *zones, size_t component, struct ics_entry *entry) MUST_CHECK;

/* By UID, series before changes, changes by instance, the version that holds first. Entries without a UID
 * come first, each for itself. */
int ics_entry_compare(const void *left, const void *right);
/* Is `entry` an older version than `other`: a lower SEQUENCE, or the same and earlier LAST-MODIFIED? */
bool ics_entry_older(const struct ics_entry *entry, const struct ics_entry *other);

/* The date an all-day event means by a time: as written when that is a date or a midnight, else the midnight
 * nearest to it at the site. */
int64_t ics_entry_day(const struct ics_zones *zones, const struct ics_time *time);
/* When an event of this length, beginning at `start`, ends; UTC ms. */
int64_t ics_entry_end_ms(const struct ics_zones *zones, const struct ics_entry *entry,
                         const struct ics_time *start);
