#include "desk/data/revisions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/utf8.h"
#include "core/site/site.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/files_parts.h"
#include "desk/data/trees.h"

static const char *const kinds[] = {[REVISION_EDIT] = "edit",
                                    [REVISION_IMPORT] = "import",
                                    [REVISION_UNDO] = "undo",
                                    [REVISION_MERGE] = "merge"};

const char *revision_kind_name(enum revision_kind kind) {
    return kinds[kind];
}

enum outcome revision_newest(struct database *database, int64_t *id, struct fail *fail) {
    struct statement ask = STATEMENT(database, "SELECT ifnull(max(id), 0) FROM revision");
    int64_t newest = statement_row(&ask) ? column_int(&ask, 0) : 0;
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE)
        *id = newest;
    return outcome;
}

static enum outcome add_row(struct revision_making *making, const struct revision_start *start,
                            struct fail *fail) {
    struct statement add =
        STATEMENT(making->database,
                  "INSERT INTO revision (id, base, author, at_ms, kind, note) VALUES (?, ?, ?, ?, ?, ?)");
    statement_int(&add, making->id);
    statement_int(&add, start->base);
    if (making->act->user)
        statement_int(&add, making->act->user);
    else
        statement_null(&add);
    statement_int(&add, making->act->now_ms);
    statement_text(&add, kinds[start->kind]);
    statement_text(&add, start->note);
    return field_taken(statement_run(&add, fail), fail, "there is no such person");
}

enum outcome revision_begin(struct database *database, const struct act *act,
                            const struct revision_start *start, struct revision_making *making,
                            struct fail *fail) {
    struct revision_making made = {database, act, start->on + 1, start->kind};
    int64_t newest = 0;
    if (!field_is_line(start->note, 0, REVISION_NOTE_MAX))
        return field_refuse(fail, "a note is one line of at most %d bytes", REVISION_NOTE_MAX);
    if (start->base < 0 || start->base > start->on)
        return field_refuse(fail, "there is no revision %lld", (long long)start->base);
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = revision_newest(database, &newest, fail);
    if (outcome == OUTCOME_DONE && newest != start->on)
        outcome =
            field_taken(OUTCOME_CONFLICT, fail,
                        "somebody else has changed the site meanwhile (revision %lld)", (long long)newest);
    if (outcome == OUTCOME_DONE)
        outcome = add_row(&made, start, fail);
    if (outcome != OUTCOME_DONE)
        database_rollback(database);
    else
        *making = made;
    return outcome;
}

void revision_abandon(struct revision_making *making) {
    database_rollback(making->database);
}

/* The file that `path` is now; 0: none. */
static enum outcome current(struct revision_making *making, const char *path, int64_t *file,
                            struct fail *fail) {
    struct statement ask =
        STATEMENT(making->database, "SELECT file FROM tree WHERE path = ? AND until = 9223372036854775807");
    statement_text(&ask, path);
    *file = statement_row(&ask) ? column_int(&ask, 0) : 0;
    return statement_end(&ask, fail);
}

/* Neither is a file below it, nor is one of the folders it lies in a file: it could not be written to a disk.
 */
static enum outcome path_fits(struct revision_making *making, const char *path, struct fail *fail) {
    if (!site_name_valid(path))
        return field_refuse(fail, "\"%.200s\" is not a name inside the site", path);
    struct statement ask =
        STATEMENT(making->database,
                  "SELECT path FROM tree WHERE until = 9223372036854775807 AND (substr(path, 1, length(?1) "
                  "+ 1) = ?1 || '/' OR substr(?1, 1, length(path) + 1) = path || '/') LIMIT 1");
    statement_text(&ask, path);
    enum outcome outcome = OUTCOME_DONE;
    if (statement_row(&ask))
        outcome = field_refuse(fail, "\"%s\" and \"%s\" cannot both be files", path, column_text(&ask, 0));
    enum outcome end = statement_end(&ask, outcome == OUTCOME_DONE ? fail : NULL);
    return outcome != OUTCOME_DONE ? outcome : end;
}

static enum outcome end_current(struct revision_making *making, const char *path, struct fail *fail) {
    struct statement drop = STATEMENT(making->database, "DELETE FROM tree WHERE path = ? AND since = ?");
    statement_text(&drop, path);
    statement_int(&drop, making->id);
    enum outcome outcome = statement_run(&drop, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement end = STATEMENT(
        making->database, "UPDATE tree SET until = ? WHERE path = ? AND until = 9223372036854775807");
    statement_int(&end, making->id);
    statement_text(&end, path);
    return statement_run(&end, fail);
}

static enum outcome put(struct revision_making *making, const char *path, int64_t was, int64_t file,
                        struct fail *fail) {
    if (was == file)
        return OUTCOME_DONE;
    enum outcome outcome = end_current(making, path, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement add =
        STATEMENT(making->database, "INSERT INTO tree (path, since, file) VALUES (?, ?, ?)");
    statement_text(&add, path);
    statement_int(&add, making->id);
    statement_int(&add, file);
    return statement_run(&add, fail);
}

enum outcome revision_put_text(struct revision_making *making, const char *path, const void *text,
                               size_t size, struct fail *fail) {
    int64_t was = 0, file = 0;
    enum outcome outcome = path_fits(making, path, fail);
    if (outcome == OUTCOME_DONE)
        outcome = current(making, path, &was, fail);
    if (outcome == OUTCOME_DONE)
        outcome = file_keep_text(making->database, text, size, was, &file, fail);
    return outcome == OUTCOME_DONE ? put(making, path, was, file, fail) : outcome;
}

enum outcome revision_put_object(struct revision_making *making, const char *path, const char *hex,
                                 uint64_t size, struct fail *fail) {
    int64_t was = 0, file = 0;
    enum outcome outcome = path_fits(making, path, fail);
    if (outcome == OUTCOME_DONE)
        outcome = current(making, path, &was, fail);
    if (outcome == OUTCOME_DONE)
        outcome = file_keep_object(making->database, hex, size, &file, fail);
    return outcome == OUTCOME_DONE ? put(making, path, was, file, fail) : outcome;
}

enum outcome revision_remove(struct revision_making *making, const char *path, struct fail *fail) {
    int64_t was = 0;
    enum outcome outcome = current(making, path, &was, fail);
    if (outcome == OUTCOME_DONE && !was)
        return field_known(OUTCOME_ABSENT, fail, "there is no file \"%.200s\"", path);
    return outcome == OUTCOME_DONE ? end_current(making, path, fail) : outcome;
}

/* Cut at a character. */
static const char *cut(const char *value, char **room) {
    if (strlen(value) < CHANGE_VALUE_MAX)
        return value;
    *room = strndup(value, CHANGE_VALUE_MAX);
    if (*room)
        utf8_clean(*room);
    return *room;
}

enum outcome revision_note_change(struct revision_making *making, const struct change *change,
                                  struct fail *fail) {
    char *rooms[2] = {NULL, NULL};
    if (!site_name_valid(change->path) || !field_is_line(change->slide, 0, CHANGE_NAME_MAX) ||
        !field_is_line(change->op, 1, CHANGE_NAME_MAX))
        return field_refuse(fail, "a change names a file, a slide or none, and what was done");
    const char *before = cut(change->before, &rooms[0]), *after = cut(change->after, &rooms[1]);
    enum outcome outcome = before && after ? OUTCOME_DONE : OUTCOME_TROUBLE;
    if (outcome != OUTCOME_DONE)
        fail_set(fail, "out of memory");
    if (outcome == OUTCOME_DONE) {
        struct statement add =
            STATEMENT(making->database, "INSERT INTO change (revision, path, slide, op, before, after) "
                                        "VALUES (?, ?, ?, ?, ?, ?)");
        statement_int(&add, making->id);
        statement_text(&add, change->path);
        statement_text(&add, change->slide);
        statement_text(&add, change->op);
        statement_text(&add, before);
        statement_text(&add, after);
        outcome = statement_run(&add, fail);
    }
    free(rooms[0]);
    free(rooms[1]);
    return outcome;
}

static enum outcome measure(struct revision_making *making, int64_t *differs, struct fail *fail) {
    int64_t files = 0;
    struct statement count =
        STATEMENT(making->database,
                  "SELECT (SELECT count(*) FROM tree WHERE until = 9223372036854775807), (SELECT count(*) "
                  "FROM tree WHERE since = ?1) + (SELECT count(*) FROM tree WHERE until = ?1)");
    statement_int(&count, making->id);
    if (statement_row(&count)) {
        files = column_int(&count, 0);
        *differs = column_int(&count, 1);
    }
    enum outcome outcome = statement_end(&count, fail);
    if (outcome == OUTCOME_DONE && files > TREE_FILES_MAX)
        return field_refuse(fail, "%lld files, more than the %d a site may have", (long long)files,
                            TREE_FILES_MAX);
    return outcome;
}

enum outcome revision_commit(struct revision_making *making, int64_t *id, struct fail *fail) {
    char object[FIELD_ID_TEXT];
    int64_t differs = 0;
    enum outcome outcome = measure(making, &differs, fail);
    if (outcome == OUTCOME_DONE && differs == 0) {
        database_rollback(making->database);
        *id = making->id - 1;
        return OUTCOME_DONE;
    }
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(making->database, making->act, kinds[making->kind],
                              field_id(making->id, object), NULL, fail);
    outcome = database_end(making->database, outcome, fail);
    if (outcome == OUTCOME_DONE)
        *id = making->id;
    return outcome;
}
