/* Judges every film of a candidate generation before the switch: by kiosk-intake for its shape, by the hashes
 * of its index for every MiB. What was found fit once is not looked at again. */
#pragma once

#include "sync/pictures.h"

struct films;

struct films_request {
    struct store *store;
    const struct ports *ports;
    const struct manifest *manifest;
    int patience; /* so many times kiosk-intake's usual limits of time */
    bool afresh;  /* a second look: read from the disk itself */
};
/* Borrows what is in `request`. NULL when out of memory. */
struct films *films_create(const struct films_request *request) MUST_CHECK;
void films_destroy(struct films *films);

/* A film's fault is PICTURES_REFUSED, this machine's PICTURES_TROUBLE, as with pictures. A step reads a few
 * MiB at most. */
enum pictures_progress films_step(struct films *films, int64_t now_ms, struct fail *fail);

int films_wait_ms(const struct films *films); /* when films_step wants to be called again */
struct curl_waitfd;
unsigned films_fds(const struct films *films, struct curl_waitfd *fds, unsigned max);
