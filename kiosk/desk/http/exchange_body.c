/* The body of a request as it comes: into memory as far as the route allows, an upload piece by piece to the
 * disk, which a worker waits for. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk/http/server_parts.h"
#include "system/disk_fd.h"

enum { PIECE = 64 << 10, DRAIN_MAX = 1 << 20 };

static bool grow(struct exchange *exchange, size_t needed) {
    size_t most = (size_t)exchange->body.expected,
           room = exchange->body.room ? exchange->body.room * 2 : 4096;
    if (needed <= exchange->body.room)
        return true;
    room = room < needed ? needed : room;
    room = room > most ? most : room;
    char *more = needed <= most ? realloc(exchange->body.bytes, room) : NULL;
    if (!more)
        return false;
    exchange->body.bytes = more;
    exchange->body.room = room;
    return true;
}

/* The rest of a body that is not wanted: read, so that the client reads why, but of a stranger not without
 * end. */
static bool drain(struct exchange *exchange, size_t *size) {
    *size = 0;
    return exchange->is.proven || exchange->body.received <= DRAIN_MAX;
}

static bool take_piece(struct exchange *exchange, const char *data, size_t *size) {
    if (!exchange->body.bytes) {
        exchange->body.bytes = malloc(PIECE);
        exchange->body.room = exchange->body.bytes ? PIECE : 0;
    }
    size_t room = exchange->body.room - exchange->body.size, taken = *size < room ? *size : room;
    if (!exchange->body.bytes)
        return false;
    memcpy(exchange->body.bytes + exchange->body.size, data, taken);
    exchange->body.size += taken;
    exchange->body.received += taken;
    *size -= taken;
    if (exchange->body.size == exchange->body.room)
        workers_post(exchange, JOB_WRITE);
    return true;
}

bool exchange_take(struct exchange *exchange, const char *data, size_t *size) {
    if (!exchange->ready && exchange->route->body == BODY_UPLOAD)
        return take_piece(exchange, data, size);
    exchange->body.received += *size;
    if (exchange->ready)
        return drain(exchange, size);
    if (!grow(exchange, exchange->body.size + *size)) {
        exchange_refuse(exchange, PROBLEM_BUSY);
        return drain(exchange, size);
    }
    memcpy(exchange->body.bytes + exchange->body.size, data, *size);
    exchange->body.size += *size;
    *size = 0;
    return true;
}

bool exchange_write(struct exchange *exchange) {
    bool written = disk_write_fd(exchange->body.upload, exchange->body.bytes, exchange->body.size);
    int reason = errno;
    exchange->body.size = 0;
    if (!written) {
        server_log(exchange->server, "an upload cannot be written: %s", strerror(reason));
        bool full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
        exchange_refuse(exchange, full ? PROBLEM_NO_ROOM : PROBLEM_INTERNAL);
    }
    return written;
}
