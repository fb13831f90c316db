/* Downloads: one libcurl multi handle, https only, no redirects but those a request allows, verification
 * always on, every size and time bounded, that of an error's text too. Results come by callback from
 * fetcher_step. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "sync/cause.h"

enum fetch_outcome {
    FETCH_OK,
    FETCH_NOT_MODIFIED, /* 304 to the etag that was sent */
    FETCH_FAILED,
};

enum { FETCH_ETAG_MAX = 200, FETCH_CHARSET_MAX = 40, FETCH_KEY = 65, FETCH_COOKIE_MAX = 200 };

struct fetch_result {
    enum fetch_outcome outcome;
    long status; /* HTTP status, 0 when there was no answer */
    char *bytes; /* FETCH_OK into memory, and what a talk was refused with (410, and `told`): owned by the
                    callback, NUL-terminated */
    size_t size; /* bytes in memory, or in the whole file */
    char etag[FETCH_ETAG_MAX];       /* of the answer; empty when it had none */
    char charset[FETCH_CHARSET_MAX]; /* that its Content-Type names; empty when it names none */
    char cookie[FETCH_COOKIE_MAX];   /* NAME=VALUE that the answer sets, the last one; empty: none */
    int64_t retry_after_s;           /* 0: the server said nothing */
    bool distrusted;                 /* FETCH_FAILED: the server could not prove who it is */
    char key[FETCH_KEY];             /* of who answered an unproven request: SHA-256 of its certificate's
                                        SubjectPublicKeyInfo in hexadecimal digits; empty: not known */
    enum cause cause; /* FETCH_FAILED: whose fault; CAUSE_MACHINE: the disk is full, read-only, broken */
    struct fail fail; /* FETCH_FAILED: what, with the host and the remedy */
};

/* More than asking for a file: what is sent along, and for how long the server may say nothing. Any status
 * 2xx is FETCH_OK. All of it is copied at the start. */
struct fetch_talk {
    const char *method; /* "POST", "PUT", "HEAD"; NULL: GET */
    const char *type;   /* of the body */
    const void *body;   /* NULL: none */
    size_t size;
    const char *token;          /* for "Authorization: Bearer"; NULL: none */
    int held_s;                 /* the server may hold the request for so long */
    bool unproven;              /* whoever it is: the result says by which key it is known */
    const char *const *headers; /* "Name: value", NULL behind the last; NULL: none */
    bool told;                  /* the text of any refusal (4xx, 5xx) is kept, too */
};

struct fetch_request {
    const char *url;
    const char *etag; /* sent as If-None-Match; NULL or empty: unconditional */
    const char
        *path;    /* append to this file, resuming what is there; lives as long as the transfer. NULL: memory.
                     What cannot be resumed with this server is asked for once more, whole, at once. */
    uint64_t max; /* bytes at most, counted as they arrive; of a file: its size */
    const struct fetch_talk *talk; /* NULL: a download */
    bool public_only;              /* the address itself, too, must be one of the public network */
    unsigned redirects; /* followed at most, each to an https address of the public network. 0: none */
    void *context;
    void (*done)(void *context, struct fetch_result *result); /* may start new requests */
};

struct fetcher;

/* `ca` (may be NULL) is a PEM file trusted in addition to the system's. Caller owns the result; NULL with
 * `fail` on a missing or unreadable CA file. */
struct fetcher *fetcher_create(const char *ca, struct fail *fail) MUST_CHECK;
void fetcher_destroy(struct fetcher *fetcher); /* ends transfers without calling back */

/* Starts a transfer. False: refused at once (not https, out of memory); `done` is then not called. */
bool fetcher_start(struct fetcher *fetcher, const struct fetch_request *request,
                   struct fail *fail) MUST_CHECK;
/* Ends the transfers whose requests have this context, without calling back; what a file has got stays. */
void fetcher_cancel(struct fetcher *fetcher, const void *context);
/* From now on a server with the scheme, name and port of `url` is believed by its key alone, which must be
 * one of these (as fetch_result.key), at most FETCH_KEYS_MAX; `count` 0: by the authorities again. One server
 * at a time. */
enum { FETCH_KEYS_MAX = 9 };
bool fetcher_believe(struct fetcher *fetcher, const char *url, const char *const *keys, size_t count,
                     struct fail *fail) MUST_CHECK;
size_t fetcher_active(const struct fetcher *fetcher);
/* For tests, whose servers are all on one machine: redirects may lead to private addresses. */
void fetcher_let_redirects_be_private(struct fetcher *fetcher);

struct curl_waitfd;
/* Waits until a transfer, one of `fds` or the time-out needs attention, then moves transfers and calls back.
 */
void fetcher_step(struct fetcher *fetcher, struct curl_waitfd *fds, unsigned fd_count, int timeout_ms);
