/* The hidden folder beside a film in which it is made: what an interrupted run of the same job left is gone
 * on with, and nothing gets its name before it is whole. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { WORKSHOP_TEXT_MAX = 64 << 10 };
struct workshop {
    char *folder; /* absolute: "…/assets/film/.ballerup.making" */
    int lock;     /* its descriptor, locked; −1: none */
};
/* `output`: "…/assets/film/ballerup". `job` says what is made of what: a folder of another job is emptied
 * first. `link` is what its link to `target` (an absolute path) is called. False: another process is at it,
 * or the disk refuses. */
bool workshop_open(struct workshop *shop, const char *output, const char *job, const char *link,
                   const char *target, struct fail *fail) MUST_CHECK;
bool workshop_empty(struct workshop *shop, struct fail *fail) MUST_CHECK;
void workshop_close(struct workshop *shop);                                /* what is in it stays */
bool workshop_remove(struct workshop *shop, struct fail *fail) MUST_CHECK; /* closes it, too */

char *workshop_path(const struct workshop *shop, const char *name) MUST_CHECK; /* malloc'd */
/* A short text file in it. NULL: it is not there; caller frees. */
char *workshop_text(const struct workshop *shop, const char *name) MUST_CHECK;
bool workshop_note(const struct workshop *shop, const char *name, const char *text,
                   struct fail *fail) MUST_CHECK;
/* Moves a whole file out of it, for good: on the disk before it gets the name `path`. */
bool workshop_place(const struct workshop *shop, const char *name, const char *path,
                    struct fail *fail) MUST_CHECK;
