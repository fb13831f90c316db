/* The panel's own light. Main thread. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"

struct window;

/* Switches every connected panel on or off, by the DRM property "DPMS": a monitor without a signal sleeps, a
 * panel's backlight goes out. It goes through SDL's own descriptor, because only the DRM master may. False:
 * it cannot be done here (no KMSDRM, or the driver refuses). While it is off nothing may be presented: SDL
 * waits for its page flips without a limit. */
bool power_set(const struct window *window, bool on) MUST_CHECK;
