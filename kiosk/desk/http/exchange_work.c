/* A request on a worker: who may, what it says, and the handler. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk/http/cookie.h"
#include "desk/http/server_parts.h"

enum { ARENA_BESIDE = 1 << 20, ARENA_TIMES = 24 /* a value takes more room than its two bytes */ };

const char *request_header(const struct request *request, const char *name) {
    return MHD_lookup_connection_value(request->exchange->connection, MHD_HEADER_KIND, name);
}

const char *request_parameter(const struct request *request, const char *name) {
    for (size_t i = 0; i < request->parameter_count; i++)
        if (strcmp(request->parameters[i].name, name) == 0)
            return request->parameters[i].value;
    return "";
}

bool request_cookie(const struct request *request, const char *name, char *value) {
    return cookie_find(request_header(request, MHD_HTTP_HEADER_COOKIE), name, request->secure, value) ==
           COOKIE_FOUND;
}

static int verdict_problem(enum verdict verdict) {
    switch (verdict) {
    case VERDICT_ALLOWED:
        return -1;
    case VERDICT_SIGN_IN:
        return PROBLEM_SIGN_IN;
    case VERDICT_PROVE:
        return PROBLEM_PROOF_NEEDED;
    case VERDICT_HIDDEN:
        return PROBLEM_NOT_FOUND;
    case VERDICT_TOO_OFTEN:
        return PROBLEM_TOO_OFTEN;
    case VERDICT_TROUBLE:
        return PROBLEM_BUSY;
    case VERDICT_FORBIDDEN:
        break;
    }
    return PROBLEM_FORBIDDEN;
}

static bool allowed(struct exchange *exchange, struct request *request) {
    const struct server_settings *settings = &exchange->server->settings;
    int code = verdict_problem(settings->authorize(settings->context, request));
    exchange->locale = request->locale;
    if (code >= 0) {
        exchange_refuse(exchange, (enum problem_code)code);
    } else if (exchange->route->caller != CALLER_ANYBODY && !exchange->is.proven) {
        exchange->is.proven = true;
        peer_proven(exchange->peer);
    }
    return code < 0;
}

static const struct json_value *read_body(const struct exchange *exchange, struct arena *arena,
                                          struct findings *findings) {
    const struct route *route = exchange->route;
    const char *text = exchange->body.bytes ? exchange->body.bytes : "";
    if (route->body == BODY_JSON && exchange->body.size == 0 && !fields_need(route->fields))
        return fields_read_json("{}", 2, route->fields, arena, findings);
    return route->body == BODY_JSON
               ? fields_read_json(text, exchange->body.size, route->fields, arena, findings)
               : fields_read_form(text, exchange->body.size, route->fields, arena, findings);
}

/* False: there is an answer. */
static bool read_fields(struct exchange *exchange, const char *query, struct request *request) {
    static const struct field NONE[] = {{.name = NULL}};
    const struct route *route = exchange->route;
    struct findings findings = {0};
    bool whole = true;
    if (route->query || (*query && !route->page)) {
        request->query = fields_read_form(query, strlen(query), route->query ? route->query : NONE,
                                          request->arena, &findings);
        whole = request->query != NULL;
    }
    if (whole && (route->body == BODY_JSON || route->body == BODY_FORM)) {
        request->body = read_body(exchange, request->arena, &findings);
        whole = request->body != NULL;
    }
    if (whole)
        return true;
    if (findings.count == 0)
        exchange_refuse(exchange, PROBLEM_BUSY);
    else
        response_problem(&exchange->response, request, problem_row(PROBLEM_FIELDS), &findings);
    return false;
}

static void check(struct exchange *exchange, struct request *request) {
    if (!allowed(exchange, request))
        return;
    if (exchange->route->body == BODY_UPLOAD) {
        exchange->body.upload =
            exchange->route->open(exchange->server->settings.context, request, &exchange->response);
        exchange->ready = exchange->body.upload < 0;
    }
}

static void run(struct exchange *exchange, struct request *request, const char *query) {
    exchange->ready = true;
    if (!allowed(exchange, request) || !read_fields(exchange, query, request))
        return;
    exchange->route->handle(exchange->server->settings.context, request, &exchange->response);
    bool held = exchange->response.held && exchange->route->held && !exchange->response.failed;
    exchange->response.failed |= exchange->response.held && !held;
    exchange->ready = !held;
}

/* Calls one of the two with all that a request is. */
static void with_request(struct exchange *exchange) {
    struct target target;
    struct parameter parameters[PARAMETERS_MAX];
    char path[TARGET_MAX];
    struct arena *arena = arena_create(ARENA_BESIDE + ARENA_TIMES * exchange->body.size);
    if (!arena || !target_parse(exchange->target, &target)) {
        arena_destroy(arena);
        exchange_refuse(exchange, PROBLEM_BUSY);
        return;
    }
    target_path(&target, path, sizeof path);
    struct request request = {.route = exchange->route,
                              .head = exchange->is.head,
                              .page = exchange->is.page,
                              .path = path,
                              .parameters = parameters,
                              .parameter_count = route_parameters(exchange->route, &target, parameters),
                              .size = exchange->body.expected,
                              .address = exchange->address,
                              .secure = exchange->is.secure,
                              .again = exchange->is.again,
                              .locale = exchange->locale,
                              .arena = arena,
                              .exchange = exchange};
    request.host = request_header(&request, MHD_HTTP_HEADER_HOST);
    response_finish(&exchange->response);
    response_init(&exchange->response);
    if (exchange->job == JOB_CHECK)
        check(exchange, &request);
    else
        run(exchange, &request, target.query);
    arena_destroy(arena);
}

static void close_upload(struct exchange *exchange) {
    if (exchange->body.upload >= 0)
        close(exchange->body.upload);
    exchange->body.upload = -1;
}

bool exchange_work(struct exchange *exchange) {
    if (exchange->job == JOB_WRITE)
        return exchange_write(exchange), true;
    if (exchange->job == JOB_CHECK) {
        with_request(exchange);
        return true;
    }
    /* an empty upload was not asked about before */
    if (exchange->route->body == BODY_UPLOAD && exchange->body.upload < 0) {
        exchange->job = JOB_CHECK;
        with_request(exchange);
        exchange->job = JOB_RUN;
        if (exchange->ready)
            return true;
    }
    if (exchange->body.upload < 0 || exchange_write(exchange))
        with_request(exchange);
    close_upload(exchange);
    return exchange->ready;
}
