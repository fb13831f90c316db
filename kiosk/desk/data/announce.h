/* Between programs at one database: something was saved or published, and whoever waits for it in the running
 * desk is to look. Nothing is said of what; the database says it. */
#pragma once

#include "core/base/compiler.h"
#include "core/base/fail.h"

/* For who wants to hear it: a descriptor that can be read when there was something, which the caller closes.
 * -1: `fail` says why. */
int announce_listen(const char *folder, struct fail *fail) MUST_CHECK;
/* Takes up all there was since the last time; never waits. */
void announce_heard(int fd);
/* Says it, after the commit. Where nobody listens, and nobody ever has, nothing happens. */
void announce(const char *folder);
