#include "desk/data/credentials.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/people_parts.h"
#include "desk/data/sessions.h"
#include "desk/data/token_parts.h"

_Static_assert((int)RESET_TEXT == (int)TOKEN_TEXT, "a link carries a token");

/* `once_until_ms` 0: it is theirs. */
static enum outcome keep(struct database *database, int64_t user, const char *hash, int64_t once_until_ms,
                         struct fail *fail) {
    struct statement set =
        STATEMENT(database, "UPDATE user SET password = ?, once_until_ms = ? WHERE id = ?");
    statement_text(&set, hash);
    if (once_until_ms)
        statement_int(&set, once_until_ms);
    else
        statement_null(&set);
    statement_int(&set, user);
    return field_known(statement_change(&set, fail), fail, "there is nobody of that name");
}

/* What a new password makes worthless. */
static enum outcome end_old(struct database *database, int64_t user, const char *but, struct fail *fail) {
    struct statement forget = STATEMENT(database, "DELETE FROM reset WHERE user = ?");
    statement_int(&forget, user);
    enum outcome outcome = statement_run(&forget, fail);
    return outcome == OUTCOME_DONE ? sessions_end(database, user, but, fail) : outcome;
}

/* The hash is reckoned before: a transaction does not wait for it. */
static enum outcome replace(struct database *database, const struct act *act, const struct user *user,
                            const char *hash, int64_t once_until_ms, const char *but, struct fail *fail) {
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = keep(database, user->id, hash, once_until_ms, fail);
    if (outcome == OUTCOME_DONE)
        outcome = end_old(database, user->id, but, fail);
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, once_until_ms ? "password once" : "password set", user->login,
                              NULL, fail);
    return database_end(database, outcome, fail);
}

enum outcome password_set(struct database *database, struct passwords *passwords, const struct act *act,
                          int64_t id, const char *password, const char *but, struct fail *fail) {
    struct user user;
    char hash[PASSWORD_HASH_MAX];
    enum outcome outcome = user_read(database, id, &user, fail);
    if (outcome == OUTCOME_DONE)
        outcome = password_rule(password, user.login, user.name, fail);
    if (outcome == OUTCOME_DONE)
        outcome = passwords_hash(passwords, password, hash, fail);
    return outcome == OUTCOME_DONE ? replace(database, act, &user, hash, 0, but, fail) : outcome;
}

enum outcome password_give_once(struct database *database, struct passwords *passwords, const struct act *act,
                                int64_t id, char text[PASSWORD_ONCE_TEXT], struct fail *fail) {
    struct user user;
    char once[PASSWORD_ONCE_TEXT], hash[PASSWORD_HASH_MAX];
    password_once(once);
    enum outcome outcome = user_read(database, id, &user, fail);
    if (outcome == OUTCOME_DONE)
        outcome = passwords_hash(passwords, once, hash, fail);
    if (outcome == OUTCOME_DONE)
        outcome = replace(database, act, &user, hash, act->now_ms + ONCE_MS, NULL, fail);
    if (outcome == OUTCOME_DONE)
        memcpy(text, once, sizeof once);
    return outcome;
}

/* "" when there is none, or it may no longer be used. */
static enum outcome read_hash(struct database *database, int64_t user, int64_t now_ms,
                              char hash[PASSWORD_HASH_MAX], struct fail *fail) {
    struct statement ask = STATEMENT(database, "SELECT password FROM user WHERE id = ? AND NOT disabled AND "
                                               "ifnull(once_until_ms > ?, 1)");
    statement_int(&ask, user);
    statement_int(&ask, now_ms);
    snprintf(hash, PASSWORD_HASH_MAX, "%s", statement_row(&ask) ? column_text(&ask, 0) : "");
    return statement_end(&ask, fail);
}

enum outcome password_prove(struct database *database, struct passwords *passwords, int64_t user,
                            const char *password, struct fail *fail) {
    char hash[PASSWORD_HASH_MAX];
    bool outdated = false;
    enum outcome outcome = read_hash(database, user, 0, hash, fail);
    if (outcome == OUTCOME_DONE && !passwords_match(passwords, hash, password, &outdated))
        outcome = field_refuse(fail, "that is not your password");
    return outcome;
}

enum outcome reset_start(struct database *database, const struct act *act, int64_t id, char token[RESET_TEXT],
                         struct fail *fail) {
    struct user user;
    char made[TOKEN_TEXT];
    unsigned char hash[TOKEN_HASH];
    token_make(made);
    token_hash(made, hash);
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = user_read(database, id, &user, fail);
    if (outcome == OUTCOME_DONE) {
        struct statement put =
            STATEMENT(database, "INSERT INTO reset (user, token_hash, until_ms) VALUES (?, ?, ?) ON "
                                "CONFLICT (user) DO UPDATE SET token_hash = "
                                "excluded.token_hash, until_ms = excluded.until_ms");
        statement_int(&put, id);
        statement_bytes(&put, hash, sizeof hash);
        statement_int(&put, act->now_ms + RESET_MS);
        outcome = statement_run(&put, fail);
    }
    if (outcome == OUTCOME_DONE)
        outcome = sessions_end(database, id, NULL, fail);
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, "password reset", user.login, NULL, fail);
    outcome = database_end(database, outcome, fail);
    if (outcome == OUTCOME_DONE)
        memcpy(token, made, sizeof made);
    return outcome;
}

enum outcome reset_find(struct database *database, const char *token, int64_t now_ms, int64_t *user,
                        struct fail *fail) {
    unsigned char hash[TOKEN_HASH];
    bool there = token_hash(token, hash);
    struct statement ask =
        STATEMENT(database, "SELECT user FROM reset WHERE token_hash = ? AND until_ms > ?");
    statement_bytes(&ask, hash, sizeof hash);
    statement_int(&ask, now_ms);
    there = statement_row(&ask) && there;
    int64_t found = there ? column_int(&ask, 0) : 0;
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE && !there) {
        fail_set(fail, "this link has been used or is older than an hour; ask for another");
        outcome = OUTCOME_ABSENT;
    }
    if (outcome == OUTCOME_DONE)
        *user = found;
    return outcome;
}

enum outcome reset_use(struct database *database, struct passwords *passwords, const char *token,
                       const char *password, int64_t now_ms, struct fail *fail) {
    struct user user;
    char hash[PASSWORD_HASH_MAX];
    int64_t id = 0, still = 0;
    enum outcome outcome = reset_find(database, token, now_ms, &id, fail);
    if (outcome == OUTCOME_DONE)
        outcome = user_read(database, id, &user, fail);
    if (outcome == OUTCOME_DONE)
        outcome = password_rule(password, user.login, user.name, fail);
    if (outcome == OUTCOME_DONE)
        outcome = passwords_hash(passwords, password, hash, fail);
    if (outcome == OUTCOME_DONE)
        outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    outcome = reset_find(database, token, now_ms, &still, fail); /* somebody may have used it meanwhile */
    if (outcome == OUTCOME_DONE) {
        struct act act = {.user = id, .who = user.login, .now_ms = now_ms};
        outcome = replace(database, &act, &user, hash, 0, NULL, fail);
    }
    return database_end(database, outcome, fail);
}

/* What cannot be noted (a full disk) keeps nobody out. */
static void note(struct database *database, const struct sign_in *request, const char *who,
                 const char *what) {
    struct act act = {.who = who, .now_ms = request->now_ms};
    if (database_begin(database, NULL) == OUTCOME_DONE)
        (void)!database_end(database,
                            audit_write(database, &act, what, request->login, request->address, NULL), NULL);
}

/* With today's work, now that the password is known. What fails here is done at the next sign-in. */
static void renew(struct database *database, struct passwords *passwords, const struct user *user,
                  const char *password) {
    char hash[PASSWORD_HASH_MAX];
    if (passwords_hash(passwords, password, hash, NULL) != OUTCOME_DONE)
        return;
    struct statement set =
        STATEMENT(database, "UPDATE user SET password = ? WHERE id = ? AND once_until_ms IS NULL");
    statement_text(&set, hash);
    statement_int(&set, user->id);
    (void)!statement_run(&set, NULL);
}

enum sign_in_end sign_in(struct database *database, struct passwords *passwords, struct throttle *throttle,
                         const struct sign_in *request, struct user *user, int64_t *wait_ms,
                         struct fail *fail) {
    struct user found = {0};
    char hash[PASSWORD_HASH_MAX], login[USER_LOGIN_MAX + 1];
    bool outdated = false;
    if (!login_of(request->login, login))
        strcpy(login, "?"); /* of all that can be nobody's, one bucket */
    int64_t wait = throttle_try(throttle, request->address, login, request->mono_ms);
    if (wait > 0) {
        fail_set(fail, "too many tries; wait %lld seconds", (long long)(wait + 999) / 1000);
        *wait_ms = wait;
        return SIGN_IN_LATER;
    }
    enum outcome outcome = user_find(database, request->login, &found, fail);
    if (outcome == OUTCOME_DONE || outcome == OUTCOME_ABSENT)
        outcome = read_hash(database, found.id, request->now_ms, hash, fail);
    if (outcome != OUTCOME_DONE)
        return SIGN_IN_TROUBLE;
    if (strlen(request->password) > PASSWORD_MOST * 4 ||
        !passwords_match(passwords, hash, request->password, &outdated)) {
        note(database, request, "nobody", "sign-in failed");
        fail_set(fail, "login or password is wrong");
        return SIGN_IN_WRONG;
    }
    throttle_right(throttle, request->address, login, request->mono_ms);
    if (outdated)
        renew(database, passwords, &found, request->password);
    note(database, request, found.login, "sign-in");
    *user = found;
    return SIGN_IN_DONE;
}
