/* Makes every picture of a candidate generation display-ready, by kiosk-intake, one at a time; what already
 * is ready for the same panel is kept. This is also the test-decoding before the switch. */
#pragma once

#include <stdint.h>

#include "core/compiler.h"
#include "core/fail.h"
#include "core/manifest.h"
#include "store/store.h"

struct pictures;

/* Borrows `store` and `manifest`. NULL when out of memory. */
struct pictures *pictures_create(struct store *store, const struct manifest *manifest, int panel_width,
                                 int panel_height) MUST_CHECK;
void pictures_destroy(struct pictures *pictures);

enum pictures_progress {
    PICTURES_RUNNING,
    PICTURES_DONE,
    PICTURES_FAILED, /* this machine could not do it now: disk, memory */
    PICTURES_BAD,    /* a file is not a picture that can be shown */
};
enum pictures_progress pictures_step(struct pictures *pictures, int64_t now_ms, struct fail *fail);

int pictures_wait_ms(const struct pictures *pictures); /* when pictures_step wants to be called again */
struct curl_waitfd;
unsigned pictures_fds(const struct pictures *pictures, struct curl_waitfd *fds, unsigned max);
