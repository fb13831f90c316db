#include "publish/sign_client.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "publish/sign_wire.h"
#include "system/clock.h"

enum { PATIENCE_MS = 10000 };

struct sign_client {
    struct wire_key said;
    struct sockaddr_un address;
};

/* One question under way. */
struct call {
    int fd;
    const char *path;
    int64_t due_ms;
};

static int64_t now_ms(void) {
    struct clock clock = clock_system();
    return clock_sample(&clock).steady_ms;
}

static bool wait_for(const struct call *call, short events, struct fail *fail) {
    struct pollfd ready = {.fd = call->fd, .events = events};
    int64_t left_ms = call->due_ms - now_ms();
    int count = left_ms > 0 ? poll(&ready, 1, (int)left_ms) : 0;
    return count > 0 || (count < 0 && errno == EINTR) ||
           fail_set(fail, "%s: the signer does not answer", call->path);
}

/* True also when the other side has closed: it may have refused before it had read all, and says so. */
static bool send_all(const struct call *call, const void *bytes, size_t size, struct fail *fail) {
    const char *at = bytes;
    while (size > 0) {
        ssize_t sent = send(call->fd, at, size, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0) {
            at += sent;
            size -= (size_t)sent;
        } else if (errno == EPIPE || errno == ECONNRESET) {
            return true;
        } else if (errno != EINTR && errno != EAGAIN) {
            return fail_set(fail, "%s: %s", call->path, strerror(errno));
        } else if (!wait_for(call, POLLOUT, fail)) {
            return false;
        }
    }
    return true;
}

static bool receive_all(const struct call *call, void *bytes, size_t size, struct fail *fail) {
    char *at = bytes;
    while (size > 0) {
        ssize_t got = recv(call->fd, at, size, MSG_DONTWAIT);
        if (got > 0) {
            at += got;
            size -= (size_t)got;
        } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
            return fail_set(fail, "%s: the signer ended the connection without an answer", call->path);
        } else if (!wait_for(call, POLLIN, fail)) {
            return false;
        }
    }
    return true;
}

static bool reach(const struct sign_client *client, struct call *call, struct fail *fail) {
    *call = (struct call){socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), client->address.sun_path,
                          now_ms() + PATIENCE_MS};
    if (call->fd < 0)
        return fail_set(fail, "cannot make a socket: %s", strerror(errno));
    struct timeval patience = {.tv_sec = PATIENCE_MS / 1000}; /* of connect, while others wait in a row */
    setsockopt(call->fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(call->fd, (const struct sockaddr *)&client->address, sizeof client->address) == 0)
        return true;
    if (errno == ENOENT || errno == ECONNREFUSED)
        return fail_set(fail, "%s: no signer listens there: is kiosk-sign running?", call->path);
    return fail_set(fail, "%s: cannot reach the signer: %s", call->path, strerror(errno));
}

/* The body of the answer of kind `wanted`, malloc'd with a NUL behind it. */
static char *receive(const struct call *call, enum wire_kind wanted, size_t *size, struct fail *fail) {
    uint8_t in[WIRE_HEAD];
    struct wire_head head;
    if (!receive_all(call, in, sizeof in, fail) || !wire_answer_read(in, &head, fail))
        return NULL;
    char *body = malloc(head.size + 1);
    if (!body) {
        fail_set(fail, "out of memory");
    } else if (receive_all(call, body, head.size, fail)) {
        body[head.size] = '\0';
        *size = head.size;
        if (head.kind == wanted)
            return body;
        fail_set(fail, "the signer refuses: %s",
                 head.kind == WIRE_REFUSED ? body : "it answers something else");
    }
    free(body);
    return NULL;
}

static char *ask(const struct sign_client *client, enum wire_kind kind, const void *bytes, size_t size,
                 size_t *answer_size, struct fail *fail) {
    struct call call;
    uint8_t out[WIRE_HEAD];
    char *answer = NULL;
    wire_head_write((struct wire_head){kind, size}, out);
    if (reach(client, &call, fail) && send_all(&call, out, sizeof out, fail) &&
        send_all(&call, bytes, size, fail))
        answer = receive(&call, kind == WIRE_HELLO ? WIRE_KEY : WIRE_SIGNED, answer_size, fail);
    if (call.fd >= 0)
        close(call.fd);
    return answer;
}

struct sign_client *sign_client_open(const char *path, struct fail *fail) {
    struct sign_client *client = calloc(1, sizeof *client);
    size_t size = 0;
    if (!client) {
        fail_set(fail, "out of memory");
        return NULL;
    }
    client->address.sun_family = AF_UNIX;
    if (strlen(path) < sizeof client->address.sun_path) {
        memcpy(client->address.sun_path, path, strlen(path));
        char *body = ask(client, WIRE_HELLO, NULL, 0, &size, fail);
        bool done = body && wire_key_read(body, size, &client->said, fail);
        free(body);
        if (done)
            return client;
    } else {
        fail_set(fail, "%.200s: a path too long for a socket", path);
    }
    free(client);
    return NULL;
}

void sign_client_close(struct sign_client *client) {
    free(client);
}

/* Signed by the key that it said it has; `comment` is what it signed beside. */
static char *have_signed(const struct sign_client *client, enum wire_kind kind, const void *bytes,
                         size_t size, char comment[SIGN_COMMENT_MAX], struct fail *fail) {
    struct trust trust = {.keys = {client->said.key}, .count = 1};
    size_t length = 0;
    if (size > wire_question_max(kind)) {
        fail_set(fail, "more than a signer takes");
        return NULL;
    }
    char *signature = ask(client, kind, bytes, size, &length, fail);
    if (signature && sign_verify(&trust, bytes, size, signature, length, comment, fail))
        return signature;
    free(signature);
    return NULL;
}

static char *sign_there(void *context, const void *bytes, size_t size, const char *comment,
                        struct fail *fail) {
    char signed_comment[SIGN_COMMENT_MAX];
    char *signature = have_signed(context, WIRE_SIGN, bytes, size, signed_comment, fail);
    if (!signature || strcmp(signed_comment, comment) == 0)
        return signature;
    fail_set(fail, "the signer signed another comment: %.300s", signed_comment);
    free(signature);
    return NULL;
}

char *sign_client_stop(struct sign_client *client, const char *order, size_t size, struct fail *fail) {
    char comment[SIGN_COMMENT_MAX];
    return have_signed(client, WIRE_STOP, order, size, comment, fail);
}

struct signer sign_client_signer(struct sign_client *client) {
    return (struct signer){.key = client->said.key, .context = client, .sign = sign_there};
}

struct generation_id sign_client_last(const struct sign_client *client, const char *channel) {
    const struct manifest_head *last = sign_book_find(&client->said.book, channel);
    return last ? (struct generation_id){last->epoch, last->seq} : (struct generation_id){0, 0};
}
