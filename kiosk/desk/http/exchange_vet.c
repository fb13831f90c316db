/* A request's header, judged as a whole before anything is done: what could be read in two ways by two
 * programs on the way is refused (RFC 9112 §11.2). */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "desk/http/origin.h"
#include "desk/http/server_parts.h"

/* What may stand there once. */
static const char *const SINGLE[] = {
    MHD_HTTP_HEADER_HOST,
    MHD_HTTP_HEADER_CONTENT_LENGTH,
    MHD_HTTP_HEADER_TRANSFER_ENCODING,
    MHD_HTTP_HEADER_CONTENT_TYPE,
    MHD_HTTP_HEADER_CONTENT_RANGE,
    MHD_HTTP_HEADER_COOKIE,
    MHD_HTTP_HEADER_AUTHORIZATION,
    MHD_HTTP_HEADER_ORIGIN,
    MHD_HTTP_HEADER_IF_MATCH,
    MHD_HTTP_HEADER_IF_NONE_MATCH,
    MHD_HTTP_HEADER_RANGE,
    MHD_HTTP_HEADER_IF_RANGE,
    "Sec-Fetch-Site",
    "Sec-Fetch-Mode",
    "X-CSRF-Token",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
};
enum { HEADERS_MAX = 64, LENGTH_DIGITS_MAX = 15 };

struct headers {
    size_t count;
    bool bad;
    bool seen[LENGTH(SINGLE)];
};

static bool name_valid(const char *name) {
    size_t size =
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~");
    return size > 0 && !name[size];
}

static bool value_valid(const char *value) {
    for (; *value; value++)
        if (((unsigned char)*value < ' ' && *value != '\t') || *value == 0x7F)
            return false;
    return true;
}

static enum MHD_Result see(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    struct headers *headers = context;
    (void)kind;
    headers->bad |= ++headers->count > HEADERS_MAX || !name_valid(name) || !value || !value_valid(value);
    for (size_t i = 0; i < LENGTH(SINGLE); i++) {
        size_t size = strlen(SINGLE[i]);
        if (strncasecmp(name, SINGLE[i], size) != 0)
            continue;
        bool it = !name[size];
        /* libmicrohttpd 0.9 joins "Transfer-Encoding:", and "chunked" on the next line, to one name */
        headers->bad |= !it && value && !*value;
        headers->bad |= it && headers->seen[i];
        headers->seen[i] |= it;
    }
    return headers->bad ? MHD_NO : MHD_YES;
}

static const char *header(const struct exchange *exchange, const char *name) {
    return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

/* Host may be one that the owner does not answer to: another site's name for this address (DNS rebinding). */
static bool host_ours(const struct exchange *exchange, const char *host) {
    const char *const *names = exchange->server->settings.hosts;
    size_t size = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
    for (; names && *names; names++)
        if (strlen(*names) == size && strncasecmp(*names, host, size) == 0)
            return true;
    return !exchange->server->settings.hosts;
}

/* -1: fine, else the problem. */
static int vet_message(struct exchange *exchange, const char *method, const char *version) {
    struct headers headers = {0};
    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, see, &headers);
    const char *host = header(exchange, MHD_HTTP_HEADER_HOST),
               *length = header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH);
    const char *coding = header(exchange, MHD_HTTP_HEADER_TRANSFER_ENCODING);
    bool known = strcmp(version, "HTTP/1.1") == 0 || strcmp(version, "HTTP/1.0") == 0;
    size_t digits = length ? strspn(length, "0123456789") : 0;
    if (headers.bad || !known || !host || !host_valid(host) || !host_ours(exchange, host) ||
        strcmp(method, "CONNECT") == 0 || strcmp(method, "TRACE") == 0)
        return PROBLEM_BAD_REQUEST;
    if (length && (coding || digits == 0 || digits > LENGTH_DIGITS_MAX || length[digits]))
        return PROBLEM_BAD_REQUEST;
    if (coding) /* a size is wanted before a byte is taken, so that no chunks are ever parsed */
        return strcasecmp(coding, "chunked") == 0 ? PROBLEM_LENGTH_REQUIRED : PROBLEM_BAD_REQUEST;
    exchange->body.expected = length ? strtoull(length, NULL, 10) : 0;
    return -1;
}

static bool type_is(const char *value, const char *type) {
    size_t size = strlen(type);
    if (!value || strncasecmp(value, type, size) != 0)
        return false;
    value += size + strspn(value + size, " \t");
    return !*value ||
           (*value == ';' && strcasecmp(value + 1 + strspn(value + 1, " \t"), "charset=utf-8") == 0);
}

static int vet_body(const struct exchange *exchange) {
    const struct route *route = exchange->route;
    const char *type = header(exchange, MHD_HTTP_HEADER_CONTENT_TYPE);
    if (exchange->body.expected > route->body_max)
        return PROBLEM_TOO_LARGE;
    if (route->body == BODY_JSON && exchange->body.expected == 0 && !fields_need(route->fields))
        return -1;
    if (route->body != BODY_NONE && !header(exchange, MHD_HTTP_HEADER_CONTENT_LENGTH))
        return PROBLEM_LENGTH_REQUIRED;
    if ((route->body == BODY_JSON && !type_is(type, "application/json")) ||
        (route->body == BODY_FORM && !type_is(type, "application/x-www-form-urlencoded")))
        return PROBLEM_MEDIA_TYPE;
    return -1;
}

static int vet_route(struct exchange *exchange, const char *method) {
    const struct server_settings *settings = &exchange->server->settings;
    struct target target;
    int asked = 0;
    if (!target_parse(exchange->target, &target))
        return PROBLEM_BAD_REQUEST;
    exchange->is.head = strcmp(method, "HEAD") == 0;
    while (asked < METHODS && strcmp(method_name((enum method)asked), method) != 0)
        asked++;
    bool none = asked == METHODS && !exchange->is.head;
    struct route_match match = routes_find(settings->routes, settings->route_count,
                                           asked == METHODS ? METHOD_GET : (enum method)asked, &target);
    exchange->allowed = match.allowed;
    if (!match.route || none)
        return match.allowed ? PROBLEM_METHOD : PROBLEM_NOT_FOUND;
    exchange->route = match.route;
    return vet_body(exchange);
}

static int vet_origin(const struct exchange *exchange) {
    const struct origin origin = {.changes = exchange->route->method != METHOD_GET,
                                  .secure = exchange->is.secure,
                                  .cookies = header(exchange, MHD_HTTP_HEADER_COOKIE) != NULL,
                                  .token = header(exchange, "X-CSRF-Token") != NULL,
                                  .host = header(exchange, MHD_HTTP_HEADER_HOST),
                                  .origin = header(exchange, MHD_HTTP_HEADER_ORIGIN),
                                  .site = header(exchange, "Sec-Fetch-Site"),
                                  .mode = header(exchange, "Sec-Fetch-Mode")};
    return origin_is_ours(&origin) ? -1 : PROBLEM_FOREIGN_ORIGIN;
}

void exchange_vet(struct exchange *exchange, const char *method, const char *version) {
    const struct server *server = exchange->server;
    bool proxied = server->settings.trust_proxy;
    exchange->locale = locale_wanted(header(exchange, MHD_HTTP_HEADER_ACCEPT_LANGUAGE));
    int code = vet_message(exchange, method, version);
    exchange->is.secure = server->certificate != NULL;
    memcpy(exchange->address, exchange->peer->address, sizeof exchange->address);
    if (code < 0 && proxied) {
        exchange->is.secure |= forwarded_https(header(exchange, "X-Forwarded-Proto"));
        if (!forwarded_for(header(exchange, "X-Forwarded-For"), exchange->address))
            memcpy(exchange->address, exchange->peer->address, sizeof exchange->address);
    }
    const char *accept = header(exchange, MHD_HTTP_HEADER_ACCEPT);
    if (code < 0)
        code = vet_route(exchange, method);
    /* of an address that is nothing a browser may have been told by a person */
    exchange->is.page = exchange->route ? exchange->route->page : accept && strstr(accept, "text/html");
    if (code < 0)
        code = vet_origin(exchange);
    if (code < 0)
        return;
    /* what was announced is not read any more, so nothing that follows can be told from it */
    exchange->is.cut = code == PROBLEM_BAD_REQUEST || exchange->body.expected > 0 ||
                       header(exchange, MHD_HTTP_HEADER_TRANSFER_ENCODING) != NULL;
    exchange_refuse(exchange, (enum problem_code)code);
}
