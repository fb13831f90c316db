/* The socket that kiosk-sign listens at, and who may come in. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

struct door {
    int listener;
    uid_t allowed[3]; /* root, this user, and the one that was named */
    size_t allowed_count;
};
/* Listens at `path` (mode 0660), also where an earlier signer left its socket; anything else that stands
 * there stays, and is an error. `user` may come in besides, by name; NULL: nobody. */
bool door_init(struct door *door, const char *path, const char *user, struct fail *fail) MUST_CHECK;
void door_finish(struct door *door);
/* The next who waits, without blocking: a descriptor, and who it is as the kernel says (SO_PEERCRED). -1:
 * nobody. */
int door_next(const struct door *door, struct ucred *who) MUST_CHECK;
bool door_allows(const struct door *door, uid_t user);
