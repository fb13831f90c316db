#include "system/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line that repeats, with others between or not, is written again at its 10th, 100th, 1000th … time. */
enum { TEXT_MAX = 800, REMEMBERED = 16 };
static struct {
    char text[TEXT_MAX];
    unsigned long times, at;
} seen[REMEMBERED];
static unsigned long lines;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int power_of_ten(unsigned long n) {
    while (n >= 10 && n % 10 == 0)
        n /= 10;
    return n == 1;
}

/* How often this line was said by now, as far as it is remembered: the one not said for longest is forgotten.
 */
static unsigned long count(const char *line) {
    size_t oldest = 0;
    lines++;
    for (size_t i = 0; i < REMEMBERED; i++) {
        if (seen[i].times > 0 && strcmp(seen[i].text, line) == 0) {
            seen[i].at = lines;
            return ++seen[i].times;
        }
        if (seen[i].at < seen[oldest].at)
            oldest = i;
    }
    memcpy(seen[oldest].text, line, strlen(line) + 1);
    seen[oldest].times = 1;
    seen[oldest].at = lines;
    return 1;
}

/* One event, one line, whatever a server put into its answer: no control characters of ASCII or of C1 (in
 * UTF-8 C2 80 to C2 9F), which terminals obey. */
static void make_plain(char *line) {
    for (unsigned char *c = (unsigned char *)line; *c; c++) {
        bool c1 = *c == 0xC2 && c[1] >= 0x80 && c[1] <= 0x9F;
        if (c1)
            c[1] = ' ';
        if (*c < ' ' || *c == 127 || c1)
            *c = ' ';
    }
}

static void write_line(enum log_level level, const char *line, unsigned long repeats) {
    if (getenv("JOURNAL_STREAM"))
        fprintf(stderr, "<%d>", (int)level);
    else if (level <= LOG_LEVEL_WARNING)
        fputs(level == LOG_LEVEL_ERROR ? "error: " : "warning: ", stderr);
    fputs(line, stderr);
    if (repeats > 1)
        fprintf(stderr, " (%lu times)", repeats);
    fputc('\n', stderr);
}

void log_line(enum log_level level, const char *format, ...) {
    char line[TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    make_plain(line);
    pthread_mutex_lock(&mutex);
    unsigned long repeats = count(line);
    if (power_of_ten(repeats))
        write_line(level, line, repeats);
    pthread_mutex_unlock(&mutex);
}
