#include "desk/http/listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 1024 };
#define UNIX_PREFIX "unix:"

static bool refuse(int fd, struct fail *fail, const char *where) {
    int reason = errno;
    if (fd >= 0)
        close(fd);
    return fail_set(fail, "%s: %s", where, strerror(reason));
}

static bool answers(const struct sockaddr_un *address) {
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool answered =
        fd >= 0 && (connect(fd, (const struct sockaddr *)address, sizeof *address) == 0 || errno == EAGAIN);
    if (fd >= 0)
        close(fd);
    return answered;
}

static bool open_unix(const char *name, unsigned mode, struct listener *out, struct fail *fail) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct stat status;
    if (strlen(name) == 0 || strlen(name) > LISTEN_NAME_MAX)
        return fail_set(fail, "unix:%s: the name is empty or longer than %d bytes", name, LISTEN_NAME_MAX);
    memcpy(address.sun_path, name, strlen(name) + 1);
    if (lstat(name, &status) == 0) {
        if (!S_ISSOCK(status.st_mode))
            return fail_set(fail, "%s is there, and is no socket", name);
        if (answers(&address))
            return fail_set(fail, "%s: another program listens there", name);
        unlink(name);
    }
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    /* nobody can connect before listen, so no mode but `mode` is ever of use */
    if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof address) != 0 ||
        chmod(name, mode) != 0 || listen(fd, BACKLOG) != 0)
        return refuse(fd, fail, name);
    *out = (struct listener){.fd = fd, .unix_ = true};
    memcpy(out->name, name, strlen(name) + 1);
    return true;
}

static bool is_loopback(const struct sockaddr *address) {
    if (address->sa_family == AF_INET6)
        return IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
    return ntohl(((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr) >> 24 ==
           IN_LOOPBACKNET;
}

static bool split(const char *where, char *host, size_t host_size, const char **port) {
    const char *colon = strrchr(where, ':');
    bool bracket = where[0] == '[';
    if (!colon || colon == where || (bracket && colon[-1] != ']'))
        return false;
    size_t size = (size_t)(colon - where) - (bracket ? 2 : 0);
    if (size == 0 || size >= host_size || (!bracket && memchr(where, ':', size)))
        return false;
    memcpy(host, where + bracket, size);
    host[size] = '\0';
    *port = colon + 1;
    return **port != '\0';
}

bool listen_open(const char *where, unsigned mode, struct listener *out, struct fail *fail) {
    if (strncmp(where, UNIX_PREFIX, strlen(UNIX_PREFIX)) == 0)
        return open_unix(where + strlen(UNIX_PREFIX), mode, out, fail);
    const struct addrinfo numeric = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                                     .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    char host[64];
    const char *port = NULL;
    if (!split(where, host, sizeof host, &port) || getaddrinfo(host, port, &numeric, &found) != 0)
        return fail_set(fail, "%s: write ADDRESS:PORT, [ADDRESS]:PORT or unix:PATH, the address in numbers",
                        where);
    int on = 1;
    int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    struct sockaddr_storage bound = {0};
    socklen_t size = sizeof bound;
    bool open = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
                bind(fd, found->ai_addr, found->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0 &&
                getsockname(fd, (struct sockaddr *)&bound, &size) == 0;
    freeaddrinfo(found);
    if (!open)
        return refuse(fd, fail, where);
    /* the port is at the same place in both */
    *out = (struct listener){.fd = fd,
                             .loopback = is_loopback((const struct sockaddr *)&bound),
                             .port = ntohs(((const struct sockaddr_in *)(const void *)&bound)->sin_port)};
    return true;
}

void listen_close(struct listener *listener) {
    if (listener->fd >= 0)
        close(listener->fd);
    if (listener->name[0])
        unlink(listener->name);
    *listener = (struct listener){.fd = -1};
}
