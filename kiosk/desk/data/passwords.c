#include "desk/data/passwords.h"

#include <semaphore.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* OWASP's least for argon2id with one lane. */
enum { WORK = 2, MEMORY = 19 << 20 };

struct passwords {
    sem_t turns;
    char nobody[PASSWORD_HASH_MAX]; /* of a password that nobody knows */
};

_Static_assert(crypto_pwhash_STRBYTES <= PASSWORD_HASH_MAX, "a hash fits");

static void turn_take(struct passwords *passwords) {
    while (sem_wait(&passwords->turns) != 0) {
    }
}

static bool reckon(const char *password, char *hash) {
    return crypto_pwhash_str_alg(hash, password, strlen(password), WORK, MEMORY,
                                 crypto_pwhash_ALG_ARGON2ID13) == 0;
}

struct passwords *passwords_create(struct fail *fail) {
    struct passwords *passwords = calloc(1, sizeof *passwords);
    char unknown[PASSWORD_ONCE_TEXT];
    if (!passwords || sodium_init() < 0 || sem_init(&passwords->turns, 0, PASSWORDS_AT_ONCE) != 0) {
        free(passwords);
        fail_set(fail, "out of memory");
        return NULL;
    }
    password_once(unknown);
    if (!reckon(unknown, passwords->nobody)) {
        fail_set(fail, "%d MiB of memory for a password's hash are not to be had", MEMORY >> 20);
        passwords_destroy(passwords);
        return NULL;
    }
    sodium_memzero(unknown, sizeof unknown);
    return passwords;
}

void passwords_destroy(struct passwords *passwords) {
    if (!passwords)
        return;
    sem_destroy(&passwords->turns);
    free(passwords);
}

enum outcome passwords_hash(struct passwords *passwords, const char *password, char hash[PASSWORD_HASH_MAX],
                            struct fail *fail) {
    turn_take(passwords);
    bool done = reckon(password, hash);
    sem_post(&passwords->turns);
    if (!done)
        fail_set(fail, "%d MiB of memory for a password's hash are not to be had", MEMORY >> 20);
    return done ? OUTCOME_DONE : OUTCOME_TROUBLE;
}

bool passwords_match(struct passwords *passwords, const char *hash, const char *password, bool *outdated) {
    bool known = hash && *hash;
    turn_take(passwords);
    bool same = crypto_pwhash_str_verify(known ? hash : passwords->nobody, password, strlen(password)) == 0;
    sem_post(&passwords->turns);
    if (!known || !same)
        return false;
    *outdated = crypto_pwhash_str_needs_rehash(hash, WORK, MEMORY) != 0;
    return true;
}

void password_once(char text[PASSWORD_ONCE_TEXT]) {
    static const char letters[] =
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* Crockford's: none looks like another */
    for (int i = 0; i < PASSWORD_ONCE_TEXT - 1; i++)
        text[i] = i % 5 == 4 ? '-' : letters[randombytes_uniform(sizeof letters - 1)];
    text[PASSWORD_ONCE_TEXT - 1] = '\0';
}
