#include "desk/data/announce.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "system/disk.h"

#define ANNOUNCED "announced" /* an empty file: who has it open for writing and closes it says something */

int announce_listen(const char *folder, struct fail *fail) {
    char *path = disk_path(folder, ANNOUNCED);
    int file = path ? open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
    int fd = file >= 0 ? inotify_init1(IN_NONBLOCK | IN_CLOEXEC) : -1;
    if (file >= 0)
        close(file);
    if (fd >= 0 && inotify_add_watch(fd, path, IN_CLOSE_WRITE) < 0) {
        int reason = errno;
        close(fd);
        errno = reason;
        fd = -1;
    }
    if (fd < 0)
        fail_set(fail, "what kiosk-desk publishes on the console is heard of late: %s", strerror(errno));
    free(path);
    return fd;
}

void announce_heard(int fd) {
    char events[4096];
    while (read(fd, events, sizeof events) > 0)
        ;
}

void announce(const char *folder) {
    char *path = disk_path(folder, ANNOUNCED);
    int file = path ? open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (file >= 0)
        close(file);
    free(path);
}
