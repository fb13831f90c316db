/* What writing a backup and reading one share. */
#pragma once

#include <sodium.h>

#include "desk/data/audit.h"
#include "system/hash.h"

#define BACKUP_DATABASE "desk.db"
#define BACKUP_SUMMARY "backup.txt"
#define BACKUP_OBJECTS "objects/"
enum {
    BACKUP_SUMMARY_MAX = 1000,
    BACKUP_OBJECTS_MAX = 200000,
    BACKUP_PIECE = 128 << 10, /* bytes that are in memory at a time */
};
#define BACKUP_DATABASE_MAX ((uint64_t)4 << 30)

/* What a backup is, as its last entry says. */
struct backup_summary {
    struct hash database; /* of the file */
    uint64_t objects;
    struct audit_head head;
};
/* As text, with its own hash in the last line. Returns its length. */
size_t backup_summary_write(const struct backup_summary *summary, char text[BACKUP_SUMMARY_MAX]);

/* REFUSED, DAMAGED: this file's schema is not that of one of our versions, to the letter, or its pages are
 * not whole. Nothing in it is run before. */
enum outcome backup_judge_database(const char *path, struct fail *fail) MUST_CHECK;
