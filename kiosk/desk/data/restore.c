#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/data/backup.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/restore_parts.h"
#include "desk/data/trees.h"
#include "system/disk.h"
#include "system/disk_fd.h"

static enum outcome sign_everybody_out(struct database *database, const struct act *act, struct fail *fail) {
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement sessions = STATEMENT(database, "DELETE FROM session");
    outcome = statement_run(&sessions, fail);
    if (outcome == OUTCOME_DONE) {
        struct statement resets = STATEMENT(database, "DELETE FROM reset");
        outcome = statement_run(&resets, fail);
    }
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, "restore", NULL, NULL, fail);
    return database_end(database, outcome, fail);
}

/* What is wrong is wrong with the backup; that this machine is in trouble is not. */
static enum outcome verdict(enum outcome outcome, const char *file, struct fail *fail) {
    if (outcome != OUTCOME_ABSENT && outcome != OUTCOME_CONFLICT && outcome != OUTCOME_REFUSED &&
        outcome != OUTCOME_DAMAGED)
        return outcome;
    struct fail why = fail ? *fail : (struct fail){.text = ""};
    return field_refuse(fail, "%.200s is no good backup: %s; take another one", file, why.text);
}

/* All of it, brought to today's version, and everybody signed out. */
static enum outcome verify(const char *folder, const struct backup_summary *summary, const struct act *act,
                           struct fail *fail) {
    int64_t broken = 0;
    char *path = disk_path(folder, DATABASE_FILE);
    if (!path) {
        fail_set(fail, "out of memory");
        return OUTCOME_TROUBLE;
    }
    enum outcome outcome = backup_judge_database(path, fail);
    free(path);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct database *database = database_open(folder, DATABASE_MUST_EXIST, fail);
    if (!database)
        return OUTCOME_TROUBLE;
    outcome = audit_verify(database, &summary->head, &broken, fail);
    if (outcome == OUTCOME_DONE)
        outcome = trees_check(database, fail);
    if (outcome == OUTCOME_DONE)
        outcome = database_check(database, fail);
    if (outcome == OUTCOME_DONE)
        outcome = sign_everybody_out(database, act, fail);
    database_close(database);
    return outcome;
}

/* Into the folder `made`, which then takes the place of `into`. */
static enum outcome bring(const char *file, const char *made, const char *into, const struct act *act,
                          struct backup_restored *restored, struct fail *fail) {
    struct backup_summary summary;
    struct backup_restored done = {.aside = ""};
    if (mkdir(made, 0700) != 0) {
        fail_at(fail, made, 0, 0, "%s%s", strerror(errno), errno == EACCES ? "; run this as root" : "");
        return OUTCOME_TROUBLE;
    }
    enum outcome outcome = restore_unpack(file, made, &summary, fail);
    if (outcome == OUTCOME_DONE)
        outcome = verdict(verify(made, &summary, act, fail), file, fail);
    if (outcome == OUTCOME_DONE)
        outcome = restore_switch(made, into, act->now_ms, done.aside, sizeof done.aside, fail);
    if (outcome != OUTCOME_DONE && !done.aside[0]) /* otherwise `made` may be what was there before */
        (void)!disk_remove(made, NULL);
    if (outcome != OUTCOME_DONE)
        return outcome;
    done.head = summary.head;
    done.objects = summary.objects;
    *restored = done;
    return OUTCOME_DONE;
}

/* "DIR/" is DIR. */
static char *plain(const char *folder) {
    size_t size = strlen(folder);
    while (size > 1 && folder[size - 1] == '/')
        size--;
    return strndup(folder, size);
}

enum outcome backup_restore(const char *file, const char *folder, const struct act *act,
                            struct backup_restored *restored, struct fail *fail) {
    char *into = plain(folder), *made = NULL, *parent = into ? disk_parent(into) : NULL;
    enum outcome outcome = OUTCOME_TROUBLE;
    if (!parent || asprintf(&made, "%s.restore.%ld%s", into, (long)getpid(), DISK_TEMPORARY) < 0) {
        made = NULL;
        fail_set(fail, "out of memory");
    } else if (disk_make_folder(parent, fail) && disk_remove(made, fail)) {
        outcome = bring(file, made, into, act, restored, fail);
    }
    free(made);
    free(parent);
    free(into);
    return outcome;
}
