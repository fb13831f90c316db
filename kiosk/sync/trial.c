#include "sync/trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/retry.h"
#include "core/draw/pixels.h"

/* A PNG of one grey pixel. */
static const unsigned char PICTURE[] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00,
    0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0xA8, 0x07, 0x00, 0x00, 0x81, 0x00, 0x80,
    0x7E, 0x1C, 0x29, 0xC7, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
};
enum { READY_MAX = 4096 };

static bool ended(struct trial *trial, const struct ports *ports, const struct fail *why) {
    char error[sizeof(trial->error)] = "";
    if (why)
        snprintf(error, sizeof(error), "pictures and feeds cannot be read on this machine: %.320s",
                 why->text);
    bool changed = !trial->known || strcmp(error, trial->error) != 0;
    if (trial->job)
        ports->intake.destroy(trial->job);
    trial->job = NULL;
    trial->known = true;
    memcpy(trial->error, error, sizeof(error));
    trial->failures = why ? trial->failures + 1 : 0;
    trial->next_ms =
        why ? trial->now_ms + retry_delay_ms(trial->failures, ports_fraction(ports), 0) : INT64_MAX;
    return changed;
}

static bool start(struct trial *trial, const struct ports *ports) {
    struct fail fail;
    trial->job = ports->intake.start(
        ports->intake.context,
        &(struct intake_request){
            .format = "picture", .bytes = PICTURE, .size = sizeof(PICTURE), .max = READY_MAX},
        &fail);
    return !trial->job && ended(trial, ports, &fail);
}

bool trial_step(struct trial *trial, const struct ports *ports) {
    char *bytes = NULL;
    size_t size = 0;
    int width = 0, height = 0;
    bool opaque;
    struct fail fail;
    trial->now_ms = ports_now(ports).steady_ms;
    if (!trial->job)
        return trial->now_ms >= trial->next_ms && start(trial, ports);
    enum intake_progress progress = ports->intake.step(trial->job, trial->now_ms, &bytes, &size, &fail);
    if (progress == INTAKE_RUNNING)
        return false;
    bool right = progress == INTAKE_DONE && pixels_peek(bytes, size, &width, &height, &opaque, &fail) &&
                 ((width == 1 && height == 1) || fail_set(&fail, "kiosk-intake makes another picture of it"));
    free(bytes);
    return ended(trial, ports, right ? NULL : &fail);
}

int64_t trial_next_ms(const struct trial *trial, const struct ports *ports) {
    return trial->job ? trial->now_ms + ports->intake.wait_ms(trial->job) : trial->next_ms;
}

unsigned trial_fds(const struct trial *trial, const struct ports *ports, struct curl_waitfd *fds,
                   unsigned max) {
    return ports_intake_fds(ports, trial->job, fds, max);
}

void trial_finish(struct trial *trial, const struct ports *ports) {
    if (trial->job)
        ports->intake.destroy(trial->job);
    *trial = (struct trial){0};
}
