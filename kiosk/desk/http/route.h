/* Routes: one table makes the router, the check of bodies and queries, and the OpenAPI document; a kind of
 * request is a row. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "desk/http/fields.h"
#include "desk/http/target.h"

struct request;
struct response;

enum method { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_PATCH, METHOD_DELETE, METHODS };
/* Who may call a route: each includes those before, but CALLER_DEVICE, which is a screen and no person. */
enum caller {
    CALLER_ANYBODY,
    CALLER_DEVICE,
    CALLER_VIEWER,
    CALLER_EDITOR,
    CALLER_PUBLISHER,
    CALLER_ADMIN,
    CALLERS
};
enum body_kind {
    BODY_NONE,
    BODY_JSON,   /* `fields` */
    BODY_FORM,   /* `fields`, as a browser without script sends them */
    BODY_UPLOAD, /* raw bytes, into the descriptor that `open` gives */
};
enum {
    ROUTES_MAX = 200,
    PARAMETERS_MAX = 4,
    BODY_MAX = 4 << 20,           /* of what is held in memory */
    BODY_UNPROVEN_MAX = 16 << 10, /* the same, of whoever has not signed in */
};
#define UPLOAD_MAX (UINT64_C(512) << 20)

struct route {
    enum method method; /* METHOD_GET answers HEAD, too */
    /* "/api/1/files/{path...}": a segment in braces is a parameter; with dots, the last, it is one or more
     * segments. Where several patterns fit, the one with the earlier literal segment is meant. */
    const char *pattern;
    enum caller caller;
    bool proof;        /* the owner's authorize asks whoever calls it for their password once more */
    const char *scope; /* what the role is asked of, for whoever authorizes: "screen", "group"; NULL: the
                          whole desk */
    enum body_kind body;
    uint64_t body_max;          /* bytes */
    const struct field *fields; /* of a body in JSON or a form */
    const struct field *query;  /* NULL: none is taken */
    bool held;                  /* may wait without a thread (response_hold) */
    bool machine;               /* screens ask, many at once: they take turns with people, and wait */
    bool page;                  /* a page that people open or post by hand, no API: refusals are pages, too */
    const char *summary;        /* English; NULL: not in the OpenAPI document */
    /* On a worker, after authorization and all checks. `context` is the server's owner's. */
    void (*handle)(void *context, const struct request *request, struct response *response);
    /* BODY_UPLOAD: where its request->size bytes go, open for writing; the server closes it. -1: `refusal`
     * says why not. What is in it when the client goes away in between stays the owner's matter. */
    int (*open)(void *context, const struct request *request, struct response *refusal);
};

/* "GET", and "none", "viewer" … */
const char *method_name(enum method method);
const char *caller_name(enum caller caller);

/* Can this table be kept to? False: `fail` names the row and says why not. */
bool routes_check(const struct route *routes, size_t count, struct fail *fail) MUST_CHECK;

struct parameter {
    char name[FIELD_NAME_BYTES];
    char value[TARGET_MAX]; /* decoded; of "{path...}" with "/" between */
};
struct route_match {
    const struct route *route; /* NULL: no pattern fits, or none with this method */
    unsigned allowed;          /* 1 << method of each that fits; 0: 404 */
};
struct route_match routes_find(const struct route *routes, size_t count, enum method method,
                               const struct target *target);
/* Of the parameters of a route that fits; how many. */
size_t route_parameters(const struct route *route, const struct target *target,
                        struct parameter out[PARAMETERS_MAX]);
/* "GET, HEAD, POST" of `allowed`, for the header Allow. */
void route_allow(unsigned allowed, char *out, size_t size);
