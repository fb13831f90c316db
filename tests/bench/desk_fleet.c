/* Plays COUNT screens, let in by desk_enrol, and their staff at a running desk: all have a request held, each
 * says once in five minutes how it is, staff work, and after half of SECONDS one publishes. Prints "held" and
 * later, on one line, a JSON object with what was measured. usage: desk_fleet PORT|unix:PATH COUNT SECONDS
 * LOGIN PASSWORD */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>

#include "desk_screens.h"
#include "desk_staff.h"

enum { STATUS_EVERY_MS = 300000, EVENTS = 256 };

struct fleet {
    struct place place;
    struct screen *list;
    int count, epoll;
    double until_ms;
    struct staff staff;
    double clicked_ms, answered_ms; /* of publishing; of its thread until it has ended */
};

static void let_in(struct fleet *fleet) {
    struct answer answer = {0};
    for (int i = 0; i < fleet->count; i++) {
        struct screen *screen = &fleet->list[i];
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = screen};
        screen_open(screen, &fleet->place, i, &answer);
        screen_hold(screen);
        NEEDED(epoll_ctl(fleet->epoll, EPOLL_CTL_ADD, screen->client.fd, &event) == 0);
    }
    answer_finish(&answer);
}

static void wait_until(double moment_ms) {
    double rest = moment_ms - now_ms();
    if (rest > 0)
        nanosleep(&(struct timespec){(time_t)(rest / 1e3), (long)((long)(rest * 1e6) % 1000000000L)}, NULL);
}

/* Evenly spread, as their starts are. */
static void *report(void *context) {
    struct fleet *fleet = context;
    struct answer answer = {0};
    double due = now_ms();
    for (int i = 0; due < fleet->until_ms; i = (i + 1) % fleet->count) {
        wait_until(due);
        screen_report(&fleet->list[i], &fleet->place, &answer);
        due += (double)STATUS_EVERY_MS / fleet->count;
    }
    answer_finish(&answer);
    return NULL;
}

static void *publish(void *context) {
    struct fleet *fleet = context;
    wait_until((now_ms() + fleet->until_ms) / 2);
    fleet->clicked_ms = staff_publish(&fleet->staff, &fleet->answered_ms);
    return NULL;
}

static void serve_screens(struct fleet *fleet) {
    struct epoll_event events[EVENTS];
    struct answer answer = {0};
    while (now_ms() < fleet->until_ms) {
        int ready = epoll_wait(fleet->epoll, events, EVENTS, 100);
        for (int i = 0; i < ready; i++)
            screen_step(events[i].data.ptr, &answer);
    }
    answer_finish(&answer);
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void tell_publish(const struct fleet *fleet) {
    double *took = calloc((size_t)fleet->count, sizeof *took);
    unsigned refused = 0;
    int told = 0;
    NEEDED(took);
    for (int i = 0; i < fleet->count; i++) {
        refused += fleet->list[i].refused;
        if (fleet->list[i].told_ms >= fleet->clicked_ms)
            took[told++] = fleet->list[i].told_ms - fleet->clicked_ms;
    }
    qsort(took, (size_t)told, sizeof *took, ascending);
    printf("\"told\": %d, \"refused\": %u, \"answered\": %.1f", told, refused,
           fleet->answered_ms - fleet->clicked_ms);
    if (told > 0)
        printf(", \"first\": %.1f, \"half\": %.1f, \"last\": %.1f", took[0], took[told / 2], took[told - 1]);
    free(took);
}

static void play(struct fleet *fleet, double seconds) {
    pthread_t reporter, publisher;
    double begun = now_ms();
    let_in(fleet);
    printf("held %.0f\n", now_ms() - begun);
    fflush(stdout);
    fleet->until_ms = fleet->staff.until_ms = now_ms() + seconds * 1e3;
    NEEDED(pthread_create(&reporter, NULL, report, fleet) == 0);
    NEEDED(pthread_create(&publisher, NULL, publish, fleet) == 0);
    staff_start(&fleet->staff);
    serve_screens(fleet);
    NEEDED(pthread_join(reporter, NULL) == 0 && pthread_join(publisher, NULL) == 0);
    printf("{");
    staff_tell();
    printf(", ");
    tell_publish(fleet);
    printf("}\n");
}

static void raise_descriptors(void) {
    struct rlimit files;
    NEEDED(getrlimit(RLIMIT_NOFILE, &files) == 0);
    files.rlim_cur = files.rlim_max;
    NEEDED(setrlimit(RLIMIT_NOFILE, &files) == 0);
}

int main(int argc, char **argv) {
    static const char UNIX[] = "unix:";
    struct fleet fleet = {.count = argc == 6 ? atoi(argv[2]) : 0};
    double seconds = argc == 6 ? atof(argv[3]) : 0;
    if (fleet.count < 1 || seconds <= 0) {
        fputs("usage: desk_fleet PORT|unix:PATH COUNT SECONDS LOGIN PASSWORD\n", stderr);
        return 2;
    }
    if (strncmp(argv[1], UNIX, strlen(UNIX)) == 0)
        fleet.place.path = argv[1] + strlen(UNIX);
    else
        fleet.place.port = (unsigned)atoi(argv[1]);
    raise_descriptors();
    fleet.list = calloc((size_t)fleet.count, sizeof *fleet.list);
    fleet.epoll = epoll_create1(EPOLL_CLOEXEC);
    NEEDED(fleet.list && fleet.epoll >= 0);
    staff_sign_in(&fleet.staff, &fleet.place, argv[4], argv[5]);
    play(&fleet, seconds);
    for (int i = 0; i < fleet.count; i++)
        client_close(&fleet.list[i].client);
    free(fleet.list);
    return 0;
}
