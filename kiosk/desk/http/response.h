/* What a handler answers: a status, headers, and a body in memory or in a file. The server adds what every
 * answer has (security headers, caching). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "desk/http/problem.h"

struct json_t;
struct request;

enum { RESPONSE_HEADERS_MAX = 10, TOPICS_MAX = 4 };
enum cache {
    CACHE_NEVER,  /* no-store */
    CACHE_ASK,    /* kept, but asked about each time (ETag) */
    CACHE_FOREVER /* its name changes when it does */
};

struct response_header {
    const char *name; /* static */
    char *value;
};
struct response {
    int status;
    enum cache cache;
    const char *type; /* Content-Type, static; NULL: no body */
    char *bytes;
    size_t size;
    int fd; /* in place of bytes; -1: none */
    uint64_t from, length;
    size_t header_count;
    struct response_header headers[RESPONSE_HEADERS_MAX];
    bool held, failed; /* failed: there was no memory for it: 500 */
    size_t topic_count;
    uint64_t topics[TOPICS_MAX];
};

/* 204 without a body, until something else is said. */
void response_init(struct response *response);
void response_finish(struct response *response);

/* The last of these that is called is the answer. `status` is 200, 201 … */
void response_json(struct response *response, int status,
                   struct json_t *value); /* takes over `value`; NULL: no memory */
/* Takes over `bytes`, malloc'd; NULL: no memory. `type` is static. */
void response_bytes(struct response *response, int status, const char *type, char *bytes, size_t size);
void response_problem(struct response *response, const struct request *request, const struct problem *problem,
                      const struct findings *findings);
/* 303 to a path of this desk. False, and no change: it is none ("//elsewhere", "https:…"). */
bool response_go(struct response *response, const char *path) MUST_CHECK;
/* `name` is static; a value with control characters makes the answer a 500. */
void response_header(struct response *response, const char *name, const char *format, ...) PRINTF_LIKE(3, 4);
/* No answer yet: the request waits, without a thread, until one of `topics` is woken, and then its handler is
 * asked again (with request->again); after the server's hold_ms it is answered 204. A topic is a number that
 * the owner gives to what can change; one that was woken since this handler was called counts as woken after.
 * Only of a route with `held`. */
void response_hold(struct response *response, const uint64_t *topics, size_t count);
