#include <string.h>

#include "desk/data/backup_parts.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"

static enum outcome one_number(struct statement ask, int64_t *number, struct fail *fail) {
    int64_t found = statement_row(&ask) ? column_int(&ask, 0) : 0;
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE)
        *number = found;
    return outcome;
}

/* Every table, index and trigger, to the letter: nothing in the file can then run that is not ours. */
static enum outcome compare(struct database *judged, struct database *ours, struct fail *fail) {
    struct statement a =
        STATEMENT(judged, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
    struct statement b =
        STATEMENT(ours, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
    bool same = true, more = true;
    while (same && more) {
        bool first = statement_row(&a), second = statement_row(&b);
        same = first == second;
        more = first && second;
        for (int column = 0; same && more && column < 4; column++)
            same = strcmp(column_text(&a, column), column_text(&b, column)) == 0;
    }
    enum outcome outcome = statement_end(&a, fail), other = statement_end(&b, fail);
    if (outcome != OUTCOME_DONE || other != OUTCOME_DONE)
        return outcome != OUTCOME_DONE ? outcome : other;
    return same ? OUTCOME_DONE : field_refuse(fail, "its tables are not those of kiosk-desk");
}

static enum outcome schema_is_ours(struct database *judged, struct fail *fail) {
    struct database ours = {.path = judged->path, .folder = judged->folder};
    int64_t version = 0, application = 0;
    enum outcome outcome = one_number(STATEMENT(judged, "PRAGMA user_version"), &version, fail);
    if (outcome == OUTCOME_DONE)
        outcome = one_number(STATEMENT(judged, "PRAGMA application_id"), &application, fail);
    if (outcome == OUTCOME_DONE && application != DATABASE_APPLICATION)
        outcome = field_refuse(fail, "it is the database of another program");
    if (outcome == OUTCOME_DONE && version < 1)
        outcome = field_refuse(fail, "its tables are not those of kiosk-desk");
    if (outcome == OUTCOME_DONE && version > database_version)
        outcome = field_refuse(fail, "it was made by a newer kiosk-desk (version %lld, this one knows %d)",
                               (long long)version, database_version);
    if (outcome != OUTCOME_DONE)
        return outcome;
    if (sqlite3_open_v2(":memory:", &ours.handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
            SQLITE_OK ||
        !database_migrate(&ours, database_migrations, (int)version, fail))
        outcome = OUTCOME_TROUBLE;
    else
        outcome = compare(judged, &ours, fail);
    sqlite3_close(ours.handle);
    return outcome;
}

enum outcome backup_judge_database(const char *path, struct fail *fail) {
    char *name = (char *)path;
    struct database judged = {.path = name, .folder = name};
    enum outcome outcome = OUTCOME_DONE;
    int code = sqlite3_open_v2(path, &judged.handle,
                               SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_db_config(judged.handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_db_config(judged.handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (code != SQLITE_OK)
        outcome = database_failed(&judged, code, fail);
    sqlite3_limit(judged.handle, SQLITE_LIMIT_LENGTH, DATABASE_ROW_MAX);
    if (outcome == OUTCOME_DONE) {
        struct statement cells = STATEMENT(&judged, "PRAGMA cell_size_check = ON");
        outcome = statement_run(&cells, fail);
    }
    if (outcome == OUTCOME_DONE)
        outcome = schema_is_ours(&judged, fail);
    if (outcome == OUTCOME_DONE)
        outcome = database_check(&judged, fail);
    sqlite3_close(judged.handle);
    return outcome;
}
