#include "desk/data/people.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/people_parts.h"
#include "desk/data/sessions.h"

bool login_of(const char *login, char out[USER_LOGIN_MAX + 1]) {
    size_t size = strlen(login);
    if (size == 0 || size > USER_LOGIN_MAX)
        return false;
    for (size_t i = 0; i <= size; i++) {
        char c = (char)tolower((unsigned char)login[i]);
        if (c && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !strchr("._-@", c))
            return false;
        out[i] = c;
    }
    return true;
}

static enum outcome description_fits(const char *name, const char *locale, struct fail *fail) {
    if (!field_is_line(name, 1, USER_NAME_MAX))
        return field_refuse(fail, "a name is one line of 1 to %d bytes", USER_NAME_MAX);
    if (strcmp(locale, "da") != 0 && strcmp(locale, "en") != 0)
        return field_refuse(fail, "the desk speaks \"da\" and \"en\"");
    return OUTCOME_DONE;
}

enum outcome user_add(struct database *database, const struct act *act, const char *login, const char *name,
                      const char *locale, int64_t *id, struct fail *fail) {
    char lower[USER_LOGIN_MAX + 1];
    if (!login_of(login, lower))
        return field_refuse(fail, "a login has 1 to %d of: a-z 0-9 . _ - @", USER_LOGIN_MAX);
    enum outcome outcome = description_fits(name, locale, fail);
    if (outcome != OUTCOME_DONE || (outcome = database_begin(database, fail)) != OUTCOME_DONE)
        return outcome;
    int64_t made = 0;
    struct statement add = STATEMENT(
        database, "INSERT INTO user (login, name, locale, made_ms) VALUES (?, ?, ?, ?) RETURNING id");
    statement_text(&add, lower);
    statement_text(&add, name);
    statement_text(&add, locale);
    statement_int(&add, act->now_ms);
    if (statement_row(&add))
        made = column_int(&add, 0);
    outcome = field_taken(statement_run(&add, fail), fail, "the login \"%s\" is taken", lower);
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, "user add", lower, name, fail);
    outcome = database_end(database, outcome, fail);
    if (outcome == OUTCOME_DONE)
        *id = made;
    return outcome;
}

enum outcome admins_count(struct database *database, int64_t *count, struct fail *fail) {
    struct statement ask = STATEMENT(
        database, "SELECT count(*) FROM user JOIN role ON role.user = user.id WHERE role.role = 4 AND "
                  "NOT user.disabled AND user.password IS NOT NULL");
    int64_t found = statement_row(&ask) ? column_int(&ask, 0) : 0;
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE)
        *count = found;
    return outcome;
}

/* A change of somebody, begun with who they are, and ended with the log, if it leaves the desk an
 * administrator.
 */
struct change {
    struct user user;
    int64_t admins;
};

static enum outcome change_begin(struct database *database, int64_t id, struct change *change,
                                 struct fail *fail) {
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = user_read(database, id, &change->user, fail);
    if (outcome == OUTCOME_DONE)
        outcome = admins_count(database, &change->admins, fail);
    if (outcome != OUTCOME_DONE)
        database_rollback(database);
    return outcome;
}

static enum outcome change_end(struct database *database, const struct act *act, const struct change *change,
                               const char *what, const char *detail, enum outcome outcome,
                               struct fail *fail) {
    int64_t left = 0;
    if (outcome == OUTCOME_DONE)
        outcome = admins_count(database, &left, fail);
    if (outcome == OUTCOME_DONE && left == 0 && change->admins > 0)
        outcome = field_refuse(fail, "\"%s\" is the last administrator; make somebody else one first",
                               change->user.login);
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, what, change->user.login, detail, fail);
    return database_end(database, outcome, fail);
}

enum outcome user_describe(struct database *database, const struct act *act, int64_t id, const char *name,
                           const char *locale, struct fail *fail) {
    struct change change;
    enum outcome outcome = description_fits(name, locale, fail);
    if (outcome != OUTCOME_DONE || (outcome = change_begin(database, id, &change, fail)) != OUTCOME_DONE)
        return outcome;
    struct statement set = STATEMENT(database, "UPDATE user SET name = ?, locale = ? WHERE id = ?");
    statement_text(&set, name);
    statement_text(&set, locale);
    statement_int(&set, id);
    return change_end(database, act, &change, "user describe", name, statement_run(&set, fail), fail);
}

enum outcome user_disable(struct database *database, const struct act *act, int64_t id, bool disabled,
                          struct fail *fail) {
    struct change change;
    enum outcome outcome = change_begin(database, id, &change, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement set = STATEMENT(database, "UPDATE user SET disabled = ? WHERE id = ?");
    statement_int(&set, disabled);
    statement_int(&set, id);
    outcome = statement_run(&set, fail);
    if (outcome == OUTCOME_DONE && disabled)
        outcome = sessions_end(database, id, NULL, fail);
    return change_end(database, act, &change, disabled ? "user disable" : "user enable", NULL, outcome, fail);
}

enum outcome user_remove(struct database *database, const struct act *act, int64_t id, struct fail *fail) {
    struct change change;
    enum outcome outcome = change_begin(database, id, &change, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement roles = STATEMENT(database, "DELETE FROM role WHERE user = ?");
    statement_int(&roles, id);
    outcome = statement_run(&roles, fail);
    if (outcome == OUTCOME_DONE)
        outcome = sessions_end(database, id, NULL, fail);
    if (outcome == OUTCOME_DONE) {
        struct statement drafts = STATEMENT(database, "DELETE FROM draft WHERE user = ?");
        statement_int(&drafts, id);
        outcome = statement_run(&drafts, fail);
    }
    if (outcome == OUTCOME_DONE) {
        struct statement set =
            STATEMENT(database, "UPDATE user SET login = NULL, name = '', password = NULL, "
                                "once_until_ms = NULL, disabled = 1 WHERE id = ?");
        statement_int(&set, id);
        outcome = statement_run(&set, fail);
    }
    return change_end(database, act, &change, "user remove", NULL, outcome, fail);
}

static enum outcome put_role(struct database *database, int64_t id, int64_t group, enum role role,
                             struct fail *fail) {
    struct statement remove = STATEMENT(database, "DELETE FROM role WHERE user = ? AND screen_group IS ?");
    statement_int(&remove, id);
    if (group == GROUP_ALL)
        statement_null(&remove);
    else
        statement_int(&remove, group);
    enum outcome outcome = statement_run(&remove, fail);
    if (outcome != OUTCOME_DONE || role == ROLE_NONE)
        return outcome;
    struct statement add =
        STATEMENT(database, "INSERT INTO role (user, screen_group, role) VALUES (?, ?, ?)");
    statement_int(&add, id);
    if (group == GROUP_ALL)
        statement_null(&add);
    else
        statement_int(&add, group);
    statement_int(&add, role);
    return field_taken(statement_run(&add, fail), fail, "there is no such group");
}

enum outcome user_set_role(struct database *database, const struct act *act, int64_t id, int64_t group,
                           enum role role, struct fail *fail) {
    struct change change;
    struct rights rights;
    char detail[80];
    if (group < 0 || role < ROLE_NONE || role > ROLE_ADMIN || (role == ROLE_ADMIN && group != GROUP_ALL))
        return field_refuse(fail,
                            "an admin is one of all screens; the other roles are of a group, or of all");
    enum outcome outcome = change_begin(database, id, &change, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = user_rights(database, id, &rights, fail);
    if (outcome == OUTCOME_DONE && rights.count == RIGHTS_MAX && role != ROLE_NONE)
        outcome = field_refuse(fail, "nobody has more than %d roles", RIGHTS_MAX);
    if (outcome == OUTCOME_DONE)
        outcome = put_role(database, id, group, role, fail);
    snprintf(detail, sizeof detail, "%s, group %lld", role_name(role), (long long)group);
    return change_end(database, act, &change, "user role", detail, outcome, fail);
}
