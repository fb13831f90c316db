/* Has a file of settings, or the one with the staff's PIN, been changed since we began? Looks, reads nothing.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/base/compiler.h"

struct config_watch {
    const char *path; /* borrowed; NULL: there is none */
    int64_t seen[4];
};

void config_watch_init(struct config_watch *watch, const char *path);
/* True once for each change; also when the file comes or goes. */
bool config_watch_changed(struct config_watch *watch) MUST_CHECK;
