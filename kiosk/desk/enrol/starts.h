/* The screens that wait to be let in. In memory only: a desk that is restarted has none, and the screens
 * start again. Times are monotonic milliseconds. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "enrol/enrol_code.h"
#include "enrol/terms.h"

enum {
    STARTS_MAX = 200,
    STARTS_LAST_S = 15 * 60,
    STARTS_IDENTITIES_MAX = 8,
    START_TEXT_MAX = 81,    /* with its NUL */
    START_ADDRESS_MAX = 48, /* the same */
};

/* What this desk is. */
struct starts_desk {
    char identities[STARTS_IDENTITIES_MAX][ENROL_IDENTITY_MAX]; /* never from a screen */
    size_t identity_count;
    char site[ENROL_SITE_MAX];
    struct enrol_keys keys;
};

struct starts;

/* NULL: no memory. */
struct starts *starts_create(const struct starts_desk *desk) MUST_CHECK;
void starts_destroy(struct starts *starts);
/* Another certificate, other content keys: what was said to those who wait does not hold any more, and they
 * are forgotten when it really is something else. */
void starts_set_desk(struct starts *starts, const struct starts_desk *desk);
size_t starts_count(const struct starts *starts, int64_t now_ms);

struct start_asked { /* texts are made one line and cut */
    uint8_t key[ENROL_KEY], commit[LISTING_HASH];
    const char *model, *panel, *version;
    const char *address; /* it asks from */
};
struct start_chance { /* fresh random bytes */
    uint8_t ticket[ENROL_TICKET], nonce[ENROL_NONCE];
};
enum start_verdict {
    START_TAKEN,     /* answer with the ticket, the nonce, site, keys and STARTS_LAST_S */
    START_TOO_OFTEN, /* from this address: 429 */
    START_FULL,      /* 503 */
};
/* *wait_s: how long to wait, unless it is taken. Whether the key is a screen's already is asked before. */
enum start_verdict starts_ask(struct starts *starts, const struct start_asked *asked,
                              const struct start_chance *chance, int64_t now_ms, int *wait_s) MUST_CHECK;

enum reveal_verdict {
    REVEAL_WAIT,    /* hold it */
    REVEAL_ANSWER,  /* 200 with *answer, which lives until the next call with these starts */
    REVEAL_UNKNOWN, /* 404 */
    REVEAL_WRONG,   /* the nonce is not what was committed to: 403, and it is over */
};
enum reveal_verdict starts_reveal(struct starts *starts, const uint8_t ticket[ENROL_TICKET],
                                  const uint8_t nonce[ENROL_NONCE], int64_t now_ms,
                                  const char **answer) MUST_CHECK;

struct start_seen { /* what staff see before they confirm */
    uint8_t ticket[ENROL_TICKET], key[ENROL_KEY];
    char model[START_TEXT_MAX], panel[START_TEXT_MAX], version[START_TEXT_MAX], address[START_ADDRESS_MAX];
    int age_s;
};
enum find_verdict {
    FIND_FOUND,
    FIND_NO_CODE,   /* it cannot be one: a slip, which does not count */
    FIND_UNKNOWN,   /* nobody shows it to this desk: too old, mistyped, or something sits between the two */
    FIND_TWICE,     /* two screens have it, and both are refused */
    FIND_TOO_OFTEN, /* this user typed too many wrong ones: *wait_s */
};
enum find_verdict starts_find(struct starts *starts, int64_t user, const char *typed, int64_t now_ms,
                              struct start_seen *seen, int *wait_s) MUST_CHECK;

/* Let in: the held request is answered with `answer` (copied), as often as it is asked for, until
 * starts_taken or for another STARTS_LAST_S; its code is good for nothing any more. False: it is over by now,
 * was confirmed before, or no memory. */
bool starts_confirm(struct starts *starts, const uint8_t ticket[ENROL_TICKET], const char *answer,
                    int64_t now_ms) MUST_CHECK;
/* The screen has opened a session: it has what it was answered. */
void starts_taken(struct starts *starts, const uint8_t key[ENROL_KEY]);
