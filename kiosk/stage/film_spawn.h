/* kiosk-film as a process: its memory, its descriptors, its end. Of film_client alone. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

struct children;
struct film_start;
struct film_tape;

/* Zero-initialise. */
struct film_child {
    pid_t pid;               /* leads a process group of its own; 0: there is none */
    int socket;              /* SOCK_SEQPACKET, while there is a pid */
    const uint8_t *frames;   /* `bytes` of film_ring, mapped read-only; sealed, so that they cannot shrink */
    struct film_tape *sound; /* the same; held */
    uint64_t bytes;
};

/* `bytes`: of the frames' memory. False: `fail` says why, and the child is as it was. */
bool film_child_start(struct film_child *child, const struct film_start *start, uint64_t bytes,
                      struct fail *fail) MUST_CHECK;
/* At once; its memory stays. */
void film_child_kill(struct film_child *child);
/* It is killed, its memory given back, and it is reaped by `children`. */
void film_child_finish(struct film_child *child, struct children *children);
