/* What the files of this room share: the connection, statements, migrations. SQL is only ever a literal. */
#pragma once

#include <sqlite3.h>
#include <stddef.h>

#include "desk/data/pack_parts.h"

#define DATABASE_APPLICATION 0x4b44534b /* "KDSK", PRAGMA application_id */
#define DATABASE_FILE "desk.db"
#define DATABASE_LOCK "desk.lock" /* shared by whoever has the database open, alone by who exchanges it */

enum { STATEMENTS_KEPT = 128 /* there are fewer literals */ };
/* One at rest: preparing takes longer than most of them run. */
struct kept_statement {
    const char *literal; /* it is known by its address */
    sqlite3_stmt *handle;
};

struct database {
    sqlite3 *handle;
    struct kept_statement *kept; /* STATEMENTS_KEPT; NULL: none are */
    char *folder, *path;
    struct unpacker unpacker; /* of the texts that are read (pack_parts.h) */
    int lock, depth;
    bool doomed; /* an inner transaction was rolled back */
};

/* One statement from its preparation to its end. The first thing that goes wrong is kept; all that follows
 * does nothing, so only the end needs to be looked at. */
struct statement {
    struct database *database;
    const char *literal;
    sqlite3_stmt *handle;
    int code, next; /* SQLite's; the number of the parameter to be filled next */
};
/* The empty literals let nothing pass that is no literal itself (tests/checks/sql). */
#define STATEMENT(database, sql) statement_prepare((database), "" sql "")
struct statement statement_prepare(struct database *database, const char *literal);
/* Before the connection is closed. */
void statements_forget(struct database *database);
/* Fill the parameters from left to right. Texts and bytes have to live until the end. NULL is NULL. */
void statement_int(struct statement *statement, int64_t value);
void statement_text(struct statement *statement, const char *text);
void statement_bytes(struct statement *statement, const void *bytes, size_t size);
void statement_null(struct statement *statement);
/* The next row; false: there is none, or something went wrong. */
bool statement_row(struct statement *statement);
/* Of the row: texts and bytes live until the next one. A text that is NULL is "". */
int64_t column_int(const struct statement *statement, int column);
const char *column_text(const struct statement *statement, int column);
const void *column_bytes(const struct statement *statement, int column, size_t *size);
bool column_is_null(const struct statement *statement, int column);
/* Ends it, whatever rows are left. */
enum outcome statement_end(struct statement *statement, struct fail *fail) MUST_CHECK;
/* Runs it to its end. */
enum outcome statement_run(struct statement *statement, struct fail *fail) MUST_CHECK;
/* The same, and ABSENT with `fail` untouched when no row was changed. */
enum outcome statement_change(struct statement *statement, struct fail *fail) MUST_CHECK;

/* What SQLite's `code` means for a person. Never DONE. */
enum outcome database_failed(const struct database *database, int code, struct fail *fail);

struct migration {
    const char *sql; /* brings a database of the version before to this one, without its user_version */
    const char *user_version;
};
extern const struct migration database_migrations[];
extern const int database_version; /* of the newest */
/* Brings it to version `to`, each step in a transaction of its own. */
bool database_migrate(struct database *database, const struct migration *migrations, int to,
                      struct fail *fail) MUST_CHECK;
