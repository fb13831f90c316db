#include "desk/data/database_parts.h"

static enum outcome read_version(struct database *database, int *version, struct fail *fail) {
    struct statement ask = STATEMENT(database, "PRAGMA user_version");
    int found = statement_row(&ask) ? (int)column_int(&ask, 0) : 0;
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE)
        *version = found;
    return outcome;
}

static enum outcome run(struct database *database, const char *literal, struct fail *fail) {
    int code = sqlite3_exec(database->handle, literal, NULL, NULL, NULL);
    return code == SQLITE_OK ? OUTCOME_DONE : database_failed(database, code, fail);
}

/* The version is read again inside, in case another program was faster. */
static enum outcome step(struct database *database, const struct migration *migrations, int to, int *version,
                         struct fail *fail) {
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = read_version(database, version, fail);
    if (outcome == OUTCOME_DONE && *version < to) {
        outcome = run(database, migrations[*version].sql, fail);
        if (outcome == OUTCOME_DONE)
            outcome = run(database, migrations[*version].user_version, fail);
        if (outcome == OUTCOME_DONE)
            ++*version;
    }
    return database_end(database, outcome, fail);
}

bool database_migrate(struct database *database, const struct migration *migrations, int to,
                      struct fail *fail) {
    int version = 0;
    if (read_version(database, &version, fail) != OUTCOME_DONE)
        return false;
    while (version < to) {
        struct fail why = {0};
        if (step(database, migrations, to, &version, &why) != OUTCOME_DONE)
            return fail_at(fail, database->path, 0, 0, "cannot be brought from version %d to %d: %s", version,
                           version + 1, why.text);
    }
    return version == to || fail_at(fail, database->path, 0, 0,
                                    "was made by a newer kiosk-desk (version %d, this one knows %d); install "
                                    "that one, or restore a backup of before",
                                    version, to);
}
