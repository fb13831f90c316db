/* Passwords (K1, K2): which are good enough, and argon2id, of which only so many are reckoned at once, for
 * each takes 19 MiB. */
#pragma once

#include <stdbool.h>

#include "desk/data/database.h"

enum {
    PASSWORD_LEAST = 8,    /* characters */
    PASSWORD_ADVISED = 15, /* what a page asks for */
    PASSWORD_MOST = 128,
    PASSWORD_HASH_MAX = 128,
    PASSWORDS_AT_ONCE = 4,
    PASSWORD_ONCE_TEXT = 15, /* "K7MF-3QPX-9TZA" */
};

enum password_fault {
    PASSWORD_GOOD,
    PASSWORD_SHORT,
    PASSWORD_LONG,
    PASSWORD_COMMON,   /* one of the most used, such a word with digits behind it, or a row of keys */
    PASSWORD_PERSONAL, /* the login or the name is in it */
};
/* `login` and `name` of whom it is for; either may be "". */
enum password_fault password_fault(const char *password, const char *login, const char *name);
/* The same as an outcome, with words. */
enum outcome password_rule(const char *password, const char *login, const char *name,
                           struct fail *fail) MUST_CHECK;
/* A password for one use, 60 random bits that can be read out. */
void password_once(char text[PASSWORD_ONCE_TEXT]);

struct passwords;
/* NULL: no memory. Shared by all threads. */
struct passwords *passwords_create(struct fail *fail) MUST_CHECK;
void passwords_destroy(struct passwords *passwords);
/* Both wait while PASSWORDS_AT_ONCE others reckon. */
enum outcome passwords_hash(struct passwords *passwords, const char *password, char hash[PASSWORD_HASH_MAX],
                            struct fail *fail) MUST_CHECK;
/* Is it the password of `hash`? NULL or "": there is none, which takes as long as a wrong one. `outdated`
 * when it is, and it was reckoned with less work than today. */
bool passwords_match(struct passwords *passwords, const char *hash, const char *password,
                     bool *outdated) MUST_CHECK;
