/* Is it used more than a year ago? Month by month, side by side: visits, those in other languages, codes
 * shown, and what a web server has counted of those codes. Of `kioskctl stats`. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "store/counters.h"

enum { GROWTH_MONTHS_MAX = 240 };

/* A sum of what is shown; `more`: some numbers under COUNTERS_FEW are left out. */
struct growth_sum {
    int64_t shown;
    bool more;
};
struct growth_month {
    int month; /* year × 12 + month from 0 */
    struct growth_sum visits, foreign, codes;
    int64_t web;
    bool web_known;
};
struct growth {
    const char *local; /* tag: visits in other languages are told apart from those in this one */
    struct growth_month months[GROWTH_MONTHS_MAX]; /* ascending */
    int count;
    bool full; /* there were more */
};

void growth_add(struct growth *growth, const struct count_row *row);
/* A web server's count, a line each of DAY or MONTH, src and hits: "2026-12-01,raadhus.cpr,14". An empty
 * line, and a first one that has no date, are passed over. False: cannot be read, or line and what is wrong
 * there. */
bool growth_read_web(struct growth *growth, const char *file, struct fail *fail) MUST_CHECK;
/* A line a month, each number with that of the same month a year before. */
void growth_print(const struct growth *growth, bool csv);
