/* The time until the first picture. Whatever hangs before it, a thread of our own ends the program when the
 * time is over, so that the next start takes another rung of the ladder. Until then it tells the service
 * manager to wait (EXTEND_TIMEOUT_USEC of sd_notify(3), and the watchdog's word). */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"

struct deadline;

/* NULL: no service manager would start the program again ($NOTIFY_SOCKET), so nothing is ever ended; or there
 * is no room for a thread. */
struct deadline *deadline_create(void) MUST_CHECK;
void deadline_destroy(struct deadline *deadline);

/* What happens in `seconds`, unless disarmed: `text` becomes the file `path`, `line` is written to the log,
 * and the program ends with status 1. All are copied; nothing else is touched then, because any lock may be
 * held by what hangs. `path` may be NULL. `running`: the service manager was told READY=1 before, and
 * watches. Arming again replaces. `deadline` may be NULL here and below. */
void deadline_arm(struct deadline *deadline, int seconds, bool running, const char *path, const char *text,
                  const char *line);
void deadline_disarm(struct deadline *deadline);
