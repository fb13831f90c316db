/* A client of the desk's server for benches: one connection, one question at a time, over TLS or a unix
 * socket. What does not go as it should ends the program: a bench with holes measures nothing. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <gnutls/gnutls.h>

#define NEEDED(condition) ((condition) ? (void)0 : needed_fails(#condition))
_Noreturn void needed_fails(const char *what);
double now_ms(void); /* monotonic */

struct place {
    unsigned port;    /* on loopback, with TLS; its certificate is not looked at */
    const char *path; /* of a unix socket, as a proxy in front of the desk; NULL: the port */
};
struct client {
    int fd;
    gnutls_session_t session; /* NULL: plain */
};
struct answer { /* zeroed at first; used again and again */
    int status;
    char *bytes; /* all of it, with a NUL */
    const char *body;
    size_t size, room;
};
struct question {
    const char *line;    /* "GET /path" */
    const char *headers; /* each with its "\r\n"; NULL: none */
    const char *body;    /* JSON; NULL: none */
};

void client_open(struct client *client, const struct place *place);
void client_close(struct client *client);
void client_send(const struct client *client, const struct question *question);
/* Blocks for the whole answer. False: the connection was closed before its first byte. */
bool client_receive(const struct client *client, struct answer *answer);
/* Both; returns the status. */
int client_ask(const struct client *client, const struct question *question, struct answer *answer);
void answer_finish(struct answer *answer);
/* The text of a member of a JSON answer that has no escapes in it, or the number as digits. */
void answer_member(const struct answer *answer, const char *name, char *out, size_t size);
