#include "desk/data/imported.h"

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/files_parts.h"

enum outcome imported_begin(struct database *database, int64_t revision, struct imported *imported,
                            struct fail *fail) {
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement forget = STATEMENT(database, "DELETE FROM imported");
    outcome = statement_run(&forget, fail);
    if (outcome != OUTCOME_DONE)
        database_rollback(database);
    else
        *imported = (struct imported){database, revision};
    return outcome;
}

/* A text is kept as what differs from the newest one of its name. */
static enum outcome newest_like(struct database *database, const char *path, int64_t *like,
                                struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT file FROM tree WHERE path = ? AND until = 9223372036854775807");
    statement_text(&ask, path);
    *like = statement_row(&ask) ? column_int(&ask, 0) : 0;
    return statement_end(&ask, fail);
}

static enum outcome add(struct imported *imported, const char *path, int64_t file, struct fail *fail) {
    struct statement put =
        STATEMENT(imported->database, "INSERT INTO imported (path, revision, file) VALUES (?, ?, ?)");
    statement_text(&put, path);
    statement_int(&put, imported->revision);
    statement_int(&put, file);
    return statement_run(&put, fail);
}

enum outcome imported_put_text(struct imported *imported, const char *path, const void *text, size_t size,
                               struct fail *fail) {
    int64_t like = 0, file = 0;
    enum outcome outcome = newest_like(imported->database, path, &like, fail);
    if (outcome == OUTCOME_DONE)
        outcome = file_keep_text(imported->database, text, size, like, &file, fail);
    return outcome == OUTCOME_DONE ? add(imported, path, file, fail) : outcome;
}

enum outcome imported_put_object(struct imported *imported, const char *path, const char *hex, uint64_t size,
                                 struct fail *fail) {
    int64_t file = 0;
    enum outcome outcome = file_keep_object(imported->database, hex, size, &file, fail);
    return outcome == OUTCOME_DONE ? add(imported, path, file, fail) : outcome;
}

enum outcome imported_end(struct imported *imported, enum outcome outcome, struct fail *fail) {
    return database_end(imported->database, outcome, fail);
}

enum outcome imported_list(struct database *database,
                           void (*see)(void *context, const struct tree_file *file), void *context,
                           int64_t *revision, struct fail *fail) {
    int64_t found = 0;
    struct statement ask =
        STATEMENT(database, "SELECT path, hash, size, packed IS NULL, revision FROM imported JOIN file ON "
                            "file.id = imported.file ORDER BY path");
    while (statement_row(&ask)) {
        size_t size = 0;
        const void *bits = column_bytes(&ask, 1, &size);
        struct tree_file file = {.path = column_text(&ask, 0),
                                 .hash = size == HASH_SIZE ? hash_of_bits(bits) : (struct hash){""},
                                 .size = (uint64_t)column_int(&ask, 2),
                                 .object = column_int(&ask, 3) != 0};
        found = column_int(&ask, 4);
        see(context, &file);
    }
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE)
        *revision = found;
    return outcome;
}

enum outcome imported_read(struct database *database, const char *path, char **bytes, size_t *size,
                           struct fail *fail) {
    struct bytes found;
    struct statement ask = STATEMENT(database, "SELECT file FROM imported WHERE path = ?");
    statement_text(&ask, path);
    int64_t file = statement_row(&ask) ? column_int(&ask, 0) : 0;
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE && !file)
        return field_known(OUTCOME_ABSENT, fail, "\"%.200s\" was not imported", path);
    if (outcome == OUTCOME_DONE)
        outcome = file_bytes(database, file, TEXT_MAX, &found, fail);
    if (outcome == OUTCOME_DONE) {
        *bytes = found.at;
        *size = found.size;
    }
    return outcome;
}
