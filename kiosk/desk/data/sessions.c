#include "desk/data/sessions.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "desk/data/database_parts.h"
#include "desk/data/field_parts.h"
#include "desk/data/token_parts.h"

_Static_assert((int)SESSION_TEXT == (int)TOKEN_TEXT, "an id is a token");

static void csrf_of(const char *id, char csrf[SESSION_TEXT]) {
    static const char purpose[] = "kiosk-desk csrf";
    unsigned char bits[(SESSION_TEXT - 1) / 2];
    crypto_generichash(bits, sizeof bits, (const unsigned char *)purpose, strlen(purpose),
                       (const unsigned char *)id, strlen(id));
    sodium_bin2hex(csrf, SESSION_TEXT, bits, sizeof bits);
}

static enum outcome end_surplus(struct database *database, int64_t user, struct fail *fail) {
    struct statement end = STATEMENT(
        database, "DELETE FROM session WHERE user = ?1 AND n NOT IN (SELECT n FROM session WHERE user = "
                  "?1 ORDER BY seen_ms DESC, n DESC LIMIT ?2)");
    statement_int(&end, user);
    statement_int(&end, SESSIONS_OF_USER_MAX);
    return statement_run(&end, fail);
}

enum outcome session_begin(struct database *database, int64_t user, const char *address, const char *agent,
                           int64_t now_ms, struct session_key *key, struct fail *fail) {
    struct session_key made = {"", ""};
    unsigned char hash[TOKEN_HASH];
    char from[SESSION_AGENT_MAX + 1], with[SESSION_AGENT_MAX + 1];
    token_make(made.id);
    token_hash(made.id, hash);
    csrf_of(made.id, made.csrf);
    snprintf(from, sizeof from, "%s", address);
    snprintf(with, sizeof with, "%s", agent);
    utf8_clean(from);
    utf8_clean(with);
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement add =
        STATEMENT(database, "INSERT INTO session (id_hash, user, began_ms, seen_ms, proved_ms, "
                            "address, agent) VALUES (?1, ?2, ?3, ?3, ?3, ?4, ?5)");
    statement_bytes(&add, hash, sizeof hash);
    statement_int(&add, user);
    statement_int(&add, now_ms);
    statement_text(&add, from);
    statement_text(&add, with);
    outcome = field_taken(statement_run(&add, fail), fail, "there is no such person");
    if (outcome == OUTCOME_DONE)
        outcome = end_surplus(database, user, fail);
    outcome = database_end(database, outcome, fail);
    if (outcome == OUTCOME_DONE)
        *key = made;
    return outcome;
}

static enum outcome over(const struct session *session, bool there, int64_t now_ms, struct fail *fail) {
    const char *why = NULL;
    if (!there)
        why = "you are not signed in";
    else if (now_ms - session->seen_ms >= SESSION_IDLE_MS)
        why = "you were away for half an hour; sign in again, your drafts are kept";
    else if (now_ms - session->began_ms >= SESSION_MS)
        why = "you signed in twelve hours ago; sign in again, your drafts are kept";
    if (!why)
        return OUTCOME_DONE;
    fail_set(fail, "%s", why);
    return OUTCOME_ABSENT;
}

static enum outcome seen(struct database *database, const unsigned char *hash, int64_t now_ms,
                         struct fail *fail) {
    struct statement set = STATEMENT(database, "UPDATE session SET seen_ms = ? WHERE id_hash = ?");
    statement_int(&set, now_ms);
    statement_bytes(&set, hash, TOKEN_HASH);
    return statement_run(&set, fail);
}

enum outcome session_find(struct database *database, const char *id, bool used, int64_t now_ms,
                          struct session *session, struct fail *fail) {
    unsigned char hash[TOKEN_HASH];
    struct session found = {0};
    bool there = token_hash(id, hash);
    struct statement ask =
        STATEMENT(database, "SELECT user, began_ms, seen_ms, proved_ms FROM session WHERE id_hash = ?");
    statement_bytes(&ask, hash, sizeof hash);
    there = statement_row(&ask) && there;
    if (there)
        found = (struct session){.user = column_int(&ask, 0),
                                 .began_ms = column_int(&ask, 1),
                                 .seen_ms = column_int(&ask, 2),
                                 .proved_ms = column_int(&ask, 3)};
    enum outcome outcome = statement_end(&ask, fail);
    if (outcome == OUTCOME_DONE)
        outcome = over(&found, there, now_ms, fail);
    if (outcome == OUTCOME_DONE && used && now_ms - found.seen_ms >= SESSION_SEEN_EVERY_MS)
        outcome = seen(database, hash, now_ms, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    csrf_of(id, found.csrf);
    *session = found;
    return OUTCOME_DONE;
}

bool session_csrf_right(const struct session *session, const char *csrf) {
    return strlen(csrf) == SESSION_TEXT - 1 && sodium_memcmp(session->csrf, csrf, SESSION_TEXT - 1) == 0;
}

bool session_is_proved(const struct session *session, int64_t now_ms) {
    return now_ms - session->proved_ms < SESSION_PROVED_MS;
}

enum outcome session_prove(struct database *database, const char *id, int64_t now_ms, struct fail *fail) {
    unsigned char hash[TOKEN_HASH];
    token_hash(id, hash);
    struct statement set = STATEMENT(database, "UPDATE session SET proved_ms = ? WHERE id_hash = ?");
    statement_int(&set, now_ms);
    statement_bytes(&set, hash, sizeof hash);
    return field_known(statement_change(&set, fail), fail, "you are not signed in");
}

enum outcome session_end(struct database *database, const char *id, struct fail *fail) {
    unsigned char hash[TOKEN_HASH];
    token_hash(id, hash);
    struct statement end = STATEMENT(database, "DELETE FROM session WHERE id_hash = ?");
    statement_bytes(&end, hash, sizeof hash);
    return statement_run(&end, fail);
}

enum outcome sessions_end(struct database *database, int64_t user, const char *but, struct fail *fail) {
    unsigned char hash[TOKEN_HASH];
    token_hash(but ? but : "", hash);
    struct statement end = STATEMENT(database, "DELETE FROM session WHERE user = ? AND id_hash <> ?");
    statement_int(&end, user);
    statement_bytes(&end, hash, sizeof hash);
    return statement_run(&end, fail);
}

enum outcome session_list(struct database *database, int64_t user, int64_t now_ms,
                          void (*see)(void *context, const struct session_row *row), void *context,
                          struct fail *fail) {
    struct statement ask = STATEMENT(
        database, "SELECT n, began_ms, seen_ms, address, agent FROM session WHERE user = ? AND began_ms > "
                  "? AND seen_ms > ? ORDER BY seen_ms DESC, n DESC");
    statement_int(&ask, user);
    statement_int(&ask, now_ms - SESSION_MS);
    statement_int(&ask, now_ms - SESSION_IDLE_MS);
    while (statement_row(&ask)) {
        struct session_row row = {column_int(&ask, 0), column_int(&ask, 1), column_int(&ask, 2),
                                  column_text(&ask, 3), column_text(&ask, 4)};
        see(context, &row);
    }
    return statement_end(&ask, fail);
}

enum outcome session_end_row(struct database *database, const struct act *act, int64_t user, int64_t n,
                             struct fail *fail) {
    char object[FIELD_ID_TEXT];
    enum outcome outcome = database_begin(database, fail);
    if (outcome != OUTCOME_DONE)
        return outcome;
    struct statement end = STATEMENT(database, "DELETE FROM session WHERE user = ? AND n = ?");
    statement_int(&end, user);
    statement_int(&end, n);
    outcome = field_known(statement_change(&end, fail), fail, "that session is over already");
    if (outcome == OUTCOME_DONE)
        outcome = audit_write(database, act, "session end", field_id(user, object), NULL, fail);
    return database_end(database, outcome, fail);
}

enum outcome sessions_sweep(struct database *database, int64_t now_ms, struct fail *fail) {
    struct statement end = STATEMENT(database, "DELETE FROM session WHERE began_ms <= ? OR seen_ms <= ?");
    statement_int(&end, now_ms - SESSION_MS);
    statement_int(&end, now_ms - SESSION_IDLE_MS);
    return statement_run(&end, fail);
}
