/* Who changed what and when, as rows that are only ever added (K13): each carries the hash of the one before,
 * so a row that was changed or taken out later is found. Taking out the last rows is found by whoever knows
 * the head of an earlier time; backups and manifests carry it. */
#pragma once

#include "desk/data/database.h"

enum { AUDIT_HASH = 32, AUDIT_TEXT_MAX = 4000 }; /* bytes; longer texts are cut at a character */

/* Who does something, and when: what every change is given. */
struct act {
    int64_t user;    /* of people.h; 0: the console of the server */
    const char *who; /* their login, or "console" */
    int64_t now_ms;  /* UTC */
};

/* Adds a row: `what` is a verb of the desk's ("publish"), `object` what it was done to, `detail` what else
 * there is to say; NULL is "". To be called inside the transaction that makes the change. Control characters
 * become spaces. */
enum outcome audit_write(struct database *database, const struct act *act, const char *what,
                         const char *object, const char *detail, struct fail *fail) MUST_CHECK;

struct audit_row {
    int64_t n, at_ms;
    const char *who, *what, *object, *detail;
    const unsigned char *hash; /* AUDIT_HASH bytes */
};
/* The newest `most` rows with a number below `before` (0: all), newest first; a row lives during its call. */
enum outcome audit_list(struct database *database, int64_t before, int most,
                        void (*see)(void *context, const struct audit_row *row), void *context,
                        struct fail *fail) MUST_CHECK;

struct audit_head {
    int64_t rows; /* 0: there are none, and `hash` is zeros */
    unsigned char hash[AUDIT_HASH];
};
enum outcome audit_head(struct database *database, struct audit_head *head, struct fail *fail) MUST_CHECK;
/* Reckons the whole chain anew. DAMAGED: row *broken is the first that is not what was written, or the first
 * that is missing; `known`, a head of an earlier time, must be in it (NULL: none is known). The hash of a row
 * is BLAKE2b-256 over "LENGTH:TEXT," of each of: the hash before (64 hex digits, of the first row zeros), n,
 * at_ms, who, what, object, detail. */
enum outcome audit_verify(struct database *database, const struct audit_head *known, int64_t *broken,
                          struct fail *fail) MUST_CHECK;
