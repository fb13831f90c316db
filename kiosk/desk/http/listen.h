/* Where the desk listens: "192.0.2.1:8443", "[::1]:8080", or "unix:/run/kiosk-desk/http". */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { LISTEN_NAME_MAX = 107 }; /* of a socket, as sockaddr_un has it */

struct listener {
    int fd;
    bool unix_, loopback;           /* either: nobody between us and who connects */
    unsigned port;                  /* as bound, when 0 was asked for */
    char name[LISTEN_NAME_MAX + 1]; /* of a unix socket, removed by listen_close */
};
/* `mode` is for a unix socket, which replaces one that nobody listens on any more. */
bool listen_open(const char *where, unsigned mode, struct listener *out, struct fail *fail) MUST_CHECK;
void listen_close(struct listener *listener);
