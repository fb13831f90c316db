/* The exceptions of a series: EXDATE in all its forms, and what EXRULE gives. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "intake/ics_entry.h"

struct ics_except {
    bool all_day;
    struct ics_except_list {
        int64_t *items; /* owned */
        size_t count, room;
    } instants, days; /* UTC ms; days of the series' wall clock */
};

/* From the EXDATE properties. False when out of memory. */
bool ics_except_init(struct ics_except *except, struct ics_zones *zones,
                     const struct ics_entry *series) MUST_CHECK;
bool ics_except_add(struct ics_except *except, const struct ics_time *at) MUST_CHECK;
/* To be called between the last addition and the first question. */
void ics_except_sort(struct ics_except *except);
bool ics_except_has(const struct ics_except *except, const struct ics_time *at);
void ics_except_finish(struct ics_except *except);
