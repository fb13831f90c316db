#include "desk/data/database_parts.h"

enum outcome database_begin(struct database *database, struct fail *fail) {
    if (database->depth == 0) {
        struct statement begin = STATEMENT(database, "BEGIN IMMEDIATE");
        enum outcome outcome = statement_run(&begin, fail);
        if (outcome != OUTCOME_DONE)
            return outcome;
        database->doomed = false;
    }
    database->depth++;
    return OUTCOME_DONE;
}

static void undo(struct database *database) {
    database->depth = 0;
    if (sqlite3_get_autocommit(database->handle)) /* SQLite has undone it by itself: a full disk, say */
        return;
    struct statement rollback = STATEMENT(database, "ROLLBACK");
    (void)!statement_run(&rollback, NULL);
}

enum outcome database_commit(struct database *database, struct fail *fail) {
    if (database->depth > 1) {
        database->depth--;
        return OUTCOME_DONE;
    }
    if (database->doomed || sqlite3_get_autocommit(database->handle)) {
        undo(database);
        fail_at(fail, database->path, 0, 0, "a part of this was refused, so nothing was changed");
        return OUTCOME_TROUBLE;
    }
    struct statement commit = STATEMENT(database, "COMMIT");
    enum outcome outcome = statement_run(&commit, fail);
    if (outcome != OUTCOME_DONE)
        undo(database);
    database->depth = 0;
    return outcome;
}

void database_rollback(struct database *database) {
    if (database->depth > 1) {
        database->depth--;
        database->doomed = true;
    } else if (database->depth == 1) {
        undo(database);
    }
}

enum outcome database_end(struct database *database, enum outcome outcome, struct fail *fail) {
    if (outcome == OUTCOME_DONE)
        return database_commit(database, fail);
    database_rollback(database);
    return outcome;
}
