/* One person's session at a desk, over HTTPS. */
#pragma once

#include <stdint.h>

#include "core/base/fail.h"
#include "sync/fetch.h"

struct json_t;

struct talk {
    struct fetcher *fetcher;                        /* the caller's */
    const char *desk;                               /* "https://desk.example.dk", the same */
    char cookie[FETCH_COOKIE_MAX + 10], token[100]; /* as headers; "": not signed in */
};
enum talk_end {
    TALK_DONE,
    TALK_CONFLICT, /* 409: what was sent is not what it was made from any more */
    TALK_FAILED    /* `fail` says why, in the desk's words where it has some */
};
bool talk_sign_in(struct talk *talk, const char *login, const char *password, struct fail *fail) MUST_CHECK;
void talk_sign_out(struct talk *talk); /* not signed in is fine */

/* What a path below the desk's address is answered: at most `max` bytes, malloc'd, with a NUL behind them. */
bool talk_get(struct talk *talk, const char *path, uint64_t max, char **bytes, size_t *size,
              struct fail *fail) MUST_CHECK;
struct talk_message {
    const char *method, *path, *type;
    const void *bytes;
    size_t size;
};
/* *answer is what is answered, a problem (RFC 9457) too; NULL: no JSON. The caller json_decrefs it. */
enum talk_end talk_send(struct talk *talk, const struct talk_message *message, struct json_t **answer,
                        struct fail *fail) MUST_CHECK;
/* `text` as a part of an address (RFC 3986 §2.1); "/" stays. False: it does not fit. */
bool talk_escape(const char *text, char *out, size_t room) MUST_CHECK;
