/* Who is signed in (K3). The browser's cookie holds 128 random bits, the database only their hash. A session
 * ends 12 h after it began, 30 min after it was last used (drafts stay: they belong to the person), and with
 * any change of the password. */
#pragma once

#include "desk/data/audit.h"

enum {
    SESSION_TEXT = 33, /* 32 hex digits and NUL */
    SESSION_MS = 12 * 3600 * 1000,
    SESSION_IDLE_MS = 30 * 60 * 1000,
    SESSION_SEEN_EVERY_MS = 60 * 1000, /* its use is written down so often at most */
    SESSION_PROVED_MS =
        10 * 60 * 1000,        /* so long after a password, people and keys may be changed without it */
    SESSIONS_OF_USER_MAX = 20, /* one more ends the oldest */
    SESSION_AGENT_MAX = 200,   /* bytes kept of what a browser calls itself */
};

struct session_key {
    char id[SESSION_TEXT];   /* the cookie's value */
    char csrf[SESSION_TEXT]; /* what a page sends beside it; reckoned from the id, which it does not tell */
};
struct session {
    int64_t user, began_ms, seen_ms, proved_ms; /* UTC; when the password was last given */
    char csrf[SESSION_TEXT];
};

/* Begins one for somebody who has just given their password. */
enum outcome session_begin(struct database *database, int64_t user, const char *address, const char *agent,
                           int64_t now_ms, struct session_key *key, struct fail *fail) MUST_CHECK;
/* ABSENT: there is none of that id, or it is over (`fail` says why). `used`: a person did something, not a
 * page that asks for news by itself. */
enum outcome session_find(struct database *database, const char *id, bool used, int64_t now_ms,
                          struct session *session, struct fail *fail) MUST_CHECK;
bool session_csrf_right(const struct session *session, const char *csrf); /* in constant time */
/* Was the password given so lately that people and keys may be changed? */
bool session_is_proved(const struct session *session, int64_t now_ms);
/* The password was given once more. */
enum outcome session_prove(struct database *database, const char *id, int64_t now_ms,
                           struct fail *fail) MUST_CHECK;
/* Signing out. One that is not there is fine. */
enum outcome session_end(struct database *database, const char *id, struct fail *fail) MUST_CHECK;
/* All of a person, but the one of id `but` (NULL: none). */
enum outcome sessions_end(struct database *database, int64_t user, const char *but,
                          struct fail *fail) MUST_CHECK;

struct session_row {
    int64_t n, began_ms, seen_ms; /* `n` names it to session_end_row, and opens nothing */
    const char *address, *agent;
};
/* Those of a person that are not over, the last used first. */
enum outcome session_list(struct database *database, int64_t user, int64_t now_ms,
                          void (*see)(void *context, const struct session_row *row), void *context,
                          struct fail *fail) MUST_CHECK;
enum outcome session_end_row(struct database *database, const struct act *act, int64_t user, int64_t n,
                             struct fail *fail) MUST_CHECK;
/* Forgets those that are over, of everybody. */
enum outcome sessions_sweep(struct database *database, int64_t now_ms, struct fail *fail) MUST_CHECK;
