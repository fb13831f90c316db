/* The programs' log: one event a line on standard error, with journald's priorities (sd-daemon(3)) under
 * systemd. Repeats of a line are counted, not repeated, also with others between them. From any thread. Only
 * programs log; libraries return errors. */
#pragma once

#include "core/base/compiler.h"

enum log_level { LOG_LEVEL_ERROR = 3, LOG_LEVEL_WARNING = 4, LOG_LEVEL_INFO = 6 };

void log_line(enum log_level level, const char *format, ...) PRINTF_LIKE(2, 3);
