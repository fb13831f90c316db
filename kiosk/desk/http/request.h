/* A request as authorization and handlers see it: whole, bounded, checked. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/json_values.h"
#include "desk/http/language.h"
#include "desk/http/route.h"

struct exchange;

/* All of it lives until authorize, open or handle returns. */
struct request {
    const struct route *route;
    bool head;        /* HEAD: what GET would answer, of which no body is sent */
    bool page;        /* what is refused is said as a page, not as problem+json */
    const char *path; /* decoded */
    size_t parameter_count;
    const struct parameter *parameters;
    const struct json_value *query; /* an object, by the route's table; NULL: the route takes none */
    const struct json_value *body;  /* the same, of BODY_JSON and BODY_FORM; NULL before the body came */
    uint64_t size;                  /* of the body, as announced before it came */
    const char *address; /* of the client as text; "" through a unix socket that no proxy speaks for */
    const char *host;
    bool secure;         /* the client's connection is https */
    bool again;          /* it was held, and a topic of it was woken */
    enum locale locale;  /* authorize may put the user's own */
    void *session;       /* what authorize puts here for the handlers */
    struct arena *arena; /* for whatever should live as long */
    const struct exchange *exchange;
};

/* The only value of that header; NULL: none. What may come once has come once, that was checked. */
const char *request_header(const struct request *request, const char *name);
/* "" when the route has no such parameter. */
const char *request_parameter(const struct request *request, const char *name);
/* The cookie of that name (cookie.h); false: none, or not to be believed. */
bool request_cookie(const struct request *request, const char *name, char *value) MUST_CHECK;
