#include "desk_client.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

_Noreturn void needed_fails(const char *what) {
    fprintf(stderr, "it failed: %s (%s)\n", what, strerror(errno));
    exit(1);
}

double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int dial(const struct place *place) {
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)place->port)};
    struct sockaddr_un un = {.sun_family = AF_UNIX};
    in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    snprintf(un.sun_path, sizeof un.sun_path, "%s", place->path ? place->path : "");
    int fd = socket(place->path ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    NEEDED(fd >= 0);
    NEEDED((place->path ? connect(fd, (struct sockaddr *)&un, sizeof un)
                        : connect(fd, (struct sockaddr *)&in, sizeof in)) == 0);
    if (!place->path)
        NEEDED(setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int)) == 0);
    return fd;
}

static void shake_hands(struct client *client) {
    static gnutls_certificate_credentials_t credentials; /* all threads begin after the first connection */
    int error = 0;
    NEEDED(credentials || gnutls_certificate_allocate_credentials(&credentials) == 0);
    NEEDED(gnutls_init(&client->session, GNUTLS_CLIENT | GNUTLS_NO_TICKETS) == 0);
    NEEDED(gnutls_set_default_priority(client->session) == 0);
    NEEDED(gnutls_credentials_set(client->session, GNUTLS_CRD_CERTIFICATE, credentials) == 0);
    gnutls_transport_set_int(client->session, client->fd);
    do
        error = gnutls_handshake(client->session);
    while (error < 0 && !gnutls_error_is_fatal(error));
    NEEDED(error == 0);
}

void client_open(struct client *client, const struct place *place) {
    *client = (struct client){.fd = dial(place)};
    if (!place->path)
        shake_hands(client);
}

void client_close(struct client *client) {
    if (client->session)
        gnutls_deinit(client->session);
    close(client->fd);
}

static ssize_t put(const struct client *client, const char *bytes, size_t size) {
    return client->session ? gnutls_record_send(client->session, bytes, size)
                           : send(client->fd, bytes, size, MSG_NOSIGNAL);
}

static ssize_t take(const struct client *client, char *bytes, size_t size) {
    ssize_t got;
    do
        got = client->session ? gnutls_record_recv(client->session, bytes, size)
                              : recv(client->fd, bytes, size, 0);
    while (got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED);
    return got;
}

void client_send(const struct client *client, const struct question *question) {
    static const char *const PROXIED = "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n";
    const char *body = question->body ? question->body : "";
    char *text = NULL, length[80] = "";
    if (question->body)
        snprintf(length, sizeof length, "Content-Type: application/json\r\nContent-Length: %zu\r\n",
                 strlen(body));
    int size =
        asprintf(&text, "%s HTTP/1.1\r\nHost: localhost\r\n%s%s%s\r\n%s", question->line,
                 client->session ? "" : PROXIED, question->headers ? question->headers : "", length, body);
    NEEDED(size > 0);
    for (int sent = 0; sent < size;) {
        ssize_t now = put(client, text + sent, (size_t)(size - sent));
        NEEDED(now > 0);
        sent += (int)now;
    }
    free(text);
}

/* How long the answer is in all, once its head is there; before, SIZE_MAX. */
static size_t measure_answer(struct answer *answer) {
    char *end = strstr(answer->bytes, "\r\n\r\n"), *length = strstr(answer->bytes, "Content-Length: ");
    if (!end)
        return SIZE_MAX;
    answer->body = end + 4;
    answer->status = atoi(answer->bytes + strlen("HTTP/1.1 "));
    size_t head = (size_t)(answer->body - answer->bytes);
    return head + (length && length < end ? (size_t)atol(length + strlen("Content-Length: ")) : 0);
}

static void make_room(struct answer *answer, size_t wanted) {
    if (answer->room - answer->size >= wanted)
        return;
    answer->room = 2 * answer->room + wanted;
    answer->bytes = realloc(answer->bytes, answer->room);
    NEEDED(answer->bytes);
}

bool client_receive(const struct client *client, struct answer *answer) {
    size_t wanted = SIZE_MAX;
    answer->size = 0;
    answer->status = 0;
    while (answer->size < wanted) {
        make_room(answer, 4096);
        ssize_t got = take(client, answer->bytes + answer->size, answer->room - answer->size - 1);
        if (got <= 0 && answer->size == 0)
            return false;
        NEEDED(got > 0);
        answer->size += (size_t)got;
        answer->bytes[answer->size] = '\0';
        wanted = measure_answer(answer);
    }
    return true;
}

int client_ask(const struct client *client, const struct question *question, struct answer *answer) {
    client_send(client, question);
    NEEDED(client_receive(client, answer));
    return answer->status;
}

void answer_finish(struct answer *answer) {
    free(answer->bytes);
    *answer = (struct answer){0};
}

void answer_member(const struct answer *answer, const char *name, char *out, size_t size) {
    char begin[40];
    snprintf(begin, sizeof begin, "\"%s\":", name);
    const char *at = strstr(answer->body, begin);
    NEEDED(at);
    at += strlen(begin);
    at += *at == '"';
    snprintf(out, size, "%.*s", (int)strcspn(at, "\",}"), at);
}
