/* The desk's database: DIR/desk.db (SQLite) and, beside it, the objects of objects.h. A connection belongs to
 * one thread; several, also of several programs, read at once and write one after the other. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum {
    DATABASE_BUSY_MS = 5000,    /* so long another writer is waited for */
    DATABASE_ROW_MAX = 4 << 20, /* bytes of one row */
};

/* How a call ended; each but DONE has said why in its `fail`. */
enum outcome {
    OUTCOME_DONE,
    OUTCOME_ABSENT,   /* what was named is not there */
    OUTCOME_CONFLICT, /* it is there already, or has changed meanwhile */
    OUTCOME_REFUSED,  /* against a rule; nothing was changed */
    OUTCOME_DAMAGED,  /* what is kept is not what was written; a backup helps */
    OUTCOME_FULL,     /* no room on the disk */
    OUTCOME_BUSY,     /* another program writes and does not end; worth trying again */
    OUTCOME_TROUBLE,  /* this machine: no memory, a broken disk, a file it may not read */
};

struct database;
enum database_open {
    DATABASE_MUST_EXIST,
    DATABASE_MAY_CREATE, /* with the folder, for this user's eyes only (0700, 0600) */
};
/* Opens DIR/desk.db and brings what an older release made up to date. NULL: why, and what to do about it. */
struct database *database_open(const char *folder, enum database_open how, struct fail *fail) MUST_CHECK;
/* What was begun and not committed is undone. */
void database_close(struct database *database);
const char *database_folder(const struct database *database); /* lives as long as the connection */

/* A transaction. What the calls of this room change they change in one of their own, with its audit row;
 * begun before them, they all take part in this one. One that is begun inside another ends with the outer
 * one, and when it is rolled back, the outer one can only be rolled back, too. */
enum outcome database_begin(struct database *database, struct fail *fail) MUST_CHECK;
/* Durable when DONE; otherwise nothing of it is there. */
enum outcome database_commit(struct database *database, struct fail *fail) MUST_CHECK;
void database_rollback(struct database *database);
/* Commits when `outcome` is DONE, otherwise rolls back and returns it. */
enum outcome database_end(struct database *database, enum outcome outcome, struct fail *fail) MUST_CHECK;

/* Is the file whole: pages, indexes, foreign keys? Takes as long as reading all of it. */
enum outcome database_check(struct database *database, struct fail *fail) MUST_CHECK;
