/* A client of raw bytes: what it sends need be no HTTP. Answers are read as RFC 9112 says; each wait ends
 * after CLIENT_PATIENCE_MS at the latest, and the test fails. */
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { CLIENT_PATIENCE_MS = 30000, ANSWER_MAX = 256 << 10 };

struct answer {
    int status;  /* 0: the connection was closed without one */
    char *bytes; /* head and body */
    const char *body;
    size_t body_size;
};

static inline int client_connect(unsigned port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

static inline int client_connect_unix(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

/* The other end may have closed: what it said is read afterwards. */
static inline void client_send(int fd, const void *bytes, size_t size) {
    for (const char *at = bytes; size > 0;) {
        ssize_t sent = send(fd, at, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        at += sent;
        size -= (size_t)sent;
    }
}

/* 0: closed. */
static inline size_t client_read_some(int fd, char *to, size_t room) {
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    assert_int_equal(poll(&ready, 1, CLIENT_PATIENCE_MS), 1);
    ssize_t got = recv(fd, to, room, 0);
    return got > 0 ? (size_t)got : 0;
}

static inline const char *answer_header(const struct answer *answer, const char *name) {
    static _Thread_local char value[1024]; /* several may ask at once */
    size_t size = strlen(name);
    for (const char *at = answer->bytes; at && at < answer->body;
         at = strstr(at, "\r\n"), at = at ? at + 2 : NULL)
        if (strncasecmp(at, name, size) == 0 && at[size] == ':') {
            const char *begin = at + size + 1 + strspn(at + size + 1, " ");
            snprintf(value, sizeof value, "%.*s", (int)strcspn(begin, "\r\n"), begin);
            return value;
        }
    return NULL;
}

/* One answer; `head`: it has no body whatever it says. Not for more than one answer at a time. */
static inline struct answer client_read(int fd, int head) {
    struct answer answer = {.bytes = calloc(1, ANSWER_MAX)};
    size_t size = 0, got = 0, wanted = SIZE_MAX;
    assert_non_null(answer.bytes);
    while (size < wanted && size + 1 < ANSWER_MAX &&
           (got = client_read_some(fd, answer.bytes + size, 1)) > 0) {
        size += got;
        if (!answer.body && size >= 4 && memcmp(answer.bytes + size - 4, "\r\n\r\n", 4) == 0) {
            answer.body = answer.bytes + size;
            const char *length = answer_header(&answer, "Content-Length");
            answer.status = atoi(answer.bytes + strlen("HTTP/1.1 "));
            if (answer.status == 100) {
                answer.body = NULL;
                size = 0;
                continue;
            }
            wanted = size + (length && !head && answer.status != 304 ? (size_t)atol(length) : 0);
        }
    }
    answer.bytes[size] = '\0';
    answer.body_size = answer.body ? size - (size_t)(answer.body - answer.bytes) : 0;
    return answer;
}

static inline void answer_finish(struct answer *answer) {
    free(answer->bytes);
    *answer = (struct answer){0};
}

/* Is it closed by the other end? Waits for it. */
static inline int client_closed(int fd) {
    char rest[512];
    size_t got = 0;
    while ((got = client_read_some(fd, rest, sizeof rest)) > 0) {
    }
    return got == 0;
}

/* A whole exchange on a connection of its own. */
static inline struct answer client_ask_bytes(unsigned port, const char *bytes, size_t size) {
    int fd = client_connect(port);
    client_send(fd, bytes, size);
    struct answer answer = client_read(fd, strncmp(bytes, "HEAD ", 5) == 0);
    close(fd);
    return answer;
}

/* "GET /path" or "POST /path", headers each with its "\r\n" ("" for none; Host is added), a body. */
static inline struct answer client_ask(unsigned port, const char *line, const char *headers,
                                       const char *body) {
    char *bytes = NULL;
    int size = asprintf(&bytes, "%s HTTP/1.1\r\nHost: localhost:%u\r\n%s", line, port, headers);
    assert_true(size > 0);
    char *whole = NULL;
    size = body ? asprintf(&whole, "%sContent-Length: %zu\r\n\r\n%s", bytes, strlen(body), body)
                : asprintf(&whole, "%s\r\n", bytes);
    struct answer answer = client_ask_bytes(port, whole, (size_t)size);
    free(bytes);
    free(whole);
    return answer;
}
