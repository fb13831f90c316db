/* What a server's setup has to know: one row of a table each. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum {
    ANSWER_MAX = 256,          /* bytes, with the NUL */
    ANSWERS_OTHERS_MAX = 1024, /* the same */
};
enum answer {
    ANSWER_HOST,
    ANSWER_LISTEN,
    ANSWER_CERTIFICATE,
    ANSWER_CERTIFICATE_KEY,
    ANSWER_PROXY_CERTIFICATE,
    ANSWER_SETTINGS, /* how many of them stand in /etc/kiosk/desk */
    ANSWER_SITE = ANSWER_SETTINGS,
    ANSWER_ADMIN,
    ANSWERS,
};
struct answers {
    char text[ANSWERS][ANSWER_MAX];  /* "": none */
    char others[ANSWERS_OTHERS_MAX]; /* options of serve that are not asked for, kept as they stand */
    bool has_site, has_people;       /* the desk has them already */
};

struct answer_row {
    const char *option; /* of setup, and of serve */
    const char *why;    /* one line for who is asked */
    const char *question;
    bool (*wanted)(const struct answers *answers);      /* NULL: always */
    bool (*check)(const char *text, struct fail *fail); /* of what is not ""; NULL: any word */
    bool may_be_none;
};
extern const struct answer_row answer_rows[ANSWERS];

/* The desk has no port of its own, and a web server on this machine has the certificate. */
bool answers_proxy(const struct answers *answers);
/* Takes `text` for an answer. False: why it is none, and what would be; nothing is changed. */
bool answer_take(struct answers *answers, enum answer which, const char *text, struct fail *fail) MUST_CHECK;
/* The address people type, as https://NAME[:PORT]. */
const char *answers_address(const struct answers *answers, char *out, size_t size);
