#include "ctl/progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { EVERY_MS = 100 };

void progress_init(struct progress *progress) {
    *progress = (struct progress){.on = isatty(STDERR_FILENO) == 1};
}

void progress_say(struct progress *progress, const char *format, ...) {
    struct timespec now;
    if (!progress || !progress->on)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t now_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (now_ms < progress->next_ms)
        return;
    progress->next_ms = now_ms + EVERY_MS;
    progress->shown = true;
    char text[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\r\033[K%.78s", text);
    fflush(stderr);
}

void progress_clear(struct progress *progress) {
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
    progress->next_ms = 0;
}
