/* How much the guide is used, as numbers that say nothing about anybody: one row a (screen, day, language,
 * page, name) with a count; no times, no texts, no sequences. Kept in memory and written to SQLite seldom, so
 * that the database's own history tells no more. A number from 1 to 4 is nowhere written: "a few" is, as 1.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum {
    COUNTERS_ROWS_MAX = 4096,            /* between two writes; what is beyond is lost */
    COUNTERS_NAME_MAX = 80,              /* bytes of a screen's, page's or language's id */
    COUNTERS_EVERY_MS = 6 * 3600 * 1000, /* written at most so often, when the day changes, and at the end */
    COUNTERS_KEPT_MONTHS = 24,
    COUNTERS_FEW = 5, /* what is less is never stored nor shown as a number */
};

enum counter {
    COUNTER_SESSIONS,
    COUNTER_PAGE_OPENS,
    COUNTER_QR_SHOWN, /* for three seconds */
    COUNTER_RESET_BY_IDLE,
    COUNTER_RESET_BY_USER,
    COUNTER_LARGER_TEXT, /* the rest: sessions in which it was used */
    COUNTER_HIGH_CONTRAST,
    COUNTER_SPEECH,
    COUNTER_ASK_STAFF,
    COUNTER_EMERGENCY,
    COUNTER_SEARCHES,
    COUNTER_SEARCHES_EMPTY,
    COUNTER_VIDEO_DONE, /* a film was seen to its end */
    COUNTER_COUNT
};
const char *counter_name(enum counter counter); /* "page_opens" */

/* Where a screen keeps them: counters.db in $STATE_DIRECTORY, else in $XDG_STATE_HOME/kiosk or
 * ~/.local/state/kiosk. malloc'd; NULL: nowhere. */
char *counters_path(void) MUST_CHECK;

struct counters;
/* Nothing is read or written yet. `path` of the database, made when missing; NULL: counts are dropped. Caller
 * owns. */
struct counters *counters_create(const char *path, const char *screen) MUST_CHECK;
void counters_destroy(struct counters *counters); /* without writing */
/* What is counted from now on is of `screen`. The first time the hours between two writes begin. */
void counters_screen(struct counters *counters, const char *screen, int32_t day, int64_t mono_ms);

/* Local days since 1970 at wall time `ms`; `zone` NULL: UTC. */
struct zone;
int32_t counters_day(int64_t ms, const struct zone *zone);
/* `day`: of counters_day. `language`, `page`: ids, "" for none. */
void counters_add(struct counters *counters, enum counter counter, int32_t day, const char *language,
                  const char *page);
/* Is it time to write? `mono_ms` monotonic. */
bool counters_due(const struct counters *counters, int32_t day, int64_t mono_ms);
/* Everything not yet written, in one transaction; less than COUNTERS_FEW is written as "a few", to which a
 * few more add nothing that could be read; what is older than COUNTERS_KEPT_MONTHS goes. A damaged database
 * is moved aside to PATH.damaged and begun anew: then true, and `fail` says so (its text is empty otherwise).
 * On failure the numbers stay in memory. */
bool counters_write(struct counters *counters, int32_t day, int64_t mono_ms, struct fail *fail) MUST_CHECK;

/* What is not yet written, as counters of its own, to be written on another thread; it counts as written now.
 * A few of `day` stay in memory, where they may become more, but at the `end` of counting. NULL: there is
 * nothing to write, or no memory (then it stays). */
struct counters *counters_take(struct counters *counters, int32_t day, int64_t mono_ms, bool end) MUST_CHECK;
/* They could not be written: adds them again, and destroys `taken`. */
void counters_give_back(struct counters *counters, struct counters *taken);

struct count_row {
    const char *screen, *day /* "2026-12-01" */, *language, *page, *name;
    int64_t count; /* under COUNTERS_FEW: a few */
};
/* Calls `see` for every row from `from` to `to` (days, both included), by screen, day, name, language, page.
 * The row lives only during the call. False: no such database, or damaged. */
bool counters_read(const char *path, int32_t from, int32_t to,
                   void (*see)(void *context, const struct count_row *row), void *context,
                   struct fail *fail) MUST_CHECK;
