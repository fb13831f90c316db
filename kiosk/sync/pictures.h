/* Makes every picture of a candidate generation display-ready, by kiosk-intake, one at a time; what already
 * is ready for the same panel is kept. This is also the test-decoding before the switch. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "core/manifest/manifest.h"
#include "store/store.h"
#include "sync/ports.h"

struct pictures;

struct pictures_request {
    struct store *store;
    const struct ports *ports;
    const struct manifest *manifest;
    int panel_width, panel_height; /* px */
    int patience;                  /* so many times kiosk-intake's usual limits of time */
    bool afresh;                   /* a second look: read from the disk itself */
};
/* Borrows what is in `request`. NULL when out of memory. */
struct pictures *pictures_create(const struct pictures_request *request) MUST_CHECK;
void pictures_destroy(struct pictures *pictures);

enum pictures_progress {
    PICTURES_RUNNING,
    PICTURES_DONE,
    PICTURES_TROUBLE, /* this machine could not do it now: disk, memory, time, no jail; a damaged file is
                         removed */
    PICTURES_REFUSED, /* the decoder's word: a file, with the very bytes that were signed, is no picture */
};
enum pictures_progress pictures_step(struct pictures *pictures, int64_t now_ms, struct fail *fail);

/* Pictures that are ready, and of how many. */
void pictures_progress(const struct pictures *pictures, size_t *ready, size_t *of);

int pictures_wait_ms(const struct pictures *pictures); /* when pictures_step wants to be called again */
struct curl_waitfd;
unsigned pictures_fds(const struct pictures *pictures, struct curl_waitfd *fds, unsigned max);
