/* Reads the number that tests/bench/film_material.py writes into each frame of its film out of an X screen,
 * from outside the program that draws it. film_watcher SECONDS PERIOD_US     looks so often, and prints a
 * line whenever what is seen changes: moment (s of CLOCK_MONOTONIC), number; −1: no frame of the film, −2:
 * all black */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* As in film_material.py: blocks in a row, the first white, the second black, then the bits, lowest first,
 * and the last white where their sum is odd. */
enum { SIDE = 32, BITS = 12, BLOCKS = BITS + 3, ROW = SIDE / 2 };
enum { NOTHING = -1, BLACK = -2, SEEN_BLACK = 20 };

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int light(XImage *row, int x) {
    unsigned long colour = XGetPixel(row, x, 0);
    return (int)(((colour >> 16 & 255) + (colour >> 8 & 255) + (colour & 255)) / 3);
}

static bool is_black(XImage *row) {
    for (int x = 0; x < row->width; x++)
        if (light(row, x) > SEEN_BLACK)
            return false;
    return true;
}

static int number_of(XImage *row) {
    int bits[BLOCKS], number = 0, sum = 0;
    for (int i = 0; i < BLOCKS; i++)
        bits[i] = light(row, i * SIDE + SIDE / 2) > 127;
    for (int i = 0; i < BITS; i++) {
        number |= bits[i + 2] << i;
        sum += bits[i + 2];
    }
    if (bits[0] && !bits[1] && bits[BLOCKS - 1] == (sum & 1))
        return number;
    return is_black(row) ? BLACK : NOTHING;
}

static void wait_for_next(struct timespec *due, long period_ns) {
    due->tv_nsec += period_ns;
    if (due->tv_nsec >= 1000000000) {
        due->tv_nsec -= 1000000000;
        due->tv_sec++;
    }
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, due, NULL) == EINTR)
        ;
}

static int watch(Display *display, double limit, long period_ns) {
    struct timespec due;
    int seen = -3;
    clock_gettime(CLOCK_MONOTONIC, &due);
    for (double end = seconds() + limit; seconds() < end; wait_for_next(&due, period_ns)) {
        XImage *row =
            XGetImage(display, DefaultRootWindow(display), 0, ROW, BLOCKS * SIDE, 1, AllPlanes, ZPixmap);
        if (!row)
            return 1;
        int number = number_of(row);
        XDestroyImage(row);
        if (number == seen)
            continue;
        seen = number;
        printf("%.6f %d\n", seconds(), number);
        fflush(stdout);
    }
    return 0;
}

int main(int argc, char **argv) {
    long period_us = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
    if (period_us < 100 || period_us > 100000) {
        fputs("usage: film_watcher SECONDS PERIOD_US (100 to 100000)\n", stderr);
        return 2;
    }
    Display *display = XOpenDisplay(NULL);
    if (!display) {
        fputs("film_watcher: no X display\n", stderr);
        return 1;
    }
    int status = watch(display, strtod(argv[1], NULL), period_us * 1000);
    XCloseDisplay(display);
    return status;
}
