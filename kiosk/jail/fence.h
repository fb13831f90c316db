/* The files a process may still reach, by Landlock (Linux 5.13 and later): also one whose user could read
 * more. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum fence {
    FENCE_UP,
    FENCE_ABSENT, /* this kernel has no Landlock, or it is switched off: the user's rights are all there is */
    FENCE_REFUSED,
};
enum fence_use {
    FENCE_READ,   /* files are read and folders listed */
    FENCE_RUN,    /* the same, and they are run as programs */
    FENCE_DEVICE, /* files that are there are read, written and told what devices are told */
    FENCE_KEEP,   /* files are read, made, written, renamed and removed; no folders are */
};
struct fence_place {
    const char *path; /* a folder with all below it, or a file */
    enum fence_use use;
    bool may_lack; /* where it is not there, it is passed over */
};
/* From now on this process opens no file but those of the `count` places `places`, for what their rows
 * say, and no TCP connection (kernels since 6.7). What is open already stays usable. FENCE_REFUSED: `fail`
 * says by what. */
enum fence fence_enter(const struct fence_place *places, size_t count, struct fail *fail) MUST_CHECK;
