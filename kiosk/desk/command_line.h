/* What the commands of kiosk-desk share: their options, their database, and how they tell what is wrong. */
#pragma once

#include <stdio.h>

#include "desk/work/conflict.h"

/* An option that takes a value (`text`), or none (`flag`). Last row: no name. */
struct desk_option {
    const char *name;
    const char **text; /* stays as it is when the option is not given */
    bool *flag;
    bool must;
};
/* Reads them and leaves `operands` to the caller, from argv[*first]. -1: go on; else the exit status, and
 * `usage` was printed. */
int desk_options_read(int argc, char **argv, const struct desk_option *options, int operands, int *first,
                      const char *usage);
/* A whole number from `least` to `most`; false: it is none. */
bool desk_number_read(const char *text, int64_t least, int64_t most, int64_t *out) MUST_CHECK;

/* NULL: said. */
struct database *desk_database(const char *folder, enum database_open how) MUST_CHECK;
/* Somebody at the console of the server, now. */
struct act desk_console(void);

/* "kiosk-desk: TEXT" on standard error. Returns 1, the exit status. */
int desk_say_fail(const struct fail *fail);
/* Each as FILE:LINE:COL: error|warning: text on `out`, files with `folder` before them ("": none). */
void desk_say_findings(FILE *out, const char *folder, const struct report *report, bool warnings);
/* Each with both versions, who and when, on standard error. */
void desk_say_conflicts(const struct conflicts *conflicts);
