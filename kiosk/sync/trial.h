/* Can this machine run kiosk-intake in its jail? Tried at the start with one tiny picture, and again, with
 * pauses, until it can. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"
#include "sync/ports.h"

struct trial { /* zeroed at first */
    struct intake_job *job;
    int64_t now_ms, next_ms; /* steady */
    unsigned failures;
    bool known;                                   /* it has come to an end at least once */
    char error[sizeof(((struct fail *)0)->text)]; /* why it cannot; "" when it can or is not known */
};

/* Starts the trial or moves it. True when its outcome changed just now. */
bool trial_step(struct trial *trial, const struct ports *ports);
int64_t trial_next_ms(const struct trial *trial,
                      const struct ports *ports); /* when trial_step wants to be called at the latest */
struct curl_waitfd;
unsigned trial_fds(const struct trial *trial, const struct ports *ports, struct curl_waitfd *fds,
                   unsigned max);
void trial_finish(struct trial *trial, const struct ports *ports);
