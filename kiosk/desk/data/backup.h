/* All of a desk in one file, while it runs, and back: a tar archive of a copy of the database, the objects it
 * names, and what they should be (backup.txt, last). */
#pragma once

#include "desk/data/audit.h"

/* Writes FILE whole or not at all (0600); one at a time in a process. DAMAGED, ABSENT: an object is damaged
 * or gone, and named. */
enum outcome backup_write(struct database *database, const char *file, int64_t now_ms,
                          struct fail *fail) MUST_CHECK;

enum { BACKUP_PATH_MAX = 400 };
struct backup_restored {
    struct audit_head head; /* of the log as it was when the backup was made */
    uint64_t objects;
    char aside[BACKUP_PATH_MAX]; /* where what was there before is now; "": there was nothing */
};
/* Reads FILE as a stranger's (K16): as a stream, within limits, into a folder of its own beside `folder`,
 * where all of it is verified: the archive, SQLite's pages, the schema, foreign keys, every text, every
 * object, the log. Only then it takes `folder`'s place, in one step, and what was there is kept beside it.
 * Nobody is signed in then. REFUSED: FILE is not a whole and good backup; BUSY: a desk runs in `folder`; in
 * both cases nothing is changed. */
enum outcome backup_restore(const char *file, const char *folder, const struct act *act,
                            struct backup_restored *restored, struct fail *fail) MUST_CHECK;
