/* Everybody who is being served: each at their own pace, none at the cost of another. One thread; nothing but
 * the disk is ever waited for. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "core/base/compiler.h"
#include "desk/sign/door.h"
#include "desk/sign/notary.h"
#include "publish/sign_wire.h"

enum { CALLERS_MAX = 16, CALLER_MS = 5000 };

struct caller {
    int fd;
    struct ucred who;
    int64_t due_ms; /* monotonic: whatever has come and gone by then, the call ends */
    uint8_t head[WIRE_HEAD];
    struct wire_head asked; /* once all of `head` is there */
    char *body;
    size_t got; /* of head and body */
    struct notary_answer answer;
    size_t sent;
};
struct callers {
    struct notary *notary; /* borrowed */
    struct door *door;     /* borrowed */
    struct caller items[CALLERS_MAX];
    size_t count;
};
/* Waits until somebody comes, sends, takes or is late, or until `signals` (a descriptor) can be read, and
 * does what can be done then. False: a signal came. */
bool callers_turn(struct callers *callers, int signals) MUST_CHECK;
void callers_finish(struct callers *callers); /* hangs up on all */
