/* The panel's size as the last run saw it, in the runtime folder: painting can begin before the display
 * answers. It is a guess, to be checked against the window. */
#pragma once

#include <stdbool.h>

#include "core/base/compiler.h"

/* False when nothing is known. `runtime_folder` may be NULL. */
bool panel_recall(const char *runtime_folder, int *width, int *height) MUST_CHECK;
/* Writes only what is new. Failing costs nothing but the head start. */
void panel_remember(const char *runtime_folder, int width, int height);
