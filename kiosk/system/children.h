/* Children that were told to end: they are reaped when they have, and nobody waits for it, since a process
 * whose disk does not answer cannot even be killed. */
#pragma once

#include <sys/types.h>

enum { CHILDREN_MAX = 16 };

/* Zero-initialise. */
struct children {
    pid_t ending[CHILDREN_MAX]; /* 0: none */
};

/* `pid`, a child of ours that ends by itself or was killed, is reaped by a later children_reap. Where there
 * are CHILDREN_MAX already it is waited for. */
void children_bury(struct children *children, pid_t pid);
/* To be called now and then. */
void children_reap(struct children *children);
/* Waits for all that are left. */
void children_finish(struct children *children);
