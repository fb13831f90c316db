/* What one look at a whole film gave: read from what ffmpeg says while it decodes it, line by line. Pure. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/compiler.h"

enum { MEASURED_NUMBER = 16 };
struct measured {
    int64_t frames; /* of the film's own speed */
    int64_t end_us; /* where the last of its tracks ends */
    int64_t errors; /* while it was decoded */
    char loudness[MEASURED_NUMBER], peak[MEASURED_NUMBER], range[MEASURED_NUMBER], threshold[MEASURED_NUMBER],
        offset[MEASURED_NUMBER]; /* what loudnorm's second pass is told, numbers; "": no sound */
    int first_grey;              /* 0–255, of the first frame */
    int flashes, flashes_at_s;   /* within a second; where */
};
/* A line that ffmpeg wrote with `-loglevel level+info` or `-progress`. */
void measured_hear(struct measured *measured, const char *line);
/* Is there anything to hear? Softer than any sound is silence. */
bool measured_audible(const struct measured *measured);

/* As text, to be kept beside what is being made, and back. False: it is no such text. */
void measured_write(const struct measured *measured, char *out, size_t size);
bool measured_read(const char *text, struct measured *out) MUST_CHECK;
