#include "desk/data/groups.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"

static enum outcome name_fits(const char *name, struct fail *fail) {
    return field_is_line(name, 1, GROUP_NAME_MAX)
               ? OUTCOME_DONE
               : field_refuse(fail, "a group's name is one line of 1 to %d bytes", GROUP_NAME_MAX);
}

enum outcome group_add(struct database *database, const struct act *act, const char *name, int64_t *id,
                       struct fail *fail) {
    enum outcome outcome = name_fits(name, fail);
    if (outcome != OUTCOME_DONE || (outcome = database_begin(database, fail)) != OUTCOME_DONE)
        return outcome;
    int64_t made = 0;
    struct statement add = STATEMENT(database, "INSERT INTO screen_group (name) VALUES (?) RETURNING id");
    statement_text(&add, name);
    if (statement_row(&add))
        made = column_int(&add, 0);
    outcome = field_taken(statement_run(&add, fail), fail, "there is a group \"%s\" already", name);
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, "group add", name, NULL, fail);
    outcome = database_end(database, outcome, fail);
    if (outcome == OUTCOME_DONE)
        *id = made;
    return outcome;
}

enum outcome group_find(struct database *database, const char *name, int64_t *id, struct fail *fail) {
    struct statement ask = STATEMENT(database, "SELECT id FROM screen_group WHERE name = ?");
    statement_text(&ask, name);
    bool there = statement_row(&ask);
    int64_t found = there ? column_int(&ask, 0) : 0;
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE && !there)
        return field_known(OUTCOME_ABSENT, fail, "there is no such group");
    if (outcome == OUTCOME_DONE)
        *id = found;
    return outcome;
}

enum outcome group_rename(struct database *database, const struct act *act, int64_t id, const char *name,
                          struct fail *fail) {
    char object[FIELD_ID_TEXT];
    enum outcome outcome = name_fits(name, fail);
    if (outcome != OUTCOME_DONE || (outcome = database_begin(database, fail)) != OUTCOME_DONE)
        return outcome;
    struct statement change = STATEMENT(database, "UPDATE screen_group SET name = ? WHERE id = ?");
    statement_text(&change, name);
    statement_int(&change, id);
    outcome = field_known(statement_change(&change, fail), fail, "there is no such group");
    outcome = field_taken(outcome, fail, "there is a group \"%s\" already", name);
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, "group rename", field_id(id, object), name, fail);
    return database_end(database, outcome, fail);
}

enum outcome group_remove(struct database *database, const struct act *act, int64_t id, struct fail *fail) {
    char object[FIELD_ID_TEXT];
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement remove = STATEMENT(database, "DELETE FROM screen_group WHERE id = ?");
    statement_int(&remove, id);
    outcome = field_known(statement_change(&remove, fail), fail, "there is no such group");
    outcome =
        field_taken(outcome, fail, "screens or roles belong to the group; give them to another one first");
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, "group remove", field_id(id, object), NULL, fail);
    return database_end(database, outcome, fail);
}

enum outcome group_list(struct database *database, void (*see)(void *context, const struct group *group),
                        void *context, struct fail *fail) {
    struct statement ask = STATEMENT(database, "SELECT id, name FROM screen_group ORDER BY name, id");
    while (statement_row(&ask)) {
        struct group group = {column_int(&ask, 0), column_text(&ask, 1)};
        see(context, &group);
    }
    return statement_end(&ask, fail);
}
