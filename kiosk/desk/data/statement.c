#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "desk/data/database_parts.h"

/* NULL: it is not at rest. */
static sqlite3_stmt *take_kept(const struct database *database, const char *literal) {
    for (size_t i = 0; database->kept && i < STATEMENTS_KEPT; i++) {
        struct kept_statement *kept = &database->kept[i];
        if (kept->literal == literal) {
            sqlite3_stmt *handle = kept->handle;
            *kept = (struct kept_statement){NULL, NULL};
            return handle;
        }
    }
    return NULL;
}

/* Without what it was bound to. False: there is no place for it. */
static bool keep(const struct statement *statement) {
    struct kept_statement *kept = statement->database->kept;
    for (size_t i = 0; kept && i < STATEMENTS_KEPT; i++)
        if (!kept[i].handle) {
            sqlite3_reset(statement->handle);
            sqlite3_clear_bindings(statement->handle);
            kept[i] = (struct kept_statement){statement->literal, statement->handle};
            return true;
        }
    return false;
}

void statements_forget(struct database *database) {
    for (size_t i = 0; database->kept && i < STATEMENTS_KEPT; i++)
        sqlite3_finalize(database->kept[i].handle);
    free(database->kept);
    database->kept = NULL;
}

struct statement statement_prepare(struct database *database, const char *literal) {
    struct statement statement = {.database = database, .literal = literal, .next = 1};
    statement.handle = take_kept(database, literal);
    if (!statement.handle)
        statement.code = sqlite3_prepare_v3(database->handle, literal, -1, SQLITE_PREPARE_PERSISTENT,
                                            &statement.handle, NULL);
    return statement;
}

static void bound(struct statement *statement, int code) {
    statement->next++;
    if (statement->code == SQLITE_OK)
        statement->code = code;
}

void statement_int(struct statement *statement, int64_t value) {
    bound(statement, sqlite3_bind_int64(statement->handle, statement->next, value));
}

void statement_text(struct statement *statement, const char *text) {
    bound(statement, sqlite3_bind_text(statement->handle, statement->next, text, -1, SQLITE_STATIC));
}

void statement_bytes(struct statement *statement, const void *bytes, size_t size) {
    /* of no bytes SQLite would make NULL, were there no address */
    bound(statement, sqlite3_bind_blob64(statement->handle, statement->next, bytes || size ? bytes : "", size,
                                         SQLITE_STATIC));
}

void statement_null(struct statement *statement) {
    bound(statement, sqlite3_bind_null(statement->handle, statement->next));
}

bool statement_row(struct statement *statement) {
    if (statement->code == SQLITE_OK || statement->code == SQLITE_ROW)
        statement->code = sqlite3_step(statement->handle);
    return statement->code == SQLITE_ROW;
}

int64_t column_int(const struct statement *statement, int column) {
    return sqlite3_column_int64(statement->handle, column);
}

const char *column_text(const struct statement *statement, int column) {
    const char *text = (const char *)sqlite3_column_text(statement->handle, column);
    return text ? text : "";
}

const void *column_bytes(const struct statement *statement, int column, size_t *size) {
    const void *bytes = sqlite3_column_blob(statement->handle, column);
    *size = (size_t)sqlite3_column_bytes(statement->handle, column);
    return bytes ? bytes : "";
}

bool column_is_null(const struct statement *statement, int column) {
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

enum outcome statement_end(struct statement *statement, struct fail *fail) {
    int code = statement->code;
    enum outcome outcome = OUTCOME_DONE;
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        outcome = database_failed(statement->database, code, fail);
    if (outcome != OUTCOME_DONE || !keep(statement))
        sqlite3_finalize(statement->handle);
    statement->handle = NULL;
    return outcome;
}

enum outcome statement_run(struct statement *statement, struct fail *fail) {
    while (statement_row(statement)) {
    }
    return statement_end(statement, fail);
}

enum outcome statement_change(struct statement *statement, struct fail *fail) {
    enum outcome outcome = statement_run(statement, fail);
    if (outcome == OUTCOME_DONE && sqlite3_changes(statement->database->handle) == 0)
        return OUTCOME_ABSENT;
    return outcome;
}

enum outcome database_failed(const struct database *database, int code, struct fail *fail) {
    const char *path = database->path;
    switch (code & 0xff) {
    case SQLITE_FULL:
        fail_at(fail, path, 0, 0, "the disk is full; nothing was changed. Free some space there");
        return OUTCOME_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        fail_at(fail, path, 0, 0,
                "another program has been writing for %d s; end it (fuser shows which), or try again",
                DATABASE_BUSY_MS / 1000);
        return OUTCOME_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        fail_at(fail, path, 0, 0, "is damaged (%s); restore the newest backup: kiosk-desk restore",
                sqlite3_errmsg(database->handle));
        return OUTCOME_DAMAGED;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        fail_at(fail, path, 0, 0,
                "cannot be opened for writing; it has to belong to the user the desk runs as");
        return OUTCOME_TROUBLE;
    case SQLITE_NOMEM:
        fail_at(fail, path, 0, 0, "out of memory");
        return OUTCOME_TROUBLE;
    case SQLITE_CONSTRAINT:
        fail_at(fail, path, 0, 0, "%s", sqlite3_errmsg(database->handle));
        return OUTCOME_CONFLICT;
    case SQLITE_TOOBIG:
        fail_at(fail, path, 0, 0, "more than the %d bytes that a row may have", DATABASE_ROW_MAX);
        return OUTCOME_REFUSED;
    default:
        fail_at(fail, path, 0, 0, "%s", sqlite3_errmsg(database->handle));
        return OUTCOME_TROUBLE;
    }
}
