/* How people prove who they are: passwords, one-time passwords, links to set a new one (K15). */
#pragma once

#include "desk/data/passwords.h"
#include "desk/data/people.h"
#include "desk/data/throttle.h"

enum {
    RESET_TEXT = 33,                /* 32 hex digits and NUL */
    RESET_MS = 3600 * 1000,         /* so long a link opens */
    ONCE_MS = 7 * 24 * 3600 * 1000, /* so long a one-time password opens the desk */
};

/* Somebody sets their own. Ends their sessions but the one of id `but` (NULL: all). REFUSED: the rule of
 * passwords.h, and `fail` says it. */
enum outcome password_set(struct database *database, struct passwords *passwords, const struct act *act,
                          int64_t user, const char *password, const char *but, struct fail *fail) MUST_CHECK;
/* Is it theirs? For those who are signed in and are asked again; REFUSED: it is not. */
enum outcome password_prove(struct database *database, struct passwords *passwords, int64_t user,
                            const char *password, struct fail *fail) MUST_CHECK;
/* Gives a password that can only be used to set another: for the console of the server, which shows it once.
 */
enum outcome password_give_once(struct database *database, struct passwords *passwords, const struct act *act,
                                int64_t user, char text[PASSWORD_ONCE_TEXT], struct fail *fail) MUST_CHECK;

/* An admin starts it, and learns a link's token but never a password. Ends all their sessions; the old
 * password stays good until the link is used, an earlier link of theirs does not. */
enum outcome reset_start(struct database *database, const struct act *act, int64_t user,
                         char token[RESET_TEXT], struct fail *fail) MUST_CHECK;
/* Is there a link of that token? ABSENT: none, used, or older than RESET_MS; one text for all. */
enum outcome reset_find(struct database *database, const char *token, int64_t now_ms, int64_t *user,
                        struct fail *fail) MUST_CHECK;
/* Sets the password, once. ABSENT: as above. REFUSED: the rule of passwords.h, and `fail` says it. */
enum outcome reset_use(struct database *database, struct passwords *passwords, const char *token,
                       const char *password, int64_t now_ms, struct fail *fail) MUST_CHECK;

enum sign_in_end {
    SIGN_IN_DONE,
    SIGN_IN_WRONG, /* login or password: one text and one duration for all (K2) */
    SIGN_IN_LATER, /* too many tries */
    SIGN_IN_TROUBLE,
};
struct sign_in {
    const char *login, *password, *address;
    int64_t now_ms, mono_ms; /* UTC; monotonic */
};
/* Whose password is it? Failed tries and the first use of a one-time password are in the log. `wait_ms` of
 * LATER.
 */
enum sign_in_end sign_in(struct database *database, struct passwords *passwords, struct throttle *throttle,
                         const struct sign_in *request, struct user *user, int64_t *wait_ms,
                         struct fail *fail) MUST_CHECK;
