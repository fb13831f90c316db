/* Watches one pixel of the X screen from outside the program that draws it, once a millisecond.
 *   watcher until X Y RRGGBB SECONDS      ends when the pixel is that colour; prints the moment. Exit 1: it
 * never was. watcher record X Y SECONDS PID…       prints a line per sample: moment, RRGGBB, CPU seconds used
 * by the PIDs so far Moments are seconds of CLOCK_MONOTONIC. */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TOLERANCE = 12, PERIOD_NS = 1000000 };

struct sample {
    double moment, cpu;
    unsigned long colour;
};

static double seconds(clockid_t clock) {
    struct timespec now;
    return clock_gettime(clock, &now) == 0 ? (double)now.tv_sec + (double)now.tv_nsec * 1e-9 : 0;
}

static unsigned long colour_at(Display *display, int x, int y) {
    XImage *image = XGetImage(display, DefaultRootWindow(display), x, y, 1, 1, AllPlanes, ZPixmap);
    if (!image)
        exit(1);
    unsigned long colour = XGetPixel(image, 0, 0) & 0xffffff;
    XDestroyImage(image);
    return colour;
}

static bool near(unsigned long a, unsigned long b) {
    for (int shift = 0; shift <= 16; shift += 8)
        if (labs((long)(a >> shift & 255) - (long)(b >> shift & 255)) > TOLERANCE)
            return false;
    return true;
}

static void wait_for_next(struct timespec *due) {
    due->tv_nsec += PERIOD_NS;
    if (due->tv_nsec >= 1000000000) {
        due->tv_nsec -= 1000000000;
        due->tv_sec++;
    }
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, due, NULL) == EINTR)
        ;
}

/* A process that has ended counts no more: the player is expected to live through the recording. */
static double cpu_seconds(char **pids, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
        clockid_t clock;
        if (clock_getcpuclockid((pid_t)atol(pids[i]), &clock) == 0)
            sum += seconds(clock);
    }
    return sum;
}

static int until(Display *display, int x, int y, unsigned long wanted, double limit) {
    struct timespec due;
    clock_gettime(CLOCK_MONOTONIC, &due);
    for (double end = seconds(CLOCK_MONOTONIC) + limit; seconds(CLOCK_MONOTONIC) < end; wait_for_next(&due))
        if (near(colour_at(display, x, y), wanted)) {
            printf("%.6f\n", seconds(CLOCK_MONOTONIC));
            return 0;
        }
    return 1;
}

static int record(Display *display, int x, int y, double limit, char **pids, int count) {
    size_t room = (size_t)(limit * 1e9 / PERIOD_NS) + 1, used = 0;
    struct sample *samples = calloc(room, sizeof *samples);
    if (!samples)
        return 1;
    struct timespec due;
    clock_gettime(CLOCK_MONOTONIC, &due);
    for (double end = seconds(CLOCK_MONOTONIC) + limit; used < room && seconds(CLOCK_MONOTONIC) < end;
         wait_for_next(&due))
        samples[used++] = (struct sample){.colour = colour_at(display, x, y),
                                          .moment = seconds(CLOCK_MONOTONIC),
                                          .cpu = cpu_seconds(pids, count)};
    for (size_t i = 0; i < used; i++)
        printf("%.6f %06lx %.6f\n", samples[i].moment, samples[i].colour, samples[i].cpu);
    free(samples);
    return 0;
}

int main(int argc, char **argv) {
    bool is_until = argc == 6 && strcmp(argv[1], "until") == 0;
    if (!is_until && (argc < 6 || strcmp(argv[1], "record") != 0)) {
        fputs("usage: watcher until X Y RRGGBB SECONDS | watcher record X Y SECONDS PID...\n", stderr);
        return 2;
    }
    Display *display = XOpenDisplay(NULL);
    if (!display) {
        fputs("watcher: no X display\n", stderr);
        return 1;
    }
    int x = atoi(argv[2]), y = atoi(argv[3]);
    int status = is_until ? until(display, x, y, strtoul(argv[4], NULL, 16), strtod(argv[5], NULL))
                          : record(display, x, y, strtod(argv[4], NULL), argv + 5, argc - 5);
    XCloseDisplay(display);
    return status;
}
