/* The files a process may still reach, by Landlock (Linux 5.13 and later): also one whose user could read
 * more. */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum fence {
    FENCE_UP,
    FENCE_ABSENT, /* this kernel has no Landlock, or it is switched off: the user's rights are all there is */
    FENCE_REFUSED,
};
/* From now on this process opens no file but those in `folder`, where it may also make, write, rename and
 * remove files, and no TCP connection (kernels since 6.7). What is open already stays usable. FENCE_REFUSED:
 * `fail` says by what. */
enum fence fence_enter(const char *folder, struct fail *fail) MUST_CHECK;
