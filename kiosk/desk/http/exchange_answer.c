/* What a handler answered, as libmicrohttpd sends it, with what every answer has. */
#include <stdio.h>
#include <string.h>

#include "desk/http/server_parts.h"

/* The page needs no more than its own files (staff-desk: strict CSP with Trusted Types); nothing of the desk
 * is for other sites. */
static const char *const EVERY[][2] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
     "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
     "require-trusted-types-for 'script'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};
static const char *const CACHES[] = {[CACHE_NEVER] = "no-store",
                                     [CACHE_ASK] = "no-cache",
                                     [CACHE_FOREVER] = "public, max-age=31536000, immutable"};

/* The body becomes libmicrohttpd's. */
static struct MHD_Response *body_of(struct response *response) {
    struct MHD_Response *made = NULL;
    if (response->fd >= 0) {
        made = MHD_create_response_from_fd_at_offset64(response->length, response->fd, response->from);
        response->fd = made ? -1 : response->fd;
    } else if (response->size > 0) {
        made = MHD_create_response_from_buffer(response->size, response->bytes, MHD_RESPMEM_MUST_FREE);
        response->bytes = made ? NULL : response->bytes;
    } else {
        made = MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    }
    return made;
}

static bool add_headers(struct MHD_Response *made, const struct exchange *exchange) {
    const struct response *response = &exchange->response;
    bool ok = MHD_add_response_header(made, "Cache-Control", CACHES[response->cache]) == MHD_YES;
    for (size_t i = 0; i < LENGTH(EVERY); i++)
        ok &= MHD_add_response_header(made, EVERY[i][0], EVERY[i][1]) == MHD_YES;
    if (exchange->is.secure)
        ok &= MHD_add_response_header(made, "Strict-Transport-Security", "max-age=31536000") == MHD_YES;
    if (response->type)
        ok &= MHD_add_response_header(made, "Content-Type", response->type) == MHD_YES;
    if (exchange->route && exchange->route->held)
        ok &= MHD_add_response_header(made, "X-Accel-Buffering", "no") == MHD_YES;
    if (exchange->is.cut)
        ok &= MHD_add_response_header(made, "Connection", "close") == MHD_YES;
    for (size_t i = 0; i < response->header_count; i++)
        ok &= MHD_add_response_header(made, response->headers[i].name, response->headers[i].value) == MHD_YES;
    return ok;
}

enum MHD_Result exchange_answer(struct exchange *exchange) {
    struct response *response = &exchange->response;
    uint64_t size = response->fd >= 0 ? response->length : response->size;
    if (response->failed) {
        response_finish(response);
        response_init(response);
        response->status = 500;
        size = 0;
    }
    struct MHD_Response *made = body_of(response);
    bool whole = made && add_headers(made, exchange);
    peer_due(exchange->peer, server_now_ms() + peer_patience_ms(exchange->server, size));
    exchange->sent = size;
    enum MHD_Result result =
        whole ? MHD_queue_response(exchange->connection, (unsigned)response->status, made) : MHD_NO;
    if (made)
        MHD_destroy_response(made);
    return result;
}

/* Bytes that could end a field or a line, or that terminals obey, are written as \xHH. */
static void escape(const char *text, size_t size, char *out, size_t room) {
    size_t at = 0;
    for (size_t i = 0; i < size && at + 5 < room; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c > ' ' && c < 0x7F && c != '\\' && c != '"')
            out[at++] = (char)c;
        else
            at += (size_t)snprintf(out + at, room - at, "\\x%02X", c);
    }
    out[at] = '\0';
}

void access_line(const struct exchange *exchange, bool whole, char *out, size_t size) {
    char path[200];
    const char *target = exchange->target ? exchange->target : "";
    const char *method = exchange->is.head ? "HEAD"
                         : exchange->route ? method_name(exchange->route->method)
                                           : "-";
    escape(target, strcspn(target, "?"), path, sizeof path);
    snprintf(out, size, "%s %s %s %d %llu B %lld ms%s", exchange->address[0] ? exchange->address : "-",
             method, path, exchange->is.begun ? exchange->response.status : 400,
             (unsigned long long)exchange->sent, (long long)(server_now_ms() - exchange->began_ms),
             whole ? "" : " cut short");
}
