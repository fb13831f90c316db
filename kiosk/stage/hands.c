#include "stage/hands.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define FOLDER "/dev/input"
enum { NAME_MAX_BYTES = 32, BITS = 8 * sizeof(unsigned long) };

struct device {
    char name[NAME_MAX_BYTES];
    int fd;
    bool pointing;
    struct hand hand;
};

struct hands {
    struct device devices[HANDS_MAX];
    int count;
    int folder; /* inotify; −1: none */
    int64_t numbers;
};

bool hand_feed(struct hand *hand, const struct input_event *event, struct finger_event *out) {
    if (event->type == EV_ABS && (event->code == ABS_X || event->code == ABS_Y)) {
        *(event->code == ABS_X ? &hand->x : &hand->y) = event->value;
        hand->moved = true;
        return false;
    }
    if (event->type == EV_KEY && event->code == BTN_LEFT)
        hand->down = event->value != 0;
    if (event->type != EV_SYN || event->code != SYN_REPORT)
        return false;
    bool changed = hand->down != hand->told_down, dragged = hand->down && hand->moved;
    hand->moved = false;
    if (!changed && !dragged)
        return false;
    hand->told_down = hand->down;
    *out = (struct finger_event){.kind = !changed     ? FINGER_MOVE
                                         : hand->down ? FINGER_DOWN
                                                      : FINGER_UP,
                                 .device = hand->device,
                                 .x = (double)(hand->x - hand->min_x) / hand->range_x,
                                 .y = (double)(hand->y - hand->min_y) / hand->range_y,
                                 .at_ms =
                                     (int64_t)event->input_event_sec * 1000 + event->input_event_usec / 1000};
    return true;
}

static bool has(const unsigned long *bits, unsigned bit) {
    return bits[bit / BITS] >> bit % BITS & 1;
}

/* A mouse that knows where it is, as udev tells them (what has a mouse's button is no touch screen, whatever
 * else it has), and SDL with it. */
static bool is_pointer(int fd) {
    unsigned long keys[KEY_MAX / BITS + 1] = {0}, axes[ABS_MAX / BITS + 1] = {0};
    if (ioctl(fd, EVIOCGBIT(EV_KEY, sizeof keys), keys) < 0 ||
        ioctl(fd, EVIOCGBIT(EV_ABS, sizeof axes), axes) < 0)
        return false;
    return has(axes, ABS_X) && has(axes, ABS_Y) && !has(axes, ABS_MT_POSITION_X) && has(keys, BTN_LEFT) &&
           !has(keys, BTN_TOOL_PEN) && !has(keys, BTN_STYLUS) && !has(keys, BTN_TOOL_FINGER);
}

static bool begin_pointing(int fd, struct hand *hand) {
    struct input_absinfo x, y;
    int clock = CLOCK_MONOTONIC;
    if (ioctl(fd, EVIOCGABS(ABS_X), &x) < 0 || ioctl(fd, EVIOCGABS(ABS_Y), &y) < 0 ||
        x.maximum <= x.minimum || y.maximum <= y.minimum || ioctl(fd, EVIOCSCLOCKID, &clock) < 0)
        return false;
    hand->min_x = x.minimum;
    hand->min_y = y.minimum;
    hand->range_x = x.maximum - x.minimum;
    hand->range_y = y.maximum - y.minimum;
    hand->x = x.value;
    hand->y = y.value;
    return true;
}

static bool known(const struct hands *hands, const char *name) {
    for (int i = 0; i < hands->count; i++)
        if (strcmp(hands->devices[i].name, name) == 0)
            return true;
    return false;
}

static void add(struct hands *hands, const char *name) {
    char path[sizeof FOLDER + NAME_MAX_BYTES];
    if (hands->count == HANDS_MAX || strlen(name) >= NAME_MAX_BYTES || known(hands, name))
        return;
    snprintf(path, sizeof path, "%s/%s", FOLDER, name);
    struct device device = {.fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    if (device.fd < 0)
        return; /* not ours to read, or not yet: its rights change once udev has seen it */
    strcpy(device.name, name);
    device.pointing = is_pointer(device.fd) && begin_pointing(device.fd, &device.hand);
    device.hand.device = HAND_DEVICE - hands->numbers++;
    hands->devices[hands->count++] = device;
}

static void scan(struct hands *hands) {
    DIR *folder = opendir(FOLDER);
    for (struct dirent *item; folder && (item = readdir(folder));)
        if (strncmp(item->d_name, "event", 5) == 0)
            add(hands, item->d_name);
    if (folder)
        closedir(folder);
}

struct hands *hands_create(void) {
    struct hands *hands = calloc(1, sizeof *hands);
    if (!hands)
        return NULL;
    hands->folder = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (hands->folder >= 0 && inotify_add_watch(hands->folder, FOLDER, IN_CREATE | IN_ATTRIB) < 0) {
        close(hands->folder);
        hands->folder = -1;
    }
    scan(hands);
    return hands;
}

void hands_destroy(struct hands *hands) {
    if (!hands)
        return;
    for (int i = 0; i < hands->count; i++)
        close(hands->devices[i].fd);
    if (hands->folder >= 0)
        close(hands->folder);
    free(hands);
}

int hands_watch(const struct hands *hands, struct pollfd *fds) {
    int count = 0;
    for (int i = 0; hands && i < hands->count; i++)
        fds[count++] = (struct pollfd){.fd = hands->devices[i].fd, .events = POLLIN};
    if (hands && hands->folder >= 0)
        fds[count++] = (struct pollfd){.fd = hands->folder, .events = POLLIN};
    return count;
}

bool hands_pointing(const struct hands *hands) {
    for (int i = 0; hands && i < hands->count; i++)
        if (hands->devices[i].pointing)
            return true;
    return false;
}

static void follow_folder(struct hands *hands) {
    char news[4096];
    bool any = false;
    while (hands->folder >= 0 && read(hands->folder, news, sizeof news) > 0)
        any = true;
    if (any)
        scan(hands);
}

/* Gone: what was down on it is lost. */
static bool drop(struct hands *hands, int at, struct finger_event *out) {
    struct device *device = &hands->devices[at];
    bool down = device->hand.told_down;
    *out = (struct finger_event){.kind = FINGER_LOST, .device = device->hand.device};
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    out->at_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    close(device->fd);
    hands->devices[at] = hands->devices[--hands->count];
    return down;
}

bool hands_next(struct hands *hands, struct finger_event *out) {
    if (!hands)
        return false;
    follow_folder(hands);
    for (int i = 0; i < hands->count; i++) {
        struct device *device = &hands->devices[i];
        struct input_event event;
        ssize_t got;
        while ((got = read(device->fd, &event, sizeof event)) == (ssize_t)sizeof event)
            if (device->pointing && hand_feed(&device->hand, &event, out))
                return true;
        if (got < 0 && errno != EAGAIN && errno != EINTR && drop(hands, i--, out))
            return true;
    }
    return false;
}
