#include <stdio.h>
#include <string.h>

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/people_parts.h"

static struct user user_of(const struct statement *ask) {
    struct user user = {.id = column_int(ask, 0),
                        .disabled = column_int(ask, 4) != 0,
                        .must_change = !column_is_null(ask, 5),
                        .has_password = column_int(ask, 6) != 0,
                        .made_ms = column_int(ask, 7)};
    snprintf(user.login, sizeof user.login, "%s", column_text(ask, 1));
    snprintf(user.name, sizeof user.name, "%s", column_text(ask, 2));
    snprintf(user.locale, sizeof user.locale, "%s", column_text(ask, 3));
    return user;
}

/* Those who were removed are nobody. */
static enum outcome only(struct statement *ask, struct user *user, struct fail *fail) {
    struct user found;
    bool there = statement_row(ask);
    if (there)
        found = user_of(ask);
    enum outcome outcome = statement_end(ask, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    if (there)
        *user = found;
    return field_known(there ? OUTCOME_DONE : OUTCOME_ABSENT, fail, "there is nobody of that name");
}

enum outcome user_read(struct database *database, int64_t id, struct user *user, struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT id, login, name, locale, disabled, once_until_ms, password IS NOT NULL, "
                            "made_ms FROM user WHERE id = ? AND login IS NOT NULL");
    statement_int(&ask, id);
    return only(&ask, user, fail);
}

enum outcome user_find(struct database *database, const char *login, struct user *user, struct fail *fail) {
    char lower[USER_LOGIN_MAX + 1] = "";
    if (!login_of(login, lower))
        lower[0] = '\0'; /* nobody has it, and it is looked for all the same: that takes the same time */
    struct statement ask =
        STATEMENT(database, "SELECT id, login, name, locale, disabled, once_until_ms, password IS NOT NULL, "
                            "made_ms FROM user WHERE login = ?");
    statement_text(&ask, lower);
    return only(&ask, user, fail);
}

enum outcome user_list(struct database *database, void (*see)(void *context, const struct user *user),
                       void *context, struct fail *fail) {
    struct statement ask =
        STATEMENT(database, "SELECT id, login, name, locale, disabled, once_until_ms, password IS NOT NULL, "
                            "made_ms FROM user WHERE login IS NOT NULL ORDER BY name, login");
    while (statement_row(&ask)) {
        struct user user = user_of(&ask);
        see(context, &user);
    }
    return statement_end(&ask, fail);
}

enum outcome user_rights(struct database *database, int64_t id, struct rights *rights, struct fail *fail) {
    struct rights found = {.disabled = true};
    struct statement who =
        STATEMENT(database, "SELECT disabled, once_until_ms FROM user WHERE id = ? AND login IS NOT NULL");
    statement_int(&who, id);
    if (statement_row(&who)) {
        found.disabled = column_int(&who, 0) != 0;
        found.must_change = !column_is_null(&who, 1);
    }
    enum outcome outcome = statement_end(&who, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement ask =
        STATEMENT(database, "SELECT screen_group, role FROM role WHERE user = ? LIMIT 100");
    statement_int(&ask, id);
    while (found.count < RIGHTS_MAX && statement_row(&ask))
        found.list[found.count++] = (struct right){column_int(&ask, 0), (enum role)column_int(&ask, 1)};
    outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE)
        *rights = found;
    return outcome;
}
