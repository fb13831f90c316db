#include "system/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line that repeats is written again at its 10th, 100th, 1000th … time. */
static char last[800];
static unsigned long repeats;

static int power_of_ten(unsigned long n) {
    while (n >= 10 && n % 10 == 0)
        n /= 10;
    return n == 1;
}

void log_line(enum log_level level, const char *format, ...) {
    char line[sizeof(last)];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    for (char *c = line; *c; c++) /* one event, one line, whatever a server put into its answer */
        if ((unsigned char)*c < ' ' || *c == 127)
            *c = ' ';
    repeats = strcmp(line, last) == 0 ? repeats + 1 : 1;
    memcpy(last, line, sizeof(last));
    if (!power_of_ten(repeats))
        return;
    if (getenv("JOURNAL_STREAM"))
        fprintf(stderr, "<%d>", (int)level);
    else if (level <= LOG_LEVEL_WARNING)
        fputs(level == LOG_LEVEL_ERROR ? "error: " : "warning: ", stderr);
    fputs(line, stderr);
    if (repeats > 1)
        fprintf(stderr, " (%lu times)", repeats);
    fputc('\n', stderr);
}
