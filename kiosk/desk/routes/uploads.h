/* Uploads under way: each is a file without a name, which is gone with its descriptor, also when the desk is
 * killed. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"
#include "core/base/fail.h"

enum { UPLOADS_MAX = 16 };

struct uploads;
struct uploads *uploads_create(void) MUST_CHECK;
void uploads_destroy(struct uploads *uploads);

/* A descriptor for writing `size` bytes of the request that `owner` names, on the disk of `folder`; the
 * caller closes it. -1, and *full: there is no room for it; otherwise too many are under way. What an earlier
 * one of the same owner left is forgotten, and whatever nobody has written to for a while. */
int uploads_open(struct uploads *uploads, const void *owner, const char *folder, uint64_t size, bool *full,
                 struct fail *fail) MUST_CHECK;
/* What has come, as a descriptor for reading that the caller closes; -1: nothing of this owner's. */
int uploads_take(struct uploads *uploads, const void *owner) MUST_CHECK;
